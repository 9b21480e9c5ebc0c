import { http, HttpResponse, type HttpHandler } from 'msw';
import type { PublicNumber, RestingNumber, Trunk } from '~/api/model';
import { api, page, problem } from './answers';
import { ago, nextId } from './pieces';
import type { World } from './world';

export function numbersOf(): PublicNumber[] {
  return [
    {
      id: '019b3c00-0000-7000-8000-0000000000a1',
      number: '+4930901820',
      destination: { kind: 'extension', extension: '101' },
      label: 'Front desk',
      proved: true,
      presentedBy: ['101', '102'],
      version: 1,
      createdAt: '2026-11-01T08:00:00Z',
    },
    {
      id: '019b3c00-0000-7000-8000-0000000000a2',
      number: '+4930901821',
      destination: { kind: 'echo', extension: '' },
      label: '',
      proved: false,
      presentedBy: [],
      version: 3,
      createdAt: '2026-11-02T08:00:00Z',
    },
  ];
}

export function restingOf(): RestingNumber[] {
  return [
    { id: '019b3c00-0000-7000-8000-0000000000a9', number: '+4930901899', until: '2026-12-12T08:00:00Z' },
  ];
}

export function trunksOf(now: Date): Trunk[] {
  return [
    {
      id: '019b3c00-0000-7000-8000-0000000000b1',
      name: 'Carrier One',
      enabled: true,
      priority: 1,
      gateways: [
        {
          host: 'sip.carrier.example',
          port: 0,
          transport: 'tls',
          tlsName: 'sip.carrier.example',
          priority: 10,
          weight: 1,
          domain: '',
        },
        {
          host: '203.0.113.9',
          port: 5061,
          transport: 'tls',
          tlsName: 'sip.carrier.example',
          priority: 20,
          weight: 1,
          domain: 'carrier.example',
        },
      ],
      account: { username: 'acme', realm: 'carrier.example' },
      passwordSet: true,
      exception: null,
      authorities: '',
      callerNumber: '+4930901820',
      numbers: { country: 'DE', allowedPrefixes: ['+49', '+43'], premium: false },
      capacity: { calls: 30, callsPerSecond: 5 },
      inward: {
        networks: ['203.0.113.0/24'],
        certificateNames: [],
        trustsIdentity: true,
        believes: ['Diversion'],
        bulk: false,
      },
      checkSeconds: 60,
      identity: { signs: true, check: 'mark', passesCaller: false },
      ownCertificate: '',
      callerRule: 'extension',
      numberFormats: { called: 'e164', calling: 'e164' },
      sends: ['P-Asserted-Identity', 'History-Info'],
      sendsLocation: true,
      failOver: { answers: ['404', '408', '5xx'], progressSeconds: 2, failures: 5, withinSeconds: 120 },
      registers: true,
      version: 2,
      createdAt: '2026-11-02T08:00:00Z',
    },
    {
      id: '019b3c00-0000-7000-8000-0000000000b2',
      name: 'Old PBX',
      enabled: false,
      priority: 20,
      gateways: [
        {
          host: '198.51.100.4',
          port: 5060,
          transport: 'udp',
          tlsName: '',
          priority: 10,
          weight: 1,
          domain: '',
        },
      ],
      account: null,
      passwordSet: false,
      exception: { reason: 'speaks no TLS until it is replaced', until: ago(now, -60 * 24 * 30) },
      authorities: '',
      callerNumber: '',
      numbers: { country: 'DE', allowedPrefixes: [], premium: false },
      capacity: { calls: 2, callsPerSecond: 1 },
      inward: null,
      checkSeconds: 0,
      identity: { signs: false, check: 'off', passesCaller: false },
      ownCertificate: '',
      callerRule: 'trunk',
      numberFormats: { called: 'national', calling: 'digits' },
      sends: ['P-Asserted-Identity'],
      sendsLocation: false,
      failOver: { answers: ['408', '430', '5xx'], progressSeconds: 3, failures: 3, withinSeconds: 60 },
      registers: false,
      version: 1,
      createdAt: '2026-11-03T08:00:00Z',
    },
  ];
}

const label = (gateway: Trunk['gateways'][0] | undefined) =>
  gateway ? (gateway.port ? `${gateway.host}:${gateway.port}` : gateway.host) : '';

