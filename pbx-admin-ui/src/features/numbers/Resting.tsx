import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { RestingNumber } from '~/api/model';
import { DataTable, type Column } from '~/components/DataTable';
import { MoreButton } from '~/components/MoreButton';
import { Panel } from '~/components/Panel';
import { Failed } from '~/components/states';
import { useMay } from '~/lib/session';
import { dateTime } from '~/lib/time';
import { fetchResting, releaseNumber } from './api';
import { useWords } from './words';

const restingKey = ['numbers', 'resting'] as const;

/** Numbers that were given up, as long as no other tenant can enter them; nothing where there are none. */
export function Resting() {
  const say = useWords();
  const may = useMay();
  const client = useQueryClient();
  const pages = useInfiniteQuery({
    queryKey: restingKey,
    queryFn: ({ pageParam }) => fetchResting(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const release = useMutation({
    mutationFn: (row: RestingNumber) => releaseNumber(row.id),
    onSuccess: () => notifications.show({ message: say('released'), color: 'moss' }),
    onError: () => notifications.show({ message: say('notGone'), color: 'ember' }),
    onSettled: () => void client.invalidateQueries({ queryKey: restingKey }),
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const columns: Column<RestingNumber>[] = [
    { id: 'number', label: say('number'), cell: (row) => <span className="mono">{row.number}</span> },
    { id: 'until', label: say('restsUntil'), cell: (row) => dateTime(row.until) },
  ];
  if (may('numbers.prove')) {
    columns.push({
      id: 'actions',
      label: say('actions'),
      quiet: true,
      align: 'right',
      cell: (row) => (
        <Button
          size="xs"
          variant="light"
          loading={release.isPending && release.variables.id === row.id}
          aria-label={say('release', { number: row.number })}
          onClick={() => release.mutate(row)}
        >
          {say('releaseShort')}
        </Button>
      ),
    });
  }
  if (rows.length === 0 && !pages.isError) {
    return null;
  }
  return (
    <Panel title={say('resting')} flush>
      {pages.isError ? (
        <Failed error={pages.error} retry={() => void pages.refetch()} />
      ) : (
        <DataTable label={say('resting')} columns={columns} rows={rows} rowKey={(row) => row.id} />
      )}
      <MoreButton pages={pages} />
    </Panel>
  );
}
