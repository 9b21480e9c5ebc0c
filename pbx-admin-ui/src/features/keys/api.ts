import { answer, api, once } from '~/api/client';
import type { ApiKey, Page } from '~/api/model';

export interface KeyDraft {
  name: string;
  permissions: string[];
  expiresAt: string;
}

export interface CreatedKey {
  apiKey: ApiKey;
  secret: string;
}

export function fetchKeys(): Promise<Page<ApiKey>> {
  return answer<Page<ApiKey>>(api.GET('/api/v1/api-keys', { params: { query: { limit: 200 } } }));
}

export function createKey(draft: KeyDraft, attempt: string): Promise<CreatedKey> {
  return answer<CreatedKey>(api.POST('/api/v1/api-keys', { body: draft, params: { header: once(attempt) } }));
}

export function revokeKey(id: string): Promise<unknown> {
  return answer<unknown>(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } }));
}
