package org.ringfort.edge.trace;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.ringfort.protocol.sip.Body;

/**
 * Octets that live for minutes, first in, first out, in blocks that are used again: as arrays of their own each would be copied by the
 * collector until it is old, and that is most of what an edge under load would have to copy. Blocks are made when they are first needed.
 * One thread.
 */
final class Octets {
    private static final int BLOCK_BYTES = 256 * 1024;

    private final byte[] @Nullable [] blocks;
    private final long capacity;
    /** Of all that was ever put in: where the oldest that is kept begins, and where the next goes. */
    private long first;

    private long next;

    /** @param most octets that are kept at once */
    Octets(long most) {
        blocks = new byte[Math.toIntExact(Math.ceilDiv(most, BLOCK_BYTES))][];
        capacity = (long) blocks.length * BLOCK_BYTES;
    }

    /** How many still fit in. */
    long room() {
        return capacity - (next - first);
    }

    /** Keeps a copy, for which there has to be room, and says where. */
    long put(Body body) {
        ByteBuffer octets = body.view();
        if (octets.remaining() > room()) {
            throw new IllegalStateException("no room for " + octets.remaining() + " octets");
        }
        long at = next;
        while (octets.hasRemaining()) {
            int part = Math.min(octets.remaining(), BLOCK_BYTES - offset(next));
            octets.get(block(next), offset(next), part);
            next += part;
        }
        return at;
    }

    /** A copy of what was put in there. */
    Body get(long at, int length) {
        byte[] octets = new byte[length];
        for (int done = 0; done < length; ) {
            int part = Math.min(length - done, BLOCK_BYTES - offset(at + done));
            System.arraycopy(block(at + done), offset(at + done), octets, done, part);
            done += part;
        }
        return Body.of(octets);
    }

    /** Lets go of the oldest so many. */
    void drop(int length) {
        first += length;
    }

    private byte[] block(long at) {
        int index = (int) (at % capacity / BLOCK_BYTES);
        byte[] block = blocks[index];
        if (block == null) {
            block = new byte[BLOCK_BYTES];
            blocks[index] = block;
        }
        return block;
    }

    private static int offset(long at) {
        return (int) (at % BLOCK_BYTES);
    }
}