/** Numbers and trunks: what leads outside. */
export function outsideHandlers(world: World): HttpHandler[] {
  return [
    http.get(api('/numbers'), () => page(world.numbers)),
    http.post<never, World['numbers'][0]>(api('/numbers'), async ({ request }) => {
      const draft = await request.json();
      if (world.numbers.some((row) => row.number === draft.number)) {
        return problem(409, 'taken', 'This number leads elsewhere already.', [
          { field: 'number', message: 'This number leads elsewhere already.' },
        ]);
      }
      const number = {
        ...draft,
        id: nextId(),
        proved: false,
        version: 1,
        createdAt: new Date().toISOString(),
      };
      world.numbers.push(number);
      return HttpResponse.json(number, { status: 201 });
    }),
    http.get(api('/numbers/resting'), () => page(world.resting)),
    http.delete<{ id: string }>(api('/numbers/:id/rest'), ({ params }) => {
      world.resting = world.resting.filter((row) => row.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.put<{ id: string }, World['numbers'][0]>(api('/numbers/:id'), async ({ request, params }) => {
      const draft = await request.json();
      const known = world.numbers.find((row) => row.id === params.id);
      if (!known || request.headers.get('If-Match') !== `"${known.version}"`) {
        return problem(412, 'changed', 'It was changed meanwhile.', []);
      }
      Object.assign(known, draft, { version: known.version + 1 });
      return HttpResponse.json(known);
    }),
    http.put<{ id: string }, { proved: boolean }>(api('/numbers/:id/proof'), async ({ request, params }) => {
      const known = world.numbers.find((row) => row.id === params.id);
      if (!known || request.headers.get('If-Match') !== `"${known.version}"`) {
        return problem(412, 'changed', 'It was changed meanwhile.', []);
      }
      Object.assign(known, await request.json(), { version: known.version + 1 });
      return HttpResponse.json(known);
    }),
    http.delete<{ id: string }>(api('/numbers/:id'), ({ params }) => {
      world.resting.push(
        ...world.numbers
          .filter((row) => row.id === params.id)
          .map(({ id, number }) => ({ id, number, until: '2026-12-22T08:00:00Z' })),
      );
      world.numbers = world.numbers.filter((row) => row.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.get(api('/trunks'), () => page(world.trunks)),
    http.post<never, Record<string, unknown>>(api('/trunks'), async ({ request }) => {
      const { password, ...draft } = await request.json();
      if (world.trunks.some((row) => row.name === draft['name'])) {
        return problem(409, 'taken', 'There is a trunk of that name.', [
          { field: 'name', message: 'There is a trunk of that name.' },
        ]);
      }
      const trunk = {
        ...draft,
        ownCertificate: '',
        id: nextId(),
        passwordSet: Boolean(password),
        version: 1,
        createdAt: new Date().toISOString(),
      } as unknown as World['trunks'][0];
      world.trunks.push(trunk);
      return HttpResponse.json(trunk, { status: 201 });
    }),
    http.put<{ id: string }, Record<string, unknown>>(api('/trunks/:id'), async ({ request, params }) => {
      const { password, ...draft } = await request.json();
      const known = world.trunks.find((row) => row.id === params.id);
      if (!known || request.headers.get('If-Match') !== `"${known.version}"`) {
        return problem(412, 'changed', 'It was changed meanwhile.', []);
      }
      const hosts = (draft['gateways'] as World['trunks'][0]['gateways']).map((one) => one.host);
      if (hosts.includes('not a host')) {
        return problem(422, 'invalid', 'Some fields need another value.', [
          {
            field: `gateways[${hosts.indexOf('not a host')}].host`,
            message: 'Give a host name or an IP address.',
          },
        ]);
      }
      Object.assign(known, draft, {
        version: known.version + 1,
        passwordSet: Boolean(draft['account']) && (known.passwordSet || Boolean(password)),
      });
      return HttpResponse.json(known);
    }),
    http.put<{ id: string }, { name: string }>(
      api('/trunks/:id/certificate'),
      async ({ request, params }) => {
        const known = world.trunks.find((row) => row.id === params.id);
        if (!known || request.headers.get('If-Match') !== `"${known.version}"`) {
          return problem(412, 'changed', 'It was changed meanwhile.', []);
        }
        Object.assign(known, { ownCertificate: (await request.json()).name, version: known.version + 1 });
        return HttpResponse.json(known);
      },
    ),
    http.delete<{ id: string }>(api('/trunks/:id'), ({ params }) => {
      world.trunks = world.trunks.filter((row) => row.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.get<{ id: string }>(api('/trunks/:id/gateways'), ({ params }) => {
      const trunk = world.trunks.find((row) => row.id === params.id);
      return HttpResponse.json({
        items: (trunk?.gateways ?? []).map(({ host, port, transport }, at) => {
          const state = trunk?.checkSeconds === 0 ? 'unknown' : at === 0 ? 'up' : 'down';
          return {
            host,
            port,
            transport,
            state,
            why: state === 'down' ? 'no answer' : '',
            since: state === 'unknown' ? null : '2026-11-21T22:14:00Z',
            edge: state === 'unknown' ? null : 'edge-1',
          };
        }),
        registrations: trunk?.registers
          ? [
              {
                edge: 'edge-1',
                gateway: trunk.gateways[0]?.host ?? '',
                why: '200',
                until: '2026-11-22T08:10:00Z',
              },
            ]
          : [],
        rests:
          trunk?.checkSeconds === 0
            ? [
                {
                  edge: 'edge-1',
                  gateway: label(trunk.gateways[0]),
                  why: '503',
                  until: ago(new Date(), -240),
                },
              ]
            : [],
      });
    }),
  ];
}
