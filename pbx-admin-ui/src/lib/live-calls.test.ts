import { describe, expect, it } from 'vitest';
import type { LegScore, LiveCall, LiveLeg } from '~/api/model';
import { withCall, withScores } from './live-calls';

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
  recording: 'NONE',
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

describe('withScores', () => {
  const leg = (id: string): LiveLeg => ({
    id,
    role: 'CALLER',
    number: '101',
    transport: 'TLS',
    tlsVersion: '',
    tlsCipher: '',
    tlsGroup: '',
    tlsClient: '',
    legacyZone: '',
    keying: 'SDES',
    profile: '',
    score: null,
  });
  const score = (grade: LegScore['grade']): LegScore => ({
    grade,
    mos: 3.9,
    lossPercent: 5,
    jitterMs: 3,
    roundTripMs: null,
  });
  const one = { ...call('a', '2026-11-21T10:01:00Z'), legs: [leg('x'), leg('y')] };
  const other = { ...call('b', '2026-11-21T10:00:00Z'), legs: [leg('x')] };
  const page = { next: null, items: [one, other] };

  it('changes the legs that are named and leaves all others the very same', () => {
    const after = withScores(page, [{ callId: 'a', legId: 'y', score: score('POOR') }]);
    expect(after?.items[0]?.legs.map((each) => each.score?.grade)).toEqual([undefined, 'POOR']);
    expect(after?.items[0]?.legs[0]).toBe(one.legs[0]);
    expect(after?.items[1]).toBe(other);
  });

  it('forgets the score of a leg that is not judged any more', () => {
    const poor = withScores(page, [{ callId: 'b', legId: 'x', score: score('FAIR') }]);
    expect(poor?.items[1]?.legs[0]?.score?.grade).toBe('FAIR');
    const held = withScores(poor, [{ callId: 'b', legId: 'x', score: null }]);
    expect(held?.items[1]?.legs[0]?.score).toBeNull();
  });

  it('knows nothing of a list that is not read yet', () => {
    expect(withScores(undefined, [])).toBeUndefined();
  });
});
