import { useQueryClient } from '@tanstack/react-query';
import type { LiveCall, Page } from '~/api/model';
import { useLive, type ScoredLeg } from './live';

/** Where the calls that are up are remembered. */
export const callsKey = ['calls', 'live'] as const;

/** Keeps the calls that are remembered as they are now: whoever reads them follows all that is pushed of them, since it is told once. */
export function useCallsFollowed(): void {
  const client = useQueryClient();
  useLive('call', (row) => {
    client.setQueryData<Page<LiveCall>>(callsKey, (page) => withCall(page, row));
  });
  useLive('scores', (scored) => {
    client.setQueryData<Page<LiveCall>>(callsKey, (page) => withScores(page, scored));
  });
}

/** The list after one pushed row: ended calls leave it, others take the place of what was known of them. */
export function withCall(page: Page<LiveCall> | undefined, row: LiveCall): Page<LiveCall> | undefined {
  if (!page) {
    return page;
  }
  const others = page.items.filter((call) => call.id !== row.id);
  if (row.state === 'ENDED') {
    return { ...page, items: others };
  }
  const items = [...others, row].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  return { ...page, items };
}

/** The list after pushed scores: calls none of whose legs is named stay the very same. */
export function withScores(
  page: Page<LiveCall> | undefined,
  scored: readonly ScoredLeg[],
): Page<LiveCall> | undefined {
  if (!page) {
    return page;
  }
  const byLeg = new Map(scored.map((leg) => [`${leg.callId} ${leg.legId}`, leg.score]));
  const items = page.items.map((call) => {
    const told = (legId: string) => byLeg.get(`${call.id} ${legId}`);
    return call.legs.some((leg) => told(leg.id) !== undefined)
      ? {
          ...call,
          legs: call.legs.map((leg) => {
            const score = told(leg.id);
            return score === undefined ? leg : { ...leg, score };
          }),
        }
      : call;
  });
  return { ...page, items };
}
