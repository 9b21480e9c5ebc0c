package org.ringfort.protocol.sip.codec;

import java.nio.ByteBuffer;
import org.ringfort.protocol.sip.codec.Fault.Kind;
import org.ringfort.protocol.sip.codec.Fault.Reach;

/**
 * Turns octets into messages. Total: whatever comes in, a {@link Decoded} comes out, nothing is thrown, and time and
 * memory are linear in what {@link Limits} lets through. Pure; for any thread.
 *
 * <p>First the frame is found ({@link HeaderLines}): where the headers end, how long the body is. Only then are headers
 * read ({@link MessageReader}), so that a header that makes no sense spoils its own message and not the connection.
 *
 * @rfc 3261 7
 * @rfc 3261 18.3
 */
public final class SipDecoder {
    private static final int CR = '\r';
    private static final int LF = '\n';

    private final Limits limits;

    public SipDecoder(Limits limits) {
        this.limits = limits;
    }

    /** Reads a datagram, or one WebSocket message: all of {@code octets}. Never {@link Decoded.Incomplete}. */
    public Decoded datagram(byte[] octets) {
        return datagram(octets, 0, octets.length);
    }

    /** Reads a datagram between the buffer's position and limit; the position is moved to the limit. */
    public Decoded datagram(ByteBuffer in) {
        if (in.hasArray()) {
            int from = in.arrayOffset() + in.position();
            int length = in.remaining();
            in.position(in.limit());
            return datagram(in.array(), from, length);
        }
        byte[] copy = new byte[in.remaining()];
        in.get(copy);
        return datagram(copy);
    }

    /** Reads a datagram of {@code length} octets from {@code offset}. */
    public Decoded datagram(byte[] octets, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end && (octets[at] == CR || octets[at] == LF || octets[at] == 0)) {
            at++;
        }
        if (at == end) {
            return new Decoded.KeepAlive(Decoded.KeepAlive.Kind.PING);
        }
        HeaderLines lines = HeaderLines.scan(limits, octets, at, end);
        if (lines.outcome() == HeaderLines.Outcome.UNFINISHED) {
            return refuse(octets, lines, lines.looksLikeSip() ? Kind.BAD_LINE : Kind.NOT_SIP, "headers do not end");
        }
        if (lines.outcome() != HeaderLines.Outcome.COMPLETE) {
            return refuse(octets, lines);
        }
        int bodyAt = lines.bodyAt();
        long announced = lines.contentLength();
        int bodyLength = end - bodyAt;
        if (announced == HeaderLines.BAD || announced > bodyLength) {
            return refuse(octets, lines, Kind.BAD_LENGTH, "Content-Length");
        }
        if (announced >= 0) {
            bodyLength = (int) announced;
        }
        if (bodyLength > limits.bodyBytes()) {
            return refuse(octets, lines, Kind.TOO_LARGE, "body");
        }
        return new MessageReader(octets, lines, Reach.MESSAGE).read(bodyLength);
    }

    /**
     * Reads the next thing from a stream. The buffer's position is moved behind what was used up; it stays where it is
     * for {@link Decoded.Incomplete}. After a fault that ends the connection nothing more may be read from it.
     */
    public Decoded stream(ByteBuffer in) {
        byte[] octets;
        int from;
        if (in.hasArray()) {
            octets = in.array();
            from = in.arrayOffset() + in.position();
        } else {
            octets = new byte[in.remaining()];
            in.duplicate().get(octets);
            from = 0;
        }
        int end = from + in.remaining();
        var cursor = new Used();
        Decoded decoded = stream(octets, from, end, cursor);
        in.position(in.position() + cursor.bytes);
        return decoded;
    }

    /** How much of the input one read used up. */
    private static final class Used {
        private int bytes;
    }

    private Decoded stream(byte[] octets, int from, int end, Used used) {
        int available = end - from;
        if (available == 0) {
            return new Decoded.Incomplete(1);
        }
        if (octets[from] == CR) {
            return keepAlive(octets, from, available, used);
        }
        HeaderLines lines = HeaderLines.scan(limits, octets, from, end);
        switch (lines.outcome()) {
            case UNFINISHED -> {
                if (lines.count() > 0 && !lines.looksLikeSip()) {
                    return hopeless(Kind.NOT_SIP);
                }
                return new Decoded.Incomplete(1);
            }
            case BROKEN, TOO_LARGE, TOO_MANY -> {
                used.bytes = available;
                return new MessageReader(octets, lines, Reach.CONNECTION).refuse(lines.fault(Reach.CONNECTION));
            }
            case COMPLETE -> {}
        }
        var reader = new MessageReader(octets, lines, Reach.CONNECTION);
        long announced = lines.contentLength();
        if (announced < 0) {
            used.bytes = available;
            return reader.refuse(new Fault(Kind.BAD_LENGTH, "Content-Length", Reach.CONNECTION));
        }
        if (announced > limits.bodyBytes()) {
            used.bytes = available;
            return reader.refuse(new Fault(Kind.TOO_LARGE, "body", Reach.CONNECTION));
        }
        int bodyLength = (int) announced;
        int missing = bodyLength - (end - lines.bodyAt());
        if (missing > 0) {
            return new Decoded.Incomplete(missing);
        }
        used.bytes = lines.bodyAt() + bodyLength - from;
        return new MessageReader(octets, lines, Reach.MESSAGE).read(bodyLength);
    }

    private static Decoded keepAlive(byte[] octets, int from, int available, Used used) {
        if (available == 1) {
            return new Decoded.Incomplete(3);
        }
        if (octets[from + 1] != LF) {
            return hopeless(Kind.BAD_OCTETS);
        }
        if (available > 2 && octets[from + 2] != CR) {
            used.bytes = 2;
            return new Decoded.KeepAlive(Decoded.KeepAlive.Kind.PONG);
        }
        if (available < 4) {
            return new Decoded.Incomplete(4 - available);
        }
        if (octets[from + 3] != LF) {
            return hopeless(Kind.BAD_OCTETS);
        }
        used.bytes = 4;
        return new Decoded.KeepAlive(Decoded.KeepAlive.Kind.PING);
    }

    private static Decoded hopeless(Kind kind) {
        return new Decoded.Hopeless(new Fault(kind, "", Reach.CONNECTION));
    }

    private static Decoded refuse(byte[] octets, HeaderLines lines) {
        return new MessageReader(octets, lines, Reach.MESSAGE).refuse(lines.fault(Reach.MESSAGE));
    }

    private static Decoded refuse(byte[] octets, HeaderLines lines, Kind kind, String subject) {
        return new MessageReader(octets, lines, Reach.MESSAGE).refuse(new Fault(kind, subject, Reach.MESSAGE));
    }
}
