import { answer, api } from '~/api/client';
import type { Session } from '~/api/model';

export function signIn(username: string, password: string): Promise<Session> {
  return answer<Session>(api.POST('/api/v1/session', { body: { username, password } }));
}

export function giveCode(code: string): Promise<Session> {
  return answer<Session>(api.POST('/api/v1/session/totp', { body: { code } }));
}

export function giveRecoveryCode(code: string): Promise<Session> {
  return answer<Session>(api.POST('/api/v1/session/recovery', { body: { code } }));
}

export interface Enrolling {
  secret: string;
  uri: string;
}

export interface Enrolled {
  recoveryCodes: string[];
  session: Session;
}

export function changePassword(current: string, replacement: string): Promise<Session> {
  return answer<Session>(api.PUT('/api/v1/session/password', { body: { current, replacement } }));
}

export function beginEnrolment(): Promise<Enrolling> {
  return answer<Enrolling>(api.POST('/api/v1/session/enrolment', {}));
}

export function confirmEnrolment(code: string): Promise<Enrolled> {
  return answer<Enrolled>(api.POST('/api/v1/session/enrolment/confirm', { body: { code } }));
}
