import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const outcomes = ['ANSWERED', 'MISSED', 'FAILED'] as const;
export type Outcome = (typeof outcomes)[number];

/** What narrows the list, and which record is open: all in the address, so that it can be sent to somebody. */
export interface RecordSearch {
  number?: string;
  outcome?: Outcome;
  from?: string;
  to?: string;
  record?: string;
}

const day = /^\d{4}-\d\d-\d\d$/;

function text(value: unknown, shape?: RegExp): string | undefined {
  // The router reads ?number=101 as a number.
  const string = typeof value === 'number' ? String(value) : value;
  return typeof string === 'string' && string !== '' && (!shape || shape.test(string)) ? string : undefined;
}

export const recordsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/call-records',
  staticData: { permission: 'call-records.read', crumb: 'Call records' },
  validateSearch: (search: Record<string, unknown>): RecordSearch => ({
    number: text(search.number),
    outcome: outcomes.find((outcome) => outcome === search.outcome),
    from: text(search.from, day),
    to: text(search.to, day),
    record: text(search.record),
  }),
  component: lazyRouteComponent(() => import('./CallRecords')),
});
