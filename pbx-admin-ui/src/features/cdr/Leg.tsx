import type { CallLeg } from '~/api/model';
import { Facts } from '~/components/Facts';
import { SecurityTag, useLegWords } from '~/components/security';
import { isNamed, sentence, useName } from '~/lib/names';
import { clock, secondsBetween } from '~/lib/time';
import { useWords } from './words';
import styles from './Leg.module.css';

/** One leg: who, over what, how protected, how it sounded. */
export function Leg({ leg }: { leg: CallLeg }) {
  const say = useWords();
  const roleName = useName('legRole');
  const applicationName = useName('application');
  const legWords = useLegWords();
  const protection = legWords(leg.security);
  const packets = leg.packets;
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
          [
            say('packets'),
            say('packetsWords', {
              authenticated: packets.authenticated,
              sent: packets.sent,
              lost: packets.lost,
            }),
          ],
          [say('refused'), packets.refused === 0 ? undefined : packets.refused],
          [say('clear_packets'), packets.clear === 0 ? undefined : packets.clear],
          [say('jitter'), leg.jitterMs ? `${leg.jitterMs.toFixed(1)} ms` : undefined],
        ]}
      />
    </article>
  );
}
