package org.ringfort.media.dtls;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What befalls the datagrams that a genuine peer sends us in a handshake. Any octets are one: so a fuzzer writes them, and meets keys,
 * cookies and signatures that hold until it spoils them.
 *
 * @param weAsk whether we begin
 * @param checked whether a check of ICE came from the peer: then no cookie is wanted
 */
record Mischief(boolean weAsk, boolean checked, List<Step> steps) {
    private static final int MOST_STEPS = 16;
    private static final List<Kind> KINDS = List.of(Kind.values());

    /** What is done. */
    enum Kind {
        /** Octets of the datagram are others. */
        OVERWRITE,
        /** It is longer by octets in its middle. */
        INSERT,
        /** It is cut off. */
        CUT,
        /** It is lost. */
        DROP,
        /** It comes twice. */
        REPEAT,
        /** Another one of the peer's comes before it. */
        PRECEDE,
        /** One of a stranger's comes before it. */
        STRANGER,
        /** A stranger has seen it, and sends it first, with octets that are others. */
        COPY
    }

    /** One thing. */
    static final class Step {
        private final Kind kind;
        private final int which;
        private final int at;
        private final byte[] octets;

        /**
         * @param which of the peer's datagrams, from 0
         * @param at where in it, counted on from its beginning where it is shorter
         * @param octets what comes there, or is sent
         */
        Step(Kind kind, int which, int at, byte[] octets) {
            this.kind = kind;
            this.which = which;
            this.at = at;
            this.octets = octets;
        }

        Kind kind() {
            return kind;
        }

        int which() {
            return which;
        }

        byte[] octets() {
            return octets;
        }

        byte[] on(byte[] datagram) {
            int from = datagram.length == 0 ? 0 : at % datagram.length;
            return switch (kind) {
                case OVERWRITE, COPY -> {
                    byte[] other = datagram.clone();
                    System.arraycopy(octets, 0, other, from, Math.min(octets.length, other.length - from));
                    yield other;
                }
                case INSERT -> {
                    byte[] longer = Arrays.copyOf(datagram, datagram.length + octets.length);
                    System.arraycopy(octets, 0, longer, from, octets.length);
                    System.arraycopy(datagram, from, longer, from + octets.length, datagram.length - from);
                    yield longer;
                }
                case CUT -> Arrays.copyOf(datagram, from);
                case DROP, REPEAT, PRECEDE, STRANGER -> datagram;
            };
        }
    }

    static Mischief of(byte[] script) {
        List<Step> steps = new ArrayList<>();
        int way = script.length == 0 ? 0 : script[0];
        for (int at = 1; at + 4 < script.length && steps.size() < MOST_STEPS; ) {
            int length = Math.min(octet(script, at + 4) * (script[at] < 0 ? 8 : 1), script.length - at - 5);
            steps.add(new Step(
                    KINDS.get(script[at] & 7),
                    octet(script, at + 1) & 15,
                    octet(script, at + 2) << 8 | octet(script, at + 3),
                    Arrays.copyOfRange(script, at + 5, at + 5 + length)));
            at += 5 + length;
        }
        return new Mischief((way & 1) != 0, (way & 2) != 0, List.copyOf(steps));
    }

    /** The octets that {@link #of} reads as this. */
    byte[] script() {
        var out = new ByteArrayOutputStream();
        out.write((weAsk ? 1 : 0) | (checked ? 2 : 0));
        for (Step step : steps) {
            boolean eights = step.octets.length > 255;
            byte[] octets = eights ? Arrays.copyOf(step.octets, (step.octets.length + 7) / 8 * 8) : step.octets;
            out.write(KINDS.indexOf(step.kind) | (eights ? 0x80 : 0));
            out.write(step.which);
            out.write(step.at >> 8);
            out.write(step.at);
            out.write(eights ? octets.length / 8 : octets.length);
            out.writeBytes(octets);
        }
        return out.toByteArray();
    }

    private static int octet(byte[] octets, int at) {
        return octets[at] & 0xff;
    }
}
