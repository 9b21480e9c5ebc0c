import { Tooltip } from '@mantine/core';
import { IconLock, IconLockOpen2 } from '@tabler/icons-react';
import type { LegSecurity } from '~/api/model';
import { defineWords } from '~/lib/words';
import { Tag } from './Tag';
import styles from './security.module.css';

const useWords = defineWords('security', {
  encrypted: 'Encrypted',
  endToEnd: 'End to end',
  endToEndSound: 'ZRTP · end to end, the two who talk compare the words that their phones show',
  partly: 'Partly in clear',
  pending: 'Securing…',
  unknown: 'Not measured',
  signalling: 'Signalling {{what}}',
  sound: 'Sound {{what}}',
  clearSignalling: 'in clear over {{transport}}',
  zonedSignalling: 'in clear over {{transport}}, from the legacy zone {{zone}}',
  clearSound: 'in clear',
  noSound: 'not yet agreed',
});

/** "TLSv1.3" with its suite, or the transport in clear. */
export function signallingSecure(leg: LegSecurity): boolean {
  return ['tls', 'wss'].includes(leg.transport.toLowerCase());
}

/** Whether the sound of a leg is encrypted; undefined until it is agreed. */
export function soundSecure(leg: LegSecurity): boolean | undefined {
  const keying = leg.keying.toLowerCase();
  if (keying === '') {
    return undefined;
  }
  return keying !== 'clear';
}

/** Whether a whole call is encrypted: every leg's signalling and sound. Undefined until that is known. */
export function callSecure(legs: readonly LegSecurity[]): boolean | undefined {
  if (legs.some((leg) => !signallingSecure(leg) || soundSecure(leg) === false)) {
    return false;
  }
  return legs.length === 0 || legs.some((leg) => soundSecure(leg) === undefined) ? undefined : true;
}

/** Whether nobody but the two who talk can hear the call: both legs agreed on keys with each other. */
export function callEndToEnd(legs: readonly LegSecurity[]): boolean {
  return legs.length > 1 && legs.every((leg) => leg.keying === 'ZRTP');
}

/** What protects a leg, in words for a person. */
export function useLegWords(): (leg: LegSecurity) => { signalling: string; sound: string } {
  const say = useWords();
  return (leg) => ({
    signalling: signallingSecure(leg)
      ? [
          leg.transport === 'WSS' ? 'WSS' : undefined,
          leg.tlsVersion || 'TLS',
          leg.tlsCipher,
          leg.tlsGroup,
          leg.tlsClient,
        ]
          .filter(Boolean)
          .join(' · ')
      : say(leg.legacyZone ? 'zonedSignalling' : 'clearSignalling', {
          transport: leg.transport || '?',
          zone: leg.legacyZone,
        }),
    sound:
      soundSecure(leg) === undefined
        ? say('noSound')
        : soundSecure(leg)
          ? leg.keying === 'ZRTP'
            ? say('endToEndSound')
            : [leg.keying === 'DTLS' ? 'DTLS-SRTP' : 'SRTP', leg.profile].filter(Boolean).join(' · ')
          : say('clearSound'),
  });
}

/** One badge for a whole call: encrypted on every leg, or not; each leg's words on hover and focus. */
export function SecurityTag({ legs }: { legs: readonly LegSecurity[] }) {
  const say = useWords();
  const words = useLegWords();
  if (legs.length === 0) {
    return <Tag>{say('unknown')}</Tag>;
  }
  const secure = callSecure(legs);
  return (
    <Tooltip
      multiline
      maw={420}
      label={
        <span className={styles.legs}>
          {legs.map((leg, index) => {
            const { signalling, sound } = words(leg);
            return (
              <span key={index}>
                {say('signalling', { what: signalling })}
                <br />
                {say('sound', { what: sound })}
              </span>
            );
          })}
        </span>
      }
    >
      <span className={styles.anchor} tabIndex={0}>
        {secure === false ? (
          <Tag tone="bad" icon={<IconLockOpen2 size={13} />}>
            {say('partly')}
          </Tag>
        ) : (
          <Tag tone={secure ? 'safe' : 'calm'} icon={<IconLock size={13} />}>
            {say(secure ? (callEndToEnd(legs) ? 'endToEnd' : 'encrypted') : 'pending')}
          </Tag>
        )}
      </span>
    </Tooltip>
  );
}
