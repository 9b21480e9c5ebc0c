import { answer, api, ifMatch, once } from '~/api/client';
import type { Page, Supervisor, SupervisorInput } from '~/api/model';

export function fetchSupervisors(cursor: string | undefined): Promise<Page<Supervisor>> {
  return answer(api.GET('/api/v1/supervisors', { params: { query: { cursor, limit: 100 } } }));
}

export function createSupervisor(draft: SupervisorInput, attempt: string): Promise<Supervisor> {
  return answer(api.POST('/api/v1/supervisors', { body: draft, params: { header: once(attempt) } }));
}

export function changeSupervisor({ id, version }: Supervisor, draft: SupervisorInput): Promise<Supervisor> {
  return answer(
    api.PUT('/api/v1/supervisors/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body: draft,
    }),
  );
}

export function deleteSupervisor(id: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/supervisors/{id}', { params: { path: { id } } }));
}
