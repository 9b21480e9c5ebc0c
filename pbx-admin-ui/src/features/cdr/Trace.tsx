import { useQuery } from '@tanstack/react-query';
import { IconArrowsLeftRight, IconClockOff } from '@tabler/icons-react';
import { useState, type CSSProperties } from 'react';
import type { CallTrace } from '~/api/model';
import { ApiProblem } from '~/api/problem';
import { CopyText } from '~/components/CopyValue';
import { Empty, Failed, Loading } from '~/components/states';
import { fetchTrace } from './api';
import { ladder, type Step } from './ladder';
import { useWords } from './words';
import styles from './Trace.module.css';

/** What was said in a call, as long as the edge remembers it: a ladder, and each message in its own words. */
export function Trace({ id }: { id: string }) {
  const say = useWords();
  const trace = useQuery({
    queryKey: ['call-traces', id],
    queryFn: () => fetchTrace(id),
    // Each reading is in the audit trail: only the person's own wish is one.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Infinity,
    retry: false,
  });
  if (trace.isPending) {
    return <Loading rows={6} />;
  }
  if (trace.isError) {
    return trace.error instanceof ApiProblem && trace.error.status === 404 ? (
      <Empty icon={<IconClockOff size={26} />} title={say('traceGoneTitle')}>
        {say('traceGone')}
      </Empty>
    ) : (
      <Failed error={trace.error} retry={() => void trace.refetch()} />
    );
  }
  return trace.data.messages.length === 0 ? (
    <Empty icon={<IconArrowsLeftRight size={26} />} title={say('traceGoneTitle')}>
      {say('traceGone')}
    </Empty>
  ) : (
    <Drawing trace={trace.data} />
  );
}

function Drawing({ trace }: { trace: CallTrace }) {
  const say = useWords();
  const [open, setOpen] = useState<number>();
  const { lanes, steps } = ladder(trace.messages);
  const columns = { '--lanes': lanes.length } as CSSProperties;
  return (
    <>
      <p className={styles.lead}>{say('traceLead')}</p>
      <div className={styles.scroll}>
        <div className={styles.lanes} style={columns} aria-hidden>
          <span />
          {lanes.map((lane) => (
            <span key={lane ?? ''} className={lane === null ? styles.edge : `${styles.lane} mono`}>
              {lane === null ? say('edge') : <Address of={lane} />}
            </span>
          ))}
        </div>
        <ol className={styles.steps} style={columns}>
          {steps.map((step, index) => (
            <li key={index}>
              <Arrow
                step={step}
                lanes={lanes}
                open={open === index}
                toggle={() => setOpen(open === index ? undefined : index)}
              />
              {open === index && (
                <div className={styles.message}>
                  <CopyText
                    label={say('messageOf', {
                      from: step.message.peerAddress,
                      transport: step.message.transport,
                    })}
                    text={step.message.text}
                  />
                </div>
              )}
            </li>
          ))}
        </ol>
      </div>
      {trace.truncated && <p className={styles.lead}>{say('traceCut')}</p>}
    </>
  );
}

interface ArrowProps {
  step: Step;
  lanes: (string | null)[];
  open: boolean;
  toggle: () => void;
}

/** One message as a line from column to column; pressed, it shows its text. */
function Arrow({ step, lanes, open, toggle }: ArrowProps) {
  const say = useWords();
  const left = Math.min(step.from, step.to);
  const right = Math.max(step.from, step.to);
  const bad =
    /^[3-6]\d\d /.test(step.label) && !step.label.startsWith('401') && !step.label.startsWith('407');
  return (
    <button
      type="button"
      className={styles.step}
      aria-expanded={open}
      aria-label={say('step', {
        label: step.label,
        from: lanes[step.from] ?? say('edge'),
        to: lanes[step.to] ?? say('edge'),
        after: `${step.afterMs.toFixed(0)} ms`,
      })}
      onClick={toggle}
    >
      <span className={`${styles.time} numbers`}>{`+${(step.afterMs / 1000).toFixed(3)}`}</span>
      {lanes.map((lane, column) => (
        <span key={lane ?? ''} className={styles.rail} style={{ gridColumn: column + 2 }} />
      ))}
      <span
        className={`${styles.arrow} ${step.to > step.from ? styles.right : styles.left}`}
        data-bad={bad || undefined}
        style={{ gridColumn: `${left + 2} / ${right + 3}`, '--span': right - left + 1 } as CSSProperties}
      >
        {step.label}
      </span>
    </button>
  );
}

/** Address and port; where there is no room for both in a line, the port has the next. */
function Address({ of }: { of: string }) {
  const port = of.lastIndexOf(':');
  return (
    <>
      {of.slice(0, port)}
      <wbr />
      {of.slice(port)}
    </>
  );
}
