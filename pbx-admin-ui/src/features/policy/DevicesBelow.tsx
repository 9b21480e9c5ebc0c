import { Anchor } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Page, TenantDevice } from '~/api/model';
import { DataTable, type Column } from '~/components/DataTable';
import { MoreButton } from '~/components/MoreButton';
import { Panel } from '~/components/Panel';
import { Party } from '~/components/Party';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { shortTime } from '~/lib/time';
import { useWords } from './words';
import styles from './SecurityPolicy.module.css';

interface DevicesBelowProps {
  /** Where the list is remembered. */
  name: string;
  title: string;
  emptyTitle: string;
  empty: string;
  read: (cursor: string | undefined) => Promise<Page<TenantDevice>>;
  /** Whether each has a reason and an end. */
  withReason?: boolean;
}

/** Phones that do less than the rest, and the way to each. */
export function DevicesBelow({
  name,
  title,
  emptyTitle,
  empty,
  read,
  withReason = false,
}: DevicesBelowProps) {
  const say = useWords();
  const pages = useInfiniteQuery({
    queryKey: ['devices', name],
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const columns: Column<TenantDevice>[] = [
    {
      id: 'extension',
      label: say('extension'),
      cell: ({ device, extensionNumber, extensionName }) => (
        <Anchor
          inherit
          renderRoot={(props) => (
            <Link to="/extensions/$extensionId" params={{ extensionId: device.extensionId }} {...props} />
          )}
        >
          <Party number={extensionNumber} name={extensionName} />
        </Anchor>
      ),
    },
    {
      id: 'device',
      label: say('device'),
      cell: ({ device }) => (
        <>
          {device.name}
          {withReason && device.exception && <span className={styles.reason}>{device.exception.reason}</span>}
        </>
      ),
    },
    ...(withReason
      ? ([
          {
            id: 'ends',
            label: say('ends'),
            align: 'right',
            cell: ({ device }) => <Ends until={device.exception?.until} />,
          },
        ] satisfies Column<TenantDevice>[])
      : ([
          {
            id: 'state',
            label: say('state'),
            align: 'right',
            cell: ({ device }) => (
              <Tag tone={device.enabled ? 'safe' : 'calm'}>{say(device.enabled ? 'on' : 'off')}</Tag>
            ),
          },
        ] satisfies Column<TenantDevice>[])),
  ];
  return (
    <Panel title={title} flush>
      {pages.isPending && <Loading rows={3} />}
      {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
      {pages.data && rows.length === 0 && (
        <Empty icon={<IconShieldCheck size={26} />} title={emptyTitle}>
          {empty}
        </Empty>
      )}
      {rows.length > 0 && (
        <DataTable label={title} columns={columns} rows={rows} rowKey={({ device }) => device.id} />
      )}
      <MoreButton pages={pages} />
    </Panel>
  );
}

function Ends({ until }: { until: string | undefined }) {
  const say = useWords();
  if (until === undefined) {
    return '–';
  }
  return new Date(until) <= new Date() ? (
    <Tag>{say('ended')}</Tag>
  ) : (
    <span className={styles.date}>{shortTime(until)}</span>
  );
}
