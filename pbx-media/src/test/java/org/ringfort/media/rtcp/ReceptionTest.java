package org.ringfort.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceptionTest {
    private static final long FRAME = 20_000_000;

    private final Reception reception = new Reception();

    @Test
    void rfc3550_a_3_loss_over_a_wrap() {
        int lost = 0;
        for (int count = 0; count < 200; count++) {
            if (count % 10 == 5) {
                lost++;
                continue;
            }
            packet(1, 65_500 + count, count);
        }

        assertThat(reception.lost()).isEqualTo(lost);
        assertThat(reception.cumulativeLost()).isEqualTo(lost);
        assertThat(reception.extendedHighestSequence()).isEqualTo(65_699);
        assertThat(reception.takeFractionLost()).isEqualTo(20 * 256 / 200);
        assertThat(reception.takeFractionLost()).isZero();
        assertThat(reception.jitterMicros()).isZero();
    }

    @Test
    void rfc3550_a_8_jitter_of_packets_late_by_turns() {
        for (int count = 0; count < 500; count++) {
            long late = count % 2 == 0 ? 0 : 4_000_000;
            reception.packet(1, count, count * 160, 8_000, count * FRAME + late);
        }

        assertThat(reception.jitterMicros()).isBetween(3_500, 4_100);
    }

    @Test
    void a_new_source_starts_anew_and_keeps_the_total() {
        packet(1, 10, 0);
        packet(1, 13, 3);
        packet(2, 40_000, 4);
        packet(2, 40_001, 5);

        assertThat(reception.lost()).isEqualTo(2);
        assertThat(reception.cumulativeLost()).isZero();
    }

    private void packet(int ssrc, int sequence, int frame) {
        reception.packet(ssrc, sequence & 0xffff, frame * 160, 8_000, frame * FRAME);
    }
}
