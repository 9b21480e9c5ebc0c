import { http, HttpResponse, type HttpHandler } from 'msw';
import type { Administrator, Device, DeviceWithCredentials, Extension } from '~/api/model';
import { api, done, missing, page, problem } from './answers';
import { conferenceHandlers } from './conferences';
import { pagingHandlers } from './paging';
import { recordingHandlers } from './recordings';
import { defenceHandlers } from './defence';
import { emergencyHandlers } from './emergency';
import { enrolmentHandlers } from './enrolment';
import { musicHandlers } from './music';
import { outsideHandlers } from './outside';
import { nextId } from './pieces';
import { sessionHandlers } from './session';
import { supervisionHandlers } from './supervision';
import type { World } from './world';

/** A second of a quiet tone, as the browser plays it. */
function wave(seconds: number): ArrayBuffer {
  const samples = Math.round(seconds * 8000);
  const view = new DataView(new ArrayBuffer(44 + samples * 2));
  const word = (at: number, text: string) =>
    Array.from(text, (letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  word(0, 'RIFF');
  view.setUint32(4, 36 + samples * 2, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 16000, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, 'data');
  view.setUint32(40, samples * 2, true);
  for (let i = 0; i < samples; i++) {
    view.setInt16(44 + i * 2, Math.sin(i / 6) * 1500, true);
  }
  return view.buffer;
}

/** The REST API over a world in memory, as far as the console uses it. */
export function handlersOf(world: World): HttpHandler[] {
  const withCredentials = (device: Device, extension: Extension): DeviceWithCredentials => ({
    device,
    credentials: {
      username: extension.number,
      authUsername: device.authUsername,
      password: 'Vq7m-Tz2k-9Lxh-Pw4c',
      domain: 'kilmore.example',
      realm: 'kilmore.example',
    },
    settings: {
      address: `sip:${extension.number}@kilmore.example`,
      displayName: extension.displayName,
      domain: 'kilmore.example',
      proxyHost: 'sip.kilmore.example',
      proxyPort: 5061,
      transport: 'tls',
      srtp: device.keying === 'clear' ? 'off' : device.keying,
      digest: 'SHA-256',
      expiresSeconds: 300,
      caUrl: '/api/v1/phone-authority.pem',
      qrSvg: '',
      qrPayload: JSON.stringify({
        address: `sip:${extension.number}@kilmore.example`,
        password: 'Vq7m-Tz2k-9Lxh-Pw4c',
      }),
    },
  });
  return [
    http.all('*/api/v1/*', async ({ request }) => {
      const text = await request.clone().text();
      world.seen.push({
        line: `${request.method} ${new URL(request.url).pathname}${new URL(request.url).search}`,
        headers: request.headers,
        body: text.startsWith('{') ? JSON.parse(text) : undefined,
      });
      const open = new URL(request.url).pathname.startsWith('/api/v1/session');
      return world.stage === 'complete' || open ? undefined : problem(401, 'sign-in-required', 'Sign in.');
    }),

    ...sessionHandlers(world),
    ...outsideHandlers(world),
    ...conferenceHandlers(world),
    ...pagingHandlers(world),
    ...recordingHandlers(world),
    ...emergencyHandlers(world),
    ...enrolmentHandlers(world),
    ...musicHandlers(world),
    ...supervisionHandlers(world),
    ...defenceHandlers(world),
    http.get(api('/tenants'), () => page(world.tenants)),
    http.post<never, World['tenants'][0]>(api('/tenants'), async ({ request }) => {
      const tenant = {
        ...(await request.json()),
        id: nextId(),
        version: 1,
        createdAt: new Date().toISOString(),
      };
      world.tenants.push(tenant);
      return HttpResponse.json(tenant, { status: 201 });
    }),

    http.get(api('/extensions'), ({ request }) => {
      const search = new URL(request.url).searchParams.get('search')?.toLowerCase() ?? '';
      return page(
        world.extensions.filter((row) => `${row.number} ${row.displayName}`.toLowerCase().includes(search)),
      );
    }),
    http.post<never, Extension>(api('/extensions'), async ({ request }) => {
      const draft = await request.json();
      if (world.extensions.some((row) => row.number === draft.number)) {
        return problem(409, 'taken', 'That number is taken.', [
          { field: 'number', message: 'This number belongs to somebody else.' },
        ]);
      }
      const extension = { ...draft, id: nextId(), version: 1, createdAt: new Date().toISOString() };
      world.extensions.push(extension);
      return HttpResponse.json(extension, { status: 201 });
    }),
    http.get<{ id: string }>(api('/extensions/:id'), ({ params }) => {
      const found = world.extensions.find((row) => row.id === params.id);
      return found ? HttpResponse.json(found) : missing();
    }),
    http.put<{ id: string }, Extension>(api('/extensions/:id'), async ({ params, request }) => {
      const found = world.extensions.find((row) => row.id === params.id);
      if (!found) {
        return missing();
      }
      if (request.headers.get('If-Match') !== `"${found.version}"`) {
        return problem(412, 'stale', 'Somebody changed this meanwhile. Load it again.');
      }
      Object.assign(found, await request.json(), { version: found.version + 1 });
      return HttpResponse.json(found);
    }),
    http.delete<{ id: string }>(api('/extensions/:id'), ({ params }) => {
      world.extensions = world.extensions.filter((row) => row.id !== params.id);
      return done();
    }),
    http.get<{ id: string }>(api('/extensions/:id/devices'), ({ params }) =>
      page(world.devices.filter((row) => row.extensionId === params.id)),
    ),
    http.post<{ id: string }, Device>(api('/extensions/:id/devices'), async ({ params, request }) => {
      const extension = world.extensions.find((row) => row.id === params.id);
      if (!extension) {
        return missing();
      }
      const now = new Date().toISOString();
      const device: Device = {
        ...(await request.json()),
        id: nextId(),
        extensionId: extension.id,
        authUsername: 'd8f3k7wq92',
        credentialsAt: now,
        createdAt: now,
        version: 1,
      };
      world.devices.push(device);
      return HttpResponse.json(withCredentials(device, extension), { status: 201 });
    }),
    http.put<{ id: string; device: string }, Device>(
      api('/extensions/:id/devices/:device'),
      async ({ params, request }) => {
        const found = world.devices.find((row) => row.id === params.device);
        if (!found) {
          return missing();
        }
        Object.assign(found, await request.json(), { version: found.version + 1 });
        return HttpResponse.json(found);
      },
    ),
    http.post<{ id: string; device: string }>(
      api('/extensions/:id/devices/:device/credentials'),
      ({ params }) => {
        const extension = world.extensions.find((row) => row.id === params.id);
        const device = world.devices.find((row) => row.id === params.device);
        return extension && device ? HttpResponse.json(withCredentials(device, extension)) : missing();
      },
    ),
    http.delete<{ device: string }>(api('/extensions/:id/devices/:device'), ({ params }) => {
      world.devices = world.devices.filter((row) => row.id !== params.device);
      return done();
    }),

    http.get<{ device: string }>(api('/extensions/:id/devices/:device/certificates'), ({ params }) =>
      page(world.certificates.filter((row) => row.deviceId === params.device)),
    ),
    http.post<{ device: string }, { request: string }>(
      api('/extensions/:id/devices/:device/certificates'),
      async ({ params, request }) => {
        const asked = await request.json();
        if (!asked.request.includes('BEGIN CERTIFICATE REQUEST')) {
          return problem(422, 'invalid', 'Some fields need another value.', [
            { field: 'request', message: 'This is no certificate request in PEM.' },
          ]);
        }
        const issued = new Date();
        const made = {
          id: nextId(),
          deviceId: params.device,
          serial: '77aa',
          sha256: 'cd'.repeat(32),
          uri: 'sip:d8f3k7wq92@acme.example',
          keyKind: 'EC 256',
          notBefore: issued.toISOString(),
          notAfter: new Date(issued.getTime() + 31_536_000_000).toISOString(),
          issuedAt: issued.toISOString(),
          obtained: 'administrator' as const,
          revokedAt: null,
          pem: '-----BEGIN CERTIFICATE-----\nMIIBfresh\n-----END CERTIFICATE-----\n',
        };
        world.certificates.unshift(made);
        return HttpResponse.json(made, { status: 201 });
      },
    ),
    http.delete<{ certificate: string }>(
      api('/extensions/:id/devices/:device/certificates/:certificate'),
      ({ params }) => {
        const found = world.certificates.find((row) => row.id === params.certificate);
        if (!found) {
          return missing();
        }
        found.revokedAt = new Date().toISOString();
        return done();
      },
    ),

    http.get(api('/devices'), ({ request }) => {
      const query = new URL(request.url).searchParams;
      return page(
        world.devices
          .filter((row) => [null, row.keying].includes(query.get('keying') as typeof row.keying | null))
          .filter((row) =>
            [null, row.digestFloor].includes(query.get('digestFloor') as typeof row.digestFloor | null),
          )
          .map((row) => {
            const extension = world.extensions.find(({ id }) => id === row.extensionId);
            return {
              device: row,
              extensionNumber: extension?.number ?? '',
              extensionName: extension?.displayName ?? '',
            };
          }),
      );
    }),
    http.get(api('/security-policy'), () => HttpResponse.json(world.policy)),
    http.put<never, World['policy']>(api('/security-policy'), async ({ request }) => {
      if (request.headers.get('If-Match') !== `"${world.policy.version}"`) {
        return problem(412, 'stale', 'Somebody changed this meanwhile. Load it again.');
      }
      world.policy = { ...(await request.json()), version: world.policy.version + 1 };
      return HttpResponse.json(world.policy);
    }),
    http.get(api('/token-issuer'), () => HttpResponse.json(world.issuer)),
    http.put<never, World['issuer']>(api('/token-issuer'), async ({ request }) => {
      if (request.headers.get('If-Match') !== `"${world.issuer.version}"`) {
        return problem(412, 'stale', 'Somebody changed this meanwhile. Load it again.');
      }
      world.issuer = { ...(await request.json()), version: world.issuer.version + 1 };
      return HttpResponse.json(world.issuer);
    }),
    http.get(api('/registrations'), () => page(world.registrations)),
    http.delete<{ id: string }>(api('/registrations/:id'), ({ params }) => {
      world.registrations = world.registrations.filter((row) => row.id !== params.id);
      return done();
    }),
    http.get(api('/calls'), () => page(world.calls)),
    http.get<{ id: string }>(api('/calls/:id/trace'), ({ params }) => {
      const messages = world.traces.get(params.id);
      return messages ? HttpResponse.json({ messages, truncated: false }) : missing();
    }),
    http.delete<{ id: string }>(api('/calls/:id'), ({ params }) => {
      world.calls = world.calls.filter((row) => row.id !== params.id);
      return done();
    }),
    http.get(api('/call-records'), ({ request }) => {
      const query = new URL(request.url).searchParams;
      const number = query.get('number') ?? '';
      const outcome = query.get('outcome');
      return page(
        world.records
          .filter((row) => row.caller.includes(number) || row.dialled.includes(number))
          .filter((row) => outcome === null || row.outcome === outcome)
          .map((row) => ({ ...row, legs: undefined })),
      );
    }),
    http.get<{ id: string }>(api('/call-records/:id'), ({ params }) => {
      const found = world.records.find((row) => row.id === params.id);
      return found ? HttpResponse.json(found) : missing();
    }),

    http.get(api('/mailboxes'), () => page(world.mailboxes)),
    http.put<{ id: string }, { pin: string }>(api('/mailboxes/:id/pin'), async ({ params, request }) => {
      const found = world.mailboxes.find((row) => row.id === params.id);
      if (!found) {
        return missing();
      }
      if ((await request.json()).pin === '20261121') {
        return problem(422, 'invalid', 'Some fields need another value.', [
          { field: 'pin', message: 'This PIN was used here before.' },
        ]);
      }
      Object.assign(found, { pinSet: true, lockedUntil: null });
      return done();
    }),
    http.post<{ id: string }>(api('/mailboxes/:id/unlock'), ({ params }) => {
      const found = world.mailboxes.find((row) => row.id === params.id);
      if (!found) {
        return missing();
      }
      found.lockedUntil = null;
      return done();
    }),
    http.get<{ id: string }>(api('/mailboxes/:id/messages'), ({ params }) =>
      page(world.messages[params.id] ?? []),
    ),
    http.patch<{ id: string; message: string }, { heard: boolean }>(
      api('/mailboxes/:id/messages/:message'),
      async ({ params, request }) => {
        const found = world.messages[params.id]?.find((row) => row.id === params.message);
        if (!found) {
          return missing();
        }
        found.heard = (await request.json()).heard;
        return HttpResponse.json(found);
      },
    ),
    http.delete<{ id: string; message: string }>(api('/mailboxes/:id/messages/:message'), ({ params }) => {
      world.messages[params.id] = (world.messages[params.id] ?? []).filter(
        (row) => row.id !== params.message,
      );
      return done();
    }),
    http.get(api('/mailboxes/:id/messages/:message/audio'), () =>
      HttpResponse.arrayBuffer(wave(3), { headers: { 'Content-Type': 'audio/wav' } }),
    ),

    http.get(api('/audit-events/verification'), () =>
      HttpResponse.json({
        links: world.audit.length,
        brokenAt: world.brokenAt,
        head: { sequence: world.audit[0]?.sequence ?? 0, hash: world.audit[0]?.hash ?? '' },
      }),
    ),
    http.get(api('/audit-events'), ({ request }) => {
      const action = new URL(request.url).searchParams.get('action');
      return page(world.audit.filter((row) => action === null || row.action === action));
    }),
    http.get(api('/api-keys'), () => page(world.keys)),
    http.post<never, { name: string; permissions: string[]; expiresAt: string }>(
      api('/api-keys'),
      async ({ request }) => {
        const apiKey = {
          ...(await request.json()),
          id: nextId(),
          prefix: 'rf_new1',
          createdBy: 'aoife',
          version: 1,
          createdAt: new Date().toISOString(),
          lastUsedAt: null,
        };
        world.keys.push(apiKey);
        return HttpResponse.json({ apiKey, secret: 'rf_new1_Zt5bq0JwL2v8YhXcR7mK3pN6' }, { status: 201 });
      },
    ),
    http.delete<{ id: string }>(api('/api-keys/:id'), ({ params }) => {
      world.keys = world.keys.filter((row) => row.id !== params.id);
      return done();
    }),
    http.get(api('/administrators'), () => page(world.administrators)),
    http.post<
      never,
      { username: string; displayName: string; role: Administrator['role']; extension: string | null }
    >(api('/administrators'), async ({ request }) => {
      const administrator = {
        ...(await request.json()),
        id: nextId(),
        enabled: true,
        secondFactor: false,
        passwordChangeRequired: true,
        createdAt: new Date().toISOString(),
        lastSignInAt: null,
        version: 1,
      };
      world.administrators.push(administrator);
      return HttpResponse.json({ administrator, password: 'lantern-copper-Wharf-71' }, { status: 201 });
    }),
    http.post(api('/administrators/:id/password-reset'), () =>
      HttpResponse.json({ password: 'lantern-copper-Wharf-71' }),
    ),
    http.post(api('/administrators/:id/second-factor-reset'), () => done()),
    http.delete<{ id: string }>(api('/administrators/:id'), ({ params }) => {
      world.administrators = world.administrators.filter((row) => row.id !== params.id);
      return done();
    }),
  ];
}
