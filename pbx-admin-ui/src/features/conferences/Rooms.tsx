import { Anchor, Button, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconUsersGroup, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Room } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { DataTable, type Column } from '~/components/DataTable';
import { MoreButton } from '~/components/MoreButton';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { useMay } from '~/lib/session';
import { deleteRoom, fetchRooms } from './api';
import { RoomDialog } from './RoomDialog';
import { RoomsNow } from './RoomsNow';
import { useWords } from './words';

const roomsKey = ['conference-rooms'] as const;

/** Numbers under which several people talk. */
export default function Rooms() {
  const say = useWords();
  const may = useMay();
  const writes = may('rooms.write');
  const client = useQueryClient();
  const [editing, setEditing] = useState<Room | 'new'>();
  const [leaving, setLeaving] = useState<Room>();
  const settle = () => void client.invalidateQueries({ queryKey: roomsKey });
  const pages = useInfiniteQuery({
    queryKey: roomsKey,
    queryFn: ({ pageParam }) => fetchRooms(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const remove = useMutation({
    mutationFn: (row: Room) => deleteRoom(row.id),
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
  const columns: Column<Room>[] = [
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
      id: 'opens',
      label: say('opens'),
      cell: (row) => <Tag tone={row.hasPin ? 'safe' : 'calm'}>{say(row.hasPin ? 'byPin' : 'anybody')}</Tag>,
    },
    { id: 'most', label: say('most'), align: 'right', cell: (row) => row.most },
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
        {may('calls.read') && <RoomsNow rooms={rows} />}
        <Panel title={say('rooms')} flush>
          {pages.isPending && <Loading />}
          {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
          {pages.data && rows.length === 0 && (
            <Empty icon={<IconUsersGroup size={26} />} title={say('emptyTitle')} action={add}>
              {say('empty')}
            </Empty>
          )}
          {rows.length > 0 && (
            <DataTable label={say('rooms')} columns={columns} rows={rows} rowKey={(row) => row.id} />
          )}
          <MoreButton pages={pages} />
        </Panel>
      </Stack>
      <RoomDialog
        room={editing}
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
