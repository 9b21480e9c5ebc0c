package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Application;
import org.ringfort.contract.control.v1.CallLeg;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.HungUpBy;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Event;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.ReferTo;

/** One party sends the other elsewhere by REFER: RFC 3515, and the flows of RFC 5589 section 6. */
class TransferTest extends CallScene {
    private static final String TO_CAROL = "sip:103@acme.example";
    private final Phone carol = edge.phone("103");

    private static Step refuse(int status) {
        return Step.newBuilder()
                .setRefuse(Refused.newBuilder().setStatus(status))
                .build();
    }

    private static Step serve(String application) {
        return Step.newBuilder()
                .setApplication(Application.newBuilder().setName(application))
                .build();
    }

    private void end(PhoneCall hangsUp, PhoneCall other) {
        hangsUp.hangsUp();
        hangsUp.hears(200);
        other.answers(other.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    /** Bob sends Alice to Carol, who answers. */
    private PhoneCall transferred(Talk talk) {
        edge.sentOn("103", ring(20, carol));
        talk.callee().refers(TO_CAROL);
        talk.callee().hears(202);
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 100 Trying active");
        PhoneCall there = carol.rings();
        there.answers(180);
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 180 Ringing active");
        there.answers(200, "answer of carol");
        there.hears(Method.ACK);
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 200 OK terminated");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        return there;
    }

    /** Who stays is not asked, and would go on with the keys of who left. */
    @Test
    void who_talks_end_to_end_is_not_sent_elsewhere_and_talks_on() {
        edge.media.keying = Keying.KEYING_ZRTP;
        Talk talk = talk();
        talk.callee().refers(TO_CAROL);
        talk.callee().hears(488);
        end(talk.callee(), talk.caller());
    }

    @Test
    void rfc5589_6_1_the_called_party_sends_the_caller_to_a_third() {
        Talk talk = talk();
        PhoneCall there = transferred(talk);
        assertThat(there.invite().headers().from().sipUri().orElseThrow().userText())
                .isEqualTo("101");
        assertThat(edge.app.routes.getLast().getOnBehalf())
                .isEqualTo(OnBehalf.newBuilder()
                        .setTenantId("tenant-1")
                        .setDeviceId("device-102")
                        .setNumber("102")
                        .setCause(OnBehalf.Cause.CAUSE_TRANSFER)
                        .setSentDeviceId("device-101")
                        .build());
        Until.holds(
                "the watchers see who talks", () -> lastLive().getConnected().equals("103"));
        Until.equal("101", () -> lastLive().getCaller());
        assertThat(lastLive().getCallerName()).isEqualTo("Alice");
        Until.equal(2, () -> lastLive().getLegsCount());
        end(talk.caller(), there);
        CallRecord record = edge.record();
        assertThat(record.getWhy()).isEqualTo("extension 102; Transferred by 102 to 103");
        assertThat(record.getConnected()).isEqualTo("103");
        assertThat(record.getLegsList()).extracting(CallLeg::getNumber).containsExactly("101", "102", "103");
        assertThat(record.getLegsList()).extracting(CallLeg::getStatus).containsExactly(200, 200, 200);
        assertThat(record.getLegs(1).getEndedAtMs()).isBetween(record.getAnsweredAtMs(), record.getEndedAtMs());
        assertThat(record.getHungUpBy()).isEqualTo(HungUpBy.HUNG_UP_BY_CALLER);
    }

    @Test
    void the_calling_party_sends_the_called_one_to_a_third() {
        Talk talk = talk();
        edge.sentOn("103", ring(20, carol));
        talk.caller().refers(TO_CAROL);
        talk.caller().hears(202);
        PhoneCall there = carol.rings();
        assertThat(there.invite().headers().from().sipUri().orElseThrow().userText())
                .isEqualTo("102");
        there.answers(200, "answer of carol");
        there.hears(Method.ACK);
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        Until.holds("the watchers see who talks", () -> lastLive().getCaller().equals("102"));
        Until.equal("103", () -> lastLive().getConnected());
        end(there, talk.callee());
        assertThat(edge.record().getConnected()).isEqualTo("102");
        assertThat(edge.record().getCaller()).isEqualTo("101");
        assertThat(edge.record().getHungUpBy()).isEqualTo(HungUpBy.HUNG_UP_BY_CALLEE);
    }

    @Test
    void who_was_put_on_hold_before_is_taken_off_it() {
        Talk talk = talk();
        talk.callee().invite("sendonly of bob");
        SipRequest hold = talk.caller().hears(Method.INVITE);
        talk.caller().answers(hold, 200, "recvonly of alice");
        talk.caller().hears(Method.ACK);
        talk.callee().hears(200);
        talk.callee().acks();
        PhoneCall there = transferred(talk);
        SipRequest resume = talk.caller().hears(Method.INVITE);
        talk.caller().answers(resume, 491, "");
        resume = talk.caller().hears(Method.INVITE);
        talk.caller().answers(resume, 200, "sendrecv of alice");
        talk.caller().hears(Method.ACK);
        end(there, talk.caller());
    }

    @Test
    void a_transferor_that_hangs_up_at_once_leaves_the_others_to_it() {
        Talk talk = talk();
        edge.sentOn("103", ring(20, carol));
        talk.callee().refers(TO_CAROL);
        talk.callee().hears(202);
        PhoneCall there = carol.rings();
        talk.callee().hangsUp();
        talk.callee().hears(200);
        there.answers(200, "answer of carol");
        there.hears(Method.ACK);
        Until.holds("they talk", () -> lastLive().getConnected().equals("103"));
        end(talk.caller(), there);
    }

    @Test
    void rfc3515_2_4_5_busy_is_told_and_the_call_is_as_it_was() {
        Talk talk = talk();
        edge.sentOn("103", ring(20, carol));
        talk.callee().refers(TO_CAROL);
        talk.callee().hears(202);
        talk.callee().isTold();
        PhoneCall there = carol.rings();
        there.answers(486);
        there.hears(Method.ACK);
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 486 Busy Here terminated");
        assertThat(edge.media.asked).contains("rollback");
        talk.caller().invite("sendonly of alice");
        SipRequest onward = talk.callee().hears(Method.INVITE);
        talk.callee().answers(onward, 200, "recvonly of bob");
        talk.callee().hears(Method.ACK);
        talk.caller().hears(200);
        talk.caller().acks();
        end(talk.caller(), talk.callee());
        assertThat(edge.record().getConnected()).isEqualTo("102");
    }

    @Test
    void an_unknown_number_is_404_in_the_fragment() {
        Talk talk = talk();
        edge.sentOn("555", refuse(404));
        talk.callee().refers("sip:555@acme.example");
        talk.callee().hears(202);
        talk.callee().isTold();
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 404 Not Found terminated");
        end(talk.callee(), talk.caller());
    }

    @Test
    void nobody_is_left_where_the_transferor_is_gone_and_nobody_answers() {
        Talk talk = talk();
        edge.sentOn("103", ring(20, carol));
        talk.callee().refers(TO_CAROL);
        talk.callee().hears(202);
        PhoneCall there = carol.rings();
        talk.callee().hangsUp();
        talk.callee().hears(200);
        there.answers(486);
        there.hears(Method.ACK);
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        assertThat(edge.record().getEndReason()).isEqualTo("transfer failed with 486");
        edge.nothingLeft();
    }

    @Test
    void who_is_sent_may_hang_up_while_it_rings() {
        Talk talk = talk();
        edge.sentOn("103", ring(20, carol));
        talk.callee().refers(TO_CAROL);
        talk.callee().hears(202);
        talk.callee().isTold();
        PhoneCall there = carol.rings();
        there.answers(180);
        talk.callee().isTold();
        talk.caller().hangsUp();
        talk.caller().hears(200);
        there.answers(there.hears(Method.CANCEL), 200, "");
        there.answers(487);
        assertThat(talk.callee().isTold()).isEqualTo("SIP/2.0 487 Request Terminated terminated");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void to_the_echo_test_the_party_is_offered_media_itself() {
        Talk talk = talk();
        edge.sentOn("*43", serve("echo"));
        talk.callee().refers("sip:*43@acme.example");
        talk.callee().hears(202);
        SipRequest offer = talk.caller().hears(Method.INVITE);
        assertThat(offer.body().text()).isEqualTo("answer from media"); // what media says for the leg
        talk.caller().answers(offer, 200, "sendrecv of alice");
        talk.caller().hears(Method.ACK);
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        Until.holds("echo", () -> edge.media.asked.contains("echo"));
        Until.equal("echo", () -> lastLive().getConnected());
        talk.caller().hangsUp();
        talk.caller().hears(200);
        assertThat(edge.record().getConnected()).isEqualTo("echo");
        edge.nothingLeft();
    }

    @Test
    void an_application_is_told_who_was_sent_to_it() {
        Talk talk = talk();
        edge.sentOn("*97", serve("voicemail-menu"));
        talk.callee().refers("sip:*97@acme.example");
        talk.callee().hears(202);
        SipRequest offer = talk.caller().hears(Method.INVITE);
        talk.caller().answers(offer, 200, "sendrecv of alice");
        Until.holds(
                "opened",
                () -> edge.app.heard(FromEdge.EventCase.APPLICATION_OPENED).size() == 1);
        var opened =
                edge.app.heard(FromEdge.EventCase.APPLICATION_OPENED).getFirst().getApplicationOpened();
        assertThat(opened.getCaller().getNumber()).isEqualTo("101");
        assertThat(opened.getDialled()).isEqualTo("*97");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        talk.caller().hangsUp();
        talk.caller().hears(200);
        edge.nothingLeft();
    }

    @Test
    void rfc4488_without_a_subscription_there_is_no_notify() {
        Talk talk = talk();
        edge.sentOn("103", ring(20, carol));
        talk.callee().refers(TO_CAROL, RawHeader.of("Refer-Sub", "false"));
        assertThat(talk.callee().hears(202).headers().all(RawHeader.class))
                .anyMatch(header -> header.name().text().equalsIgnoreCase("Refer-Sub"));
        PhoneCall there = carol.rings();
        there.answers(200, "answer of carol");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        assertThat(bob.hasHeard(message -> message.method().equals(Method.NOTIFY)))
                .isFalse();
        end(talk.caller(), there);
    }

    @Test
    void rfc3515_2_4_6_a_second_refer_is_told_apart_and_a_phone_may_unsubscribe() {
        Talk talk = talk();
        edge.sentOn("555", refuse(404));
        edge.sentOn("103", ring(20, carol));
        talk.callee().refers("sip:555@acme.example");
        talk.callee().hears(202);
        talk.callee().isTold();
        talk.callee().isTold();
        SipRequest second = talk.callee().refers(TO_CAROL);
        talk.callee().hears(202);
        SipRequest notify = talk.callee().hears(Method.NOTIFY);
        assertThat(notify.headers().event().orElseThrow().id())
                .hasValue(Integer.toString(second.headers().cseq().number()));
        assertThat(notify.headers().subscriptionState().orElseThrow().expires()).hasValue(600);
        talk.callee().answers(notify, 200, "");
        PhoneCall there = carol.rings();
        talk.callee().asks(Method.SUBSCRIBE, Event.of("refer"), new Expires(0));
        talk.callee().hears(200);
        assertThat(talk.callee().isTold()).endsWith("terminated");
        there.answers(180);
        there.answers(200, "answer of carol");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        assertThat(bob.hasHeard(message -> message.method().equals(Method.NOTIFY)))
                .isFalse();
        end(talk.caller(), there);
    }

    @Test
    void rfc3515_2_4_2_what_is_no_number_of_ours_is_refused() {
        Talk talk = talk();
        for (String elsewhere : List.of(
                "sip:00900123456@evil.example",
                "sip:acme.example",
                "sip:103@acme.example;method=BYE",
                "sip:103@acme.example;method=MESSAGE")) {
            talk.callee().refers(elsewhere);
            talk.callee().hears(403);
        }
        talk.callee().refers("http://acme.example/");
        talk.callee().hears(416);
        talk.callee().asks(Method.REFER);
        talk.callee().hears(400);
        assertThat(edge.app.routes).hasSize(1);
        assertThat(edge.conversations.calls().up()).isEqualTo(1);
        end(talk.callee(), talk.caller());
    }

    @Test
    void headers_behind_the_question_mark_do_nothing() {
        Talk talk = talk();
        edge.sentOn("103", ring(20, carol));
        talk.callee().refers(TO_CAROL + "?X-Trace=leak7&Subject=leak7&Route=%3Csip:evil.example%3E&body=leak7");
        talk.callee().hears(202);
        PhoneCall there = carol.rings();
        assertThat(wire(there.invite())).doesNotContain("leak7", "evil.example", "Referred-By", "Refer-To");
        there.answers(200, "answer of carol");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        end(talk.caller(), there);
    }

    @Test
    void rfc3515_4_1_outside_a_dialog_nobody_is_sent_anywhere() {
        var refer = bob.asks(
                Method.REFER,
                SipUri.parse("sip:101@acme.example").orElseThrow(),
                "stranger",
                1,
                new ReferTo(NameAddress.parse("<" + TO_CAROL + ">").orElseThrow()));
        assertThat(bob.hears(603).headers().callId()).isEqualTo(refer.headers().callId());
        assertThat(edge.app.routes).isEmpty();
    }

    @Test
    void one_transfer_at_a_time_and_the_session_stays_as_it_is_meanwhile() {
        Talk talk = talk();
        edge.sentOn("103", ring(20, carol));
        talk.callee().refers(TO_CAROL);
        talk.callee().hears(202);
        PhoneCall there = carol.rings();
        talk.caller().refers("sip:102@acme.example");
        talk.caller().hears(491);
        talk.caller().invite("sendonly of alice");
        talk.caller().hears(491);
        talk.caller().acksFailure();
        there.answers(486);
        there.hears(Method.ACK);
        end(talk.caller(), talk.callee());
    }

    @Test
    void what_is_rung_may_send_on_as_well() {
        Phone dave = edge.phone("104");
        Talk talk = talk();
        edge.sentOn("103", ring(20, carol));
        edge.sentOn("104", ring(20, dave));
        talk.callee().refers(TO_CAROL);
        talk.callee().hears(202);
        PhoneCall there = carol.rings();
        there.answers(
                there.invite(),
                302,
                "",
                Contact.of(SipUri.parse("sip:104@acme.example").orElseThrow()));
        PhoneCall further = dave.rings();
        further.answers(200, "answer of dave");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        end(talk.caller(), further);
        assertThat(edge.record().getWhy())
                .isEqualTo("extension 102; Transferred by 102 to 103; Redirected by 103 to 104");
    }
}
