package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.emergency;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Talker;
import org.ringfort.contract.control.v1.TalkingReply;
import org.ringfort.contract.control.v1.TalkingRequest;
import org.ringfort.contract.media.v1.CopiedLeg;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.Carrier;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.OptionTags;

/**
 * Calls that go on with others than they began with: whoever talks then is recorded as the app says of the two, by an order, and a
 * recording session, of their own.
 */
class RecordedTransferTest extends RecorderScene {
    private static final RecordingOrder NEXT =
            RecordingOrder.newBuilder().setRecordingId("next").setBeep(true).build();

    private final Phone carol = edge.phone("103");

    private static Talker inside(String number) {
        return Talker.newBuilder().setNumber(number).build();
    }

    /** The app wants whoever talks then to be recorded. */
    private void wanted(TalkingReply.Builder reply) {
        TalkingReply said = reply.setRecording(NEXT).build();
        edge.app.onTalking = asked -> said;
    }

    /** Alice, who called, sends Bob to Carol, who answers. */
    private PhoneCall transfers(Talk talk) {
        edge.sentOn("103", ring(20, carol));
        talk.caller().refers("sip:103@acme.example");
        talk.caller().hears(202);
        PhoneCall comes = carol.rings();
        comes.answers(200, "answer of carol");
        comes.hears(Method.ACK);
        return comes;
    }

    private void leaves(PhoneCall party) {
        party.answers(party.hears(Method.BYE), 200, "");
    }

    private void ends(PhoneCall hangsUp, PhoneCall other) {
        Until.holds("they talk", () -> lastLive().getConnected().equals("103"));
        hangsUp.hangsUp();
        hangsUp.hears(200);
        leaves(other);
    }

    private RecordCallRequest second() {
        Until.equal(2, edge.media.callRecords::size);
        return edge.media.callRecords.getLast();
    }

    @Test
    void after_a_transfer_who_talks_is_recorded_as_the_app_says_of_the_two() {
        wanted(TalkingReply.newBuilder().addPausing("103"));
        Talk talk = recorded(Plan.newBuilder().setRecording(ORDER));
        PhoneCall comes = transfers(talk);
        leaves(talk.caller());
        RecordCallRequest next = second();
        RecordCallRequest before = edge.media.callRecords.getFirst();
        assertThat(edge.app.talkings)
                .containsExactly(TalkingRequest.newBuilder()
                        .setTenantId("tenant-1")
                        .setCallId(before.getSessionId())
                        .addTalkers(inside("102"))
                        .addTalkers(inside("103"))
                        .build());
        assertThat(next.getOrder()).isEqualTo(NEXT);
        assertThat(next.getSessionId()).as("the same call").isEqualTo(before.getSessionId());
        assertThat(next.getLegIds(0)).as("who stays").isEqualTo(before.getLegIds(1));
        assertThat(before.getLegIdsList()).as("who comes").doesNotContain(next.getLegIds(1));
        assertThat(next.getKeyedLegIdsList()).containsExactly(next.getLegIds(1));
        ends(comes, talk.callee());
        edge.nothingLeft();
        assertThat(edge.media.copies).isEmpty();
        assertThat(edge.conversations.calls().missedRecordings()).isZero();
    }

    @Test
    void a_call_that_was_not_recorded_is_where_who_comes_is() {
        wanted(TalkingReply.newBuilder());
        Talk talk = talk();
        PhoneCall comes = transfers(talk);
        leaves(talk.caller());
        Until.equal(1, edge.media.callRecords::size);
        assertThat(edge.media.callRecords.getFirst().getOrder()).isEqualTo(NEXT);
        ends(comes, talk.callee());
        edge.nothingLeft();
    }

    @Test
    void whom_nobody_wants_recorded_then_is_not_and_the_recording_session_ends() {
        Talk talk = recorded();
        PhoneCall session = takes();
        PhoneCall comes = transfers(talk);
        leaves(session);
        leaves(talk.caller());
        Until.equal(1, edge.app.talkings::size);
        ends(comes, talk.callee());
        nothingTold();
        edge.nothingLeft();
        assertThat(edge.media.callRecords).hasSize(1);
        assertThat(edge.media.copies).hasSize(1);
    }

