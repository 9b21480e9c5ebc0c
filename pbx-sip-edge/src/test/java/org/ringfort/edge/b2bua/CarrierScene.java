package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ringfort.contract.control.v1.FailOver;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.phone.Carrier;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;

/** A scene with a carrier: two gateways that are there, and one address where nobody ever answers. */
abstract class CarrierScene extends CallScene {
    static final String ONE = "203.0.113.1";
    static final String TWO = "203.0.113.2";
    static final String DEAD = "203.0.113.9";
    /** How long a gateway may keep silent where the test is not about that. */
    static final int LONG_MS = 9_000;

    /** A gateway rests after its first failure. */
    static final FailOver AT_ONCE =
            FailOver.newBuilder().setFailures(1).addAnswers("5xx").build();

    final Phone first = edge.gateway(ONE);
    final Phone second = edge.gateway(TWO);

    static PhoneCall answered(PhoneCall caller, PhoneCall callee) {
        callee.answers(180);
        caller.hears(180);
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        return callee;
    }

    static void hangUp(PhoneCall caller, PhoneCall callee) {
        caller.hangsUp();
        caller.hears(200);
        callee.answers(callee.hears(Method.BYE), 200, "");
    }

    /** The gateway asks for a digest instead of answering. */
    static void challenges(PhoneCall gateway, int status, String realm) {
        gateway.answers(
                gateway.invite(),
                SipResponse.to(gateway.invite(), Status.of(status), "challenger")
                        .with(Carrier.challenge(status, realm)));
        gateway.hears(Method.ACK);
    }

    /** Alice calls; it rings at the second gateway once the dead one has kept silent for the three seconds of the plan. */
    Talk aliceCallsPastTheDeadOne() {
        long began = System.nanoTime();
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall callee = second.rings();
        // Three seconds of silence and what follows them; under four on a machine that is not busy with other things.
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(8));
        return new Talk(caller, callee);
    }

    /** The dead one rests: a call by this plan does not wait for it, though it would for longer than the test has patience. */
    void theNextCallDoesNotWait(Step patient) {
        edge.plan(patient);
        long began = System.nanoTime();
        PhoneCall caller = bob.calls("030901820", OFFER);
        PhoneCall callee = second.rings();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        answered(caller, callee);
        hangUp(caller, callee);
        edge.nothingLeft();
    }
}
