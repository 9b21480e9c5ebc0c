import { Anchor, Button, Group, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Trunk } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { DataTable, type Column } from '~/components/DataTable';
import { MoreButton } from '~/components/MoreButton';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { useMay } from '~/lib/session';
import { dateTime } from '~/lib/time';
import { deleteTrunk, fetchTrunks } from './api';
import { CertificateDialog } from './CertificateDialog';
import { GatewaysCell, RegistrationCell } from './Health';
import { TrunkDialog } from './TrunkDialog';
import { useWords } from './words';

const trunksKey = ['trunks'] as const;

/** The tenant's ways into the public network, and whether they work. */
export default function Trunks() {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const [editing, setEditing] = useState<Trunk | 'new'>();
  const [leaving, setLeaving] = useState<Trunk>();
  const [certifying, setCertifying] = useState<Trunk>();
  const settle = () => void client.invalidateQueries({ queryKey: trunksKey });
  const pages = useInfiniteQuery({
    queryKey: trunksKey,
    queryFn: ({ pageParam }) => fetchTrunks(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const remove = useMutation({
    mutationFn: (row: Trunk) => deleteTrunk(row.id),
    onSuccess: () => notifications.show({ message: say('removed'), color: 'moss' }),
    onError: () => notifications.show({ message: say('notRemoved'), color: 'ember' }),
    onSettled: () => {
      setLeaving(undefined);
      settle();
    },
  });
  const writes = may('trunks.write');
  const certifies = may('trunks.certify');
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const add = writes && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setEditing('new')}>
      {say('add')}
    </Button>
  );
  const columns: Column<Trunk>[] = [
    {
      id: 'name',
      label: say('name'),
      cell: (row) =>
        writes ? (
          <Anchor
            component="button"
            type="button"
            inherit
            fw={600}
            aria-label={say('edit', { name: row.name })}
            onClick={() => setEditing(row)}
          >
            {row.name}
          </Anchor>
        ) : (
          row.name
        ),
    },
    {
      id: 'state',
      label: say('state'),
      cell: (row) => <Tag tone={row.enabled ? 'safe' : 'calm'}>{say(row.enabled ? 'on' : 'off')}</Tag>,
    },
    { id: 'gateways', label: say('gateways'), cell: (row) => <GatewaysCell trunk={row} /> },
    { id: 'registration', label: say('registration'), cell: (row) => <RegistrationCell trunk={row} /> },
    {
      id: 'limits',
      label: say('limits'),
      cell: ({ capacity }) => say('limitsOf', { calls: capacity.calls, rate: capacity.callsPerSecond }),
    },
    {
      id: 'protection',
      label: say('protection'),
      cell: (row) => (
        <>
          <Protection trunk={row} />
          {row.ownCertificate !== '' && (
            <Text size="xs" c="dimmed">
              {say('shows', { name: row.ownCertificate })}
            </Text>
          )}
        </>
      ),
    },
  ];
  if (writes) {
    columns.push({
      id: 'actions',
      label: say('actions'),
      quiet: true,
      align: 'right',
      cell: (row) => (
        <Group gap="xs" justify="flex-end">
          {certifies && (
            <Button
              size="xs"
              variant="light"
              aria-label={say('certify', { name: row.name })}
              onClick={() => setCertifying(row)}
            >
              {say('certifyShort')}
            </Button>
          )}
          <Button
            size="xs"
            variant="light"
            color="ember"
            aria-label={say('remove', { name: row.name })}
            onClick={() => setLeaving(row)}
          >
            {say('removeShort')}
          </Button>
        </Group>
      ),
    });
  }
  return (
    <Page title={say('title')} lead={say('lead')} actions={add}>
      <Panel flush>
        {pages.isPending && <Loading />}
        {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
        {pages.data && rows.length === 0 && (
          <Empty icon={<IconRoute size={26} />} title={say('emptyTitle')} action={add}>
            {say('empty')}
          </Empty>
        )}
        {rows.length > 0 && (
          <DataTable label={say('title')} columns={columns} rows={rows} rowKey={(row) => row.id} />
        )}
        <MoreButton pages={pages} />
      </Panel>
      <TrunkDialog
        trunk={editing}
        onClose={() => setEditing(undefined)}
        onSaved={() => {
          setEditing(undefined);
          settle();
        }}
      />
      <CertificateDialog
        trunk={certifying}
        onClose={() => setCertifying(undefined)}
        onSaved={() => {
          setCertifying(undefined);
          settle();
        }}
      />
      <Confirm
        opened={leaving !== undefined}
        title={leaving ? say('sure', { name: leaving.name }) : ''}
        deed={say('removeShort')}
        busy={remove.isPending}
        onCancel={() => setLeaving(undefined)}
        onConfirm={() => leaving && remove.mutate(leaving)}
      >
        {say('sureText')}
      </Confirm>
    </Page>
  );
}

function Protection({ trunk: { exception } }: { trunk: Trunk }) {
  const say = useWords();
  if (!exception) {
    return <Tag tone="safe">{say('encrypted')}</Tag>;
  }
  const over = new Date(exception.until) < new Date();
  const why = say('clearWhy', { until: dateTime(exception.until), reason: exception.reason });
  return (
    <Tooltip multiline maw={360} label={over ? `${why} ${say('overdueHint')}` : why}>
      <span>
        <Tag tone={over ? 'bad' : 'warn'}>{say(over ? 'overdue' : 'clear')}</Tag>
      </span>
    </Tooltip>
  );
}
