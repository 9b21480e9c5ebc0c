import { NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Extension, ExtensionRecording } from '~/api/model';
import { Panel } from '~/components/Panel';
import { Failed, Loading } from '~/components/states';
import { useName } from '~/lib/names';
import { useMay } from '~/lib/session';
import { fetchExtensionRecording, recordExtension } from './api';
import { useWords } from './words';

const modes = ['never', 'on-demand', 'pausable', 'always'] as const;

/** Whether an extension's calls are recorded; counts from the next call on. */
export function Recorded({ extension }: { extension: Extension }) {
  const say = useWords();
  const may = useMay();
  const nameOf = useName('recordingMode');
  const client = useQueryClient();
  const queryKey = ['extension-recording', extension.id];
  const known = useQuery({ queryKey, queryFn: () => fetchExtensionRecording(extension.id) });
  const change = useMutation({
    mutationFn: (mode: ExtensionRecording['mode']) => recordExtension(extension.id, mode),
    onSuccess: (now) => {
      client.setQueryData(queryKey, now);
      notifications.show({ message: say('recordedSaved'), color: 'moss' });
    },
    onError: () => notifications.show({ message: say('recordedFailed'), color: 'ember' }),
  });
  return (
    <Panel title={say('recorded')}>
      {known.isPending && <Loading rows={1} />}
      {known.isError && <Failed error={known.error} retry={() => void known.refetch()} />}
      {known.data && (
        <NativeSelect
          label={say('recordedLabel')}
          description={say('recordedHint')}
          data={modes.map((mode) => ({ value: mode, label: nameOf(mode) }))}
          value={change.isPending ? change.variables : known.data.mode}
          disabled={!may('recordings.write') || change.isPending}
          onChange={(event) => {
            const mode = modes.find((one) => one === event.currentTarget.value);
            if (mode) {
              change.mutate(mode);
            }
          }}
        />
      )}
    </Panel>
  );
}
