import { answer, api } from '~/api/client';
import type { AuditEvent, CallRecord, LiveCall, Mailbox, Page, Registration } from '~/api/model';

export function fetchCalls(): Promise<Page<LiveCall>> {
  return answer(api.GET('/api/v1/calls'));
}

export function fetchRegistrations(): Promise<Page<Registration>> {
  return answer(api.GET('/api/v1/registrations', { params: { query: { limit: 200 } } }));
}

export function fetchMailboxes(): Promise<Page<Mailbox>> {
  return answer(api.GET('/api/v1/mailboxes', { params: { query: { limit: 200 } } }));
}

/** The calls of today, in the reader's time zone; 200 of them at most. */
export function fetchToday(): Promise<Page<CallRecord>> {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  return answer(
    api.GET('/api/v1/call-records', { params: { query: { from: midnight.toISOString(), limit: 200 } } }),
  );
}

export function fetchEvents(): Promise<Page<AuditEvent>> {
  return answer(api.GET('/api/v1/audit-events', { params: { query: { limit: 8 } } }));
}
