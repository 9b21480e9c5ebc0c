import type { LiveCall, Page } from '~/api/model';

/** Where the calls that are up are remembered. */
export const callsKey = ['calls', 'live'] as const;

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
