package org.ringfort.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** @rfc 3611 A.2 */
class BurstsTest {
    private final Bursts bursts = new Bursts();

    private void arrive(int packets) {
        for (int count = 0; count < packets; count++) {
            bursts.arrived();
        }
    }

    @Test
    void without_losses_all_is_one_gap() {
        arrive(100);
        assertThat(bursts.burstDensity()).isZero();
        assertThat(bursts.gapDensity()).isZero();
        assertThat(bursts.burstMillis()).isZero();
        assertThat(bursts.gapMillis()).isEqualTo(2_000);
    }

    @Test
    void losses_far_from_each_other_are_no_burst() {
        for (int loss = 0; loss < 5; loss++) {
            arrive(50);
            bursts.lost(1);
        }
        arrive(50);
        assertThat(bursts.burstDensity()).isZero();
        assertThat(bursts.gapDensity()).isBetween(3, 7); // one in fifty
    }

    @Test
    void losses_close_to_each_other_are_a_burst_of_their_density_and_length() {
        for (int burst = 0; burst < 20; burst++) {
            arrive(100);
            for (int loss = 0; loss < 10; loss++) { // every second packet
                bursts.lost(1);
                arrive(1);
            }
        }
        assertThat(bursts.burstDensity()).isBetween(115, 150);
        assertThat(bursts.burstMillis()).isBetween(300, 420);
        assertThat(bursts.gapMillis()).isBetween(1_900, 2_200);
    }

    @Test
    void the_one_burst_of_a_call_counts() {
        arrive(100);
        for (int loss = 0; loss < 10; loss++) {
            bursts.lost(1);
            arrive(1);
        }
        assertThat(bursts.burstDensity()).as("while it lasts").isBetween(115, 150);
        arrive(999);
        assertThat(bursts.burstDensity()).isBetween(115, 150);
        assertThat(bursts.burstMillis()).isBetween(300, 420);
        assertThat(bursts.gapDensity()).isZero();
    }

    @Test
    void one_packet_lost_is_no_burst() {
        arrive(100);
        bursts.lost(1);
        arrive(99);
        assertThat(bursts.burstDensity()).isZero();
        assertThat(bursts.gapDensity()).isEqualTo(1);
        assertThat(bursts.gapMillis()).isEqualTo(4_000);
    }

    /** Counting one by one, as the RFC prints it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void many_lost_at_once_count_as_one_after_another(long seed) {
        var random = new Random(seed);
        var single = new Bursts();
        for (int turn = 0; turn < 200; turn++) {
            int come = random.nextInt(30);
            int lost = 1 + random.nextInt(4);
            arrive(come);
            bursts.lost(lost);
            for (int count = 0; count < come; count++) {
                single.arrived();
            }
            for (int count = 0; count < lost; count++) {
                single.lost(1);
            }
        }
        assertThat(bursts.burstDensity()).isEqualTo(single.burstDensity());
        assertThat(bursts.gapDensity()).isEqualTo(single.gapDensity());
        assertThat(bursts.burstMillis()).isEqualTo(single.burstMillis());
        assertThat(bursts.gapMillis()).isEqualTo(single.gapMillis());
    }
}
