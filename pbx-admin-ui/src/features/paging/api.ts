import { answer, api, ifMatch, once } from '~/api/client';
import type { Page, PageGroup, PageGroupInput } from '~/api/model';

export function fetchPageGroups(cursor: string | undefined): Promise<Page<PageGroup>> {
  return answer(api.GET('/api/v1/page-groups', { params: { query: { cursor, limit: 100 } } }));
}

export function createPageGroup(draft: PageGroupInput, attempt: string): Promise<PageGroup> {
  return answer(api.POST('/api/v1/page-groups', { body: draft, params: { header: once(attempt) } }));
}

export function changePageGroup({ id, version }: PageGroup, draft: PageGroupInput): Promise<PageGroup> {
  return answer(
    api.PUT('/api/v1/page-groups/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body: draft,
    }),
  );
}

export function deletePageGroup(id: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/page-groups/{id}', { params: { path: { id } } }));
}
