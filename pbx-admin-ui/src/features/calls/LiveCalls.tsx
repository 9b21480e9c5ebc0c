import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPhoneCall, IconPhoneOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LiveCall } from '~/api/model';
import { CallClock, CallStateTag, useConnected } from '~/components/calls';
import { Confirm } from '~/components/Confirm';
import { DataTable, type Column } from '~/components/DataTable';
import { LiveMark } from '~/components/LiveMark';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Party } from '~/components/Party';
import { QualityTags } from '~/components/quality';
import { SecurityTag } from '~/components/security';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { callsKey, useCallsFollowed } from '~/lib/live-calls';
import { useName } from '~/lib/names';
import { useMay } from '~/lib/session';
import { shortTime } from '~/lib/time';
import { defineWords } from '~/lib/words';
import { fetchCalls, hangUp } from './api';

const useWords = defineWords('calls', {
  title: 'Live calls',
  lead: 'Every call that is up, as it happens.',
  from: 'From',
  to: 'To',
  state: 'State',
  lasts: 'Time',
  since: 'Since',
  protection: 'Protection',
  actions: 'Actions',
  hangUp: 'Hang up',
  hangUpOf: 'Hang up call from {{caller}}',
  sure: 'End this call?',
  sureText:
    '{{caller}} and {{callee}} are cut off at once. The call record says that an administrator ended it.',
  hungUp: 'The call was ended.',
  failed: 'The call could not be ended.',
  emptyTitle: 'The line is quiet',
  empty: 'Calls appear here the moment a phone rings.',
  supervisedBy: 'Supervised by {{number}}',
  quality: 'Sound',
});

/** The calls that are up: pushed, never polled. */
export default function LiveCalls() {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const [ending, setEnding] = useState<LiveCall>();
  const calls = useQuery({ queryKey: callsKey, queryFn: fetchCalls });
  useCallsFollowed();
  const end = useMutation({
    mutationFn: (call: LiveCall) => hangUp(call.id),
    onSuccess: () => notifications.show({ message: say('hungUp'), color: 'moss' }),
    onError: () => notifications.show({ message: say('failed'), color: 'ember' }),
    onSettled: () => {
      setEnding(undefined);
      void client.invalidateQueries({ queryKey: callsKey });
    },
  });
  const connectedName = useConnected();
  const recording = useName('liveRecording');
  const columns: Column<LiveCall>[] = [
    { id: 'from', label: say('from'), cell: (call) => <Party number={call.caller} name={call.callerName} /> },
    {
      id: 'to',
      label: say('to'),
      cell: (call) => <Party number={call.dialled} name={connectedName(call.connected)} />,
    },
    {
      id: 'state',
      label: say('state'),
      cell: (call) => (
        <Group gap={6}>
          <CallStateTag state={call.state} />
          {call.supervisor && (
            <Tag tone="warn">{say('supervisedBy', { number: call.supervisor.number })}</Tag>
          )}
          {call.recording !== 'NONE' && (
            <Tag tone={call.recording === 'RUNS' ? 'warn' : 'calm'}>{recording(call.recording)}</Tag>
          )}
        </Group>
      ),
    },
    { id: 'protection', label: say('protection'), cell: (call) => <SecurityTag legs={call.legs} /> },
    { id: 'quality', label: say('quality'), cell: (call) => <QualityTags legs={call.legs} /> },
    { id: 'since', label: say('since'), wide: true, cell: (call) => shortTime(call.startedAt) },
    { id: 'lasts', label: say('lasts'), align: 'right', cell: (call) => <CallClock call={call} /> },
  ];
  if (may('calls.write')) {
    columns.push({
      id: 'actions',
      label: say('actions'),
      quiet: true,
      align: 'right',
      cell: (call) => (
        <Button
          variant="light"
          color="ember"
          size="xs"
          leftSection={<IconPhoneOff size={15} />}
          aria-label={say('hangUpOf', { caller: call.caller })}
          onClick={() => setEnding(call)}
        >
          {say('hangUp')}
        </Button>
      ),
    });
  }
  return (
    <Page title={say('title')} lead={say('lead')} actions={<LiveMark />}>
      <Panel flush>
        {calls.isPending && <Loading />}
        {calls.isError && <Failed error={calls.error} retry={() => void calls.refetch()} />}
        {calls.data?.items.length === 0 && (
          <Empty icon={<IconPhoneCall size={26} />} title={say('emptyTitle')}>
            {say('empty')}
          </Empty>
        )}
        {calls.data && calls.data.items.length > 0 && (
          <DataTable
            label={say('title')}
            columns={columns}
            rows={calls.data.items}
            rowKey={(call) => call.id}
          />
        )}
      </Panel>
      <Confirm
        opened={ending !== undefined}
        title={say('sure')}
        deed={say('hangUp')}
        busy={end.isPending}
        onCancel={() => setEnding(undefined)}
        onConfirm={() => ending && end.mutate(ending)}
      >
        {ending && say('sureText', { caller: ending.caller, callee: ending.connected || ending.dialled })}
      </Confirm>
    </Page>
  );
}
