package org.ringfort.edge.admission;

import java.net.InetAddress;
import java.util.function.LongSupplier;
import org.ringfort.edge.transport.SourcePrefix;

/**
 * What strangers may send, by address (IPv6: by /64), and how much may be sent back to an address that can be forged. While more
 * addresses come than are remembered, newcomers share one allowance. Any thread.
 */
final class Strangers {
    /** What is counted on its own. */
    enum Kind {
        /** Anything, before it is read. */
        MESSAGE(0),
        REGISTER(1),
        /** A request outside of dialogs that is no REGISTER. */
        OPENING(2),
        /** An INVITE to an emergency number: nothing else takes of its allowance. */
        EMERGENCY(3);

        private final int place;

        Kind(int place) {
            this.place = place;
        }
    }

    private static final int OCTETS_BACK_FOR_ONE = 2;
    private static final long MOST_OCTETS_OWED = 65_536;

    /** What an address is trusted with at first: a short request and its challenge are seldom in proportion. */
    private static final long FIRST_OCTETS_OWED = 8_192;

    private final Rate[] rates;
    private final LongSupplier clockNanos;
    private final Capped<SourcePrefix, Visitor> visitors;
    private final Visitor others;

    Strangers(AdmissionSettings settings, LongSupplier clockNanos) {
        AdmissionSettings.Rates limits = settings.rates();
        this.rates = new Rate[] {limits.messages(), limits.registers(), limits.openings(), limits.emergencies()};
        this.clockNanos = clockNanos;
        this.visitors = new Capped<>(settings.remembered(), clockNanos, Visitor::isLikeNew);
        this.others = new Visitor(clockNanos.getAsLong());
    }

    /** One address. */
    private final class Visitor {
        private final double[] tokens = new double[rates.length];
        private long atNanos;
        private long owedOctets = FIRST_OCTETS_OWED;

        private Visitor(long nowNanos) {
            atNanos = nowNanos;
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = rates[i].burst();
            }
        }

        private synchronized boolean take(Kind kind, int octets, long nowNanos) {
            refill(nowNanos);
            if (tokens[kind.place] < 1) {
                return false;
            }
            tokens[kind.place] -= 1;
            owedOctets = Math.min(MOST_OCTETS_OWED, owedOctets + (long) OCTETS_BACK_FOR_ONE * octets);
            return true;
        }

        private synchronized void giveBack(Kind kind, int count) {
            tokens[kind.place] = Math.min(rates[kind.place].burst(), tokens[kind.place] + count);
        }

        private synchronized boolean pay(int octets) {
            if (owedOctets < octets) {
                return false;
            }
            owedOctets -= octets;
            return true;
        }

        private synchronized boolean isLikeNew(long nowNanos) {
            refill(nowNanos);
            for (int i = 0; i < tokens.length; i++) {
                if (tokens[i] < rates[i].burst()) {
                    return false;
                }
            }
            return true;
        }

        private void refill(long nowNanos) {
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = rates[i].after(tokens[i], nowNanos - atNanos);
            }
            atNanos = nowNanos;
        }
    }

    /** Takes of the allowance of {@code source} for one datagram or message of so many octets, not read yet. */
    boolean takeUnread(InetAddress source, int octets) {
        return visitor(source).take(Kind.MESSAGE, octets, clockNanos.getAsLong());
    }

    /** Takes one of {@code kind}. */
    boolean take(InetAddress source, Kind kind) {
        return visitor(source).take(kind, 0, clockNanos.getAsLong());
    }

    /** Gives back what somebody took who then proved to be no stranger. */
    void giveBack(InetAddress source, Kind kind, int count) {
        visitor(source).giveBack(kind, count);
    }

    /** Whether so many octets may go there: never more than twice of what came, but for a first loan. */
    boolean pay(InetAddress to, int octets) {
        return visitor(to).pay(octets);
    }

    int remembered() {
        return visitors.size();
    }

    private Visitor visitor(InetAddress source) {
        return visitors.obtain(SourcePrefix.of(source), from -> new Visitor(clockNanos.getAsLong()))
                .orElse(others);
    }
}
