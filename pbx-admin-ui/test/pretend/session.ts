import { http, HttpResponse, type HttpHandler } from 'msw';
import type { Session } from '~/api/model';
import { api, done, problem } from './answers';
import type { World } from './world';

function sessionOf(world: World): Session {
  const complete = world.stage === 'complete';
  const ofPlatform = world.role === 'platform-administrator';
  const tenant = world.tenants[0];
  return {
    stage: world.stage,
    user: complete
      ? {
          id: '01930000-0000-7000-8000-00000000aaaa',
          username: 'aoife',
          displayName: 'Aoife Brennan',
          role: world.role,
          extension: '101',
          tenantId: ofPlatform ? null : (tenant?.id ?? null),
        }
      : null,
    permissions: complete ? world.permissions : [],
    tenant:
      complete && tenant && !ofPlatform ? { id: tenant.id, name: tenant.name, domain: tenant.domain } : null,
    expiresAt: null,
  };
}

/** Signing in, as far as the world's stage lets it. */
export function sessionHandlers(world: World): HttpHandler[] {
  return [
    http.get(api('/session'), () => HttpResponse.json(sessionOf(world))),
    http.post<never, { username: string; password: string }>(api('/session'), async ({ request }) => {
      const { username, password } = await request.json();
      if (username !== 'aoife' || password !== 'right') {
        return problem(401, 'wrong-credentials', 'Name and password do not fit.');
      }
      world.stage = 'totp';
      return HttpResponse.json(sessionOf(world));
    }),
    http.post<never, { code: string }>(api('/session/totp'), async ({ request }) => {
      if ((await request.json()).code !== world.code) {
        return problem(401, 'wrong-code', 'The code is not right.');
      }
      world.stage = 'complete';
      return HttpResponse.json(sessionOf(world));
    }),
    http.post<never, { code: string }>(api('/session/recovery'), async ({ request }) => {
      if ((await request.json()).code !== 'good-recovery') {
        return problem(401, 'wrong-code', 'The code is not right.');
      }
      world.stage = 'complete';
      return HttpResponse.json(sessionOf(world));
    }),
    http.post(api('/session/enrolment'), () =>
      HttpResponse.json({
        secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
        uri: 'otpauth://totp/Ringfort:aoife?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Ringfort',
        qrSvg: '',
      }),
    ),
    http.post<never, { code: string }>(api('/session/enrolment/confirm'), async ({ request }) => {
      if ((await request.json()).code !== world.code) {
        return problem(422, 'invalid', 'The code is not right.');
      }
      world.stage = 'complete';
      const recoveryCodes = Array.from({ length: 10 }, (_, i) => `k7mq-${1000 + i * 37}-xt${i}z`);
      return HttpResponse.json({ recoveryCodes, session: sessionOf(world) });
    }),
    http.put<never, { current: string; replacement: string }>(
      api('/session/password'),
      async ({ request }) => {
        const { replacement } = await request.json();
        if (replacement === 'password1234') {
          return problem(422, 'invalid', 'Some fields need another value.', [
            { field: 'replacement', message: 'This password is in a list of stolen ones.' },
          ]);
        }
        world.stage = 'complete';
        return HttpResponse.json(sessionOf(world));
      },
    ),
    http.delete(api('/session'), () => {
      world.stage = 'anonymous';
      return done();
    }),
  ];
}
