package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;

/** An administrator in a real browser: two factors, what the phones do as they do it, and a call ended from the desk. */
class ConsoleIT {
    @Test
    void an_administrator_signs_in_sees_a_call_and_ends_it() throws Exception {
        ConsoleVisit.need();
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip alice = demo.registered("console-alice", demo.phone("101", 440))) {
            alice.command("dial", "sip:*43@" + demo.domain());
            alice.await("CALL_ESTABLISHED", Duration.ofSeconds(30));
            assertThat(ConsoleVisit.run("visit", "101", "*43")).contains("the call to *43 is on record");
            alice.await("CALL_CLOSED", Duration.ofSeconds(30));
        }
    }

    @Test
    void each_way_in_and_out_and_the_doors_that_stay_shut_until_the_next_step() throws Exception {
        ConsoleVisit.need();
        DemoUnderTest.shared();
        assertThat(ConsoleVisit.run("sign-in"))
                .contains("known or not, the words are the same")
                .contains("guessing on is told to wait")
                .contains("before enrolment: no screen is to be had by its address")
                .contains("the same recovery code opens nothing twice");
    }

    @Test
    void all_of_it_is_worked_by_the_keyboard_alone() throws Exception {
        ConsoleVisit.need();
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip alice = demo.registered("keyboard-alice", demo.phone("101", 440))) {
            alice.command("dial", "sip:*43@" + demo.domain());
            alice.await("CALL_ESTABLISHED", Duration.ofSeconds(30));
            assertThat(ConsoleVisit.run("keyboard")).contains("an extension and a phone are made and deleted");
        }
    }

    @Test
    void dark_narrow_slow_failing_and_out_of_reach_it_still_speaks() throws Exception {
        ConsoleVisit.need();
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip alice = demo.registered("looks-alice", demo.phone("101", 440))) {
            alice.command("dial", "sip:*43@" + demo.domain());
            alice.await("CALL_ESTABLISHED", Duration.ofSeconds(30));
            assertThat(ConsoleVisit.run("looks")).contains("trying again brings it back");
        }
    }
}
