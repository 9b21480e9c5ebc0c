import { http, HttpResponse, type HttpHandler } from 'msw';
import type { HoldMusic } from '~/api/model';
import { api, missing, problem } from './answers';
import type { World } from './world';

const digest = '0f3c9d1e7a5b2c4d6e8f0a1b3c5d7e9f0a2b4c6d8e0f1a3b5c7d9e0f2a4b6c8d';

/** What those on hold hear. */
export function musicHandlers(world: World): HttpHandler[] {
  const stale = (request: Request) =>
    request.headers.get('If-Match') === `"${world.music.version}"`
      ? undefined
      : problem(412, 'stale', 'Somebody changed this meanwhile. Load it again.');
  const now = (change: Partial<HoldMusic>) => {
    world.music = { ...world.music, ...change, version: world.music.version + 1 };
    return HttpResponse.json(world.music);
  };
  return [
    http.get(api('/hold-music'), () => HttpResponse.json(world.music)),
    http.put<never, Pick<HoldMusic, 'source'>>(
      api('/hold-music'),
      async ({ request }) => stale(request) ?? now(await request.json()),
    ),
    http.put(api('/hold-music/tune'), async ({ request }) => {
      const octets = new Uint8Array(await request.arrayBuffer());
      return (
        stale(request) ??
        (octets[0] === 'R'.charCodeAt(0)
          ? now({ source: 'own', tune: { lengthMs: 92_000, digest } })
          : problem(422, 'invalid', 'Some fields need another value.', [
              { field: 'tune', message: 'Give a WAV file: 16 bit samples, mono or stereo.' },
            ]))
      );
    }),
    http.delete(api('/hold-music/tune'), ({ request }) =>
      world.music.tune ? (stale(request) ?? now({ source: 'built-in', tune: null })) : missing(),
    ),
  ];
}
