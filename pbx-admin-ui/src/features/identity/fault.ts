import { ApiProblem } from '~/api/problem';
import type { useWords } from './words';

/** Whether what was given is wrong, rather than the time or the server. */
export function isWrong(error: Error | null): boolean {
  return error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 429;
}

/** Why nothing was even tried: too many attempts, and for how long to wait; or a server that could not answer. */
export function hindrance(error: Error, say: ReturnType<typeof useWords>): string {
  if (!(error instanceof ApiProblem) || error.status !== 429) {
    return say('failed');
  }
  return error.retryAfter === undefined ? say('throttled') : say('throttledFor', { count: error.retryAfter });
}
