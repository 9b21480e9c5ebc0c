import type { Conference, Page } from '~/api/model';

/** Where the rooms that people are in are remembered. */
export const conferencesKey = ['conferences', 'live'] as const;

/** The list after a pushed room: an empty one leaves it, others take the place of what was known of them. */
export function withConference(
  page: Page<Conference> | undefined,
  row: Conference,
): Page<Conference> | undefined {
  if (!page) {
    return page;
  }
  const others = page.items.filter((conference) => conference.roomId !== row.roomId);
  return { ...page, items: row.participants.length === 0 ? others : [...others, row] };
}
