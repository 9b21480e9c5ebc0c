package org.ringfort.media.port;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** The memory outside of the heap by which all ports of one thread receive and send: one port at a time. */
final class Scratch {
    /** A leg's peer sends every 20 ms: more than these wait only after a pause. */
    private static final int AT_ONCE = 4;

    private final Datagrams received = new Datagrams(AT_ONCE);
    private final MemorySegment octets =
            Arena.ofAuto().allocate(PacketBuffer.DATAGRAM_BYTES + PacketBuffer.SEALING_BYTES, 64);
    private final MemorySegment name = Arena.ofAuto().allocate(WireAddress.BYTES, 8);
    private @Nullable Socket of;
    private int count;
    private int next;

    /** The next datagram at a socket; -1 where none waits. What was taken for another socket and not asked for is gone. */
    int receive(Socket socket, PacketBuffer packet, WireAddress source) {
        if (of != socket || next == count) {
            boolean wasAll = of == socket && count > 0 && count < AT_ONCE;
            count = wasAll ? 0 : received.receive(socket.descriptor());
            next = 0;
            of = count == 0 ? null : socket;
            if (count == 0) {
                return -1;
            }
        }
        return received.take(next++, packet, source);
    }

    boolean send(Socket socket, PacketBuffer packet, int start, int lengthBytes, WireAddress to) {
        MemorySegment.copy(packet.octets(), start, octets, ValueLayout.JAVA_BYTE, 0, lengthBytes);
        return Libc.sendto(socket.descriptor(), octets, lengthBytes, name, to.write(name, 0)) >= 0;
    }
}
