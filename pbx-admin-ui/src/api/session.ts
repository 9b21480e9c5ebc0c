import { answer, api } from './client';
import { stages, type Session } from './model';
import type { components } from './schema';

/** A session whose stage we know; one that we do not know is a server newer than this page. */
export function staged(view: components['schemas']['SessionView']): Session {
  const stage = stages.find((known) => known === view.stage);
  if (stage === undefined) {
    throw new Error(`An unknown stage: ${view.stage}`);
  }
  return { ...view, stage };
}

/** Who is signed in, and how far. */
export async function fetchSession(): Promise<Session> {
  return staged(await answer(api.GET('/api/v1/session')));
}

/** Ends the session on the server; the cookie is worth nothing after it. */
export function signOut(): Promise<unknown> {
  return answer(api.DELETE('/api/v1/session'));
}
