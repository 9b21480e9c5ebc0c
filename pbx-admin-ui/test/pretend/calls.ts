import type { LegScore, LegSecurity, LiveCall, LiveLeg } from '~/api/model';
import { ago, clear, cm80, nameOf, nextId, srtp, unagreed } from './pieces';

const good: LegScore = { grade: 'GOOD', mos: 4.4, lossPercent: 0, jitterMs: 2, roundTripMs: 24 };
const fair: LegScore = { grade: 'FAIR', mos: 4.2, lossPercent: 1.5, jitterMs: 21, roundTripMs: null };
const poor: LegScore = { grade: 'POOR', mos: 3.9, lossPercent: 5.1, jitterMs: 34, roundTripMs: 180 };

/** Calls that are up: one rings, one is poor on a leg and recorded, one on hold after a fair while. */
export function callsOf(now: Date): LiveCall[] {
  const call = (
    caller: string,
    dialled: string,
    state: LiveCall['state'],
    minutes: number,
    legs: [LegSecurity, LegScore | null][],
    extra: Partial<LiveCall> = {},
  ): LiveCall => ({
    id: nextId(),
    state,
    caller,
    callerName: nameOf(caller),
    dialled,
    connected: state === 'RINGING' ? '' : dialled,
    startedAt: ago(now, minutes),
    answeredAt: state === 'RINGING' ? null : ago(now, minutes - 0.1),
    legs: legs.map(([leg, score], index): LiveLeg => ({
      ...leg,
      id: nextId(),
      role: index === 0 ? 'CALLER' : 'CALLEE',
      number: index === 0 ? caller : dialled,
      score,
    })),
    supervisor: null,
    recording: 'NONE',
    ...extra,
  });
  return [
    call('102', '104', 'RINGING', 0.2, [
      [unagreed, null],
      [unagreed, null],
    ]),
    call(
      '101',
      '102',
      'ANSWERED',
      3.4,
      [
        [srtp, good],
        [cm80, poor],
      ],
      { supervisor: { number: '104', reach: 'listen' }, recording: 'RUNS' },
    ),
    call(
      '105',
      '103',
      'HELD',
      12,
      [
        [srtp, fair],
        [clear, null],
      ],
      { recording: 'RESTS' },
    ),
  ];
}
