import type { CallRecord } from '~/api/model';
import { Tag, type Tone } from '~/components/Tag';
import type { Outcome } from './route';
import { useWords } from './words';

const tones: Record<Outcome, Tone> = { ANSWERED: 'safe', MISSED: 'warn', FAILED: 'bad' };

/** What became of a call. */
export function OutcomeTag({ record }: { record: CallRecord }) {
  const say = useWords();
  return <Tag tone={tones[record.outcome]}>{say(record.outcome)}</Tag>;
}
