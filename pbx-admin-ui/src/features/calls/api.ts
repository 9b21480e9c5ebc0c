import { answer, api } from '~/api/client';
import type { LiveCall, Page } from '~/api/model';

export function fetchCalls(): Promise<Page<LiveCall>> {
  return answer<Page<LiveCall>>(api.GET('/api/v1/calls', { params: { query: { limit: 200 } } }));
}

export function hangUp(id: string): Promise<unknown> {
  return answer<unknown>(api.DELETE('/api/v1/calls/{id}', { params: { path: { id } } }));
}
