import { useQuery } from '@tanstack/react-query';
import { Panel } from '~/components/Panel';
import { Failed, Loading } from '~/components/states';
import { fetchRecordingServer, recordingServerKey } from './api';
import { RecordingServerForm } from './RecordingServerForm';
import { useWords } from './words';

/** Where what recorded calls say goes. */
export function RecordingServerPanel() {
  const say = useWords();
  const server = useQuery({ queryKey: recordingServerKey, queryFn: fetchRecordingServer });
  return (
    <Panel title={say('server')}>
      {server.isPending && <Loading rows={3} />}
      {server.isError && <Failed error={server.error} retry={() => void server.refetch()} />}
      {server.data && <RecordingServerForm key={server.data.version} stands={server.data} />}
    </Panel>
  );
}
