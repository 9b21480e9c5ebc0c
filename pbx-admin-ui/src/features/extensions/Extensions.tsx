import { Anchor, Button, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { IconDeviceLandlinePhone, IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Extension } from '~/api/model';
import { DataTable, type Column } from '~/components/DataTable';
import { MoreButton } from '~/components/MoreButton';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { useMay } from '~/lib/session';
import { fetchExtensions } from './api';
import { NewExtension } from './NewExtension';
import { useWords } from './words';

const route = getRouteApi('/extensions');

/** Every number of the tenant. */
export default function Extensions() {
  const say = useWords();
  const may = useMay();
  const { q } = route.useSearch();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(q ?? '');
  const [creating, dialog] = useDisclosure(false);
  const pages = useInfiniteQuery({
    queryKey: ['extensions', 'list', q],
    queryFn: ({ pageParam }) => fetchExtensions(q, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  });
  const search = useDebouncedCallback(
    (value: string) =>
      void navigate({
        to: '/extensions',
        search: { q: value.trim() || undefined },
        replace: true,
        resetScroll: false,
      }),
    250,
  );
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const add = may('extensions.write') && (
    <Button leftSection={<IconPlus size={17} />} onClick={dialog.open}>
      {say('add')}
    </Button>
  );
  const columns: Column<Extension>[] = [
    {
      id: 'number',
      label: say('number'),
      cell: (row) => (
        <Anchor
          inherit
          fw={600}
          className="numbers"
          renderRoot={(props) => (
            <Link to="/extensions/$extensionId" params={{ extensionId: row.id }} {...props} />
          )}
        >
          {row.number}
        </Anchor>
      ),
    },
    { id: 'name', label: say('name'), cell: (row) => row.displayName },
    {
      id: 'voicemail',
      label: say('voicemail'),
      wide: true,
      cell: (row) =>
        row.voicemail.enabled ? say('voicemailAfter', { seconds: row.voicemail.afterSeconds }) : say('off'),
    },
    {
      id: 'state',
      label: say('state'),
      align: 'right',
      cell: (row) => <Tag tone={row.enabled ? 'safe' : 'calm'}>{say(row.enabled ? 'on' : 'disabled')}</Tag>,
    },
  ];
  return (
    <Page title={say('title')} lead={say('lead')} actions={add}>
      <TextInput
        type="search"
        aria-label={say('find')}
        placeholder={say('findHint')}
        leftSection={<IconSearch size={16} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
        mb="md"
        maw={320}
      />
      <Panel flush>
        {pages.isPending && <Loading rows={8} />}
        {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
        {pages.data && rows.length === 0 && (
          <Empty
            icon={<IconDeviceLandlinePhone size={26} />}
            title={say(q ? 'noneTitle' : 'emptyTitle')}
            action={q ? undefined : add}
          >
            {say(q ? 'none' : 'empty')}
          </Empty>
        )}
        {rows.length > 0 && (
          <DataTable
            label={say('title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            onOpen={(row) =>
              void navigate({ to: '/extensions/$extensionId', params: { extensionId: row.id } })
            }
          />
        )}
        <MoreButton pages={pages} />
      </Panel>
      <NewExtension opened={creating} onClose={dialog.close} />
    </Page>
  );
}
