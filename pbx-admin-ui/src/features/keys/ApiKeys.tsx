import { Button, Modal, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiKey } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { CopyValues } from '~/components/CopyValue';
import { DataTable, type Column } from '~/components/DataTable';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { useName } from '~/lib/names';
import { useMay } from '~/lib/session';
import { relative, shortTime } from '~/lib/time';
import { fetchKeys, revokeKey } from './api';
import { NewKey } from './NewKey';
import { useWords } from './words';

/** The keys of programs. */
export default function ApiKeys() {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string>();
  const [revoking, setRevoking] = useState<ApiKey>();
  const list = useQuery({ queryKey: ['api-keys'], queryFn: fetchKeys });
  const settle = () => void client.invalidateQueries({ queryKey: ['api-keys'] });
  const revoke = useMutation({
    mutationFn: (key: ApiKey) => revokeKey(key.id),
    onSuccess: () => notifications.show({ message: say('revoked'), color: 'moss' }),
    onError: () => notifications.show({ message: say('failed'), color: 'ember' }),
    onSettled: () => {
      setRevoking(undefined);
      settle();
    },
  });
  const rows = list.data?.items ?? [];
  const add = may('api-keys.write') && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setCreating(true)}>
      {say('add')}
    </Button>
  );
  const permissionName = useName('permission');
  const columns: Column<ApiKey>[] = [
    { id: 'name', label: say('name'), cell: (key) => <strong>{key.name}</strong> },
    {
      id: 'scopes',
      label: say('scopes'),
      cell: (key) => (
        <Tooltip multiline maw={320} label={key.permissions.map(permissionName).join(', ')}>
          <span tabIndex={0}>{say('scopesCount', { count: key.permissions.length })}</span>
        </Tooltip>
      ),
    },
    {
      id: 'used',
      label: say('lastUsed'),
      wide: true,
      cell: (key) => (key.lastUsedAt ? shortTime(key.lastUsedAt) : say('never')),
    },
    {
      id: 'expires',
      label: say('expires'),
      cell: (key) =>
        new Date(key.expiresAt) < new Date() ? (
          <Tag tone="bad">{say('expired')}</Tag>
        ) : (
          relative(key.expiresAt)
        ),
    },
  ];
  if (may('api-keys.write')) {
    columns.push({
      id: 'actions',
      label: say('actions'),
      quiet: true,
      align: 'right',
      cell: (key) => (
        <Button
          size="xs"
          variant="light"
          color="ember"
          aria-label={say('revoke', { name: key.name })}
          onClick={() => setRevoking(key)}
        >
          {say('revokeShort')}
        </Button>
      ),
    });
  }
  return (
    <Page title={say('title')} lead={say('lead')} actions={add}>
      <Panel flush>
        {list.isPending && <Loading />}
        {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && (
          <Empty icon={<IconKey size={26} />} title={say('emptyTitle')} action={add}>
            {say('empty')}
          </Empty>
        )}
        {rows.length > 0 && (
          <DataTable label={say('title')} columns={columns} rows={rows} rowKey={(key) => key.id} />
        )}
      </Panel>
      <NewKey
        opened={creating}
        onClose={() => setCreating(false)}
        onCreated={(created) => {
          setCreating(false);
          setSecret(created.secret ?? undefined);
          settle();
        }}
      />
      <Modal
        opened={secret !== undefined}
        onClose={() => setSecret(undefined)}
        title={say('createdTitle')}
        size="lg"
        withCloseButton={false}
        closeOnClickOutside={false}
        closeOnEscape={false}
      >
        <Text size="sm" c="dimmed" mb="md">
          {say('createdLead')}
        </Text>
        {secret !== undefined && <CopyValues values={[[say('key'), secret]]} />}
        <Button mt="lg" onClick={() => setSecret(undefined)}>
          {say('done')}
        </Button>
      </Modal>
      <Confirm
        opened={revoking !== undefined}
        title={revoking ? say('sure', { name: revoking.name }) : ''}
        deed={say('revokeShort')}
        busy={revoke.isPending}
        onCancel={() => setRevoking(undefined)}
        onConfirm={() => revoking && revoke.mutate(revoking)}
      >
        {say('sureText')}
      </Confirm>
    </Page>
  );
}
