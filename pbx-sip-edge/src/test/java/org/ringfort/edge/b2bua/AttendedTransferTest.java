package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallLeg;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.Replaces;

/** A party that has spoken with a third brings the two together: RFC 5589 section 7, and INVITE with Replaces (RFC 3891). */
class AttendedTransferTest extends CallScene {
    private static final String TO_CAROL = "sip:103@acme.example?Replaces=";
    private final Phone carol = edge.phone("103");

    /** Bob, who talks with Alice, calls Carol too; of that call {@code caller} is Bob's side. */
    private Talk consults(String number, String device) {
        edge.plan(
                Plan.newBuilder().setCaller(Party.newBuilder().setNumber(number).setDeviceId(device)), ring(20, carol));
        PhoneCall caller = bob.calls("103", "offer of bob");
        PhoneCall callee = carol.rings();
        callee.answers(200, "answer of carol");
        callee.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        return new Talk(caller, callee);
    }

    private void takesOver(PhoneCall party, String answer) {
        SipRequest offer = party.hears(Method.INVITE);
        party.answers(offer, 200, answer);
        party.hears(Method.ACK);
    }

    private List<CallRecord> records() {
        Until.equal(2, edge.app.records::size);
        return edge.app.records.values().stream()
                .sorted(Comparator.comparing(CallRecord::getCallId))
                .toList();
    }

    @Test
    void rfc5589_7_3_the_two_who_remain_are_brought_together() {
        Talk first = talk();
        Talk second = consults("102", "device-102");
        first.callee().refers(TO_CAROL + second.caller().replaces());
        first.callee().hears(202);
        assertThat(first.callee().isTold()).isEqualTo("SIP/2.0 100 Trying active");
        assertThat(first.callee().isTold()).isEqualTo("SIP/2.0 200 OK terminated");
        takesOver(first.caller(), "sendrecv of alice");
        first.callee().answers(first.callee().hears(Method.BYE), 200, "");
        second.caller().answers(second.caller().hears(Method.BYE), 200, "");
        Until.equal(1, edge.conversations.calls()::up);
        Until.holds(
                "the watchers see who talks", () -> lastLive().getConnected().equals("103"));
        assertThat(edge.media.asked).contains("adopt");
        second.callee().invite("sendonly of carol");
        SipRequest onward = first.caller().hears(Method.INVITE);
        assertThat(onward.body().text()).isEqualTo("offer from sendonly of carol");
        first.caller().answers(onward, 200, "recvonly of alice");
        second.callee().hears(200);
        second.callee().acks();
        second.callee().hangsUp();
        second.callee().hears(200);
        first.caller().answers(first.caller().hears(Method.BYE), 200, "");
        CallRecord joined = records().getFirst();
        assertThat(joined.getWhy()).endsWith("; Transferred by 102 to 103 after consultation");
        assertThat(joined.getConnected()).isEqualTo("103");
        assertThat(joined.getLegsList()).extracting(CallLeg::getNumber).containsExactly("101", "102", "103");
        CallRecord consultation = records().getLast();
        assertThat(consultation.getEndReason()).isEqualTo("taken over by call " + joined.getCallId());
        assertThat(consultation.getLegsList())
                .extracting(CallLeg::getLegId)
                .contains(joined.getLegs(2).getLegId());
        edge.nothingLeft();
    }

