package org.ringfort.app.provisioning.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.app.provisioning.EnrolmentSettings;

class VisitorsTest {
    private final Visitors visitors =
            new Visitors(new EnrolmentSettings(Duration.ofDays(1), 60, 0, ""), Clock.systemUTC());

    @Test
    void one_address_has_two_places_and_all_have_eight() {
        for (int i = 1; i <= 4; i++) {
            String address = "192.0.2." + i;
            assertThat(visitors.enter(address)).isTrue();
            if (i < 4) {
                assertThat(visitors.enter(address)).isTrue();
                assertThat(visitors.enter(address)).as("a third").isFalse();
            }
        }
        assertThat(visitors.enter("192.0.2.5")).as("the eighth").isTrue();
        assertThat(visitors.enter("192.0.2.6")).as("a ninth").isFalse();
        visitors.leave("192.0.2.1");
        assertThat(visitors.enter("192.0.2.6")).as("after one has left").isTrue();
        visitors.leave("192.0.2.2");
        assertThat(visitors.enter("192.0.2.2")).as("in its own place").isTrue();
    }

    @Test
    void addresses_of_one_ipv6_network_are_one() {
        assertThat(visitors.enter("2001:db8::1")).isTrue();
        assertThat(visitors.enter("2001:db8::2")).isTrue();
        assertThat(visitors.enter("2001:db8::3")).isFalse();
        assertThat(visitors.enter("2001:db8:0:1::3")).isTrue();
    }
}
