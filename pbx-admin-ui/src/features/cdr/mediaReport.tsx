import type { ReactNode } from 'react';
import type { CallLeg } from '~/api/model';
import { useName } from '~/lib/names';
import { useWords } from './words';

type HeardByPeer = NonNullable<CallLeg['quality']['heardByPeer']>;

/** The media security report of a leg: by which certificates it was keyed, what was refused, how it was heard. */
export function useMediaReport(): (leg: CallLeg) => (readonly [name: string, value: ReactNode])[] {
  const say = useWords();
  const faultName = useName('packetFault');
  return ({ packets, fingerprints, jitterMs, quality }) => {
    const carried = packets.authenticated + packets.clear;
    /** Zero is worth saying of a leg that carried something. */
    const counted = (count: number) => count || (carried > 0 ? say('nothing') : undefined);
    const lost = (gone: number, come: number) =>
      say('lostWords', { packets: gone, share: ((100 * gone) / Math.max(1, gone + come)).toFixed(1) });
    const heardWords = ({ mos, discardedPercent, delayMs }: HeardByPeer) =>
      [
        mos === null ? '' : say('heardOpinion', { score: mos.toFixed(1) }),
        say('heardDiscarded', { share: discardedPercent.toFixed(1) }),
        delayMs === null ? '' : say('heardDelay', { delay: delayMs }),
      ]
        .filter((word) => word !== '')
        .join(', ');
    const faults = packets.faults
      .map((some) => say('faultWords', { packets: some.packets, what: faultName(some.fault) }))
      .join(', ');
    return [
      [say('peerFingerprint'), fingerprints && <span className="mono">{fingerprints.peer}</span>],
      [say('ownFingerprint'), fingerprints && <span className="mono">{fingerprints.own}</span>],
      [say('packets'), say('packetsWords', { authenticated: packets.authenticated, sent: packets.sent })],
      [say('clear_packets'), counted(packets.clear)],
      [say('refused'), faults ? `${packets.refused}: ${faults}` : counted(packets.refused)],
      [say('lost'), carried + packets.lost > 0 ? lost(packets.lost, carried) : undefined],
      [
        say('lostByPeer'),
        packets.lostByPeer === null
          ? undefined
          : lost(packets.lostByPeer, Math.max(0, packets.sent - packets.lostByPeer)),
      ],
      [say('jitter'), jitterMs ? milliseconds(jitterMs) : undefined],
      [say('roundTrip'), quality.roundTripMs === null ? undefined : milliseconds(quality.roundTripMs)],
      [
        say('opinion'),
        quality.mosMean === null || quality.mosLowest === null
          ? undefined
          : say('opinionWords', {
              mean: quality.mosMean.toFixed(2),
              lowest: quality.mosLowest.toFixed(2),
            }),
      ],
      [say('heard'), quality.heardByPeer ? heardWords(quality.heardByPeer) : undefined],
    ];
  };
}

const milliseconds = (some: number) => `${some.toFixed(1)} ms`;
