import { answer, api, ifMatch, once } from '~/api/client';
import type { Administrator, Page } from '~/api/model';

export interface AdministratorDraft {
  displayName: string;
  role: Administrator['role'];
  extension: string | null;
  enabled: boolean;
}

/** Somebody new, and the password for their first sign-in, shown once. */
export interface CreatedAdministrator {
  administrator: Administrator;
  password: string | null;
}

export function fetchAdministrators(cursor: string | undefined): Promise<Page<Administrator>> {
  return answer(api.GET('/api/v1/administrators', { params: { query: { cursor, limit: 50 } } }));
}

export function createAdministrator(
  draft: Omit<AdministratorDraft, 'enabled'> & { username: string },
  attempt: string,
): Promise<CreatedAdministrator> {
  return answer(api.POST('/api/v1/administrators', { body: draft, params: { header: once(attempt) } }));
}

export function changeAdministrator(
  { id, version }: Administrator,
  draft: AdministratorDraft,
): Promise<Administrator> {
  return answer(
    api.PUT('/api/v1/administrators/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body: draft,
    }),
  );
}

export function deleteAdministrator(id: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/administrators/{id}', { params: { path: { id } } }));
}

export function resetPassword(id: string): Promise<{ password: string }> {
  return answer(api.POST('/api/v1/administrators/{id}/password-reset', { params: { path: { id } } }));
}

export function resetSecondFactor(id: string): Promise<unknown> {
  return answer(api.POST('/api/v1/administrators/{id}/second-factor-reset', { params: { path: { id } } }));
}
