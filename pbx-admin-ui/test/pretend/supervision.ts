import { http, HttpResponse, type HttpHandler } from 'msw';
import type { Supervisor, SupervisorInput } from '~/api/model';
import { api, done, missing, page, problem } from './answers';
import { nameOf, nextId } from './pieces';
import type { World } from './world';

function told(draft: SupervisorInput) {
  return {
    ...draft,
    tone: draft.tone ?? true,
    supervisorName: nameOf(draft.supervisor),
    supervisedName: nameOf(draft.supervised),
  };
}

export function supervisorsOf(): Supervisor[] {
  const rights: SupervisorInput[] = [
    { supervisor: '101', supervised: '104', may: 'whisper', tone: true },
    { supervisor: '102', supervised: '105', may: 'listen', tone: false },
  ];
  return rights.map((right, i) => ({
    ...told(right),
    id: `019b3c00-0000-7000-8000-0000000000f${i}`,
    version: 2,
    createdAt: '2026-11-01T08:00:00Z',
  }));
}

/** Who may supervise whose calls. */
export function supervisionHandlers(world: World): HttpHandler[] {
  const missed = (draft: SupervisorInput) =>
    (['supervisor', 'supervised'] as const)
      .filter((field) => !world.extensions.some(({ number }) => number === draft[field]))
      .map((field) => ({ field, message: 'No extension has this number.' }));
  return [
    http.get(api('/supervisors'), () => page(world.supervisors)),
    http.post<never, SupervisorInput>(api('/supervisors'), async ({ request }) => {
      const draft = await request.json();
      if (missed(draft).length > 0) {
        return problem(422, 'invalid', 'Some fields need another value.', missed(draft));
      }
      const supervisor = { ...told(draft), id: nextId(), version: 0, createdAt: new Date().toISOString() };
      world.supervisors.push(supervisor);
      return HttpResponse.json(supervisor, { status: 201 });
    }),
    http.put<{ id: string }, SupervisorInput>(api('/supervisors/:id'), async ({ request, params }) => {
      const known = world.supervisors.find((row) => row.id === params.id);
      if (!known) {
        return missing();
      }
      if (request.headers.get('If-Match') !== `"${known.version}"`) {
        return problem(412, 'stale', 'Somebody changed this meanwhile. Load it again.');
      }
      Object.assign(known, told(await request.json()), { version: known.version + 1 });
      return HttpResponse.json(known);
    }),
    http.delete<{ id: string }>(api('/supervisors/:id'), ({ params }) => {
      world.supervisors = world.supervisors.filter((row) => row.id !== params.id);
      return done();
    }),
  ];
}
