import { Anchor, Button } from '@mantine/core';
import { IconBuildings, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Tenant } from '~/api/model';
import { DataTable, type Column } from '~/components/DataTable';
import { MoreButton } from '~/components/MoreButton';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { locale } from '~/lib/words';
import { fetchTenants } from './api';
import { TenantDialog } from './TenantDialog';
import { useWords } from './words';

/** Every customer; for the platform's own people. */
export default function Tenants() {
  const say = useWords();
  const client = useQueryClient();
  const [editing, setEditing] = useState<Tenant | 'new'>();
  const pages = useInfiniteQuery({
    queryKey: ['tenants', 'list'],
    queryFn: ({ pageParam }) => fetchTenants(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const add = (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setEditing('new')}>
      {say('add')}
    </Button>
  );
  const figure = (value: number) => new Intl.NumberFormat(locale()).format(value);
  const columns: Column<Tenant>[] = [
    {
      id: 'name',
      label: say('name'),
      cell: (tenant) => (
        <Anchor
          component="button"
          type="button"
          inherit
          fw={600}
          aria-label={say('edit', { name: tenant.name })}
          onClick={() => setEditing(tenant)}
        >
          {tenant.name}
        </Anchor>
      ),
    },
    { id: 'domain', label: say('domain'), cell: (tenant) => <span className="mono">{tenant.domain}</span> },
    {
      id: 'limits',
      label: say('limits'),
      wide: true,
      cell: (tenant) =>
        say('limitsWords', { extensions: figure(tenant.maxExtensions), calls: figure(tenant.maxCalls) }),
    },
    {
      id: 'state',
      label: say('state'),
      align: 'right',
      cell: (tenant) => (
        <Tag tone={tenant.enabled ? 'safe' : 'calm'}>{say(tenant.enabled ? 'on' : 'off')}</Tag>
      ),
    },
  ];
  return (
    <Page title={say('title')} lead={say('lead')} actions={add}>
      <Panel flush>
        {pages.isPending && <Loading />}
        {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
        {pages.data && rows.length === 0 && (
          <Empty icon={<IconBuildings size={26} />} title={say('emptyTitle')} action={add}>
            {say('empty')}
          </Empty>
        )}
        {rows.length > 0 && (
          <DataTable
            label={say('title')}
            columns={columns}
            rows={rows}
            rowKey={(tenant) => tenant.id}
            onOpen={setEditing}
          />
        )}
        <MoreButton pages={pages} />
      </Panel>
      <TenantDialog
        tenant={editing}
        onClose={() => setEditing(undefined)}
        onSaved={() => {
          setEditing(undefined);
          void client.invalidateQueries({ queryKey: ['tenants'] });
        }}
      />
    </Page>
  );
}
