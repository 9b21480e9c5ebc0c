package org.ringfort.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class G711Test {
    /** ITU-T G.711 tables: ends and middle of the ranges. */
    @Test
    void g711_known_values() {
        assertThat(G711.linearOfMu((byte) 0xff)).isZero();
        assertThat(G711.linearOfMu((byte) 0x80)).isEqualTo(32_124);
        assertThat(G711.linearOfMu((byte) 0x00)).isEqualTo(-32_124);
        assertThat(G711.linearOfA((byte) 0xd5)).isEqualTo(8);
        assertThat(G711.linearOfA((byte) 0xaa)).isEqualTo(32_256);
        assertThat(G711.linearOfA((byte) 0x2a)).isEqualTo(-32_256);
    }

    @Test
    void every_code_survives() {
        for (int code = 0; code < 256; code++) {
            if (code != 0x7f) { // the negative zero of µ-law
                assertThat(G711.compressMu(G711.linearOfMu((byte) code))).isEqualTo((byte) code);
            }
            assertThat(G711.compressA(G711.linearOfA((byte) code))).isEqualTo((byte) code);
        }
    }

    @Test
    void from_law_to_law_stays_near() {
        for (int code = 0; code < 256; code++) {
            int before = G711.linearOfMu((byte) code);
            int after = G711.linearOfA(G711.muToA((byte) code));
            assertThat(Math.abs(after - before)).isLessThanOrEqualTo(16 + Math.abs(before) / 16);
        }
    }
}
