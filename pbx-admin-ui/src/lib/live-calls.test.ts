import { describe, expect, it } from 'vitest';
import type { LiveCall } from '~/api/model';
import { withCall } from './live-calls';

const call = (id: string, startedAt: string, state: LiveCall['state'] = 'RINGING'): LiveCall => ({
  id,
  state,
  caller: '101',
  callerName: '',
  connected: '',
  answeredAt: null,
  dialled: '102',
  startedAt,
  legs: [],
  supervisor: null,
});

describe('withCall', () => {
  const page = { next: null, items: [call('b', '2026-11-21T10:02:00Z'), call('a', '2026-11-21T10:01:00Z')] };

  it('puts a new call on top', () => {
    const items = withCall(page, call('c', '2026-11-21T10:03:00Z'))?.items ?? [];
    expect(items.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  it('replaces what was known of a call', () => {
    const items = withCall(page, call('a', '2026-11-21T10:01:00Z', 'ANSWERED'))?.items ?? [];
    expect(items.map(({ id, state }) => `${id} ${state}`)).toEqual(['b RINGING', 'a ANSWERED']);
  });

  it('takes ended calls off', () => {
    const items = withCall(page, call('b', '2026-11-21T10:02:00Z', 'ENDED'))?.items ?? [];
    expect(items.map(({ id }) => id)).toEqual(['a']);
  });
});
