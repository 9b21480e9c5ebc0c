import type { UseQueryResult } from '@tanstack/react-query';
import type { CallRecord, Page } from '~/api/model';
import { Panel } from '~/components/Panel';
import { useWords } from './words';
import styles from './Hours.module.css';

const HEIGHT = 96;

interface Hour {
  hour: number;
  answered: number;
  other: number;
}

/** The calls of the day in bars, one an hour; the same in words for those who do not see them. */
export function Hours({ query }: { query: UseQueryResult<Page<CallRecord>> }) {
  const say = useWords();
  const records = query.data?.items ?? [];
  if (records.length === 0) {
    return null;
  }
  const hours: Hour[] = Array.from({ length: 24 }, (_, hour) => ({ hour, answered: 0, other: 0 }));
  for (const record of records) {
    const hour = hours[new Date(record.startedAt).getHours()];
    if (hour) {
      hour[record.answeredAt ? 'answered' : 'other'] += 1;
    }
  }
  const most = Math.max(...hours.map(({ answered, other }) => answered + other));
  const unit = HEIGHT / most;
  const words = hours
    .filter(({ answered, other }) => answered + other > 0)
    .map((hour) => say('hourWord', { ...hour }))
    .join('; ');
  return (
    <Panel title={say('hours')}>
      <svg
        className={styles.chart}
        viewBox={`0 0 480 ${HEIGHT + 20}`}
        role="img"
        aria-label={say('hoursLabel', { words })}
      >
        <line className={styles.ground} x1="0" x2="480" y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} />
        {hours.map(({ hour, answered, other }) => (
          <g key={hour}>
            <rect
              className={styles.answered}
              x={hour * 20 + 4}
              width="12"
              y={HEIGHT - answered * unit}
              height={answered * unit}
              rx="2"
            />
            <rect
              className={styles.other}
              x={hour * 20 + 4}
              width="12"
              y={HEIGHT - (answered + other) * unit}
              height={other * unit}
              rx="2"
            />
            {hour % 4 === 0 && (
              <text className={styles.label} x={hour * 20 + 10} y={HEIGHT + 15}>
                {hour}
              </text>
            )}
          </g>
        ))}
      </svg>
      <p className={styles.legend} aria-hidden>
        <span className={styles.keyAnswered} />
        {say('answered')}
        <span className={styles.keyOther} />
        {say('notAnswered')}
      </p>
    </Panel>
  );
}
