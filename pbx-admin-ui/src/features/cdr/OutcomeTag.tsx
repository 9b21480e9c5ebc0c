import type { CallRecord } from '~/api/model';
import { Tag, type Tone } from '~/components/Tag';
import { useName } from '~/lib/names';
import type { Outcome } from './route';

const tones: Record<Outcome, Tone> = { ANSWERED: 'safe', MISSED: 'warn', FAILED: 'bad' };

/** What became of a call. */
export function OutcomeTag({ record }: { record: CallRecord }) {
  const name = useName('outcome');
  return <Tag tone={tones[record.outcome]}>{name(record.outcome)}</Tag>;
}
