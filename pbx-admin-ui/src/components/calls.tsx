import type { LiveCall } from '~/api/model';
import { isNamed, useName } from '~/lib/names';
import { clock, secondsBetween, useNow } from '~/lib/time';
import { Tag, type Tone } from './Tag';

const tones: Record<LiveCall['state'], Tone> = {
  RINGING: 'warn',
  ANSWERED: 'safe',
  HELD: 'calm',
  ENDED: 'calm',
};

/** What a call is doing. */
export function CallStateTag({ state }: { state: LiveCall['state'] }) {
  const name = useName('callState');
  return <Tag tone={tones[state]}>{name(state)}</Tag>;
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

/** Who or what answered: an application by its name, a phone by its number; undefined where nobody did. */
export function useConnected(): (connected: string) => string | undefined {
  const application = useName('application');
  return (connected) => {
    if (connected === '') {
      return undefined;
    }
    return isNamed('application', connected) ? application(connected) : connected;
  };
}
