package org.ringfort.media.rtcp;

/**
 * Whether losses come together: bursts, in which fewer than {@value #GAP_MINIMUM} packets in a row arrive between losses, and gaps
 * between them. The counters are transitions of the model, named as there. A packet that another overtook counts as lost, and packets
 * as 20 ms long, as nearly all are. One thread; no allocation.
 *
 * @rfc 3611 A.2
 */
public final class Bursts {
    private static final int GAP_MINIMUM = 16;
    private static final int PACKET_MILLIS = 20;

    private long packets;
    private long lost;
    private long c11;
    private long c13;
    private long c14;
    private long c22;
    private long c23;
    private long c33;

    void arrived() {
        packets++;
    }

    /** So many in a row. */
    void lost(int count) {
        if (packets >= GAP_MINIMUM) {
            if (lost == 1) {
                c14++;
            } else if (lost > 1) {
                c13++;
            }
            lost = 1;
            c11 += packets;
        } else {
            lost++;
            if (packets == 0) {
                c33++;
            } else {
                c23++;
                c22 += packets - 1;
            }
        }
        packets = 0;
        lost += count - 1L;
        c33 += count - 1L;
    }

    /** Lost within bursts, in 256ths; 0 where there were none. */
    public int burstDensity() {
        long bursts = bursts();
        if (bursts == 0) {
            return 0;
        }
        double toLoss = c22 + c23 < 1 ? 1 : 1 - (double) c22 / (c22 + c23);
        double fromLoss = (double) c23 / (bursts + c23 + c33);
        return (int) Math.min(255, 256 * toLoss / (toLoss + fromLoss));
    }

    /** Lost in gaps, in 256ths. */
    public int gapDensity() {
        long all = inGaps() + isolated();
        return all == 0 ? 0 : (int) Math.min(255, 256 * isolated() / all);
    }

    /** The mean; 0 where there were none. */
    public int burstMillis() {
        return bursts() == 0 ? 0 : millis((c22 + c23 + bursts() + c23 + c33) / bursts());
    }

    /** The mean. */
    public int gapMillis() {
        return millis((inGaps() + isolated() + bursts()) / Math.max(1, bursts()));
    }

    /** The last losses count, though what they are is settled only when the next come. */
    private long bursts() {
        return lost > 1 ? c13 + 1 : c13;
    }

    private long isolated() {
        return lost == 1 ? c14 + 1 : c14;
    }

    private long inGaps() {
        return packets >= GAP_MINIMUM || lost == 0 ? c11 + packets : c11;
    }

    private static int millis(long packets) {
        return (int) Math.min(0xffff, packets * PACKET_MILLIS);
    }
}
