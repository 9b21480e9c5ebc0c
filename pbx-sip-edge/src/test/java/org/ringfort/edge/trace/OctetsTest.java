package org.ringfort.edge.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringfort.protocol.sip.Body;

class OctetsTest {
    private static final int BLOCK = 256 * 1024;

    private record Put(long where, Body octets) {}

    private static Body some(Random random, int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return Body.of(octets);
    }

    @Test
    void what_was_put_in_comes_out_over_blocks_and_rounds() {
        var octets = new Octets(2 * BLOCK);
        var random = new Random(7);
        var kept = new ArrayDeque<Put>();
        for (int i = 0; i < 2_000; i++) {
            Body message = some(random, random.nextInt(5_000));
            while (octets.room() < message.lengthBytes()) {
                octets.drop(kept.removeFirst().octets().lengthBytes());
            }
            kept.addLast(new Put(octets.put(message), message));
            Put oldest = kept.getFirst();
            assertThat(octets.get(oldest.where(), oldest.octets().lengthBytes()))
                    .isEqualTo(oldest.octets());
        }
        assertThat(kept)
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        put -> assertThat(octets.get(put.where(), put.octets().lengthBytes()))
                                .isEqualTo(put.octets()));
    }

    @Test
    void nothing_is_written_over_what_is_kept() {
        var octets = new Octets(BLOCK);
        octets.put(Body.of(new byte[BLOCK]));
        assertThat(octets.room()).isZero();
        assertThatThrownBy(() -> octets.put(Body.of(new byte[1]))).isInstanceOf(IllegalStateException.class);
    }
}
