import { Title } from '@mantine/core';
import type { AuditEvent } from '~/api/model';
import { useDeed } from '~/components/deeds';
import { Facts } from '~/components/Facts';
import { dateTime } from '~/lib/time';
import { changes } from './changes';
import { useWords } from './words';
import styles from './AuditDetail.module.css';

const kinds = ['ADMINISTRATOR', 'API_KEY', 'DEVICE', 'SYSTEM', 'STRANGER'] as const;

/** One link of the chain, and what it says was changed. */
export function AuditDetail({ event }: { event: AuditEvent }) {
  const say = useWords();
  const deed = useDeed();
  const kind = kinds.find((name) => name === event.actor.kind);
  const rows = changes(event.before, event.after);
  return (
    <>
      <p className={styles.deed}>{deed(event.action)}</p>
      <Facts
        facts={[
          [say('when'), dateTime(event.at)],
          [say('who'), event.actor.name],
          [say('kind'), kind ? say(kind) : event.actor.kind],
          [say('from'), event.sourceAddress && <span className="mono">{event.sourceAddress}</span>],
          [
            say('event'),
            <span key="event" className="mono">
              {event.action}
            </span>,
          ],
          [
            say('target'),
            <span key="target" className="mono">{`${event.target.kind} ${event.target.id}`}</span>,
          ],
          [
            say('sequence'),
            <span key="sequence" className="numbers">
              {event.sequence}
            </span>,
          ],
          [say('hash'), event.hash && <span className="mono">{event.hash}</span>],
        ]}
      />
      {rows.length > 0 && (
        <>
          <Title order={3} className={styles.subtitle}>
            {say('changes')}
          </Title>
          <table className={styles.changes}>
            <thead>
              <tr>
                <th scope="col">{say('field')}</th>
                <th scope="col">{say('before')}</th>
                <th scope="col">{say('after')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.field}>
                  <th scope="row">{row.field}</th>
                  <td>{row.before}</td>
                  <td>{row.after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}
