package org.ringfort.e2e.bench.media;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/**
 * All phones of a load on one thread that never rests: each says 20 ms of sound every 20 ms, spread evenly over that time, and
 * hears what the other end of its call says.
 */
final class Load implements AutoCloseable {
    private static final long FRAME_NANOS = 20_000_000L;
    private static final int SAID_IN_A_ROW = 8;
    private static final long DRAIN_NANOS = 300_000_000L;

    private final List<Phone> phones;
    private final Selector selector = Selector.open();

    Load(List<Phone> phones) throws IOException {
        this.phones = phones;
        for (Phone phone : phones) {
            phone.socket().register(selector, SelectionKey.OP_READ, phone);
        }
    }

    /** Everybody speaks for so long. */
    Heard talk(int seconds) throws IOException {
        var heard = new Heard(System.nanoTime());
        long begin = System.nanoTime();
        long frames = (long) phones.size() * 50 * seconds;
        long said = 0;
        long end = begin + seconds * 1_000_000_000L + DRAIN_NANOS;
        while (said < frames || System.nanoTime() - end < 0) {
            for (int row = 0; row < SAID_IN_A_ROW && said < frames; row++) {
                long late = System.nanoTime() - begin - said * FRAME_NANOS / phones.size();
                if (late < 0) {
                    break;
                }
                heard.late(late);
                phones.get((int) (said % phones.size())).say();
                said++;
            }
            selector.selectNow(key -> hear(key, heard));
            if (said == frames && heard.sound() == said) {
                break;
            }
        }
        heard.said(said);
        return heard;
    }

    private static void hear(SelectionKey key, Heard heard) {
        try {
            heard.packet(((Phone) key.attachment()).hear());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
