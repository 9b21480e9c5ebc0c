package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.edge.phone.Carrier;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.MinSe;

/**
 * Whoever is called wants a longer session timer than we propose.
 *
 * @rfc 4028 7.3
 */
class SessionIntervalTest extends CarrierScene {
    /** It refuses the timer, and is called again at once. */
    private static PhoneCall refuses(PhoneCall leg, int least) {
        leg.answers(leg.invite(), 422, "", new MinSe(least));
        leg.hears(Method.ACK);
        PhoneCall again = leg.phone().rings();
        assertThat(again.callId()).isEqualTo(leg.callId());
        assertThat(again.invite().headers().cseq().number())
                .isEqualTo(leg.invite().headers().cseq().number() + 1);
        return again;
    }

    private static void proposes(SipRequest invite, int seconds, int least) {
        assertThat(invite.headers().sessionExpires().orElseThrow().seconds()).isEqualTo(seconds);
        assertThat(invite.headers().minSe()).hasValue(least);
    }

    @Test
    void rfc4028_7_3_a_422_of_a_phone_is_answered_with_what_it_wants_and_the_caller_hears_nothing_of_it() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = refuses(bob.rings(), 3600);
        proposes(callee.invite(), 3600, 3600);
        answered(caller, callee);
        hangUp(caller, callee);
        assertThat(alice.hasHeard(message -> message.toString().contains("422")))
                .isFalse();
        assertThat(edge.record().getLegsList()).hasSize(2);
        edge.nothingLeft();
    }

    @Test
    void rfc4028_7_3_each_server_on_the_way_may_want_more_three_times() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall last = refuses(refuses(refuses(bob.rings(), 2000), 2500), 3000);
        proposes(last.invite(), 3000, 3000);
        last.answers(last.invite(), 422, "", new MinSe(4000));
        caller.hears(480);
        caller.acksFailure();
        edge.nothingLeft();
    }

    @Test
    void a_422_that_names_nothing_longer_is_an_end() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = refuses(bob.rings(), 3600);
        callee.answers(callee.invite(), 422, "", new MinSe(3600));
        caller.hears(480);
        caller.acksFailure();
        PhoneCall another = alice.calls("102", OFFER);
        bob.rings().answers(422);
        another.hears(480);
        another.acksFailure();
        PhoneCall third = alice.calls("102", OFFER);
        PhoneCall greedy = bob.rings();
        greedy.answers(greedy.invite(), 422, "", new MinSe(Integer.MAX_VALUE));
        third.hears(480);
        third.acksFailure();
        edge.nothingLeft();
    }

    /** An answer to a challenge counts once: what is asked anew is challenged anew. */
    @Test
    void rfc4028_7_3_a_gateway_that_challenges_and_then_wants_a_longer_timer() {
        edge.app.answersChallenges();
        edge.plan(dial(LONG_MS, ONE, TWO));
        PhoneCall caller = alice.calls("030901820", OFFER);
        challenges(first.rings(), 401, Carrier.NAME);
        PhoneCall known = first.rings();
        PhoneCall longer = refuses(known, 3600);
        proposes(longer.invite(), 3600, 3600);
        assertThat(longer.invite().headers().has(HeaderName.AUTHORIZATION)).isFalse();
        challenges(longer, 401, Carrier.NAME);
        PhoneCall callee = first.rings();
        assertThat(callee.invite().headers().cseq().number()).isEqualTo(4);
        assertThat(callee.invite().headers().has(HeaderName.AUTHORIZATION)).isTrue();
        proposes(callee.invite(), 3600, 3600);
        answered(caller, callee);
        hangUp(caller, callee);
        assertThat(edge.app.challenges).hasSize(2);
        edge.nothingLeft();
    }

    @Test
    void a_call_that_is_cancelled_meanwhile_is_cancelled_at_what_was_asked_last() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = refuses(bob.rings(), 3600);
        callee.answers(180);
        caller.hears(180);
        caller.cancels();
        caller.hears(487);
        caller.acksFailure();
        SipRequest cancel = callee.hears(Method.CANCEL);
        assertThat(cancel.headers().topVia())
                .isEqualTo(callee.invite().headers().topVia());
        callee.answers(cancel, 200, "");
        callee.answers(487);
        edge.nothingLeft();
    }
}
