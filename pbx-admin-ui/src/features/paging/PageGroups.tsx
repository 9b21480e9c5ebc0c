import { Anchor, Button, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconSpeakerphone } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PageGroup } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { DataTable, type Column } from '~/components/DataTable';
import { MoreButton } from '~/components/MoreButton';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { useMay } from '~/lib/session';
import { deletePageGroup, fetchPageGroups } from './api';
import { PageGroupDialog } from './PageGroupDialog';
import { useWords } from './words';

const groupsKey = ['page-groups'] as const;

/** Numbers by which one phone speaks to many. */
export default function PageGroups() {
  const say = useWords();
  const may = useMay();
  const writes = may('page-groups.write');
  const client = useQueryClient();
  const [editing, setEditing] = useState<PageGroup | 'new'>();
  const [leaving, setLeaving] = useState<PageGroup>();
  const settle = () => void client.invalidateQueries({ queryKey: groupsKey });
  const pages = useInfiniteQuery({
    queryKey: groupsKey,
    queryFn: ({ pageParam }) => fetchPageGroups(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const remove = useMutation({
    mutationFn: (row: PageGroup) => deletePageGroup(row.id),
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
  const columns: Column<PageGroup>[] = [
    {
      id: 'name',
      label: say('name'),
      cell: (row) => (
        <>
          {writes ? (
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
          )}
        </>
      ),
    },
    { id: 'number', label: say('number'), cell: (row) => row.number },
    {
      id: 'members',
      label: say('members'),
      cell: (row) => row.members.join(', '),
    },
    {
      id: 'pages',
      label: say('pages'),
      cell: (row) =>
        row.everybody ? say('anybody') : row.pagers.length > 0 ? row.pagers.join(', ') : say('nobody'),
    },
    { id: 'most', label: say('most'), align: 'right', cell: (row) => row.mostSeconds },
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
          aria-label={say('remove', { name: row.name })}
          onClick={() => setLeaving(row)}
        >
          {say('removeShort')}
        </Button>
      ),
    });
  }
  return (
    <Page title={say('title')} lead={say('lead')} actions={add}>
      <Stack gap="lg">
        <Panel title={say('groups')} flush>
          {pages.isPending && <Loading />}
          {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
          {pages.data && rows.length === 0 && (
            <Empty icon={<IconSpeakerphone size={26} />} title={say('emptyTitle')} action={add}>
              {say('empty')}
            </Empty>
          )}
          {rows.length > 0 && (
            <DataTable label={say('groups')} columns={columns} rows={rows} rowKey={(row) => row.id} />
          )}
          <MoreButton pages={pages} />
        </Panel>
      </Stack>
      <PageGroupDialog
        group={editing}
        onClose={() => setEditing(undefined)}
        onSaved={() => {
          setEditing(undefined);
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
