import { answer, api } from '~/api/client';
import type { CallRecord, CallRecordDetail, CallTrace, Page } from '~/api/model';
import type { RecordSearch } from './route';

/** A day's beginning in the reader's time zone, `days` later. */
function startOf(day: string | undefined, days = 0): string | undefined {
  if (day === undefined) {
    return undefined;
  }
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + days);
  return date.toISOString();
}

export function fetchRecords(search: RecordSearch, cursor: string | undefined): Promise<Page<CallRecord>> {
  return answer(
    api.GET('/api/v1/call-records', {
      params: {
        query: {
          number: search.number,
          outcome: search.outcome,
          from: startOf(search.from),
          to: startOf(search.to, 1),
          cursor,
          limit: 50,
        },
      },
    }),
  );
}

export function fetchRecord(id: string): Promise<CallRecordDetail> {
  return answer(api.GET('/api/v1/call-records/{callId}', { params: { path: { callId: id } } }));
}

/** Each reading is written into the audit trail. */
export function fetchTrace(id: string): Promise<CallTrace> {
  return answer(api.GET('/api/v1/calls/{callId}/trace', { params: { path: { callId: id } } }));
}
