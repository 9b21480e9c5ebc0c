import { Anchor, Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHeadset, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Supervisor } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { DataTable, type Column } from '~/components/DataTable';
import { MoreButton } from '~/components/MoreButton';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Party } from '~/components/Party';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { useName } from '~/lib/names';
import { useMay } from '~/lib/session';
import { deleteSupervisor, fetchSupervisors } from './api';
import { SupervisorDialog } from './SupervisorDialog';
import { useWords } from './words';

const supervisorsKey = ['supervisors'] as const;

/** Both by name, or by number where there is none. */
const both = (row: Supervisor) => ({
  supervisor: row.supervisorName || row.supervisor,
  supervised: row.supervisedName || row.supervised,
});

/** Who may listen to whose calls, whisper to him, or barge in. */
export default function Supervisors() {
  const say = useWords();
  const reachName = useName('reach');
  const writes = useMay()('supervisors.write');
  const client = useQueryClient();
  const [editing, setEditing] = useState<Supervisor | 'new'>();
  const [leaving, setLeaving] = useState<Supervisor>();
  const settle = () => void client.invalidateQueries({ queryKey: supervisorsKey });
  const pages = useInfiniteQuery({
    queryKey: supervisorsKey,
    queryFn: ({ pageParam }) => fetchSupervisors(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const remove = useMutation({
    mutationFn: (row: Supervisor) => deleteSupervisor(row.id),
    onSuccess: () => notifications.show({ message: say('gone'), color: 'moss' }),
    onError: () => notifications.show({ message: say('notGone'), color: 'ember' }),
    onSettled: () => {
      setLeaving(undefined);
      settle();
    },
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const add = writes && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setEditing('new')}>
      {say('add')}
    </Button>
  );
  const columns: Column<Supervisor>[] = [
    {
      id: 'supervisor',
      label: say('supervisor'),
      cell: (row) =>
        writes ? (
          <span>
            <Anchor
              component="button"
              type="button"
              inherit
              fw={520}
              aria-label={say('edit', both(row))}
              onClick={() => setEditing(row)}
            >
              {both(row).supervisor}
            </Anchor>
            {row.supervisorName && (
              <Text component="span" inherit c="dimmed" ms={8} className="numbers">
                {row.supervisor}
              </Text>
            )}
          </span>
        ) : (
          <Party number={row.supervisor} name={row.supervisorName} />
        ),
    },
    {
      id: 'supervised',
      label: say('supervised'),
      cell: (row) => <Party number={row.supervised} name={row.supervisedName} />,
    },
    { id: 'may', label: say('may'), cell: (row) => reachName(row.may) },
    {
      id: 'told',
      label: say('told'),
      cell: (row) => <Tag tone={row.tone ? 'safe' : 'warn'}>{say(row.tone ? 'beep' : 'nothing')}</Tag>,
    },
  ];
  if (writes) {
    columns.push({
      id: 'actions',
      label: say('actions'),
      quiet: true,
      align: 'right',
      cell: (row) => (
        <Button
          size="xs"
          variant="light"
          color="ember"
          aria-label={say('remove', both(row))}
          onClick={() => setLeaving(row)}
        >
          {say('removeShort')}
        </Button>
      ),
    });
  }
  return (
    <Page title={say('title')} lead={say('lead')} actions={add}>
      <Panel title={say('supervisors')} flush>
        {pages.isPending && <Loading />}
        {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
        {pages.data && rows.length === 0 && (
          <Empty icon={<IconHeadset size={26} />} title={say('emptyTitle')} action={add}>
            {say('empty')}
          </Empty>
        )}
        {rows.length > 0 && (
          <DataTable label={say('supervisors')} columns={columns} rows={rows} rowKey={(row) => row.id} />
        )}
        <MoreButton pages={pages} />
      </Panel>
      <SupervisorDialog
        supervisor={editing}
        onClose={() => setEditing(undefined)}
        onSaved={() => {
          setEditing(undefined);
          settle();
        }}
      />
      <Confirm
        opened={leaving !== undefined}
        title={leaving ? say('sure', both(leaving)) : ''}
        deed={say('removeShort')}
        busy={remove.isPending}
        onCancel={() => setLeaving(undefined)}
        onConfirm={() => leaving && remove.mutate(leaving)}
      >
        {leaving ? say('sureText', both(leaving)) : ''}
      </Confirm>
    </Page>
  );
}
