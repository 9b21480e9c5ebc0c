import { http, HttpResponse, type HttpHandler } from 'msw';
import type { DeviceLocation, Location, NoticeRecipients } from '~/api/model';
import { api, page, problem } from './answers';
import { nextId } from './pieces';
import type { World } from './world';

export function locationsOf(): Location[] {
  return [
    {
      id: '019b3c00-0000-7000-8000-0000000000c1',
      name: 'Head office',
      defaultLocation: true,
      address: { country: 'DE', A3: 'Berlin', RD: 'Unter den Linden', HNO: '5', PC: '10117', SEAT: 'K 4' },
      language: 'de',
      point: { latitude: 52.5169, longitude: 13.3889 },
      version: 1,
      createdAt: '2026-11-01T08:00:00Z',
    },
    {
      id: '019b3c00-0000-7000-8000-0000000000c2',
      name: 'Warehouse',
      defaultLocation: false,
      address: { country: 'DE', A3: 'Potsdam', NAM: 'Hall 2' },
      language: '',
      point: null,
      version: 4,
      createdAt: '2026-11-02T08:00:00Z',
    },
  ];
}

/** Where phones are. */
export function emergencyHandlers(world: World): HttpHandler[] {
  const at = (device: string): DeviceLocation => {
    const own = world.locations.find((row) => row.id === world.places.get(device));
    return {
      location: own ?? world.locations.find((row) => row.defaultLocation) ?? null,
      own: own !== undefined,
    };
  };
  return [
    http.get(api('/locations'), () => page(world.locations)),
    http.post<never, Location>(api('/locations'), async ({ request }) => {
      const draft = await request.json();
      if (draft.address.country === 'XX') {
        return problem(422, 'invalid', 'Some fields need another value.', [
          { field: 'address.country', message: 'Give a country’s two letters, such as DE.' },
        ]);
      }
      const location = { ...draft, id: nextId(), version: 1, createdAt: new Date().toISOString() };
      world.locations.push(location);
      return HttpResponse.json(location, { status: 201 });
    }),
    http.put<{ id: string }, Location>(api('/locations/:id'), async ({ request, params }) => {
      const known = world.locations.find((row) => row.id === params.id);
      if (!known || request.headers.get('If-Match') !== `"${known.version}"`) {
        return problem(412, 'changed', 'It was changed meanwhile.', []);
      }
      Object.assign(known, await request.json(), { version: known.version + 1 });
      return HttpResponse.json(known);
    }),
    http.delete<{ id: string }>(api('/locations/:id'), ({ params }) => {
      if ([...world.places.values()].includes(params.id)) {
        return problem(409, 'in-use', '1 devices are at this location.', []);
      }
      world.locations = world.locations.filter((row) => row.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.get(api('/notice-recipients'), () => HttpResponse.json(world.recipients)),
    http.put<never, Pick<NoticeRecipients, 'addresses' | 'webhookUrl'>>(
      api('/notice-recipients'),
      async ({ request }) => {
        const draft = await request.json();
        if (request.headers.get('If-Match') !== `"${world.recipients.version}"`) {
          return problem(412, 'changed', 'It was changed meanwhile.', []);
        }
        if (draft.webhookUrl !== '' && !world.recipients.secretSet) {
          return problem(422, 'invalid', 'Some fields need another value.', [
            { field: 'webhookUrl', message: 'Make a secret first: what is told there is signed.' },
          ]);
        }
        world.recipients = { ...world.recipients, ...draft, version: world.recipients.version + 1 };
        return HttpResponse.json(world.recipients);
      },
    ),
    http.post(api('/notice-recipients/secret'), () => {
      world.recipients = {
        ...world.recipients,
        secretSet: true,
        version: world.recipients.version + 1,
      };
      return HttpResponse.json({ secret: 'c2VjcmV0LW9mLXRoZS13ZWJob29r' });
    }),
    http.post(api('/notice-recipients/test'), () => new HttpResponse(null, { status: 204 })),
    http.get<{ id: string }>(api('/devices/:id/location'), ({ params }) => HttpResponse.json(at(params.id))),
    http.put<{ id: string }, { locationId: string }>(
      api('/devices/:id/location'),
      async ({ request, params }) => {
        world.places.set(params.id, (await request.json()).locationId);
        return HttpResponse.json(at(params.id));
      },
    ),
    http.delete<{ id: string }>(api('/devices/:id/location'), ({ params }) => {
      world.places.delete(params.id);
      return HttpResponse.json(at(params.id));
    }),
  ];
}
