package org.ringfort.edge.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.CallRecord;

/**
 * One line of the journal, and its octets: length of kind and body (4, big endian), CRC-32C of kind and body (4), kind
 * (1), body. A reader stops at the first entry that is short or whose sum is wrong: what follows was never promised.
 */
sealed interface Entry {
    int HEADER_BYTES = 8;
    int LARGEST_BODY_BYTES = 1 << 20;

    /** The call as known so far: it rings, or was answered. */
    record Open(CallRecord call) implements Entry {}

    /** The call is over; this is its record. */
    record Ended(CallRecord call) implements Entry {}

    /** The app has committed the record. */
    record Stored(String callId) implements Entry {}

    /** The octets of this entry, ready to be written. */
    default ByteBuffer encode() {
        byte[] body = switch (this) {
            case Open(var call) -> call.toByteArray();
            case Ended(var call) -> call.toByteArray();
            case Stored(var callId) -> callId.getBytes(StandardCharsets.UTF_8);
        };
        byte kind = switch (this) {
            case Open open -> 'O';
            case Ended ended -> 'E';
            case Stored stored -> 'S';
        };
        ByteBuffer octets = ByteBuffer.allocate(HEADER_BYTES + 1 + body.length);
        octets.putInt(1 + body.length).putInt(0).put(kind).put(body);
        octets.putInt(4, sum(octets.array(), HEADER_BYTES, 1 + body.length));
        return octets.flip();
    }

    /** The next entry of {@code file}, whose position moves past it; null at a torn tail or the end. */
    static @Nullable Entry next(ByteBuffer file) {
        if (file.remaining() < HEADER_BYTES + 1) {
            return null;
        }
        int start = file.position();
        int length = file.getInt(start);
        if (length < 1 || length > LARGEST_BODY_BYTES || length > file.remaining() - HEADER_BYTES) {
            return null;
        }
        byte[] octets = new byte[length];
        file.get(start + HEADER_BYTES, octets);
        if (file.getInt(start + 4) != sum(octets, 0, length)) {
            return null;
        }
        Entry entry = decode(octets);
        if (entry != null) {
            file.position(start + HEADER_BYTES + length);
        }
        return entry;
    }

    private static @Nullable Entry decode(byte[] octets) {
        ByteBuffer body = ByteBuffer.wrap(octets, 1, octets.length - 1);
        try {
            return switch (octets[0]) {
                case 'O' -> new Open(CallRecord.parseFrom(body));
                case 'E' -> new Ended(CallRecord.parseFrom(body));
                case 'S' -> new Stored(StandardCharsets.UTF_8.decode(body).toString());
                default -> null;
            };
        } catch (InvalidProtocolBufferException notOurs) {
            return null;
        }
    }

    private static int sum(byte[] octets, int from, int length) {
        var crc = new CRC32C();
        crc.update(octets, from, length);
        return (int) crc.getValue();
    }
}
