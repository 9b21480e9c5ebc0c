package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.ChallengeReply;
import org.ringfort.contract.control.v1.ChallengeRequest;
import org.ringfort.edge.phone.Carrier;
import org.ringfort.edge.phone.PhoneCall;

/**
 * Gateways that want credentials: the app has them, and gives them to nobody else.
 *
 * @rfc 3261 22.2
 * @rfc 3261 22.3
 */
class ChallengingGatewayTest extends CarrierScene {
    @Test
    void rfc3261_22_2_and_22_3_a_challenge_is_answered_by_the_app_on_the_same_flow() {
        edge.app.answersChallenges();
        for (int status : new int[] {401, 407}) {
            edge.app.records.clear();
            edge.app.challenges.clear();
            edge.plan(dial(LONG_MS, ONE, TWO));
            PhoneCall caller = alice.calls("030901820", OFFER);
            PhoneCall asking = first.rings();
            challenges(asking, status, Carrier.NAME);
            PhoneCall callee = first.rings();
            assertThat(callee.callId()).isEqualTo(asking.callId());
            assertThat(callee.invite().headers().cseq().number()).isEqualTo(2);
            assertThat(wire(callee.invite()))
                    .contains((status == 401 ? "\r\nAuthorization" : "\r\nProxy-Authorization")
                            + ": Digest username=\"acme\"");
            answered(caller, callee);
            hangUp(caller, callee);
            ChallengeRequest asked = edge.app.challenges.getFirst();
            assertThat(asked.getTrunkId()).isEqualTo("trunk-1");
            assertThat(asked.getGatewayId()).isEqualTo("gateway-" + ONE);
            assertThat(asked.getUri()).isEqualTo("sip:+4930901820@203.0.113.1:5061;transport=tls;user=phone");
            edge.record();
            edge.nothingLeft();
        }
    }

    @Test
    void whoever_challenges_again_or_for_another_realm_gets_nothing_and_the_next_is_tried() {
        edge.app.answersChallenges();
        edge.plan(dial(LONG_MS, ONE, TWO));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall asking = first.rings();
        challenges(asking, 401, Carrier.NAME);
        PhoneCall again = first.rings();
        challenges(again, 401, Carrier.NAME);
        edge.app.onChallenge =
                asked -> ChallengeReply.newBuilder().setRefused("another realm").build();
        PhoneCall thief = second.rings();
        challenges(thief, 407, "thief.example");
        caller.hears(480);
        caller.acksFailure();
        assertThat(edge.app.challenges).hasSize(2);
        assertThat(second.hasHeard(message -> true)).isFalse();
        edge.nothingLeft();
    }

    @Test
    void whoever_asks_for_credentials_and_then_keeps_silent_is_not_waited_for_any_longer_than_others() {
        edge.app.answersChallenges();
        edge.plan(dial(1_000, ONE, TWO));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall asking = first.rings();
        challenges(asking, 401, Carrier.NAME);
        assertThat(first.rings().invite().headers().cseq().number()).isEqualTo(2);
        PhoneCall callee = answered(caller, second.rings());
        hangUp(caller, callee);
        edge.nothingLeft();
    }

    /** A phone that is rung challenges us: nothing of any trunk is asked for or sent. */
    @Test
    void a_phone_that_challenges_learns_no_trunks_credentials() {
        edge.app.answersChallenges();
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        challenges(callee, 407, Carrier.NAME);
        caller.hears(480);
        caller.acksFailure();
        assertThat(edge.app.challenges).isEmpty();
        edge.nothingLeft();
    }
}
