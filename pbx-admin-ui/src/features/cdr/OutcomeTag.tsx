import type { CallRecord } from '~/api/model';
import { Tag, type Tone } from '~/components/Tag';
import { outcomes, type Outcome } from './route';
import { useWords } from './words';

const tones: Record<Outcome, Tone> = { answered: 'safe', missed: 'warn', failed: 'bad' };

/** What became of a call. */
export function OutcomeTag({ record }: { record: CallRecord }) {
  const say = useWords();
  const outcome = outcomes.find((name) => name === record.outcome.toLowerCase());
  return outcome ? <Tag tone={tones[outcome]}>{say(outcome)}</Tag> : <Tag>{record.outcome}</Tag>;
}
