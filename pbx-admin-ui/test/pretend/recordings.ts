import { http, HttpResponse, type HttpHandler } from 'msw';
import type { ExtensionRecording, Recording, RecordingServer } from '~/api/model';
import { api, page } from './answers';
import { ago, nextId } from './pieces';
import type { World } from './world';

/** A recording, and what a check of it finds. */
export type KeptRecording = Recording & { intact: boolean };

const seal = 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c';

export function recordingsOf(now: Date): KeptRecording[] {
  const kept = (minutes: number, rest: Partial<KeptRecording>): KeptRecording => ({
    id: nextId(),
    callId: nextId(),
    caller: '101',
    dialled: '104',
    room: null,
    startedAt: ago(now, minutes),
    lengthMs: 184_000,
    pausedMs: 0,
    end: 'hangup',
    seal,
    intact: true,
    ...rest,
  });
  return [
    kept(12, { room: 'Board', dialled: '800', lengthMs: 2_415_000 }),
    kept(95, { pausedMs: 42_000 }),
    kept(400, { caller: '+353861234567', end: 'interrupted', lengthMs: 61_000, intact: false }),
  ];
}

/** What was recorded. */
export function recordingHandlers(world: World): HttpHandler[] {
  return [
    http.get<{ id: string }>(api('/extensions/:id/recording'), ({ params }) =>
      HttpResponse.json({ mode: world.recordedExtensions.get(params.id) ?? 'never' }),
    ),
    http.put<{ id: string }, ExtensionRecording>(
      api('/extensions/:id/recording'),
      async ({ request, params }) => {
        const { mode } = await request.json();
        world.recordedExtensions.set(params.id, mode);
        return HttpResponse.json({ mode });
      },
    ),
    http.get(api('/recording-server'), () => HttpResponse.json(world.recordingServer)),
    http.put<never, RecordingServer>(api('/recording-server'), async ({ request }) => {
      if (request.headers.get('If-Match') !== `"${world.recordingServer.version}"`) {
        return new HttpResponse(null, { status: 412 });
      }
      world.recordingServer = { ...(await request.json()), version: world.recordingServer.version + 1 };
      return HttpResponse.json(world.recordingServer);
    }),
    http.get(api('/recordings'), () => page(world.recordings.map((row) => ({ ...row, intact: undefined })))),
    http.get<{ id: string }>(api('/recordings/:id/verification'), ({ params }) => {
      const intact = world.recordings.find((row) => row.id === params.id)?.intact ?? false;
      return HttpResponse.json({ intact, seal, found: intact ? seal : seal.replace('b5', 'c6') });
    }),
    http.delete<{ id: string }>(api('/recordings/:id'), ({ params }) => {
      world.recordings = world.recordings.filter((row) => row.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}
