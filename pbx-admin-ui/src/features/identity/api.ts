import { answer, api } from '~/api/client';
import type { Session } from '~/api/model';
import { staged } from '~/api/session';

export async function signIn(username: string, password: string): Promise<Session> {
  return staged(await answer(api.POST('/api/v1/session', { body: { username, password } })));
}

export async function giveCode(code: string): Promise<Session> {
  return staged(await answer(api.POST('/api/v1/session/totp', { body: { code } })));
}

export async function giveRecoveryCode(code: string): Promise<Session> {
  return staged(await answer(api.POST('/api/v1/session/recovery', { body: { code } })));
}

export async function changePassword(current: string, replacement: string): Promise<Session> {
  return staged(await answer(api.PUT('/api/v1/session/password', { body: { current, replacement } })));
}

export function beginEnrolment() {
  return answer(api.POST('/api/v1/session/enrolment'));
}

export interface Enrolled {
  recoveryCodes: string[];
  session: Session;
}

export async function confirmEnrolment(code: string): Promise<Enrolled> {
  const done = await answer(api.POST('/api/v1/session/enrolment/confirm', { body: { code } }));
  return { recoveryCodes: done.recoveryCodes, session: staged(done.session) };
}
