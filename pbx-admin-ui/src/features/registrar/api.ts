import { answer, api } from '~/api/client';
import type { Page, Registration } from '~/api/model';

export function fetchRegistrations(): Promise<Page<Registration>> {
  return answer<Page<Registration>>(api.GET('/api/v1/registrations', { params: { query: { limit: 200 } } }));
}

export function removeRegistration(id: string): Promise<unknown> {
  return answer<unknown>(api.DELETE('/api/v1/registrations/{id}', { params: { path: { id } } }));
}
