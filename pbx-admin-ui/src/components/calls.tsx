import type { LiveCall } from '~/api/model';
import { clock, secondsBetween, useNow } from '~/lib/time';
import { defineWords } from '~/lib/words';
import { Tag, type Tone } from './Tag';

const useWords = defineWords('call-state', {
  ringing: 'Ringing',
  answered: 'Talking',
  held: 'On hold',
  ended: 'Ended',
});

const tones = { ringing: 'warn', answered: 'safe', held: 'calm', ended: 'calm' } satisfies Record<
  string,
  Tone
>;

/** What a call is doing. */
export function CallStateTag({ state }: { state: string }) {
  const say = useWords();
  const known = (['ringing', 'answered', 'held', 'ended'] as const).find(
    (name) => name === state.toLowerCase(),
  );
  return known ? <Tag tone={tones[known]}>{say(known)}</Tag> : <Tag>{state}</Tag>;
}

/** How long a call rings or talks, second by second. */
export function CallClock({ call }: { call: LiveCall }) {
  const now = useNow(1_000);
  return (
    <span className="numbers">
      {clock(secondsBetween(call.answeredAt ?? call.startedAt, undefined, now))}
    </span>
  );
}
