import { http, HttpResponse, type HttpHandler } from 'msw';
import type { Conference, Participant, Room, RoomInput, RoomRecording } from '~/api/model';
import { api, page, problem } from './answers';
import { nextId } from './pieces';
import type { World } from './world';

export function roomsOf(): Room[] {
  return [
    {
      id: '019b3c00-0000-7000-8000-0000000000e1',
      number: '800',
      name: 'Board',
      hasPin: true,
      hasModeratorPin: true,
      muteOnEntry: false,
      waitsForModerator: true,
      tones: true,
      most: 12,
      version: 2,
      createdAt: '2026-11-01T08:00:00Z',
    },
  ];
}

/** Three in the board's room; the first of them speaks. */
export function conferencesOf(): Conference[] {
  const participant = (number: string, name: string, extra: Partial<Participant> = {}): Participant => ({
    callId: nextId(),
    number,
    name,
    since: '2026-11-23T09:31:00Z',
    moderator: false,
    muted: false,
    listens: false,
    speaks: false,
    ...extra,
  });
  return [
    {
      roomId: '019b3c00-0000-7000-8000-0000000000e1',
      waits: false,
      locked: true,
      participants: [
        participant('101', 'Aoife Brennan', { moderator: true, speaks: true }),
        participant('104', 'Ines Carvalho', { muted: true }),
        participant('+353214567890', ''),
      ],
    },
  ];
}

function told(draft: RoomInput, before?: Room) {
  const { pin, removePin, moderatorPin, removeModeratorPin, ...rest } = draft;
  return {
    ...rest,
    hasPin: !removePin && (Boolean(pin) || (before?.hasPin ?? false)),
    hasModeratorPin: !removeModeratorPin && (Boolean(moderatorPin) || (before?.hasModeratorPin ?? false)),
  };
}

/** What is done in a room; as with the real thing what has become of it is pushed, and the answer says nothing. */
function leadHandlers(world: World): HttpHandler[] {
  const led = (roomId: string, change: (conference: Conference) => Conference) => {
    if (!world.conferences.some((conference) => conference.roomId === roomId)) {
      return problem(404, 'not-found', 'Nobody is in this room.', []);
    }
    world.conferences = world.conferences
      .map((conference) => (conference.roomId === roomId ? change(conference) : conference))
      .filter((conference) => conference.participants.length > 0);
    return new HttpResponse(null, { status: 202 });
  };
  const muted =
    (mute: boolean, meant: (who: Participant) => boolean) =>
    (conference: Conference): Conference => ({
      ...conference,
      participants: conference.participants.map((who) => (meant(who) ? { ...who, muted: mute } : who)),
    });
  return [
    http.put<{ roomId: string }, { locked: boolean }>(
      api('/conferences/:roomId/lock'),
      async ({ params, request }) => {
        const { locked } = await request.json();
        return led(params.roomId, (conference) => ({ ...conference, locked }));
      },
    ),
    http.put<{ roomId: string }, { muted: boolean }>(
      api('/conferences/:roomId/mute'),
      async ({ params, request }) => {
        const wanted = await request.json();
        return led(
          params.roomId,
          muted(wanted.muted, (who) => !who.moderator),
        );
      },
    ),
    http.put<{ roomId: string; callId: string }, { muted: boolean }>(
      api('/conferences/:roomId/participants/:callId/mute'),
      async ({ params, request }) => {
        const wanted = await request.json();
        return led(
          params.roomId,
          muted(wanted.muted, (who) => who.callId === params.callId),
        );
      },
    ),
    http.delete<{ roomId: string; callId: string }>(
      api('/conferences/:roomId/participants/:callId'),
      ({ params }) =>
        led(params.roomId, (conference) => ({
          ...conference,
          participants: conference.participants.filter((who) => who.callId !== params.callId),
        })),
    ),
    http.post<{ roomId: string }>(api('/conferences/:roomId/begin'), ({ params }) =>
      led(params.roomId, (conference) => ({ ...conference, waits: false })),
    ),
    http.delete<{ roomId: string }>(api('/conferences/:roomId'), ({ params }) =>
      led(params.roomId, (conference) => ({ ...conference, participants: [] })),
    ),
  ];
}

/** Numbers under which several people talk. */
export function conferenceHandlers(world: World): HttpHandler[] {
  return [
    http.get(api('/conferences'), () => page(world.conferences)),
    ...leadHandlers(world),
    http.get(api('/conference-rooms'), () => page(world.rooms)),
    http.post<never, RoomInput>(api('/conference-rooms'), async ({ request }) => {
      const draft = await request.json();
      if (world.extensions.some((extension) => extension.number === draft.number)) {
        return problem(409, 'taken', 'An extension has this number.', [
          { field: 'number', message: 'An extension has this number.' },
        ]);
      }
      const room = { ...told(draft), id: nextId(), version: 1, createdAt: new Date().toISOString() };
      world.rooms.push(room);
      return HttpResponse.json(room, { status: 201 });
    }),
    http.put<{ id: string }, RoomInput>(api('/conference-rooms/:id'), async ({ request, params }) => {
      const known = world.rooms.find((row) => row.id === params.id);
      if (!known || request.headers.get('If-Match') !== `"${known.version}"`) {
        return problem(412, 'changed', 'It was changed meanwhile.', []);
      }
      Object.assign(known, told(await request.json(), known), { version: known.version + 1 });
      return HttpResponse.json(known);
    }),
    http.get<{ id: string }>(api('/conference-rooms/:id/recording'), ({ params }) =>
      HttpResponse.json({ mode: world.recordedRooms.includes(params.id) ? 'always' : 'never' }),
    ),
    http.put<{ id: string }, RoomRecording>(
      api('/conference-rooms/:id/recording'),
      async ({ request, params }) => {
        const { mode } = await request.json();
        world.recordedRooms = world.recordedRooms.filter((id) => id !== params.id);
        if (mode === 'always') {
          world.recordedRooms.push(params.id);
        }
        return HttpResponse.json({ mode });
      },
    ),
    http.delete<{ id: string }>(api('/conference-rooms/:id'), ({ params }) => {
      world.rooms = world.rooms.filter((row) => row.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}
