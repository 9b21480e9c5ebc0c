import { ActionIcon, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { HoldMusic } from '~/api/model';
import { ApiProblem } from '~/api/problem';
import { Confirm } from '~/components/Confirm';
import { FormFault } from '~/components/FormFault';
import { usePlayer } from '~/lib/player';
import { clock } from '~/lib/time';
import { deleteTune, mostOctets, tuneAddress, uploadTune } from './api';
import { useWords } from './words';

interface OwnTuneProps {
  music: HoldMusic;
  mayWrite: boolean;
  onDone: (now: HoldMusic, message: string) => void;
  /** Whether somebody else was quicker, which has then been said. */
  isStale: (error: Error) => boolean;
}

/** The tenant's own tune: to hear, to bring, to delete. */
export function OwnTune({ music, mayWrite, onDone, isStale }: OwnTuneProps) {
  const say = useWords();
  const player = usePlayer(() => undefined);
  const [fault, setFault] = useState<string>();
  const [leaving, setLeaving] = useState(false);
  const upload = useMutation({
    mutationFn: (file: File) => uploadTune(music, file),
    onSuccess: (now) => onDone(now, say('uploaded')),
    onError: (error) => {
      if (!isStale(error)) {
        const fields = error instanceof ApiProblem ? error.fields : [];
        const fault = fields.find(({ field }) => field === 'tune')?.message;
        setFault(fault ?? say(error instanceof ApiProblem && error.status === 503 ? 'busy' : 'failed'));
      }
    },
  });
  const remove = useMutation({
    mutationFn: () => deleteTune(music),
    onSuccess: (now) => {
      player.stop();
      onDone(now, say('removed'));
    },
    onError: (error) => {
      if (!isStale(error)) {
        notifications.show({ message: say('failed'), color: 'ember' });
      }
    },
    onSettled: () => setLeaving(false),
  });
  const bring = (file: File | null) => {
    setFault(undefined);
    if (file && file.size > mostOctets) {
      setFault(say('tooLarge'));
    } else if (file) {
      upload.mutate(file);
    }
  };
  const tune = music.tune;
  const playing = player.playing && player.soundId === tune?.digest;
  return (
    <Stack gap="md">
      <FormFault>{fault}</FormFault>
      <Text size="sm">{say('ownLead')}</Text>
      {tune ? (
        <Group gap="sm">
          <ActionIcon
            size={36}
            radius="xl"
            variant="light"
            aria-label={say(playing ? 'pause' : 'play')}
            onClick={() => player.toggle(tune.digest, tuneAddress(tune.digest))}
          >
            {playing ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
          </ActionIcon>
          <Text size="sm">{say('length', { length: clock(tune.lengthMs / 1000) })}</Text>
          {player.failed && (
            <Text size="sm" c="ember" role="alert">
              {say('unplayable')}
            </Text>
          )}
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          {say('none')}
        </Text>
      )}
      {mayWrite && (
        <Group>
          <FileButton accept=".wav,audio/wav,audio/x-wav" onChange={bring}>
            {(props) => (
              <Button {...props} variant="light" loading={upload.isPending}>
                {say(tune ? 'replace' : 'upload')}
              </Button>
            )}
          </FileButton>
          {tune && (
            <Button variant="default" onClick={() => setLeaving(true)}>
              {say('remove')}
            </Button>
          )}
        </Group>
      )}
      <Confirm
        opened={leaving}
        title={say('removeTitle')}
        deed={say('removeDeed')}
        busy={remove.isPending}
        onCancel={() => setLeaving(false)}
        onConfirm={() => remove.mutate()}
      >
        {say('removeText')}
      </Confirm>
    </Stack>
  );
}
