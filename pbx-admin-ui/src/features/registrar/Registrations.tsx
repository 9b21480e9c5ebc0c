import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconLock,
  IconLockOpen2,
  IconPlugConnected,
  IconPlugConnectedX,
  IconSearch,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Registration } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { DataTable, type Column } from '~/components/DataTable';
import { LiveMark } from '~/components/LiveMark';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Party } from '~/components/Party';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { useLive } from '~/lib/live';
import { useMay } from '~/lib/session';
import { relative, shortTime, useNow } from '~/lib/time';
import { defineWords } from '~/lib/words';
import { fetchRegistrations, removeRegistration } from './api';

const useWords = defineWords('registrar', {
  title: 'Registrations',
  lead: 'Phones that can be reached at this moment, and over what.',
  find: 'Find a phone',
  findHint: 'Extension, phone or address',
  extension: 'Extension',
  device: 'Phone',
  over: 'Connection',
  address: 'Address',
  zone: '· zone {{zone}}',
  weaker: 'A legacy zone: what this phone signals can be read and changed on the way',
  since: 'Since',
  until: 'Renews',
  actions: 'Actions',
  remove: 'Cut off {{extension}} at {{address}}',
  sure: 'Cut this phone off?',
  sureText:
    'The registration of {{extension}} at {{address}} is removed. A phone whose credentials are still good registers again by itself; to keep it out, renew or delete its credentials.',
  deed: 'Cut off',
  removed: 'The registration was removed.',
  failed: 'The registration could not be removed.',
  emptyTitle: 'No phone is registered',
  empty: 'Give an extension a device, enter its settings in a phone, and it appears here.',
  noneTitle: 'No phone fits',
  none: 'Try fewer letters.',
});

const registrationsKey = ['registrations'] as const;

/** Which phones are registered: pushed, never polled. */
export default function Registrations() {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const now = useNow(15_000);
  const [wanted, setWanted] = useState('');
  const [removing, setRemoving] = useState<Registration>();
  const list = useQuery({ queryKey: registrationsKey, queryFn: fetchRegistrations });
  useLive('registration', () => void client.invalidateQueries({ queryKey: registrationsKey }));
  const remove = useMutation({
    mutationFn: (row: Registration) => removeRegistration(row.id),
    onSuccess: () => notifications.show({ message: say('removed'), color: 'moss' }),
    onError: () => notifications.show({ message: say('failed'), color: 'ember' }),
    onSettled: () => {
      setRemoving(undefined);
      void client.invalidateQueries({ queryKey: registrationsKey });
    },
  });
  const needle = wanted.trim().toLowerCase();
  const rows = (list.data?.items ?? []).filter((row) =>
    [row.extension, row.deviceName, row.userAgent, row.sourceAddress].some((part) =>
      part.toLowerCase().includes(needle),
    ),
  );
  const columns: Column<Registration>[] = [
    { id: 'extension', label: say('extension'), cell: (row) => <Party number={row.extension} /> },
    { id: 'device', label: say('device'), cell: (row) => <Phone row={row} /> },
    { id: 'over', label: say('over'), cell: (row) => <Connection row={row} /> },
    {
      id: 'address',
      label: say('address'),
      wide: true,
      cell: (row) => <span className="mono">{`${row.sourceAddress}:${row.sourcePort}`}</span>,
    },
    { id: 'since', label: say('since'), wide: true, cell: (row) => shortTime(row.registeredAt) },
    {
      id: 'until',
      label: say('until'),
      align: 'right',
      cell: (row) => relative(row.expiresAt, new Date(now)),
    },
  ];
  if (may('registrations.write')) {
    columns.push({
      id: 'actions',
      label: say('actions'),
      quiet: true,
      align: 'right',
      cell: (row) => {
        const label = say('remove', { extension: row.extension, address: row.sourceAddress });
        return (
          <Tooltip label={say('deed')}>
            <ActionIcon variant="subtle" color="ember" aria-label={label} onClick={() => setRemoving(row)}>
              <IconPlugConnectedX size={18} />
            </ActionIcon>
          </Tooltip>
        );
      },
    });
  }
  const some = (list.data?.items.length ?? 0) > 0;
  return (
    <Page title={say('title')} lead={say('lead')} actions={<LiveMark />}>
      {some && (
        <TextInput
          aria-label={say('find')}
          placeholder={say('findHint')}
          leftSection={<IconSearch size={16} />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          mb="md"
          maw={320}
        />
      )}
      <Panel flush>
        {list.isPending && <Loading />}
        {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && (
          <Empty icon={<IconPlugConnected size={26} />} title={say(some ? 'noneTitle' : 'emptyTitle')}>
            {say(some ? 'none' : 'empty')}
          </Empty>
        )}
        {rows.length > 0 && (
          <DataTable label={say('title')} columns={columns} rows={rows} rowKey={(row) => row.id} />
        )}
      </Panel>
      <Confirm
        opened={removing !== undefined}
        title={say('sure')}
        deed={say('deed')}
        busy={remove.isPending}
        onCancel={() => setRemoving(undefined)}
        onConfirm={() => removing && remove.mutate(removing)}
      >
        {removing && say('sureText', { extension: removing.extension, address: removing.sourceAddress })}
      </Confirm>
    </Page>
  );
}

function Phone({ row }: { row: Registration }) {
  return row.deviceName ? (
    <Party number={row.userAgent} name={row.deviceName} />
  ) : (
    <>{row.userAgent || '–'}</>
  );
}

function Connection({ row }: { row: Registration }) {
  const say = useWords();
  const transport = row.transport.toUpperCase();
  const secure = transport === 'TLS' || transport === 'WSS';
  const words = secure
    ? [transport === 'WSS' ? 'WSS' : undefined, row.tlsVersion || 'TLS'].filter(Boolean)
    : [transport, row.legacyZone && say('zone', { zone: row.legacyZone })].filter(Boolean);
  const details = [row.legacyZone && say('weaker'), row.tlsCipher, row.tlsGroup, row.tlsClient]
    .filter(Boolean)
    .join(' · ');
  return (
    <Tooltip label={details} disabled={details === ''} events={{ hover: true, focus: true, touch: true }}>
      <span>
        <Tag
          tone={secure ? 'safe' : 'warn'}
          icon={secure ? <IconLock size={13} /> : <IconLockOpen2 size={13} />}
        >
          {words.join(' ')}
        </Tag>
      </span>
    </Tooltip>
  );
}
