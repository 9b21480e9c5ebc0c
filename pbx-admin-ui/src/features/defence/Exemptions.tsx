import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconShieldOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BanExemption } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { DataTable, type Column } from '~/components/DataTable';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { useName } from '~/lib/names';
import { useMay } from '~/lib/session';
import { fetchExemptions, removeExemption } from './api';
import { NewExemption } from './NewExemption';
import styles from './Bans.module.css';
import { useWords } from './words';

const exemptionsKey = ['ban-exemptions'] as const;

/** Networks where bans stop; for the platform's own people. */
export function Exemptions({ onChanged }: { onChanged: () => void }) {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const kindName = useName('exemption');
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<BanExemption>();
  const settle = () => {
    void client.invalidateQueries({ queryKey: exemptionsKey });
    onChanged();
  };
  const list = useQuery({ queryKey: exemptionsKey, queryFn: fetchExemptions });
  const remove = useMutation({
    mutationFn: (row: BanExemption) => removeExemption(row.id),
    onSuccess: () => notifications.show({ message: say('removed'), color: 'moss' }),
    onError: () => notifications.show({ message: say('failed'), color: 'ember' }),
    onSettled: () => {
      setRemoving(undefined);
      settle();
    },
  });
  const rows = list.data?.items ?? [];
  const columns: Column<BanExemption>[] = [
    {
      id: 'network',
      label: say('network'),
      cell: (row) => <span className={`mono ${styles.network}`}>{row.network}</span>,
    },
    { id: 'kind', label: say('kind'), cell: (row) => kindName(row.kind) },
    { id: 'note', label: say('note'), wide: true, cell: (row) => row.note },
  ];
  if (may('ban-exemptions.write')) {
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
          aria-label={say('remove', { network: row.network })}
          onClick={() => setRemoving(row)}
        >
          {say('removeShort')}
        </Button>
      ),
    });
  }
  return (
    <Panel
      title={say('exemptions')}
      actions={
        may('ban-exemptions.write') && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() => setAdding(true)}
          >
            {say('addExemption')}
          </Button>
        )
      }
      flush
    >
      <Text size="sm" c="dimmed" px="md" pb="xs">
        {say('exemptionsLead')}
      </Text>
      {list.isPending && <Loading />}
      {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && (
        <Empty icon={<IconShieldOff size={26} />} title={say('noExemptionsTitle')}>
          {say('noExemptions')}
        </Empty>
      )}
      {rows.length > 0 && (
        <DataTable label={say('exemptions')} columns={columns} rows={rows} rowKey={(row) => row.id} />
      )}
      <NewExemption
        opened={adding}
        onClose={() => setAdding(false)}
        onCreated={() => {
          setAdding(false);
          notifications.show({ message: say('exempted'), color: 'moss' });
          settle();
        }}
      />
      <Confirm
        opened={removing !== undefined}
        title={removing ? say('sure', { network: removing.network }) : ''}
        deed={say('removeShort')}
        busy={remove.isPending}
        onCancel={() => setRemoving(undefined)}
        onConfirm={() => removing && remove.mutate(removing)}
      >
        {say('sureText')}
      </Confirm>
    </Panel>
  );
}
