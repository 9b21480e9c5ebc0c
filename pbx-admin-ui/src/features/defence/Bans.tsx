import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBan, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Ban } from '~/api/model';
import { DataTable, type Column } from '~/components/DataTable';
import { MoreButton } from '~/components/MoreButton';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { useMay } from '~/lib/session';
import { relative, shortTime, useNow } from '~/lib/time';
import { fetchBans, liftBan } from './api';
import { Exemptions } from './Exemptions';
import { NewBan } from './NewBan';
import styles from './Bans.module.css';
import { useWords } from './words';

const bansKey = ['bans'] as const;
const refreshMs = 5_000;
const namesShown = 3;

/** Who is banned now, read anew every few seconds: attackers come and go by themselves. */
export default function Bans() {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const now = useNow(refreshMs);
  const [adding, setAdding] = useState(false);
  const settle = () => void client.invalidateQueries({ queryKey: bansKey });
  const pages = useInfiniteQuery({
    queryKey: bansKey,
    queryFn: ({ pageParam }) => fetchBans(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: refreshMs,
  });
  const lift = useMutation({
    mutationFn: (ban: Ban) => liftBan(ban.id),
    onSuccess: () => notifications.show({ message: say('lifted'), color: 'moss' }),
    onError: () => notifications.show({ message: say('failed'), color: 'ember' }),
    onSettled: settle,
  });
  const who = useWho();
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const add = may('bans.write') && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setAdding(true)}>
      {say('add')}
    </Button>
  );
  const columns: Column<Ban>[] = [
    {
      id: 'network',
      label: say('network'),
      cell: (ban) => <span className={`mono ${styles.network}`}>{ban.network}</span>,
    },
    {
      id: 'who',
      label: say('who'),
      cell: (ban) => <Tag tone={ban.username === null ? 'bad' : 'warn'}>{who(ban)}</Tag>,
    },
    { id: 'why', label: say('why'), cell: (ban) => <Why ban={ban} /> },
    { id: 'since', label: say('since'), wide: true, cell: (ban) => shortTime(ban.createdAt) },
    {
      id: 'ends',
      label: say('ends'),
      cell: (ban) => (ban.endsAt === null ? say('never') : relative(ban.endsAt, new Date(now))),
    },
  ];
  if (may('bans.write')) {
    columns.push({
      id: 'actions',
      label: say('actions'),
      quiet: true,
      align: 'right',
      cell: (ban) => (
        <Button
          size="xs"
          variant="light"
          aria-label={say('lift', { who: who(ban), network: ban.network })}
          loading={lift.isPending && lift.variables.id === ban.id}
          onClick={() => lift.mutate(ban)}
        >
          {say('liftShort')}
        </Button>
      ),
    });
  }
  return (
    <Page title={say('title')} lead={say('lead')} actions={add}>
      <Panel flush>
        {pages.isPending && <Loading />}
        {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
        {pages.data && rows.length === 0 && (
          <Empty icon={<IconBan size={26} />} title={say('emptyTitle')}>
            {say('empty')}
          </Empty>
        )}
        {rows.length > 0 && (
          <DataTable label={say('title')} columns={columns} rows={rows} rowKey={(ban) => ban.id} />
        )}
        <MoreButton pages={pages} />
      </Panel>
      {may('ban-exemptions.read') && <Exemptions onChanged={settle} />}
      <NewBan
        opened={adding}
        onClose={() => setAdding(false)}
        onCreated={() => {
          setAdding(false);
          notifications.show({ message: say('set'), color: 'moss' });
          settle();
        }}
      />
    </Page>
  );
}

function useWho(): (ban: Ban) => string {
  const say = useWords();
  return (ban) => {
    if (ban.username !== null) {
      return say('account', { username: ban.username, domain: ban.domain ?? '' });
    }
    const shown = ban.spared.slice(0, namesShown).join(', ');
    const left = ban.spared.length - namesShown;
    return shown === ''
      ? say('everybody')
      : say('everybodyBut', { names: left > 0 ? say('more', { names: shown, count: left }) : shown });
  };
}

function Why({ ban }: { ban: Ban }) {
  const say = useWords();
  return (
    <>
      {ban.reason}
      <span className={styles.aside}>
        {ban.automatic ? say('times', { count: ban.times }) : say('byHand', { name: ban.createdBy })}
      </span>
    </>
  );
}
