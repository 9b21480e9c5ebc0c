import { Button, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMicrophone } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Recording } from '~/api/model';
import { Confirm } from '~/components/Confirm';
import { DataTable, type Column } from '~/components/DataTable';
import { MoreButton } from '~/components/MoreButton';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Empty, Failed, Loading } from '~/components/states';
import { Tag } from '~/components/Tag';
import { usePlayer } from '~/lib/player';
import { useMay } from '~/lib/session';
import { clock, dateTime } from '~/lib/time';
import { deleteRecording, fetchRecordings } from './api';
import { CheckCell } from './CheckCell';
import { PlayCell } from './PlayCell';
import { RecordingServerPanel } from './RecordingServerPanel';
import { useWords } from './words';
import styles from './Recordings.module.css';

const recordingsKey = ['recordings'] as const;

/** What ended before its time is worth a colour. */
const cutShort = ['interrupted', 'failed', 'limit'];

const ends = ['hangup', 'limit', 'stopped', 'silence', 'digit', 'interrupted', 'failed'] as const;

const isEnd = (word: string): word is (typeof ends)[number] => (ends as readonly string[]).includes(word);

/** What was recorded: to hear, to check, to delete. */
export default function Recordings() {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const [leaving, setLeaving] = useState<Recording>();
  const pages = useInfiniteQuery({
    queryKey: recordingsKey,
    queryFn: ({ pageParam }) => fetchRecordings(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const player = usePlayer(() => undefined);
  const remove = useMutation({
    mutationFn: (row: Recording) => deleteRecording(row.id),
    onSuccess: () => notifications.show({ message: say('gone'), color: 'moss' }),
    onError: () => notifications.show({ message: say('notGone'), color: 'ember' }),
    onSettled: () => {
      setLeaving(undefined);
      void client.invalidateQueries({ queryKey: recordingsKey });
    },
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const columns: Column<Recording>[] = [
    {
      id: 'when',
      label: say('when'),
      cell: (row) => <PlayCell recording={row} player={player} hears={may('recordings.listen')} />,
    },
    {
      id: 'who',
      label: say('who'),
      cell: (row) =>
        row.room
          ? say('roomOf', { room: row.room, number: row.dialled })
          : say('called', { caller: row.caller, dialled: row.dialled }),
    },
    {
      id: 'length',
      label: say('length'),
      align: 'right',
      cell: (row) => (
        <>
          {clock(row.lengthMs / 1000)}
          {row.pausedMs > 0 && (
            <p className={styles.paused}>{say('paused', { length: clock(row.pausedMs / 1000) })}</p>
          )}
        </>
      ),
    },
    {
      id: 'ended',
      label: say('ended'),
      cell: (row) =>
        row.end && isEnd(row.end) ? (
          <Tag tone={cutShort.includes(row.end) ? 'warn' : 'calm'}>{say(`end-${row.end}`)}</Tag>
        ) : (
          '–'
        ),
    },
    { id: 'check', label: say('check'), cell: (row) => <CheckCell recording={row} /> },
  ];
  if (may('recordings.write')) {
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
          aria-label={say('remove', { when: dateTime(row.startedAt) })}
          onClick={() => setLeaving(row)}
        >
          {say('removeShort')}
        </Button>
      ),
    });
  }
  return (
    <Page title={say('title')} lead={say('lead')}>
      <Stack gap="lg">
        <Panel title={say('recordings')} flush>
          {pages.isPending && <Loading />}
          {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
          {pages.data && rows.length === 0 && (
            <Empty icon={<IconMicrophone size={26} />} title={say('emptyTitle')}>
              {say('empty')}
            </Empty>
          )}
          {rows.length > 0 && (
            <DataTable label={say('recordings')} columns={columns} rows={rows} rowKey={(row) => row.id} />
          )}
          <MoreButton pages={pages} />
        </Panel>
        <RecordingServerPanel />
      </Stack>
      <Confirm
        opened={leaving !== undefined}
        title={say('sure')}
        deed={say('removeShort')}
        busy={remove.isPending}
        onCancel={() => setLeaving(undefined)}
        onConfirm={() => {
          if (leaving) {
            if (player.soundId === leaving.id) {
              player.stop();
            }
            remove.mutate(leaving);
          }
        }}
      >
        {say('sureText')}
      </Confirm>
    </Page>
  );
}
