import { answer, api } from '~/api/client';
import type { AuditEvent, Page } from '~/api/model';

export function fetchAudit(
  action: string | undefined,
  cursor: string | undefined,
): Promise<Page<AuditEvent>> {
  return answer(api.GET('/api/v1/audit-events', { params: { query: { action, cursor, limit: 50 } } }));
}

/** How far the chain fits; `brokenAt` is the first entry that does not. */
export function verifyChain(): Promise<{ links: number; brokenAt?: number | null }> {
  return answer(api.GET('/api/v1/audit-events/verification'));
}
