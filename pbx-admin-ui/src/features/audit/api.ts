import { answer, api } from '~/api/client';
import type { AuditEvent, Page } from '~/api/model';

export function fetchAudit(
  action: string | undefined,
  cursor: string | undefined,
): Promise<Page<AuditEvent>> {
  return answer(api.GET('/api/v1/audit-events', { params: { query: { action, cursor, limit: 50 } } }));
}
