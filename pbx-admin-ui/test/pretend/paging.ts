import { http, HttpResponse, type HttpHandler } from 'msw';
import type { PageGroup, PageGroupInput } from '~/api/model';
import { api, page, problem } from './answers';
import { nextId } from './pieces';
import type { World } from './world';

export function pageGroupsOf(): PageGroup[] {
  return [
    {
      id: '019b3c00-0000-7000-8000-0000000000f1',
      number: '880',
      name: 'Shop',
      members: ['102', '103'],
      everybody: false,
      pagers: ['101'],
      mostSeconds: 120,
      version: 2,
      createdAt: '2026-11-01T08:00:00Z',
    },
  ];
}

/** Numbers by which one phone speaks to many. */
export function pagingHandlers(world: World): HttpHandler[] {
  return [
    http.get(api('/page-groups'), () => page(world.pageGroups)),
    http.post<never, PageGroupInput>(api('/page-groups'), async ({ request }) => {
      const draft = await request.json();
      const stranger = draft.members.find(
        (member) => !world.extensions.some(({ number }) => number === member),
      );
      if (stranger !== undefined) {
        const message = `No extension has the number ${stranger}.`;
        return problem(422, 'invalid', message, [{ field: 'members', message }]);
      }
      const group = { ...draft, id: nextId(), version: 1, createdAt: new Date().toISOString() };
      world.pageGroups.push(group);
      return HttpResponse.json(group, { status: 201 });
    }),
    http.put<{ id: string }, PageGroupInput>(api('/page-groups/:id'), async ({ request, params }) => {
      const known = world.pageGroups.find((row) => row.id === params.id);
      if (!known || request.headers.get('If-Match') !== `"${known.version}"`) {
        return problem(412, 'changed', 'It was changed meanwhile.', []);
      }
      Object.assign(known, await request.json(), { version: known.version + 1 });
      return HttpResponse.json(known);
    }),
    http.delete<{ id: string }>(api('/page-groups/:id'), ({ params }) => {
      world.pageGroups = world.pageGroups.filter((row) => row.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}
