import { answer, api, ifMatch } from '~/api/client';
import type { Page, Recording, RecordingCheck, RecordingServer } from '~/api/model';

export function fetchRecordings(cursor: string | undefined): Promise<Page<Recording>> {
  return answer(api.GET('/api/v1/recordings', { params: { query: { cursor, limit: 50 } } }));
}

export function checkRecording(id: string): Promise<RecordingCheck> {
  return answer(api.GET('/api/v1/recordings/{id}/verification', { params: { path: { id } } }));
}

export function deleteRecording(id: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/recordings/{id}', { params: { path: { id } } }));
}

export const recordingServerKey = ['recording-server'] as const;

export type RecordingServerDraft = Pick<RecordingServer, 'destination' | 'uri' | 'tlsName' | 'authorities'> &
  Record<string, unknown>;

/** Where recorded calls go. */
export function fetchRecordingServer(): Promise<RecordingServer> {
  return answer(api.GET('/api/v1/recording-server'));
}

export function changeRecordingServer(
  { version }: RecordingServer,
  draft: RecordingServerDraft,
): Promise<RecordingServer> {
  return answer(api.PUT('/api/v1/recording-server', { params: { header: ifMatch(version) }, body: draft }));
}

/** Where the browser plays a recording from. Nobody of the platform may, so that it names no tenant. */
export function audioAddress(id: string): string {
  return `/api/v1/recordings/${encodeURIComponent(id)}/audio`;
}
