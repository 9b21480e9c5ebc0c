import { Anchor, Button, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMapPin, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Location } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { DataTable, type Column } from '~/components/DataTable';
import { MoreButton } from '~/components/MoreButton';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { useMay } from '~/lib/session';
import { deleteLocation, fetchLocations } from './api';
import { oneLine } from './fields';
import { LocationDialog } from './LocationDialog';
import { Notices } from './Notices';
import { useWords } from './words';

const locationsKey = ['locations'] as const;

/** Where phones are, so that help finds who calls for it. */
export default function Emergency() {
  const say = useWords();
  const may = useMay();
  const writes = may('locations.write');
  const client = useQueryClient();
  const [editing, setEditing] = useState<Location | 'new'>();
  const [leaving, setLeaving] = useState<Location>();
  const settle = () => void client.invalidateQueries({ queryKey: locationsKey });
  const pages = useInfiniteQuery({
    queryKey: locationsKey,
    queryFn: ({ pageParam }) => fetchLocations(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const remove = useMutation({
    mutationFn: (row: Location) => deleteLocation(row.id),
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
  const columns: Column<Location>[] = [
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
          )}{' '}
          {row.defaultLocation && <Tag>{say('isDefault')}</Tag>}
        </>
      ),
    },
    { id: 'address', label: say('address'), wide: true, cell: oneLine },
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
        <Panel title={say('locations')} flush>
          {pages.isPending && <Loading />}
          {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
          {pages.data && rows.length === 0 && (
            <Empty icon={<IconMapPin size={26} />} title={say('emptyTitle')} action={add}>
              {say('empty')}
            </Empty>
          )}
          {rows.length > 0 && (
            <DataTable label={say('locations')} columns={columns} rows={rows} rowKey={(row) => row.id} />
          )}
          <MoreButton pages={pages} />
        </Panel>
        {may('policy.read') && <Notices />}
      </Stack>
      <LocationDialog
        location={editing}
        first={rows.length === 0}
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
