package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.emergency;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallLeg;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.media.v1.OfferRequest;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.header.Contact;

/** A party is sent to a number of the public network: by REFER while both talk, by 3xx while it rings. */
class OutsideTransferTest extends CarrierScene {
    private static final String NUMBER = "030901820";
    private static final String OUTSIDE = "sip:" + NUMBER + "@acme.example";

    private static Step barred() {
        return Step.newBuilder()
                .setRefuse(Refused.newBuilder().setStatus(403).setReason("Number Barred"))
                .build();
    }

    /** Bob sends Alice outside, and is told so. */
    private Talk sent(Step... steps) {
        Talk talk = talk();
        edge.sentOn(NUMBER, steps);
        talk.callee().refers(OUTSIDE);
        talk.callee().hears(202);
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 100 Trying active");
        return talk;
    }

    private void end(PhoneCall hangsUp, PhoneCall other) {
        hangUp(hangsUp, other);
        edge.nothingLeft();
    }

    @Test
    void rfc5589_6_1_a_party_is_sent_to_a_number_outside_and_talks_there() {
        Talk talk = sent(dial(LONG_MS, ONE, TWO));
        PhoneCall there = first.rings();
        assertThat(edge.app.routes.getLast().getOnBehalf())
                .isEqualTo(OnBehalf.newBuilder()
                        .setTenantId("tenant-1")
                        .setDeviceId("device-102")
                        .setNumber("102")
                        .setCause(OnBehalf.Cause.CAUSE_TRANSFER)
                        .setSentDeviceId("device-101")
                        .build());
        SipRequest invite = there.invite();
        assertThat(invite.headers().from().address().toString()).contains("+493012345678@203.0.113.1");
        assertThat(wire(invite))
                .doesNotContain("acme.example", "sip:101", "sip:102", "Referred-By", "Refer-To", "Replaces");
        there.answers(183, "early of the carrier");
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 180 Ringing active");
        there.answers(200, "answer of the carrier");
        there.hears(Method.ACK);
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 200 OK terminated");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        Until.holds(
                "the watchers see who talks", () -> lastLive().getConnected().equals("+4930901820"));
        end(talk.caller(), there);
        CallRecord record = edge.record();
        assertThat(record.getWhy()).isEqualTo("extension 102; Transferred by 102 to " + NUMBER);
        assertThat(record.getConnected()).isEqualTo("+4930901820");
        assertThat(record.getLegsList()).extracting(CallLeg::getNumber).containsExactly("101", "102", "+4930901820");
        assertThat(record.getLegs(2).getWhy()).isEqualTo("trunk Carrier, gateway 203.0.113.1:5061");
    }

    /** It is who stays on the call that needs help; who sent him there has hung up. */
    @Test
    void who_is_sent_to_an_emergency_service_is_who_calls_it() {
        Talk talk = talk();
        edge.sentOn("112", emergency(dial(LONG_MS, ONE)));
        talk.caller().refers("sip:112@acme.example");
        talk.caller().hears(202);
        PhoneCall there = first.rings();
        assertThat(edge.app.routes.getLast().getOnBehalf().getSentDeviceId()).isEqualTo("device-102");
        assertThat(edge.media.offers.getLast().getForHelp())
                .as("media's reserve is open to it")
                .isTrue();
        assertThat(edge.media.offers.getFirst().getForHelp()).isFalse();
        Until.holds(
                "the app is told",
                () -> edge.app.heard(FromEdge.EventCase.HELP_CALLED).size() == 1);
        assertThat(edge.app.heard(FromEdge.EventCase.HELP_CALLED).getFirst().getHelpCalled())
                .satisfies(told -> {
                    assertThat(told.getExtension()).isEqualTo("102");
                    assertThat(told.getDeviceId()).isEqualTo("device-102");
                });
        there.answers(200, "answer of the carrier");
        there.hears(Method.ACK);
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        end(talk.callee(), there);
    }

    @Test
    void who_is_sent_elsewhere_outside_has_nothing_of_the_reserve() {
        Talk talk = sent(dial(LONG_MS, ONE));
        PhoneCall there = first.rings();
        there.answers(200, "answer of the carrier");
        there.hears(Method.ACK);
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        end(talk.caller(), there);
        assertThat(edge.media.offers).noneMatch(OfferRequest::getForHelp);
    }

    @Test
    void a_gateway_that_fails_makes_room_for_the_next_and_media_begins_anew() {
        Talk talk = sent(dial(LONG_MS, ONE, TWO));
        PhoneCall failing = first.rings();
        failing.answers(503);
        failing.hears(Method.ACK);
        PhoneCall there = second.rings();
        assertThat(edge.media.asked.lastIndexOf("rollback")).isPositive();
        there.answers(200, "answer of the carrier");
        there.hears(Method.ACK);
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 200 OK terminated");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        end(there, talk.caller());
    }

    @Test
    void rfc3515_2_4_5_what_the_far_side_says_is_told_and_the_talk_goes_on() {
        for (int no : new int[] {603, 486, 404}) {
            edge.app.records.clear();
            Talk talk = sent(dial(LONG_MS, ONE, TWO), ring(20, alice));
            PhoneCall there = first.rings();
            there.answers(no);
            there.hears(Method.ACK);
            assertThat(talk.callee().isTold()).startsWith("SIP/2.0 " + no + " ").endsWith(" terminated");
            Until.holds(
                    "the place on the trunk is free while the talk goes on",
                    () -> edge.app.heard(FromEdge.EventCase.TRUNK_LEFT).stream()
                            .anyMatch(event -> event.getTrunkLeft()
                                    .getCallId()
                                    .equals(lastLive().getCallId())));
            talk.caller().invite("sendonly of alice");
            SipRequest onward = talk.callee().hears(Method.INVITE);
            talk.callee().answers(onward, 200, "recvonly of bob");
            talk.callee().hears(Method.ACK);
            talk.caller().hears(200);
            talk.caller().acks();
            end(talk.caller(), talk.callee());
            assertThat(edge.record().getConnected()).isEqualTo("102");
        }
        assertThat(second.hasHeard(message -> true)).isFalse();
    }

    @Test
    void a_number_that_the_transferor_may_not_call_is_403_in_the_fragment() {
        Talk talk = sent(barred());
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 403 Forbidden terminated");
        end(talk.callee(), talk.caller());
        assertThat(first.hasHeard(message -> true)).isFalse();
    }

    @Test
    void who_is_sent_may_hang_up_while_it_rings_outside() {
        Talk talk = sent(dial(LONG_MS, ONE, TWO));
        PhoneCall there = first.rings();
        there.answers(180);
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 180 Ringing active");
        talk.caller().hangsUp();
        talk.caller().hears(200);
        there.answers(there.hears(Method.CANCEL), 200, "");
        there.answers(487);
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 487 Request Terminated terminated");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void who_is_sent_may_hang_up_while_a_gateway_is_reached() {
        edge.blackHole(DEAD);
        Talk talk = sent(dial(LONG_MS, DEAD, TWO));
        talk.caller().hangsUp();
        talk.caller().hears(200);
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 487 Request Terminated terminated");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        assertThat(second.hasHeard(message -> true)).isFalse();
        edge.nothingLeft();
    }

    @Test
    void whom_somebody_was_sent_to_outside_sends_nobody_on() {
        Talk talk = sent(dial(LONG_MS, ONE));
        PhoneCall there = first.rings();
        there.answers(200, "answer of the carrier");
        there.hears(Method.ACK);
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 200 OK terminated");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        there.refers("sip:103@acme.example");
        there.hears(603);
        end(talk.caller(), there);
    }

    @Test
    void rfc3261_8_1_3_4_a_phone_that_rings_sends_the_caller_outside() {
        edge.plan(ring(20, bob));
        edge.sentOn(NUMBER, dial(LONG_MS, ONE));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(callee.invite(), 302, "", Contact.of(Uri.parse(OUTSIDE).orElseThrow()));
        callee.hears(Method.ACK);
        PhoneCall there = answered(caller, first.rings());
        end(caller, there);
        assertThat(edge.app.routes.getLast().getOnBehalf().getNumber()).isEqualTo("102");
        assertThat(edge.record().getWhy()).isEqualTo("extension 102; Redirected by 102 to " + NUMBER);
    }
}
