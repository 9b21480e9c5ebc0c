package org.ringfort.media.port;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Memory outside of the heap for some datagrams with their addresses, laid out as recvmmsg and sendmmsg want it (struct mmsghdr,
 * struct iovec). One thread.
 */
final class Datagrams {
    private static final int HEADER_BYTES = 64;
    private static final int NAME_LENGTH_AT = 8;
    private static final int VECTOR_AT = 16;
    private static final int VECTOR_COUNT_AT = 24;
    private static final int LENGTH_AT = 56;
    private static final int VECTOR_BYTES = 16;
    private static final int NAME_BYTES = 32;
    private static final int ROOM_BYTES = PacketBuffer.DATAGRAM_BYTES + PacketBuffer.SEALING_BYTES;

    private final int most;
    private final MemorySegment headers;
    private final MemorySegment vectors;
    private final MemorySegment names;
    private final MemorySegment octets;

    Datagrams(int most) {
        this.most = most;
        Arena arena = Arena.ofAuto();
        headers = arena.allocate((long) HEADER_BYTES * most, 8);
        vectors = arena.allocate((long) VECTOR_BYTES * most, 8);
        names = arena.allocate((long) NAME_BYTES * most, 8);
        octets = arena.allocate((long) ROOM_BYTES * most, 64);
        for (long at = 0; at < most; at++) {
            headers.set(ValueLayout.ADDRESS, at * HEADER_BYTES, names.asSlice(at * NAME_BYTES, NAME_BYTES));
            headers.set(ValueLayout.JAVA_INT, at * HEADER_BYTES + NAME_LENGTH_AT, WireAddress.BYTES);
            headers.set(
                    ValueLayout.ADDRESS,
                    at * HEADER_BYTES + VECTOR_AT,
                    vectors.asSlice(at * VECTOR_BYTES, VECTOR_BYTES));
            headers.set(ValueLayout.JAVA_LONG, at * HEADER_BYTES + VECTOR_COUNT_AT, 1L);
            vectors.set(ValueLayout.ADDRESS, at * VECTOR_BYTES, octets.asSlice(at * ROOM_BYTES, ROOM_BYTES));
            vectors.set(ValueLayout.JAVA_LONG, at * VECTOR_BYTES + 8, (long) PacketBuffer.DATAGRAM_BYTES);
        }
    }

    int most() {
        return most;
    }

    /** Takes what waits at a socket, as far as there is room; how many. */
    int receive(int socket) {
        return Math.max(0, Libc.recvmmsg(socket, headers, most));
    }

    /** One that was received: its octets into the buffer, its source into {@code source}; its length. */
    int take(int index, PacketBuffer into, WireAddress source) {
        int length = headers.get(ValueLayout.JAVA_INT, (long) index * HEADER_BYTES + LENGTH_AT);
        headers.set(ValueLayout.JAVA_INT, (long) index * HEADER_BYTES + NAME_LENGTH_AT, WireAddress.BYTES);
        source.read(names, (long) index * NAME_BYTES);
        MemorySegment.copy(octets, ValueLayout.JAVA_BYTE, (long) index * ROOM_BYTES, into.octets(), 0, length);
        return length;
    }

    /** Lays one down for sending. */
    void put(int index, PacketBuffer from, int start, int lengthBytes, WireAddress to) {
        MemorySegment.copy(from.octets(), start, octets, ValueLayout.JAVA_BYTE, (long) index * ROOM_BYTES, lengthBytes);
        vectors.set(ValueLayout.JAVA_LONG, (long) index * VECTOR_BYTES + 8, (long) lengthBytes);
        headers.set(
                ValueLayout.JAVA_INT,
                (long) index * HEADER_BYTES + NAME_LENGTH_AT,
                to.write(names, (long) index * NAME_BYTES));
    }

    /** Sends as many as lie there; one that the machine refuses is left out, and the others go on. How many it took. */
    int send(int socket, int count) {
        int taken = 0;
        int at = 0;
        while (at < count) {
            MemorySegment rest = at == 0 ? headers : headers.asSlice((long) at * HEADER_BYTES);
            int done = Libc.sendmmsg(socket, rest, count - at);
            taken += Math.max(0, done);
            at += done > 0 ? done : 1;
        }
        return taken;
    }
}
