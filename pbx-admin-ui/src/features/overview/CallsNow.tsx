import { Anchor } from '@mantine/core';
import { IconPhoneCall } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { UseQueryResult } from '@tanstack/react-query';
import type { LiveCall, Page } from '~/api/model';
import { CallClock, CallStateTag, useConnected } from '~/components/calls';
import { DataTable, type Column } from '~/components/DataTable';
import { Panel } from '~/components/Panel';
import { Party } from '~/components/Party';
import { SecurityTag } from '~/components/security';
import { Empty, Failed, Loading } from '~/components/states';
import { useWords } from './words';

const MOST = 6;

/** The latest calls that are up. */
export function CallsNow({ query }: { query: UseQueryResult<Page<LiveCall>> }) {
  const say = useWords();
  const calls = query.data?.items ?? [];
  const connectedName = useConnected();
  const columns: Column<LiveCall>[] = [
    { id: 'from', label: say('from'), cell: (call) => <Party number={call.caller} name={call.callerName} /> },
    {
      id: 'to',
      label: say('to'),
      cell: (call) => <Party number={call.dialled} name={connectedName(call.connected)} />,
    },
    { id: 'state', label: say('state'), cell: (call) => <CallStateTag state={call.state} /> },
    {
      id: 'protection',
      label: say('protection'),
      wide: true,
      cell: (call) => <SecurityTag legs={call.legs} />,
    },
    { id: 'lasts', label: say('lasts'), align: 'right', cell: (call) => <CallClock call={call} /> },
  ];
  return (
    <Panel
      title={say('callsNow')}
      flush
      actions={
        calls.length > MOST && (
          <Anchor size="sm" renderRoot={(props) => <Link to="/calls" {...props} />}>
            {say('all')}
          </Anchor>
        )
      }
    >
      {query.isPending && <Loading rows={3} />}
      {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data && calls.length === 0 && (
        <Empty icon={<IconPhoneCall size={26} />} title={say('quietTitle')}>
          {say('quiet')}
        </Empty>
      )}
      {calls.length > 0 && (
        <DataTable
          label={say('callsNow')}
          columns={columns}
          rows={calls.slice(0, MOST)}
          rowKey={(call) => call.id}
        />
      )}
    </Panel>
  );
}