    @Test
    void who_was_on_hold_in_the_consultation_is_taken_off_it_too() {
        Talk first = talk();
        Talk second = consults("102", "device-102");
        second.caller().invite("sendonly of bob");
        SipRequest hold = second.callee().hears(Method.INVITE);
        second.callee().answers(hold, 200, "recvonly of carol");
        second.callee().hears(Method.ACK);
        second.caller().hears(200);
        second.caller().acks();
        first.callee().refers(TO_CAROL + second.caller().replaces());
        takesOver(first.caller(), "sendrecv of alice");
        takesOver(second.callee(), "sendrecv of carol");
        first.callee().answers(first.callee().hears(Method.BYE), 200, "");
        second.caller().answers(second.caller().hears(Method.BYE), 200, "");
        first.caller().hangsUp();
        second.callee().answers(second.callee().hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void a_dialog_that_nobody_has_is_481_in_the_fragment_and_both_talk_on() {
        Talk first = talk();
        first.callee().refers(TO_CAROL + "nobody%3Bto-tag%3Da%3Bfrom-tag%3Db");
        first.callee().hears(202);
        first.callee().isTold();
        assertThat(first.callee().isTold()).startsWith("SIP/2.0 481");
        first.callee().refers(TO_CAROL + "no-tags");
        first.callee().hears(400);
        first.caller().hangsUp();
        first.callee().answers(first.callee().hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void the_dialog_of_another_account_is_not_taken_and_looks_like_none() {
        Talk first = talk();
        Talk second = consults("109", "device-109");
        first.callee().refers(TO_CAROL + second.caller().replaces());
        first.callee().hears(202);
        first.callee().isTold();
        assertThat(first.callee().isTold()).startsWith("SIP/2.0 481");
        assertThat(edge.conversations.calls().up()).isEqualTo(2);
        first.caller().hangsUp();
        first.callee().answers(first.callee().hears(Method.BYE), 200, "");
        second.caller().hangsUp();
        second.callee().answers(second.callee().hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void two_refers_that_cross_harm_nobody() {
        Talk first = talk();
        Talk second = consults("102", "device-102");
        first.callee().refers(TO_CAROL + second.caller().replaces());
        second.caller().refers("sip:101@acme.example?Replaces=" + first.callee().replaces());
        Until.holds(
                "one way or the other, one call is left or both go on",
                () -> edge.conversations.calls().up() <= 2);
        first.callee().hangsUp();
        second.caller().hangsUp();
        first.caller().hangsUp();
        second.callee().hangsUp();
        Until.equal(0, edge.conversations.calls()::up);
        Until.equal(2, edge.app.records::size);
    }

    @Test
    void rfc3891_3_an_invite_takes_the_place_of_a_dialog_of_the_same_account() {
        Talk first = talk();
        Phone mobile = edge.phone("102");
        edge.plan(
                Plan.newBuilder().setCaller(Party.newBuilder().setNumber("102").setDeviceId("device-mobile")),
                ring(20, carol));
        PhoneCall takes = mobile.calls(
                "101",
                "offer of mobile",
                OptionTags.require("replaces"),
                first.callee().replacesHeader());
        takesOver(first.caller(), "sendrecv of alice");
        assertThat(takes.hears(200).body().text()).isEqualTo("answer from sendrecv of alice");
        takes.acks();
        first.callee().answers(first.callee().hears(Method.BYE), 200, "");
        takes.hangsUp();
        first.caller().answers(first.caller().hears(Method.BYE), 200, "");
        assertThat(records().getLast().getConnected()).isEqualTo("101");
        edge.nothingLeft();
    }

    @Test
    void rfc3891_3_no_such_dialog_481_only_early_486() {
        Talk first = talk();
        edge.plan(
                Plan.newBuilder().setCaller(Party.newBuilder().setNumber("102").setDeviceId("device-mobile")),
                ring(20, carol));
        Phone mobile = edge.phone("102");
        PhoneCall nobody = mobile.calls("101", "offer of mobile", new Replaces("nobody", "a", "b", false));
        nobody.hears(481);
        nobody.acksFailure();
        Replaces known = first.callee().replacesHeader();
        PhoneCall early = mobile.calls(
                "101", "offer of mobile", new Replaces(known.callId(), known.toTag(), known.fromTag(), true));
        early.hears(486);
        early.acksFailure();
        first.caller().hangsUp();
        first.callee().answers(first.callee().hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }
}
