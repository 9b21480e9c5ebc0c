import createClient from 'openapi-fetch';
import { ApiProblem, problemFrom } from './problem';
import type { paths } from './schema';

/** The tenant a platform administrator works in; a tenant's own people never choose. */
let actingTenant: string | undefined;

const tenantHeader = 'X-Ringfort-Tenant';

/** Headers of a request about the whole installation: the tenant that is worked in is not named. */
export const everywhere = { [tenantHeader]: '' };

export function actIn(tenantId: string | undefined): void {
  actingTenant = tenantId;
}

export function actingIn(): string | undefined {
  return actingTenant;
}

/** What proves that a request is our own page's (double submit): the cookie that only our origin can read. */
function csrfToken(): string | undefined {
  const found = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie);
  return found?.[1] === undefined ? undefined : decodeURIComponent(found[1]);
}

/** The client made from the published description of the API. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  fetch: (request) => globalThis.fetch(request),
});

api.use({
  onRequest({ request }) {
    const token = csrfToken();
    if (token !== undefined && request.method !== 'GET') {
      request.headers.set('X-XSRF-TOKEN', token);
    }
    if (request.headers.get(tenantHeader) === '') {
      request.headers.delete(tenantHeader);
    } else if (actingTenant !== undefined) {
      request.headers.set(tenantHeader, actingTenant);
    }
    return request;
  },
  onError() {
    return new ApiProblem({}, 0);
  },
});

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer that succeeded; anything else is thrown as an {@link ApiProblem}. */
export async function answer<T>(request: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await request;
  if (!response.ok) {
    throw problemFrom(error, response.status, secondsOf(response.headers.get('Retry-After')));
  }
  return data as T;
}

/** Of Retry-After, which our server always gives in seconds. */
function secondsOf(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
}

/** A change is made to the version that was read, or refused with 412. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}

/** Repeating a creation that got no answer must not create twice. */
export function once(key: string): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key };
}
