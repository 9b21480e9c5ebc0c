import { answer, api, everywhere, once } from '~/api/client';
import type { Ban, BanExemption, Page } from '~/api/model';

export interface BanDraft extends Record<string, unknown> {
  network: string;
  domain: string | null;
  username: string | null;
  reason: string;
  endsAt: string | null;
}

export interface ExemptionDraft extends Record<string, unknown> {
  network: string;
  kind: BanExemption['kind'];
  note: string;
}

/** Those that stand: for the platform's people all, whichever tenant they are looking at. */
export function fetchBans(cursor: string | undefined): Promise<Page<Ban>> {
  return answer(api.GET('/api/v1/bans', { params: { query: { cursor, limit: 100 } }, headers: everywhere }));
}

export function createBan(draft: BanDraft, attempt: string): Promise<Ban> {
  return answer(
    api.POST('/api/v1/bans', { body: draft, params: { header: once(attempt) }, headers: everywhere }),
  );
}

export function liftBan(id: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/bans/{id}', { params: { path: { id } }, headers: everywhere }));
}

export function fetchExemptions(): Promise<Page<BanExemption>> {
  return answer(
    api.GET('/api/v1/ban-exemptions', { params: { query: { limit: 200 } }, headers: everywhere }),
  );
}

export function createExemption(draft: ExemptionDraft, attempt: string): Promise<BanExemption> {
  return answer(
    api.POST('/api/v1/ban-exemptions', {
      body: draft,
      params: { header: once(attempt) },
      headers: everywhere,
    }),
  );
}

export function removeExemption(id: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/ban-exemptions/{id}', { params: { path: { id } }, headers: everywhere }));
}