    /**
     * @rfc 7865 6.2
     * @rfc 7866 6.1.1
     */
    @Test
    void rfc7865_6_2_the_server_gets_another_session_of_the_same_group() {
        wanted(TalkingReply.newBuilder()
                .setRecordingServer(sentTo(Carrier.gateway(SERVER)).getRecordingServer()));
        Talk talk = recorded();
        PhoneCall session = takes();
        String before = session.invite().body().text();
        PhoneCall comes = transfers(talk);
        leaves(session);
        leaves(talk.caller());
        PhoneCall next = server.rings();
        next.answers(200, TAKES);
        next.hears(Method.ACK);
        Until.equal(List.of(TAKES, TAKES), () -> edge.media.copyAnswers);
        String after = next.invite().body().text();
        assertThat(after)
                .contains("sip:102@acme.example", "sip:103@acme.example")
                .doesNotContain("sip:101@acme.example");
        assertThat(said(after, "group_id")).isEqualTo(said(before, "group_id"));
        assertThat(said(after, "session_id")).isNotEqualTo(said(before, "session_id"));
        assertThat(before)
                .as("who stays is the same participant")
                .contains("participant participant_id=\"" + said(after, "participant participant_id"));
        assertThat(edge.media.copies.getLast().getSessionId())
                .isNotEqualTo(edge.media.copies.getFirst().getSessionId());
        assertThat(edge.media.copies.getLast().getLegsList().stream().map(CopiedLeg::getCopiedLegId))
                .containsExactlyElementsOf(second().getLegIdsList());
        ends(comes, talk.callee());
        leaves(next);
        nothingTold();
        edge.nothingLeft();
    }

    private static String said(String metadata, String attribute) {
        Matcher found = Pattern.compile(attribute + "=\"([^\"]+)\"").matcher(metadata);
        assertThat(found.find()).as(attribute).isTrue();
        return found.group(1);
    }

    /** It was paused a moment before it ended, say. */
    @Test
    void of_a_pause_of_what_was_recorded_before_the_next_server_hears_nothing() {
        wanted(TalkingReply.newBuilder()
                .setRecordingServer(sentTo(Carrier.gateway(SERVER)).getRecordingServer()));
        Talk talk = recorded();
        PhoneCall session = takes();
        PhoneCall comes = transfers(talk);
        leaves(session);
        leaves(talk.caller());
        PhoneCall next = server.rings();
        next.answers(200, TAKES);
        next.hears(Method.ACK);
        Until.equal(List.of(TAKES, TAKES), () -> edge.media.copyAnswers);
        edge.media.recordingRests(ORDER.getRecordingId(), true);
        edge.media.recordingRests(NEXT.getRecordingId(), true);
        SipRequest pause = next.hears(Method.INVITE);
        next.answers(pause, 200, "taken: inactive");
        next.hears(Method.ACK);
        edge.media.recordingRests(ORDER.getRecordingId(), false);
        ends(comes, talk.callee());
        leaves(next);
        nothingTold();
        edge.nothingLeft();
        assertThat(edge.media.copyAnswers).containsExactly(TAKES, TAKES, "taken: inactive");
    }

    @Test
    void rfc5589_7_3_after_a_consultation_the_two_who_are_brought_together_are() {
        wanted(TalkingReply.newBuilder().addPausing("101"));
        Talk first = recorded(Plan.newBuilder().setRecording(ORDER));
        Until.equal(1, edge.media.callRecords::size);
        edge.plan(
                Plan.newBuilder().setCaller(Party.newBuilder().setNumber("102").setDeviceId("device-102")),
                ring(20, carol));
        PhoneCall consults = bob.calls("103", "offer of bob");
        PhoneCall consulted = carol.rings();
        consulted.answers(200, "answer of carol");
        consulted.hears(Method.ACK);
        consults.hears(200);
        consults.acks();
        first.callee().refers("sip:103@acme.example?Replaces=" + consults.replaces());
        first.callee().hears(202);
        SipRequest offer = first.caller().hears(Method.INVITE);
        assertThat(edge.media.callRecords).as("nobody talks yet").hasSize(1);
        first.caller().answers(offer, 200, "sendrecv of alice");
        first.caller().hears(Method.ACK);
        leaves(first.callee());
        leaves(consults);
        RecordCallRequest next = second();
        assertThat(edge.app.talkings)
                .singleElement()
                .satisfies(asked -> assertThat(asked.getTalkersList()).containsExactly(inside("101"), inside("103")));
        assertThat(next.getSessionId())
                .isEqualTo(edge.media.callRecords.getFirst().getSessionId());
        assertThat(next.getKeyedLegIdsList()).containsExactly(next.getLegIds(0));
        ends(consulted, first.caller());
        edge.nothingLeft();
    }

    @Test
    void rfc3891_3_who_takes_a_party_over_is_recorded_with_it() {
        wanted(TalkingReply.newBuilder());
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
        SipRequest offer = first.caller().hears(Method.INVITE);
        first.caller().answers(offer, 200, "sendrecv of alice");
        first.caller().hears(Method.ACK);
        takes.hears(200);
        takes.acks();
        leaves(first.callee());
        Until.equal(1, edge.media.callRecords::size);
        assertThat(edge.app.talkings)
                .singleElement()
                .satisfies(asked -> assertThat(asked.getTalkersList()).containsExactly(inside("102"), inside("101")));
        takes.hangsUp();
        leaves(first.caller());
        edge.nothingLeft();
    }

