import { Title } from '@mantine/core';
import type { AuditEvent } from '~/api/model';
import { Facts } from '~/components/Facts';
import { useName } from '~/lib/names';
import { dateTime } from '~/lib/time';
import { changes, useFieldWords, useTargetName } from './changes';
import { useWords } from './words';
import styles from './AuditDetail.module.css';

/** One link of the chain, and what it says was changed. */
export function AuditDetail({ event }: { event: AuditEvent }) {
  const say = useWords();
  const deed = useName('deed');
  const kindName = useName('actor');
  const targetName = useTargetName();
  const fieldWords = useFieldWords();
  const rows = changes(event.before, event.after);
  return (
    <>
      <p className={styles.deed}>{deed(event.action)}</p>
      <Facts
        facts={[
          [say('when'), dateTime(event.at)],
          [say('who'), event.actor.name],
          [say('kind'), kindName(event.actor.kind)],
          [say('from'), event.sourceAddress && <span className="mono">{event.sourceAddress}</span>],
          [
            say('event'),
            <span key="event" className="mono">
              {event.action}
            </span>,
          ],
          [say('target'), targetName(event)],
          [
            say('targetId'),
            <span key="target" className="mono">
              {event.target.id}
            </span>,
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
            {say(event.before === null || event.before === undefined ? 'facts' : 'changes')}
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
                  <th scope="row">{fieldWords.name(row.field)}</th>
                  <td>{fieldWords.value(row.field, row.before)}</td>
                  <td>{fieldWords.value(row.field, row.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}
