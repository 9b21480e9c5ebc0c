package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.emergency;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.header.MaxBreadth;

/**
 * How many branches a call may have.
 *
 * @rfc 5393 5.3.3
 * @rfc 5393 5.3.3.1
 */
class BreadthTest extends CarrierScene {
    private final Phone mobile = edge.phone("102");
    private final Phone soft = edge.phone("102");

    private static int breadth(PhoneCall leg) {
        return leg.invite()
                .headers()
                .find(MaxBreadth.class)
                .map(MaxBreadth::branches)
                .orElseThrow();
    }

    private void busy(PhoneCall leg) {
        leg.answers(486);
        leg.hears(Method.ACK);
    }

    private void endsBusy(PhoneCall caller, PhoneCall... legs) {
        Stream.of(legs).forEach(this::busy);
        caller.hears(486);
        caller.acksFailure();
        edge.nothingLeft();
    }

    @Test
    void rfc5393_5_3_3_who_says_nothing_has_sixty_which_forks_share() {
        edge.plan(ring(20, bob, mobile, soft));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall one = bob.rings();
        PhoneCall two = mobile.rings();
        PhoneCall three = soft.rings();
        assertThat(breadth(one) + breadth(two) + breadth(three)).isEqualTo(60);
        assertThat(breadth(one)).isEqualTo(20);
        endsBusy(caller, one, two, three);
    }

    @Test
    void rfc5393_5_3_3_nobody_has_more_than_sixty() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER, new MaxBreadth(Integer.MAX_VALUE));
        PhoneCall one = bob.rings();
        assertThat(breadth(one)).isEqualTo(60);
        endsBusy(caller, one);
    }

    @Test
    void rfc5393_5_3_3_1_phones_for_which_there_is_no_breadth_ring_when_some_comes_back() {
        edge.plan(ring(20, bob, mobile, soft));
        PhoneCall caller = alice.calls("102", OFFER, new MaxBreadth(2));
        PhoneCall one = bob.rings();
        PhoneCall two = mobile.rings();
        assertThat(breadth(one)).isEqualTo(1);
        assertThat(breadth(two)).isEqualTo(1);
        assertThat(soft.hasHeard(message -> true)).isFalse();
        one.answers(180);
        caller.hears(180);
        busy(two);
        PhoneCall three = soft.rings();
        assertThat(breadth(three)).isEqualTo(1);
        three.answers(200, ANSWER);
        three.hears(Method.ACK);
        one.answers(one.hears(Method.CANCEL), 200, "");
        one.answers(487);
        caller.hears(200);
        caller.acks();
        caller.hangsUp();
        three.answers(three.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void rfc5393_5_3_3_without_any_breadth_nobody_is_called_440() {
        edge.plan(ring(20, bob, mobile));
        PhoneCall caller = alice.calls("102", OFFER, new MaxBreadth(0));
        caller.hears(440);
        caller.acksFailure();
        assertThat(bob.hasHeard(message -> true)).isFalse();
        edge.nothingLeft();
    }

    @Test
    void rfc5393_5_3_3_nor_the_public_network_but_for_help() {
        edge.plan(dial(LONG_MS, ONE));
        PhoneCall caller = alice.calls("030901820", OFFER, new MaxBreadth(0));
        caller.hears(440);
        caller.acksFailure();
        edge.plan(emergency(dial(LONG_MS, ONE)));
        PhoneCall forHelp = alice.calls("112", OFFER, new MaxBreadth(0));
        PhoneCall help = first.rings();
        answered(forHelp, help);
        hangUp(forHelp, help);
        edge.nothingLeft();
    }

    @Test
    void rfc5393_5_3_3_gateways_one_after_another_have_all_of_it() {
        edge.plan(dial(LONG_MS, ONE, TWO));
        PhoneCall caller = alice.calls("030901820", OFFER, new MaxBreadth(3));
        PhoneCall failing = first.rings();
        assertThat(breadth(failing)).isEqualTo(3);
        failing.answers(503);
        failing.hears(Method.ACK);
        PhoneCall next = second.rings();
        assertThat(breadth(next)).isEqualTo(3);
        endsBusy(caller, next);
    }
}
