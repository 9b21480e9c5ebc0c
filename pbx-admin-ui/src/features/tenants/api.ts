import { answer, api, ifMatch, once } from '~/api/client';
import type { Page, Tenant } from '~/api/model';

export interface TenantDraft extends Record<string, unknown> {
  name: string;
  domain: string;
  aliases: string[];
  enabled: boolean;
  maxExtensions: number;
  maxCalls: number;
}

export function fetchTenants(cursor: string | undefined): Promise<Page<Tenant>> {
  return answer(api.GET('/api/v1/tenants', { params: { query: { cursor, limit: 50 } } }));
}

export function createTenant(draft: TenantDraft, attempt: string): Promise<Tenant> {
  return answer(api.POST('/api/v1/tenants', { body: draft, params: { header: once(attempt) } }));
}

export function changeTenant({ id, version }: Tenant, draft: TenantDraft): Promise<Tenant> {
  return answer(
    api.PUT('/api/v1/tenants/{id}', { params: { path: { id }, header: ifMatch(version) }, body: draft }),
  );
}
