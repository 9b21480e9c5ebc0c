import { answer, api } from './client';
import type { Session } from './model';

/** Who is signed in, and how far. */
export function fetchSession(): Promise<Session> {
  return answer<Session>(api.GET('/api/v1/session', {}));
}

/** Ends the session on the server; the cookie is worth nothing after it. */
export function signOut(): Promise<unknown> {
  return answer<unknown>(api.DELETE('/api/v1/session', {}));
}
