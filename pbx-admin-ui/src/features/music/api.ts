import { actingIn, answer, api, ifMatch } from '~/api/client';
import type { HoldMusic } from '~/api/model';

/** What the server takes at most. */
export const mostOctets = 16 * 1024 * 1024;

export function fetchMusic(): Promise<HoldMusic> {
  return answer(api.GET('/api/v1/hold-music'));
}

export function changeMusic({ version }: HoldMusic, source: HoldMusic['source']): Promise<HoldMusic> {
  return answer(api.PUT('/api/v1/hold-music', { params: { header: ifMatch(version) }, body: { source } }));
}

/** Sends the file as it is. */
export async function uploadTune({ version }: HoldMusic, file: File): Promise<HoldMusic> {
  const octets = await file.arrayBuffer();
  return answer(
    api.PUT('/api/v1/hold-music/tune', {
      params: { header: ifMatch(version) },
      headers: { 'Content-Type': 'audio/wav' },
      body: '',
      bodySerializer: () => octets,
    }),
  );
}

export function deleteTune({ version }: HoldMusic): Promise<HoldMusic> {
  return answer(api.DELETE('/api/v1/hold-music/tune', { params: { header: ifMatch(version) } }));
}

/** Where the browser plays the tune from; a media element sends no header, so the tenant is in the query. */
export function tuneAddress(digest: string): string {
  const tenant = actingIn();
  const query = tenant === undefined ? '' : `&tenant=${encodeURIComponent(tenant)}`;
  return `/api/v1/hold-music/tune?digest=${encodeURIComponent(digest)}${query}`;
}
