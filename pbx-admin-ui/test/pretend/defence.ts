import { http, HttpResponse, type HttpHandler } from 'msw';
import type { Ban, BanExemption } from '~/api/model';
import { api, done, page, problem } from './answers';
import { ago, nextId } from './pieces';
import type { World } from './world';

export function bansOf(now: Date): Ban[] {
  return [
    {
      id: nextId(),
      network: '203.0.113.44',
      domain: null,
      username: null,
      spared: [],
      automatic: true,
      reason: '3 wrong answers within 15 minutes from where nobody has proved themselves',
      times: 3,
      createdBy: 'ringfort',
      createdAt: ago(now, 11),
      endsAt: ago(now, -49),
    },
    {
      id: nextId(),
      network: '198.51.100.20',
      domain: 'kilmore.example',
      username: 'h4tq9wzk2m',
      spared: [],
      automatic: true,
      reason: '3 wrong answers within 15 minutes',
      times: 1,
      createdBy: 'ringfort',
      createdAt: ago(now, 4),
      endsAt: ago(now, -11),
    },
    {
      id: nextId(),
      network: '198.51.100.77',
      domain: null,
      username: null,
      spared: ['101', '102', 'd8f3k7wq92', 'k3m9'],
      automatic: true,
      reason: '10 names failed within 15 minutes; those that proved themselves are spared',
      times: 1,
      createdBy: 'ringfort',
      createdAt: ago(now, 2),
      endsAt: ago(now, -13),
    },
    {
      id: nextId(),
      network: '192.0.2.0/24',
      domain: null,
      username: null,
      spared: [],
      automatic: false,
      reason: 'A host of scanners',
      times: 1,
      createdBy: 'aoife',
      createdAt: ago(now, 3000),
      endsAt: null,
    },
  ];
}

export function exemptionsOf(createdAt: string): BanExemption[] {
  return [
    {
      id: nextId(),
      network: '127.0.0.0/8',
      kind: 'accounts-only',
      note: 'This machine',
      createdBy: 'ringfort',
      createdAt,
    },
    {
      id: nextId(),
      network: '2001:db8:77::/48',
      kind: 'never',
      note: 'Our own office',
      createdBy: 'aoife',
      createdAt,
    },
  ];
}

/** Who is silenced, and where nobody is. */
export function defenceHandlers(world: World): HttpHandler[] {
  return [
    http.get(api('/bans'), () => page(world.bans)),
    http.post<never, World['bans'][0]>(api('/bans'), async ({ request }) => {
      const draft = await request.json();
      if (draft.network === 'somewhere') {
        return problem(422, 'invalid', 'Some fields need another value.', [
          { field: 'network', message: 'Give an address or a network, such as 192.0.2.7.' },
        ]);
      }
      const ban = {
        ...draft,
        id: nextId(),
        spared: [],
        automatic: false,
        times: 1,
        createdBy: 'aoife',
        createdAt: new Date().toISOString(),
      };
      world.bans.unshift(ban);
      return HttpResponse.json(ban, { status: 201 });
    }),
    http.delete<{ id: string }>(api('/bans/:id'), ({ params }) => {
      world.bans = world.bans.filter((row) => row.id !== params.id);
      return done();
    }),
    http.get(api('/ban-exemptions'), () => page(world.exemptions)),
    http.post<never, World['exemptions'][0]>(api('/ban-exemptions'), async ({ request }) => {
      const exemption = {
        ...(await request.json()),
        id: nextId(),
        createdBy: 'aoife',
        createdAt: new Date().toISOString(),
      };
      world.exemptions.push(exemption);
      return HttpResponse.json(exemption, { status: 201 });
    }),
    http.delete<{ id: string }>(api('/ban-exemptions/:id'), ({ params }) => {
      world.exemptions = world.exemptions.filter((row) => row.id !== params.id);
      return done();
    }),
  ];
}