    @Test
    void whoever_a_phone_sends_the_caller_to_is_asked_about_and_not_that_phone() {
        Talk talk = redirected();
        Until.equal(1, edge.app.talkings::size);
        assertThat(edge.app.talkings.getFirst().getTalkersList()).containsExactly(inside("101"), inside("103"));
        ends(talk.callee(), talk.caller());
        edge.nothingLeft();
        assertThat(edge.media.callRecords)
                .as("by the policy of who is not there")
                .isEmpty();
    }

    @Test
    void where_the_app_is_away_the_plans_order_is_good_for_whoever_a_phone_sends_the_caller_to() {
        edge.app.onTalking = asked -> {
            throw new IllegalStateException("away");
        };
        Talk talk = redirected();
        Until.equal(1, edge.media.callRecords::size);
        assertThat(edge.media.callRecords.getFirst().getOrder()).isEqualTo(ORDER);
        ends(talk.callee(), talk.caller());
        edge.nothingLeft();
    }

    /** Alice calls Bob, whose plan is recorded, and whose phone says that Carol is to be called. */
    private Talk redirected() {
        edge.plan(Plan.newBuilder().setRecording(ORDER), ring(20, bob));
        edge.sentOn("103", ring(20, carol));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(
                callee.invite(),
                302,
                "",
                Contact.of(Uri.parse("sip:103@acme.example").orElseThrow()));
        callee.hears(Method.ACK);
        PhoneCall there = carol.rings();
        there.answers(200, ANSWER);
        there.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        return new Talk(caller, there);
    }

    @Test
    void where_the_app_does_not_say_the_tenant_hears_that_a_recorded_call_is_not_any_more() {
        Talk talk = recorded(Plan.newBuilder().setRecording(ORDER));
        Until.equal(1, edge.media.callRecords::size);
        edge.sentOn("103", ring(20, carol));
        talk.caller().refers("sip:103@acme.example");
        talk.caller().hears(202);
        PhoneCall comes = carol.rings();
        edge.app.broken = true;
        comes.answers(200, "answer of carol");
        comes.hears(Method.ACK);
        leaves(talk.caller());
        Until.equal(1L, edge.conversations.calls()::missedRecordings);
        Until.holds(
                "its tenant is told",
                () -> edge.app.heard(FromEdge.EventCase.SECURITY_EVENT).stream()
                        .anyMatch(event -> event.getSecurityEvent().getName().equals("recording.missed")));
        ends(comes, talk.callee());
        edge.nothingLeft();
        assertThat(edge.media.callRecords).hasSize(1);
    }

    @Test
    void a_carrier_has_no_policy_and_no_keys() {
        wanted(TalkingReply.newBuilder().addPausing("+4930901820"));
        Phone carrier = edge.gateway("203.0.113.1");
        Talk talk = talk();
        edge.sentOn("030901820", dial(5_000, "203.0.113.1"));
        talk.callee().refers("sip:030901820@acme.example");
        talk.callee().hears(202);
        PhoneCall there = carrier.rings();
        there.answers(200, "answer of the carrier");
        there.hears(Method.ACK);
        leaves(talk.callee());
        Until.equal(1, edge.media.callRecords::size);
        assertThat(edge.app.talkings.getFirst().getTalkers(1))
                .isEqualTo(Talker.newBuilder()
                        .setNumber("+4930901820")
                        .setOutside(true)
                        .build());
        assertThat(edge.media.callRecords.getFirst().getKeyedLegIdsList()).isEmpty();
        talk.caller().hangsUp();
        talk.caller().hears(200);
        leaves(there);
        edge.nothingLeft();
    }

    @Test
    void of_who_is_sent_to_an_emergency_service_nobody_is_asked_and_nothing_recorded() {
        wanted(TalkingReply.newBuilder());
        Phone help = edge.gateway("203.0.113.1");
        Talk talk = recorded(Plan.newBuilder().setRecording(ORDER));
        Until.equal(1, edge.media.callRecords::size);
        edge.sentOn("112", emergency(dial(5_000, "203.0.113.1")));
        talk.callee().refers("sip:112@acme.example");
        talk.callee().hears(202);
        PhoneCall there = help.rings();
        there.answers(200, "answer of help");
        there.hears(Method.ACK);
        leaves(talk.callee());
        Until.holds("they talk", () -> lastLive().getConnected().equals("112"));
        talk.caller().hangsUp();
        talk.caller().hears(200);
        leaves(there);
        edge.nothingLeft();
        assertThat(edge.app.talkings).isEmpty();
        assertThat(edge.media.callRecords).hasSize(1);
        assertThat(edge.conversations.calls().missedRecordings()).isZero();
    }
}
