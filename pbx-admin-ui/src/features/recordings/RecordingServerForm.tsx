import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordingServer } from '~/api/model';
import { ApiProblem } from '~/api/problem';
import { FormFault } from '~/components/FormFault';
import { UnsavedGuard } from '~/components/Unsaved';
import { showProblem } from '~/lib/forms';
import { useName } from '~/lib/names';
import { useMay } from '~/lib/session';
import { changeRecordingServer, recordingServerKey, type RecordingServerDraft } from './api';
import { useWords } from './words';

const destinations = ['store', 'server', 'both'] as const;

/** Changes where recorded calls go; if somebody was quicker, theirs is shown instead of overwritten. */
export function RecordingServerForm({ stands }: { stands: RecordingServer }) {
  const say = useWords();
  const nameOf = useName('recordingDestination');
  const mayWrite = useMay()('recordings.write');
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const { destination, uri, tlsName, authorities } = stands;
  const form = useForm<RecordingServerDraft>({
    initialValues: { destination, uri, tlsName, authorities },
    validate: {
      uri: (value, draft) =>
        (draft.destination === 'store' && value.trim() === '') || /^sips?:[^\s<>]+$/.test(value.trim())
          ? null
          : say('uriNeeded'),
    },
  });
  const save = useMutation({
    mutationFn: (draft: RecordingServerDraft) => changeRecordingServer(stands, draft),
    onSuccess: async () => {
      notifications.show({ message: say('serverSaved'), color: 'moss' });
      form.resetDirty();
      await client.invalidateQueries({ queryKey: recordingServerKey });
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 412) {
        notifications.show({ message: say('stale'), color: 'amber', autoClose: 10_000 });
        void client.invalidateQueries({ queryKey: recordingServerKey });
      } else {
        setFault(showProblem(form, error, say('failed')));
      }
    },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((draft) => {
        setFault(undefined);
        save.mutate(draft);
      })}
    >
      <FormFault>{fault}</FormFault>
      <Stack gap="md">
        <NativeSelect
          {...form.getInputProps('destination')}
          label={say('destination')}
          description={say('destinationHint')}
          disabled={!mayWrite}
          data={destinations.map((value) => ({ value, label: nameOf(value) }))}
        />
        {(form.values.destination !== 'store' || uri !== '' || form.values.uri !== '') && (
          <>
            <TextInput
              {...form.getInputProps('uri')}
              label={say('uri')}
              description={say('uriHint')}
              maxLength={300}
              spellCheck={false}
              autoComplete="off"
              readOnly={!mayWrite}
            />
            <TextInput
              {...form.getInputProps('tlsName')}
              label={say('tlsName')}
              description={say('tlsNameHint')}
              maxLength={253}
              spellCheck={false}
              autoComplete="off"
              readOnly={!mayWrite}
            />
            <Textarea
              {...form.getInputProps('authorities')}
              label={say('authorities')}
              description={say('authoritiesHint')}
              maxLength={20_000}
              rows={3}
              spellCheck={false}
              readOnly={!mayWrite}
            />
          </>
        )}
      </Stack>
      {mayWrite && (
        <Group justify="flex-end" mt="lg">
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {say('saveServer')}
          </Button>
        </Group>
      )}
      <UnsavedGuard dirty={form.isDirty() && !save.isPending} />
    </form>
  );
}
