import { Group } from '@mantine/core';
import { IconMicrophoneOff, IconVolume } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Conference, Page as Rows, Participant, Room } from '~/api/model';
import { DataTable, type Column } from '~/components/DataTable';
import { Panel } from '~/components/Panel';
import { Party } from '~/components/Party';
import { Failed } from '~/components/states';
import { Tag } from '~/components/Tag';
import { useLive } from '~/lib/live';
import { useMay } from '~/lib/session';
import { shortTime } from '~/lib/time';
import { fetchConferences } from './api';
import { conferencesKey, withConference } from './conferences';
import { LeadParticipant, LeadRoom } from './Leading';
import { useWords } from './words';

/** Who is in each room now, is muted, and speaks: pushed, never polled. Who may end calls leads them. Nothing where nobody is in any. */
export function RoomsNow({ rooms }: { rooms: readonly Room[] }) {
  const say = useWords();
  const leads = useMay()('calls.write');
  const client = useQueryClient();
  const conferences = useQuery({ queryKey: conferencesKey, queryFn: fetchConferences });
  useLive('conference', (row) => {
    client.setQueryData<Rows<Conference>>(conferencesKey, (page) => withConference(page, row));
  });
  if (conferences.isError) {
    return <Failed error={conferences.error} retry={() => void conferences.refetch()} />;
  }
  const items = (conferences.data?.items ?? []).map((conference) => ({
    conference,
    name: rooms.find((room) => room.id === conference.roomId)?.name ?? say('otherRoom'),
  }));
  const columns: Column<Participant>[] = [
    { id: 'who', label: say('who'), cell: (who) => <Party number={who.number} name={who.name} /> },
    { id: 'does', label: say('does'), cell: (who) => <Does who={who} /> },
    { id: 'since', label: say('since'), align: 'right', cell: (who) => shortTime(who.since) },
  ];
  const leading = (roomId: string, name: string): Column<Participant> => ({
    id: 'actions',
    label: say('actions'),
    quiet: true,
    align: 'right',
    cell: (who) => <LeadParticipant roomId={roomId} room={name} participant={who} />,
  });
  return items
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ conference, name }) => (
      <Panel
        key={conference.roomId}
        title={say('now', { name })}
        flush
        actions={
          <Group gap={6}>
            {conference.waits && <Tag tone="warn">{say('waits')}</Tag>}
            {conference.locked && <Tag>{say('locked')}</Tag>}
            {leads && <LeadRoom conference={conference} name={name} />}
          </Group>
        }
      >
        <DataTable
          label={say('now', { name })}
          columns={leads ? [...columns, leading(conference.roomId, name)] : columns}
          rows={conference.participants}
          rowKey={(who) => `${who.callId} ${who.number}`}
        />
      </Panel>
    ));
}

function Does({ who }: { who: Participant }) {
  const say = useWords();
  return (
    <Group gap={6}>
      {who.moderator && <Tag>{say('moderator')}</Tag>}
      {who.speaks && (
        <Tag tone="safe" icon={<IconVolume size={13} />}>
          {say('speaks')}
        </Tag>
      )}
      {who.listens ? (
        <Tag>{say('listens')}</Tag>
      ) : (
        who.muted && (
          <Tag tone="warn" icon={<IconMicrophoneOff size={13} />}>
            {say('muted')}
          </Tag>
        )
      )}
    </Group>
  );
}
