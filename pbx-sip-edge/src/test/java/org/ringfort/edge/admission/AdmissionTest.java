package org.ringfort.edge.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final AtomicLong now = new AtomicLong();
    private final Admission admission =
            new Admission(new AdmissionSettings(AdmissionSettings.METHODS, 10, 20, 3), now::get);

    private boolean admits(String address) {
        return admission.admits(InetAddress.ofLiteral(address), 500);
    }

    private int admitted(String address) {
        int count = 0;
        for (int i = 0; i < 50; i++) {
            count += admits(address) ? 1 : 0;
        }
        return count;
    }

    @Test
    void a_burst_passes_then_the_rate_holds_and_others_do_not_suffer() {
        assertThat(admitted("192.0.2.1")).isEqualTo(20);
        assertThat(admits("192.0.2.2")).isTrue();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(admitted("192.0.2.1")).isEqualTo(10);
    }

    @Test
    void a_network_of_ipv6_counts_as_one() {
        assertThat(admitted("2001:db8::1")).isEqualTo(20);
        assertThat(admits("2001:db8::2")).isFalse();
        assertThat(admits("2001:db8:0:1::1")).isTrue();
    }

    @Test
    void memory_is_bounded_and_the_idle_are_forgotten_first() {
        assertThat(admitted("192.0.2.1")).isEqualTo(20);
        for (int i = 2; i < 100; i++) {
            admits("192.0.2." + i);
        }
        assertThat(admission.remembered()).isLessThanOrEqualTo(3);
        assertThat(admits("192.0.2.1"))
                .as("flooding does not wash away the guilty")
                .isFalse();
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(admits("192.0.2.200")).isTrue();
    }
}
