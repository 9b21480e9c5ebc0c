import type { LiveCall } from '~/api/model';
import { clock, secondsBetween, useNow } from '~/lib/time';
import { defineWords } from '~/lib/words';
import { Tag, type Tone } from './Tag';

const useWords = defineWords('call-state', {
  RINGING: 'Ringing',
  ANSWERED: 'Talking',
  HELD: 'On hold',
  ENDED: 'Ended',
});

const tones: Record<LiveCall['state'], Tone> = {
  RINGING: 'warn',
  ANSWERED: 'safe',
  HELD: 'calm',
  ENDED: 'calm',
};

/** What a call is doing. */
export function CallStateTag({ state }: { state: LiveCall['state'] }) {
  const say = useWords();
  return <Tag tone={tones[state]}>{say(state)}</Tag>;
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
