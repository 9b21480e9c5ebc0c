import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { Recording } from '~/api/model';
import { Tag } from '~/components/Tag';
import { dateTime } from '~/lib/time';
import { checkRecording } from './api';
import { useWords } from './words';

/** Whether a recording is as it was made, once somebody asks: a check reads all of it. */
export function CheckCell({ recording }: { recording: Recording }) {
  const say = useWords();
  const check = useMutation({
    mutationFn: () => checkRecording(recording.id),
    onError: () => notifications.show({ message: say('unchecked'), color: 'ember' }),
  });
  return check.data ? (
    <span role="status">
      <Tag tone={check.data.intact ? 'safe' : 'bad'}>{say(check.data.intact ? 'intact' : 'damaged')}</Tag>
    </span>
  ) : (
    <Button
      size="xs"
      variant="default"
      loading={check.isPending}
      aria-label={say('checkOf', { when: dateTime(recording.startedAt) })}
      onClick={() => check.mutate()}
    >
      {say('check')}
    </Button>
  );
}
