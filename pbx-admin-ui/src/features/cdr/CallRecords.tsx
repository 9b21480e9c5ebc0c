import { Anchor, Drawer } from '@mantine/core';
import { IconHistory, IconLock, IconLockOpen2 } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { CallRecord } from '~/api/model';
import { useConnected } from '~/components/calls';
import { DataTable, type Column } from '~/components/DataTable';
import { LiveMark } from '~/components/LiveMark';
import { MoreButton } from '~/components/MoreButton';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Party } from '~/components/Party';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { useLive } from '~/lib/live';
import { clock, secondsBetween, shortTime } from '~/lib/time';
import { fetchRecords } from './api';
import { Filters } from './Filters';
import { OutcomeTag } from './OutcomeTag';
import { RecordDetail } from './RecordDetail';
import { useWords } from './words';

const route = getRouteApi('/call-records');

/** Which calls there were. */
export default function CallRecords() {
  const say = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const { record, ...filters } = search;
  const pages = useInfiniteQuery({
    queryKey: ['call-records', filters],
    queryFn: ({ pageParam }) => fetchRecords(filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  useLive('record', () => void client.invalidateQueries({ queryKey: ['call-records'] }));
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.values(filters).some(Boolean);
  const open = (id: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, record: id }), replace: true, resetScroll: false });
  const connectedName = useConnected();
  const columns: Column<CallRecord>[] = [
    {
      id: 'when',
      label: say('when'),
      cell: (row) => (
        <Anchor
          component="button"
          type="button"
          inherit
          className="numbers"
          aria-label={say('open', { when: shortTime(row.startedAt) })}
          onClick={() => open(row.id)}
        >
          {shortTime(row.startedAt)}
        </Anchor>
      ),
    },
    { id: 'from', label: say('from'), cell: (row) => <Party number={row.caller} name={row.callerName} /> },
    {
      id: 'to',
      label: say('to'),
      cell: (row) => (
        <Party
          number={row.dialled}
          name={row.connected === row.dialled ? undefined : connectedName(row.connected)}
        />
      ),
    },
    { id: 'outcome', label: say('outcome'), cell: (row) => <OutcomeTag record={row} /> },
    {
      id: 'protection',
      label: say('protection'),
      wide: true,
      cell: (row) =>
        row.secure ? (
          <Tag tone="safe" icon={<IconLock size={13} />}>
            {say('encrypted')}
          </Tag>
        ) : (
          <Tag tone="bad" icon={<IconLockOpen2 size={13} />}>
            {say('notEncrypted')}
          </Tag>
        ),
    },
    {
      id: 'duration',
      label: say('duration'),
      align: 'right',
      cell: (row) => (
        <span className="numbers">
          {row.answeredAt ? clock(secondsBetween(row.answeredAt, row.endedAt)) : '–'}
        </span>
      ),
    },
  ];
  return (
    <Page title={say('title')} lead={say('lead')} actions={<LiveMark />}>
      <Filters
        value={filters}
        onChange={(changed) =>
          void navigate({
            search: (before) => ({ ...before, ...changed }),
            replace: true,
            resetScroll: false,
          })
        }
      />
      <Panel flush>
        {pages.isPending && <Loading rows={8} />}
        {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
        {pages.data && rows.length === 0 && (
          <Empty icon={<IconHistory size={26} />} title={say(filtered ? 'noneTitle' : 'emptyTitle')}>
            {say(filtered ? 'none' : 'empty')}
          </Empty>
        )}
        {rows.length > 0 && (
          <DataTable
            label={say('title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            onOpen={(row) => open(row.id)}
          />
        )}
        <MoreButton pages={pages} />
      </Panel>
      <Drawer
        opened={record !== undefined}
        onClose={() => open(undefined)}
        title={say('detail')}
        size="lg"
        closeButtonProps={{ 'aria-label': say('close') }}
      >
        {record !== undefined && <RecordDetail id={record} />}
      </Drawer>
    </Page>
  );
}
