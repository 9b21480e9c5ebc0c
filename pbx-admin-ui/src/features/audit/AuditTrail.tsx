import { Anchor, Drawer, Select } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { AuditEvent } from '~/api/model';
import { DataTable, type Column } from '~/components/DataTable';
import { deedTone } from '~/components/deeds';
import { MoreButton } from '~/components/MoreButton';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { useLive } from '~/lib/live';
import { isNamed, names, useName } from '~/lib/names';
import { shortTime } from '~/lib/time';
import { fetchAudit } from './api';
import { AuditDetail } from './AuditDetail';
import { useTargetName } from './changes';
import { Verification } from './Verification';
import { useWords } from './words';

const route = getRouteApi('/audit');

const deeds = Object.keys(names.deed);

/** Who did what, when and from where. */
export default function AuditTrail() {
  const say = useWords();
  const deed = useName('deed');
  const targetName = useTargetName();
  const { action } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [open, setOpen] = useState<AuditEvent>();
  const pages = useInfiniteQuery({
    queryKey: ['audit', action],
    queryFn: ({ pageParam }) => fetchAudit(action, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  useLive('audit', () => void client.invalidateQueries({ queryKey: ['audit'] }));
  const choices = (action && !isNamed('deed', action) ? [action, ...deeds] : deeds).map((name) => ({
    value: name,
    label: deed(name),
  }));
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const columns: Column<AuditEvent>[] = [
    {
      id: 'when',
      label: say('when'),
      cell: (event) => (
        <Anchor component="button" type="button" inherit className="numbers" onClick={() => setOpen(event)}>
          {shortTime(event.at)}
        </Anchor>
      ),
    },
    {
      id: 'deed',
      label: say('deed'),
      cell: (event) => <Tag tone={deedTone(event.action)}>{deed(event.action)}</Tag>,
    },
    { id: 'who', label: say('who'), cell: (event) => event.actor.name },
    {
      id: 'from',
      label: say('from'),
      wide: true,
      cell: (event) => <span className="mono">{event.sourceAddress || '–'}</span>,
    },
    {
      id: 'to',
      label: say('target'),
      wide: true,
      cell: targetName,
    },
    {
      id: 'sequence',
      label: say('sequence'),
      align: 'right',
      wide: true,
      cell: (event) => <span className="numbers">{event.sequence}</span>,
    },
  ];
  return (
    <Page title={say('title')} lead={say('lead')}>
      <Verification />
      <Select
        label={say('filter')}
        placeholder={say('filterHint')}
        data={choices}
        value={action ?? null}
        onChange={(chosen) =>
          void navigate({ search: { action: chosen ?? undefined }, replace: true, resetScroll: false })
        }
        searchable
        clearable
        allowDeselect
        clearButtonProps={{ 'aria-label': say('any') }}
        mb="md"
        maw={320}
      />
      <Panel flush>
        {pages.isPending && <Loading rows={8} />}
        {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
        {pages.data && rows.length === 0 && (
          <Empty icon={<IconShieldCheck size={26} />} title={say('emptyTitle')}>
            {say(action ? 'none' : 'empty')}
          </Empty>
        )}
        {rows.length > 0 && (
          <DataTable
            label={say('title')}
            columns={columns}
            rows={rows}
            rowKey={(event) => event.id}
            onOpen={setOpen}
          />
        )}
        <MoreButton pages={pages} />
      </Panel>
      <Drawer
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={say('entry')}
        size="lg"
        closeButtonProps={{ 'aria-label': say('close') }}
      >
        {open && <AuditDetail event={open} />}
      </Drawer>
    </Page>
  );
}
