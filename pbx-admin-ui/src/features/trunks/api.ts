import { answer, api, ifMatch, once } from '~/api/client';
import type { Page, Trunk, TrunkGateways, TrunkInput } from '~/api/model';

export function fetchTrunks(cursor: string | undefined): Promise<Page<Trunk>> {
  return answer(api.GET('/api/v1/trunks', { params: { query: { cursor, limit: 100 } } }));
}

/** Whether its gateways answer, and where its account is registered, as each edge sees it. */
export function fetchGateways(id: string): Promise<TrunkGateways> {
  return answer(api.GET('/api/v1/trunks/{id}/gateways', { params: { path: { id } } }));
}

export function createTrunk(draft: TrunkInput, attempt: string): Promise<Trunk> {
  return answer(api.POST('/api/v1/trunks', { body: draft, params: { header: once(attempt) } }));
}

export function changeTrunk({ id, version }: Trunk, draft: TrunkInput): Promise<Trunk> {
  return answer(
    api.PUT('/api/v1/trunks/{id}', { params: { path: { id }, header: ifMatch(version) }, body: draft }),
  );
}

/** Which certificate of ours its gateways are shown; the platform alone may say. */
export function certifyTrunk({ id, version }: Trunk, name: string): Promise<Trunk> {
  return answer(
    api.PUT('/api/v1/trunks/{id}/certificate', {
      params: { path: { id }, header: ifMatch(version) },
      body: { name },
    }),
  );
}

export function deleteTrunk(id: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/trunks/{id}', { params: { path: { id } } }));
}
