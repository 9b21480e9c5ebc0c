import { answer, api } from '~/api/client';
import type { Page, Registration } from '~/api/model';

export function fetchRegistrations(): Promise<Page<Registration>> {
  return answer(api.GET('/api/v1/registrations', { params: { query: { limit: 200 } } }));
}

export function removeRegistration(id: string): Promise<unknown> {
  return answer(
    api.DELETE('/api/v1/registrations/{registrationId}', { params: { path: { registrationId: id } } }),
  );
}
