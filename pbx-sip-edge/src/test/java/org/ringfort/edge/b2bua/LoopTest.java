package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.Inward;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.From;

/**
 * Calls that come back to us through the proxy of a carrier.
 *
 * @rfc 5393 4.2
 */
class LoopTest extends CarrierScene {
    private static final SipUri OUR_NUMBER =
            SipUri.parse("sip:+4930901820@198.51.100.99").orElseThrow();

    private void endsWith(PhoneCall leg, int status) {
        leg.answers(status);
        leg.hears(Method.ACK);
    }

    @Test
    void rfc5393_4_2_2_a_call_that_a_proxy_brings_back_unchanged_is_a_loop() {
        edge.plan(dial(LONG_MS, ONE)); // whoever calls, the carrier is called, as by a number that is sent on to itself
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall once = first.rings();
        once.answers(100);
        first.passesOn(once.invite(), OUR_NUMBER);
        PhoneCall twice = first.rings();
        assertThat(twice.callId()).isNotEqualTo(once.callId());
        twice.answers(100);
        first.passesOn(twice.invite(), OUR_NUMBER);
        twice.hears(482);
        assertThat(edge.app.routes).hasSize(2); // the app was not asked again
        endsWith(twice, 482);
        once.hears(482);
        endsWith(once, 482);
        caller.hears(482);
        caller.acksFailure();
        edge.nothingLeft();
    }

    @Test
    void rfc5393_4_2_1_a_call_that_comes_back_for_somebody_else_goes_on() {
        edge.plan(dial(LONG_MS, ONE));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall out = first.rings();
        out.answers(100);
        edge.plan(
                Plan.newBuilder()
                        .setCaller(Party.newBuilder().setNumber("+493012345678"))
                        .setInward(Inward.newBuilder().setTrunkId("trunk-1").setTrunk("Carrier")),
                ring(20, bob));
        first.passesOn(out.invite(), OUR_NUMBER);
        PhoneCall callee = bob.rings();
        endsWith(callee, 486);
        out.hears(486);
        endsWith(out, 486);
        caller.hears(486);
        caller.acksFailure();
        Until.equal(2, edge.app.records::size);
        edge.nothingLeft();
    }

    /** Who learnt a Call-ID, but not the tag of the leg, is somebody else. */
    @Test
    void a_call_is_known_again_by_call_id_and_tag_together() {
        edge.plan(dial(LONG_MS, ONE));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall once = first.rings();
        once.answers(100);
        SipRequest another = once.invite()
                .with(new From(once.invite().headers().from().address().withTag("another")));
        edge.plan(ring(20, bob));
        first.passesOn(another, SipUri.parse("sip:030901820@acme.example").orElseThrow());
        endsWith(bob.rings(), 486);
        endsWith(once, 486);
        caller.hears(486);
        caller.acksFailure();
        edge.nothingLeft();
    }

    @Test
    void what_goes_out_says_nothing_of_where_the_call_has_been() {
        edge.plan(dial(LONG_MS, ONE));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall once = first.rings();
        once.answers(100);
        first.passesOn(once.invite(), OUR_NUMBER);
        PhoneCall twice = first.rings();
        assertThat(wire(twice.invite()))
                .doesNotContain(once.callId(), caller.callId(), "198.51.100.99")
                .doesNotContain(once.invite().headers().from().tag().orElseThrow())
                .doesNotContain(
                        once.invite().headers().topVia().branch().orElseThrow().substring(7));
        endsWith(twice, 486);
        once.hears(486);
        endsWith(once, 486);
        caller.hears(486);
        caller.acksFailure();
        edge.nothingLeft();
    }

    /** However often a carrier changes what it brings back, it does so a few times only. */
    @Test
    void a_journey_that_never_repeats_itself_ends_all_the_same() {
        edge.plan(dial(LONG_MS, ONE));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall[] legs = new PhoneCall[Journey.MOST_PASSAGES];
        for (int i = 0; i < legs.length; i++) {
            legs[i] = first.rings();
            legs[i].answers(100);
            first.passesOn(
                    legs[i].invite(),
                    SipUri.parse("sip:+49309018" + i + "@198.51.100.99").orElseThrow());
        }
        for (int i = legs.length - 1; i >= 0; i--) {
            legs[i].hears(482);
            endsWith(legs[i], 482);
        }
        caller.hears(482);
        caller.acksFailure();
        edge.nothingLeft();
    }

    @Test
    void a_loop_is_on_record() {
        edge.plan(dial(LONG_MS, ONE));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall out = first.rings();
        first.passesOn(out.invite(), SipUri.parse("sip:030901820@acme.example").orElseThrow());
        out.hears(482);
        endsWith(out, 482);
        caller.hears(482);
        caller.acksFailure();
        CallRecord record = edge.record();
        assertThat(record.getStatus()).isEqualTo(482);
        assertThat(record.getLegs(1).getStatus()).isEqualTo(482);
        edge.nothingLeft();
    }
}
