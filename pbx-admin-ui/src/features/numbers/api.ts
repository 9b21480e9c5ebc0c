import { answer, api, ifMatch, once } from '~/api/client';
import type { Page, PublicNumber, RestingNumber } from '~/api/model';

export interface NumberDraft extends Record<string, unknown> {
  number: string;
  destination: { kind: PublicNumber['destination']['kind']; extension: string | null };
  label: string;
  presentedBy: string[];
}

export function fetchNumbers(cursor: string | undefined): Promise<Page<PublicNumber>> {
  return answer(api.GET('/api/v1/numbers', { params: { query: { cursor, limit: 100 } } }));
}

export function createNumber(draft: NumberDraft, attempt: string): Promise<PublicNumber> {
  return answer(api.POST('/api/v1/numbers', { body: draft, params: { header: once(attempt) } }));
}

export function changeNumber({ id, version }: PublicNumber, draft: NumberDraft): Promise<PublicNumber> {
  return answer(
    api.PUT('/api/v1/numbers/{id}', { params: { path: { id }, header: ifMatch(version) }, body: draft }),
  );
}

export function proveNumber({ id, version }: PublicNumber, proved: boolean): Promise<PublicNumber> {
  return answer(
    api.PUT('/api/v1/numbers/{id}/proof', {
      params: { path: { id }, header: ifMatch(version) },
      body: { proved },
    }),
  );
}

/** Numbers that were given up and that no other tenant can enter yet. */
export function fetchResting(cursor: string | undefined): Promise<Page<RestingNumber>> {
  return answer(api.GET('/api/v1/numbers/resting', { params: { query: { cursor, limit: 100 } } }));
}

/** Ends the rest of one. */
export function releaseNumber(id: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/numbers/{id}/rest', { params: { path: { id } } }));
}

export function giveUpNumber(id: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/numbers/{id}', { params: { path: { id } } }));
}
