import { answer, api } from '~/api/client';
import type { LiveCall, Page } from '~/api/model';

export function fetchCalls(): Promise<Page<LiveCall>> {
  return answer(api.GET('/api/v1/calls'));
}

export function hangUp(id: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/calls/{callId}', { params: { path: { callId: id } } }));
}
