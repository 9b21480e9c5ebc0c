import { answer, api, ifMatch, once } from '~/api/client';
import type { Conference, Page, Room, RoomInput, RoomRecording } from '~/api/model';

export function fetchRooms(cursor: string | undefined): Promise<Page<Room>> {
  return answer(api.GET('/api/v1/conference-rooms', { params: { query: { cursor, limit: 100 } } }));
}

export function fetchConferences(): Promise<Page<Conference>> {
  return answer(api.GET('/api/v1/conferences'));
}

export function muteParticipant(roomId: string, callId: string, muted: boolean): Promise<unknown> {
  return answer(
    api.PUT('/api/v1/conferences/{roomId}/participants/{callId}/mute', {
      params: { path: { roomId, callId } },
      body: { muted },
    }),
  );
}

export function putOut(roomId: string, callId: string): Promise<unknown> {
  return answer(
    api.DELETE('/api/v1/conferences/{roomId}/participants/{callId}', {
      params: { path: { roomId, callId } },
    }),
  );
}

export function muteAll(roomId: string, muted: boolean): Promise<unknown> {
  return answer(
    api.PUT('/api/v1/conferences/{roomId}/mute', { params: { path: { roomId } }, body: { muted } }),
  );
}

export function lockConference(roomId: string, locked: boolean): Promise<unknown> {
  return answer(
    api.PUT('/api/v1/conferences/{roomId}/lock', { params: { path: { roomId } }, body: { locked } }),
  );
}

export function beginConference(roomId: string): Promise<unknown> {
  return answer(api.POST('/api/v1/conferences/{roomId}/begin', { params: { path: { roomId } } }));
}

export function endConference(roomId: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/conferences/{roomId}', { params: { path: { roomId } } }));
}

export function createRoom(draft: RoomInput, attempt: string): Promise<Room> {
  return answer(api.POST('/api/v1/conference-rooms', { body: draft, params: { header: once(attempt) } }));
}

export function changeRoom({ id, version }: Room, draft: RoomInput): Promise<Room> {
  return answer(
    api.PUT('/api/v1/conference-rooms/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body: draft,
    }),
  );
}

export function fetchRoomRecording(id: string): Promise<RoomRecording> {
  return answer(api.GET('/api/v1/conference-rooms/{id}/recording', { params: { path: { id } } }));
}

export function recordRoom(id: string, mode: RoomRecording['mode']): Promise<RoomRecording> {
  return answer(
    api.PUT('/api/v1/conference-rooms/{id}/recording', { params: { path: { id } }, body: { mode } }),
  );
}

export function deleteRoom(id: string): Promise<unknown> {
  return answer(api.DELETE('/api/v1/conference-rooms/{id}', { params: { path: { id } } }));
}
