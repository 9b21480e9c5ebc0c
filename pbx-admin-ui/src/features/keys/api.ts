import { answer, api, once } from '~/api/client';
import type { ApiKey, Page } from '~/api/model';

export interface KeyDraft {
  name: string;
  permissions: string[];
  expiresAt: string;
}

/** A new key and, this once, its secret. */
export interface CreatedKey {
  apiKey: ApiKey;
  secret: string | null;
}

export function fetchKeys(): Promise<Page<ApiKey>> {
  return answer(api.GET('/api/v1/api-keys', { params: { query: { limit: 200 } } }));
}

export function createKey(draft: KeyDraft, attempt: string): Promise<CreatedKey> {
  return answer(api.POST('/api/v1/api-keys', { body: draft, params: { header: once(attempt) } }));
}

export function revokeKey(id: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } }));
}
