package org.ringfort.protocol.hep;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ringfort.protocol.sip.Body;

/**
 * One captured SIP message in the Extensible Encapsulation Protocol, version 3: a row of chunks, each with its type and length.
 *
 * @param source who sent it; resolved
 * @param destination whom it was sent to; resolved, of the same family as {@code source}
 * @param ipProtocol 17 for UDP; 6 for TCP and what runs over it
 * @param atMicros when, microseconds since 1970 UTC; not negative
 * @param captureId of the agent that captured it
 * @param authenticationKey shared with the collector; empty: none
 * @param correlationId the same for all legs of a call; empty: none
 * @param payload the message; at most {@link #MOST_PAYLOAD} octets
 */
public record HepPacket(
        InetSocketAddress source,
        InetSocketAddress destination,
        int ipProtocol,
        long atMicros,
        int captureId,
        Optional<String> authenticationKey,
        Optional<String> correlationId,
        Body payload) {
    /** So that the whole, whose length has sixteen bits, and a datagram that carries it hold the rest as well. */
    public static final int MOST_PAYLOAD = 64_000;

    private static final byte[] MAGIC = {'H', 'E', 'P', '3'};
    private static final int CHUNK_HEADER_BYTES = 6;
    private static final int MOST_TEXT = 255;
    private static final int SIP = 1;
    private static final int MICROS = 1_000_000;

    /** Chunks of the generic vendor. */
    private enum Chunk {
        IP_FAMILY(1),
        IP_PROTOCOL(2),
        SOURCE_IP4(3),
        DESTINATION_IP4(4),
        SOURCE_IP6(5),
        DESTINATION_IP6(6),
        SOURCE_PORT(7),
        DESTINATION_PORT(8),
        SECONDS(9),
        MICROSECONDS(10),
        PROTOCOL(11),
        CAPTURE_ID(12),
        AUTHENTICATION_KEY(14),
        PAYLOAD(15),
        CORRELATION_ID(17);

        private final int type;

        Chunk(int type) {
            this.type = type;
        }
    }

    /**
     * @throws IllegalArgumentException where addresses are not resolved or of two families, or something is too long
     */
    public HepPacket {
        InetAddress from = source.getAddress();
        InetAddress to = destination.getAddress();
        if (from == null || to == null || from.getAddress().length != to.getAddress().length) {
            throw new IllegalArgumentException("addresses");
        }
        if (payload.lengthBytes() > MOST_PAYLOAD
                || authenticationKey.filter(HepPacket::tooLong).isPresent()
                || correlationId.filter(HepPacket::tooLong).isPresent()) {
            throw new IllegalArgumentException("too long");
        }
    }

    private static boolean tooLong(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > MOST_TEXT;
    }

    /** As it travels, in one datagram or one after the other on a stream. */
    public byte[] octets() {
        boolean four = source.getAddress() instanceof Inet4Address;
        ByteBuffer out = ByteBuffer.allocate(payload.lengthBytes() + 1_024);
        out.put(MAGIC).putShort((short) 0);
        put8(out, Chunk.IP_FAMILY, four ? 2 : 10);
        put8(out, Chunk.IP_PROTOCOL, ipProtocol);
        put(out, four ? Chunk.SOURCE_IP4 : Chunk.SOURCE_IP6, source.getAddress().getAddress());
        put(
                out,
                four ? Chunk.DESTINATION_IP4 : Chunk.DESTINATION_IP6,
                destination.getAddress().getAddress());
        put16(out, Chunk.SOURCE_PORT, source.getPort());
        put16(out, Chunk.DESTINATION_PORT, destination.getPort());
        put32(out, Chunk.SECONDS, (int) (atMicros / MICROS));
        put32(out, Chunk.MICROSECONDS, (int) (atMicros % MICROS));
        put8(out, Chunk.PROTOCOL, SIP);
        put32(out, Chunk.CAPTURE_ID, captureId);
        authenticationKey.ifPresent(key -> put(out, Chunk.AUTHENTICATION_KEY, key.getBytes(StandardCharsets.UTF_8)));
        correlationId.ifPresent(id -> put(out, Chunk.CORRELATION_ID, id.getBytes(StandardCharsets.UTF_8)));
        put(out, Chunk.PAYLOAD, payload.toBytes());
        out.putShort(MAGIC.length, (short) out.position());
        byte[] octets = new byte[out.position()];
        out.flip().get(octets);
        return octets;
    }

    private static void head(ByteBuffer out, Chunk chunk, int bytes) {
        out.putShort((short) 0).putShort((short) chunk.type).putShort((short) (CHUNK_HEADER_BYTES + bytes));
    }

    private static void put8(ByteBuffer out, Chunk chunk, int value) {
        head(out, chunk, Byte.BYTES);
        out.put((byte) value);
    }

    private static void put16(ByteBuffer out, Chunk chunk, int value) {
        head(out, chunk, Short.BYTES);
        out.putShort((short) value);
    }

    private static void put32(ByteBuffer out, Chunk chunk, int value) {
        head(out, chunk, Integer.BYTES);
        out.putInt(value);
    }

    private static void put(ByteBuffer out, Chunk chunk, byte[] value) {
        head(out, chunk, value.length);
        out.put(value);
    }

    /** Who and whom; the rest is private. */
    @Override
    public String toString() {
        return "HEP " + source + " to " + destination + ", " + payload.lengthBytes() + " octets";
    }
}
