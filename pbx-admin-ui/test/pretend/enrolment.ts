import { http, HttpResponse, type HttpHandler } from 'msw';
import { api, done } from './answers';
import type { World } from './world';

/** Passwords with which phones enrol by themselves. */
export function enrolmentHandlers(world: World): HttpHandler[] {
  return [
    http.get<{ device: string }>(api('/extensions/:id/devices/:device/enrolment-password'), ({ params }) => {
      const known = world.enrolmentPasswords.get(params.device);
      return HttpResponse.json(
        known ?? { good: false, createdAt: null, expiresAt: null, wrong: 0, usedAt: null },
      );
    }),
    http.post<{ device: string }>(api('/extensions/:id/devices/:device/enrolment-password'), ({ params }) => {
      const createdAt = new Date();
      const expiresAt = new Date(createdAt.getTime() + 86_400_000).toISOString();
      world.enrolmentPasswords.set(params.device, {
        good: true,
        createdAt: createdAt.toISOString(),
        expiresAt,
        wrong: 0,
        usedAt: null,
      });
      return HttpResponse.json(
        {
          url: 'https://pbx.kilmore.example:8444/.well-known/est/0193a5c2-7e41-7bd0-9f55-2a86c1d3e047',
          username: 'd8f3k7wq92',
          password: 'kT7wVq2m9Lxh4cPnR6bZs3Ye',
          expiresAt,
        },
        { status: 201 },
      );
    }),
    http.delete<{ device: string }>(
      api('/extensions/:id/devices/:device/enrolment-password'),
      ({ params }) => {
        world.enrolmentPasswords.delete(params.device);
        return done();
      },
    ),
  ];
}
