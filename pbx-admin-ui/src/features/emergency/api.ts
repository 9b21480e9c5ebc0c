import { answer, api, ifMatch, once } from '~/api/client';
import type { Location, LocationInput, NoticeRecipients, Page } from '~/api/model';

export function fetchLocations(cursor: string | undefined): Promise<Page<Location>> {
  return answer(api.GET('/api/v1/locations', { params: { query: { cursor, limit: 100 } } }));
}

export function createLocation(draft: LocationInput, attempt: string): Promise<Location> {
  return answer(api.POST('/api/v1/locations', { body: draft, params: { header: once(attempt) } }));
}

export function changeLocation({ id, version }: Location, draft: LocationInput): Promise<Location> {
  return answer(
    api.PUT('/api/v1/locations/{id}', { params: { path: { id }, header: ifMatch(version) }, body: draft }),
  );
}

export function deleteLocation(id: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/locations/{id}', { params: { path: { id } } }));
}

export type RecipientsDraft = Pick<NoticeRecipients, 'addresses' | 'webhookUrl'> & Record<string, unknown>;

/** Who is told that somebody calls for help. */
export function fetchRecipients(): Promise<NoticeRecipients> {
  return answer(api.GET('/api/v1/notice-recipients'));
}

export function changeRecipients(
  { version }: NoticeRecipients,
  draft: RecipientsDraft,
): Promise<NoticeRecipients> {
  return answer(api.PUT('/api/v1/notice-recipients', { params: { header: ifMatch(version) }, body: draft }));
}

/** The answer is the only time that the secret is seen. */
export function renewSecret(): Promise<{ secret: string }> {
  return answer(api.POST('/api/v1/notice-recipients/secret'));
}

export function testNotices(): Promise<unknown> {
  return answer(api.POST('/api/v1/notice-recipients/test'));
}
