import { Tooltip } from '@mantine/core';
import { IconAntennaBars1, IconAntennaBars3, IconAntennaBars5 } from '@tabler/icons-react';
import type { LegScore, LiveLeg } from '~/api/model';
import { useName } from '~/lib/names';
import { defineWords } from '~/lib/words';
import { Tag, type Tone } from './Tag';
import styles from './quality.module.css';

const useWords = defineWords('quality', {
  none: 'Not measured',
  of: '{{party}}: {{grade}}',
  score: 'Opinion score {{mos}} of 4.5',
  loss: '{{percent}} % of packets lost',
  jitter: 'Jitter {{ms}} ms',
  roundTrip: 'Round trip {{ms}} ms',
  noRoundTrip: 'Round trip not reported',
});

const tones: Record<LegScore['grade'], Tone> = { GOOD: 'safe', FAIR: 'warn', POOR: 'bad' };

const icons: Record<LegScore['grade'], typeof IconAntennaBars1> = {
  GOOD: IconAntennaBars5,
  FAIR: IconAntennaBars3,
  POOR: IconAntennaBars1,
};

/** How each leg of a live call is heard now: a plain word for each, its figures on hover and focus. */
export function QualityTags({ legs }: { legs: readonly LiveLeg[] }) {
  const say = useWords();
  const scored = legs.filter((leg) => leg.score !== null);
  if (scored.length === 0) {
    return <Tag>{say('none')}</Tag>;
  }
  return (
    <span className={styles.legs}>
      {scored.map((leg) => leg.score && <LegTag key={leg.id} leg={leg} score={leg.score} />)}
    </span>
  );
}

function LegTag({ leg, score }: { leg: LiveLeg; score: LegScore }) {
  const say = useWords();
  const grade = useName('grade');
  const role = useName('legRole');
  const Icon = icons[score.grade];
  const figures = [
    say('score', { mos: score.mos.toFixed(1) }),
    say('loss', { percent: score.lossPercent.toFixed(1) }),
    say('jitter', { ms: score.jitterMs }),
    score.roundTripMs === null ? say('noRoundTrip') : say('roundTrip', { ms: score.roundTripMs }),
  ];
  return (
    <Tooltip label={figures.join(' · ')}>
      <span className={styles.anchor} tabIndex={0}>
        <Tag tone={tones[score.grade]} icon={<Icon size={13} />}>
          {say('of', { party: leg.number || role(leg.role), grade: grade(score.grade) })}
        </Tag>
        <span className="visually-hidden">{figures.join(', ')}</span>
      </span>
    </Tooltip>
  );
}
