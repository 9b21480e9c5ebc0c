import type { CallLeg } from '~/api/model';
import { Facts } from '~/components/Facts';
import { SecurityTag, useLegWords } from '~/components/security';
import { isNamed, sentence, useName } from '~/lib/names';
import { clock, secondsBetween } from '~/lib/time';
import { useMediaReport } from './mediaReport';
import { useWords } from './words';
import styles from './Leg.module.css';

/** One leg: who, over what, and its media security report. */
export function Leg({ leg }: { leg: CallLeg }) {
  const say = useWords();
  const roleName = useName('legRole');
  const applicationName = useName('application');
  const legWords = useLegWords();
  const protection = legWords(leg.security);
  const mediaReport = useMediaReport();
  return (
    <article className={styles.leg}>
      <header className={styles.head}>
        <span className={styles.name}>
          {roleName(leg.role)}{' '}
          {leg.number &&
            (isNamed('application', leg.number) ? (
              applicationName(leg.number)
            ) : (
              <span className="numbers">{leg.number}</span>
            ))}
        </span>
        <SecurityTag legs={[leg.security]} />
        <span className={`${styles.status} numbers`}>{`SIP ${leg.status}`}</span>
      </header>
      <Facts
        facts={[
          [say('why'), sentence(leg.why)],
          [say('device'), leg.userAgent],
          [say('address'), leg.remoteAddress && <span className="mono">{leg.remoteAddress}</span>],
          [say('signalling'), protection.signalling],
          [say('sound'), protection.sound],
          [say('codec'), leg.codec],
          [
            say('talk'),
            leg.answeredAt && leg.endedAt ? clock(secondsBetween(leg.answeredAt, leg.endedAt)) : undefined,
          ],
          ...mediaReport(leg),
        ]}
      />
    </article>
  );
}
