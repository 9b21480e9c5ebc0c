import { Anchor, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHash, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PublicNumber } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { DataTable, type Column } from '~/components/DataTable';
import { MoreButton } from '~/components/MoreButton';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { useMay } from '~/lib/session';
import { fetchNumbers, giveUpNumber, proveNumber } from './api';
import { NumberDialog } from './NumberDialog';
import { Resting } from './Resting';
import { useWords } from './words';

const numbersKey = ['numbers'] as const;

/** By which numbers the tenant is called, and where each leads. */
export default function Numbers() {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const [editing, setEditing] = useState<PublicNumber | 'new'>();
  const [leaving, setLeaving] = useState<PublicNumber>();
  const settle = () => void client.invalidateQueries({ queryKey: numbersKey });
  const pages = useInfiniteQuery({
    queryKey: numbersKey,
    queryFn: ({ pageParam }) => fetchNumbers(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const giveUp = useMutation({
    mutationFn: (row: PublicNumber) => giveUpNumber(row.id),
    onSuccess: () => notifications.show({ message: say('gone'), color: 'moss' }),
    onError: () => notifications.show({ message: say('notGone'), color: 'ember' }),
    onSettled: () => {
      setLeaving(undefined);
      settle();
    },
  });
  const prove = useMutation({
    mutationFn: (row: PublicNumber) => proveNumber(row, !row.proved),
    onSuccess: (row) =>
      notifications.show({ message: say(row.proved ? 'provedNow' : 'unprovedNow'), color: 'moss' }),
    onError: () => notifications.show({ message: say('notGone'), color: 'ember' }),
    onSettled: settle,
  });
  const leadsTo = useDestination();
  const writes = may('numbers.write');
  const proves = may('numbers.prove');
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const add = writes && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setEditing('new')}>
      {say('add')}
    </Button>
  );
  const columns: Column<PublicNumber>[] = [
    {
      id: 'number',
      label: say('number'),
      cell: (row) =>
        writes ? (
          <Anchor
            component="button"
            type="button"
            inherit
            fw={600}
            className="mono"
            aria-label={say('edit', { number: row.number })}
            onClick={() => setEditing(row)}
          >
            {row.number}
          </Anchor>
        ) : (
          <span className="mono">{row.number}</span>
        ),
    },
    {
      id: 'leadsTo',
      label: say('leadsTo'),
      cell: (row) => (
        <>
          {leadsTo(row)}
          {row.presentedBy.length > 0 && (
            <Text size="xs" c="dimmed">
              {say('shownBy', { extensions: row.presentedBy.join(', ') })}
            </Text>
          )}
        </>
      ),
    },
    {
      id: 'standing',
      label: say('standing'),
      cell: (row) => (
        <Tooltip label={say(row.proved ? 'provedHint' : 'unprovedHint')} multiline maw={320}>
          <span>
            <Tag tone={row.proved ? 'safe' : 'calm'}>{say(row.proved ? 'proved' : 'unproved')}</Tag>
          </span>
        </Tooltip>
      ),
    },
    { id: 'label', label: say('label'), wide: true, cell: (row) => row.label },
  ];
  if (writes) {
    columns.push({
      id: 'actions',
      label: say('actions'),
      quiet: true,
      align: 'right',
      cell: (row) => (
        <Group gap="xs" justify="flex-end">
          {proves && (
            <Button
              size="xs"
              variant="light"
              loading={prove.isPending && prove.variables.id === row.id}
              aria-label={say(row.proved ? 'unprove' : 'prove', { number: row.number })}
              onClick={() => prove.mutate(row)}
            >
              {say(row.proved ? 'unproveShort' : 'proveShort')}
            </Button>
          )}
          <Button
            size="xs"
            variant="light"
            color="ember"
            aria-label={say('giveUp', { number: row.number })}
            onClick={() => setLeaving(row)}
          >
            {say('giveUpShort')}
          </Button>
        </Group>
      ),
    });
  }
  return (
    <Page title={say('title')} lead={say('lead')} actions={add}>
      <Stack gap="lg">
        <Panel flush>
          {pages.isPending && <Loading />}
          {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
          {pages.data && rows.length === 0 && (
            <Empty icon={<IconHash size={26} />} title={say('emptyTitle')} action={add}>
              {say('empty')}
            </Empty>
          )}
          {rows.length > 0 && (
            <DataTable label={say('title')} columns={columns} rows={rows} rowKey={(row) => row.id} />
          )}
          <MoreButton pages={pages} />
        </Panel>
        <Resting />
      </Stack>
      <NumberDialog
        number={editing}
        onClose={() => setEditing(undefined)}
        onSaved={() => {
          setEditing(undefined);
          settle();
        }}
      />
      <Confirm
        opened={leaving !== undefined}
        title={leaving ? say('sure', { number: leaving.number }) : ''}
        deed={say('giveUpShort')}
        busy={giveUp.isPending}
        onCancel={() => setLeaving(undefined)}
        onConfirm={() => leaving && giveUp.mutate(leaving)}
      >
        {say('sureText')}
      </Confirm>
    </Page>
  );
}

function useDestination(): (row: PublicNumber) => string {
  const say = useWords();
  return ({ destination }) => {
    switch (destination.kind) {
      case 'extension':
        return say('toExtension', { number: destination.extension });
      case 'voicemail':
        return say('toVoicemail', { number: destination.extension });
      case 'echo':
        return say('toEcho');
    }
  };
}
