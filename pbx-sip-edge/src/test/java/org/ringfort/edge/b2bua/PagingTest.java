package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallLeg;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.Page;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.contract.media.v1.ConferRequest;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.MaxBreadth;
import org.ringfort.protocol.sip.header.RawHeader;

/** One phone speaks to many: who is asked, who hears it, and what ends it. */
class PagingTest extends CallScene {
    private final Phone carol = edge.phone("103");
    private final Phone dave = edge.phone("104");

    private static Target.Builder target(Phone phone) {
        return EdgeBench.ring(20, phone).getRing().getTargets(0).toBuilder();
    }

    private static Step page(int seconds, Phone... phones) {
        var page = Page.newBuilder().setPageId("page-1").setSeconds(seconds);
        Arrays.stream(phones).forEach(phone -> page.addTargets(target(phone)));
        return Step.newBuilder().setPage(page).setWhy("page group Shop").build();
    }

    private static Plan.Builder byDave() {
        return Plan.newBuilder()
                .setCaller(Party.newBuilder()
                        .setNumber("104")
                        .setDisplayName("Dave")
                        .setDeviceId("device-104"));
    }

    /** Dave dials the group; he is answered before anybody else is asked. */
    private PhoneCall pages(int seconds, Phone... phones) {
        edge.plan(byDave(), page(seconds, phones));
        PhoneCall call = dave.calls("880", "offer of dave");
        assertThat(call.hears(200).body().text()).isEqualTo("answer from media");
        call.acks();
        return call;
    }

    private static PhoneCall answers(Phone phone) {
        PhoneCall call = phone.rings();
        call.answers(200, "answer of " + phone.number());
        call.hears(Method.ACK);
        return call;
    }

    private void over(PhoneCall pager, PhoneCall... listeners) {
        hangUp(pager, listeners);
        edge.nothingLeft();
    }

    private static void hangUp(PhoneCall pager, PhoneCall... listeners) {
        pager.hangsUp();
        pager.hears(200);
        for (PhoneCall listener : listeners) {
            listener.answers(listener.hears(Method.BYE), 200, "");
        }
    }

    private List<ConferRequest> confers(boolean listening) {
        return edge.media.confers.stream()
                .filter(request -> request.getOrder().getListens() == listening)
                .toList();
    }

    private static CallLeg leg(CallRecord record, String number) {
        return record.getLegsList().stream()
                .filter(leg -> leg.getNumber().equals(number))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void who_pages_is_heard_by_all_who_answer_and_hears_a_tone_first() {
        PhoneCall pager = pages(120, bob, carol);
        PhoneCall first = answers(bob);
        Until.equal(1, () -> confers(false).size());
        assertThat(edge.media.plays)
                .singleElement()
                .satisfies(play -> assertThat(play.getSounds(0).getPrompt()).isEqualTo("beep"));
        PhoneCall second = answers(carol);
        Until.equal(2, () -> confers(true).size());
        assertThat(edge.media.confers)
                .as("one conference, of this call alone")
                .extracting(request -> request.getOrder().getConferenceId())
                .containsOnly("page/" + lastLive().getCallId());
        assertThat(edge.media.confers)
                .as("nobody has a moderator's keys")
                .noneMatch(request -> request.getOrder().getModerator());
        over(pager, first, second);
        CallRecord record = edge.record();
        assertThat(record.getConnected()).isEqualTo("102");
        assertThat(record.getLegsList()).extracting(CallLeg::getStatus).containsExactly(200, 200, 200);
        assertThat(record.getLegsList())
                .allSatisfy(leg -> assertThat(leg.getAnsweredAtMs()).isPositive());
        assertThat(leg(record, "103").getPacketsAuthenticated())
                .as("measured in a session of its own")
                .isEqualTo(50);
    }

    @Test
    void rfc5373_phones_are_asked_to_answer_by_themselves_and_nobody_else_can_ask_so() {
        PhoneCall pager = pages(120, bob);
        PhoneCall listener = bob.rings();
        assertThat(listener.invite().body().text()).as("our own offer").isEqualTo("answer from media");
        assertThat(text(listener.invite(), "Answer-Mode")).isEqualTo("Auto");
        assertThat(text(listener.invite(), "Call-Info")).isEqualTo("<sip:acme.example>;answer-after=0");
        assertThat(text(listener.invite(), "Alert-Info"))
                .isEqualTo("<http://www.notused.com>;info=alert-autoanswer;delay=0");
        assertThat(listener.invite().headers().to().sipUri().orElseThrow().userText())
                .isEqualTo("102");
        assertThat(listener.invite().headers().from().sipUri().orElseThrow().userText())
                .isEqualTo("104");
        listener.answers(200, ANSWER);
        over(pager, listener);

        edge.plan(EdgeBench.ring(20, bob));
        PhoneCall nosy = alice.calls(
                "102",
                OFFER,
                RawHeader.of("Answer-Mode", "Auto"),
                RawHeader.of("Priv-Answer-Mode", "Auto"),
                RawHeader.of("Call-Info", "<sip:acme.example>;answer-after=0"),
                RawHeader.of("Alert-Info", "<http://x>;info=alert-autoanswer;delay=0"));
        PhoneCall rung = bob.rings();
        assertThat(wire(rung.invite()))
                .doesNotContain("Answer-Mode")
                .doesNotContain("Call-Info")
                .doesNotContain("Alert-Info");
        rung.answers(180);
        nosy.hears(180);
        nosy.cancels();
        rung.answers(rung.hears(Method.CANCEL), 200, "");
        rung.answers(487);
        edge.nothingLeft();
    }

    private static String text(SipRequest request, String header) {
        return request.headers().text(HeaderName.of(header)).orElse("");
    }

    @Test
    void the_busy_are_left_out_and_the_others_hear_it() {
        Talk talk = talk();
        PhoneCall pager = pages(120, bob, carol);
        PhoneCall listener = answers(carol);
        Until.equal(1, () -> confers(true).size());
        assertThat(bob.hasHeard(message -> message instanceof SipRequest request && request.is(Method.INVITE)))
                .as("he talks")
                .isFalse();
        hangUp(pager, listener);
        talk.caller().hangsUp();
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        edge.nothingLeft();
        Until.equal(2, edge.app.records::size);
        assertThat(edge.app.records.values())
                .filteredOn(record -> record.getCaller().equals("104"))
                .singleElement()
                .satisfies(record -> {
                    assertThat(leg(record, "102").getStatus()).isEqualTo(486);
                    assertThat(leg(record, "103").getStatus()).isEqualTo(200);
                });
    }

    @Test
    void who_refuses_or_sends_the_call_elsewhere_is_left_out() {
        Phone erin = edge.phone("105");
        PhoneCall pager = pages(120, bob, carol, erin);
        bob.rings().answers(486);
        PhoneCall elsewhere = carol.rings();
        elsewhere.answers(elsewhere.invite(), 302, "", RawHeader.of("Contact", "<sip:106@acme.example>"));
        PhoneCall listener = answers(erin);
        Until.equal(1, () -> confers(true).size());
        over(pager, listener);
        CallRecord record = edge.record();
        assertThat(leg(record, "102").getStatus()).isEqualTo(486);
        assertThat(leg(record, "103").getStatus()).isEqualTo(302);
        assertThat(edge.app.routes)
                .as("nobody was asked where it should go instead")
                .hasSize(1);
    }

    @Test
    void who_does_not_answer_is_given_up_and_nobody_waits_for_him() {
        PhoneCall pager = pages(120, bob, carol);
        PhoneCall silent = bob.rings();
        silent.answers(180);
        PhoneCall listener = answers(carol);
        Until.equal(1, () -> confers(true).size());
        SipRequest cancel = silent.hears(Method.CANCEL);
        silent.answers(cancel, 200, "");
        silent.answers(487);
        over(pager, listener);
        assertThat(leg(edge.record(), "102").getStatus()).isEqualTo(487);
    }

    @Test
    void a_listener_that_hangs_up_leaves_alone_and_the_last_one_ends_it() {
        PhoneCall pager = pages(120, bob, carol);
        PhoneCall first = answers(bob);
        PhoneCall second = answers(carol);
        Until.equal(3, edge.media.confers::size);
        first.hangsUp();
        first.hears(200);
        Until.equal(2, edge.media.sessions::size);
        assertThat(carol.hasHeard(message -> message.method().equals(Method.BYE)))
                .isFalse();
        second.hangsUp();
        second.hears(200);
        pager.answers(pager.hears(Method.BYE), 200, "");
        edge.nothingLeft();
        assertThat(edge.record().getEndReason()).isEqualTo("nobody hears the page any more");
    }

    @Test
    void a_listener_may_change_its_session_and_one_that_cannot_be_agreed_with_stays_as_it_was() {
        PhoneCall pager = pages(120, bob);
        PhoneCall listener = answers(bob);
        Until.equal(2, edge.media.confers::size);
        listener.invite("offer of bob, after ICE");
        assertThat(listener.hears(200).body().text()).isEqualTo("answer from media");
        listener.acks();
        listener.invite("m=audio 1 RTP/AVP 0");
        listener.hears(488);
        listener.acksFailure();
        listener.informs(ContentType.of("application", "dtmf-relay"), "Signal=6");
        listener.hears(200);
        over(pager, listener);
    }

    @Test
    void a_listener_that_floods_the_page_is_refused_and_ends_it_for_nobody() {
        PhoneCall pager = pages(120, bob, carol);
        PhoneCall loud = answers(bob);
        PhoneCall listener = answers(carol);
        Until.equal(3, edge.media.confers::size);
        edge.media.hangs = true; // from the first of these on the call waits for media, and reads nothing
        loud.invite("offer of bob while media is away");
        for (int i = 0; i < 1_000; i++) {
            loud.informs(ContentType.of("application", "dtmf-relay"), "Signal=6");
        }
        assertThat(loud.hears(500).headers().retryAfter()).isPresent();
        edge.media.hangs = false;
        loud.acksFailure();
        loud.hangsUp();
        listener.hangsUp();
        listener.hears(200);
        pager.answers(pager.hears(Method.BYE), 200, "");
        edge.nothingLeft();
        assertThat(edge.record().getEndReason()).isEqualTo("nobody hears the page any more");
    }

    @Test
    void the_time_that_is_set_ends_it() {
        PhoneCall pager = pages(1, bob);
        PhoneCall listener = answers(bob);
        pager.answers(pager.hears(Method.BYE), 200, "");
        listener.answers(listener.hears(Method.BYE), 200, "");
        edge.nothingLeft();
        assertThat(edge.record().getEndReason()).isEqualTo("the page has had its time");
    }

    @Test
    void where_nobody_answers_the_pager_hears_so() {
        PhoneCall pager = pages(120, bob);
        bob.rings().answers(480);
        pager.answers(pager.hears(Method.BYE), 200, "");
        edge.nothingLeft();
        assertThat(edge.media.plays)
                .singleElement()
                .satisfies(play -> assertThat(play.getSounds(0).getPrompt()).isEqualTo("not-available"));
        assertThat(edge.record().getEndReason()).isEqualTo("nobody heard the page");
    }

    @Test
    void where_nobody_can_be_asked_the_pager_is_not_answered() {
        Step step = page(120, dave);
        Step gone = step.toBuilder()
                .setPage(step.getPage().toBuilder().addTargets(target(bob).setFlow("a flow of before")))
                .build();
        edge.plan(byDave(), gone);
        PhoneCall call = dave.calls("880", "offer of dave");
        call.hears(480);
        call.acksFailure();
        edge.nothingLeft();
        assertThat(dave.hasHeard(message -> message instanceof SipRequest request && request.is(Method.INVITE)))
                .as("who pages does not hear himself")
                .isFalse();
        assertThat(leg(edge.record(), "102").getStatus()).isEqualTo(480);
    }

    @Test
    void a_phone_that_keys_end_to_end_and_one_that_does_not_agree_are_left_out() {
        Step step = page(120, carol);
        var zrtp = MediaPolicy.newBuilder().addKeyings(Keying.KEYING_ZRTP);
        Phone erin = edge.phone("105");
        edge.plan(
                byDave(),
                step.toBuilder()
                        .setPage(step.getPage().toBuilder()
                                .addTargets(target(bob).setMedia(zrtp))
                                .addTargets(target(erin)))
                        .build());
        edge.media.onAnswer = request -> request.getSdp().toStringUtf8().equals("answer of 103")
                ? AnswerReply.newBuilder()
                        .setRefused(Refused.newBuilder().setReason(Refused.Reason.REASON_NOT_ACCEPTABLE))
                        .build()
                : AnswerReply.getDefaultInstance();
        PhoneCall pager = dave.calls("880", "offer of dave");
        pager.hears(200);
        pager.acks();
        PhoneCall odd = answers(carol);
        SipRequest bye = odd.hears(Method.BYE);
        assertThat(bye.headers().reasons().getFirst().cause()).hasValue(488);
        odd.answers(bye, 200, "");
        PhoneCall listener = answers(erin);
        Until.equal(1, () -> confers(true).size());
        over(pager, listener);
        CallRecord record = edge.record();
        assertThat(leg(record, "102").getStatus()).isEqualTo(488);
        assertThat(leg(record, "103").getStatus()).isEqualTo(488);
        assertThat(leg(record, "105").getStatus()).isEqualTo(200);
    }

    @Test
    void rfc5393_5_3_3_no_more_are_asked_at_once_than_there_is_breadth_for() {
        edge.plan(byDave(), page(120, bob, carol));
        PhoneCall pager = dave.calls("880", "offer of dave", new MaxBreadth(1));
        pager.hears(200);
        pager.acks();
        PhoneCall first = bob.rings();
        first.answers(180);
        assertThat(carol.hasHeard(message -> message.method().equals(Method.INVITE)))
                .as("while he rings")
                .isFalse();
        first.answers(200, ANSWER);
        first.hears(Method.ACK);
        PhoneCall second = answers(carol);
        Until.equal(2, () -> confers(true).size());
        over(pager, first, second);
    }

    @Test
    void nobody_is_asked_before_a_pager_that_offered_nothing_has_answered_us() {
        edge.plan(byDave(), page(120, bob));
        PhoneCall pager = dave.calls("880", "");
        assertThat(pager.hears(200).body().text()).isEqualTo("answer from media");
        assertThat(bob.hasHeard(message -> message.method().equals(Method.INVITE)))
                .isFalse();
        pager.acks("answer of dave");
        PhoneCall listener = answers(bob);
        Until.equal(1, () -> confers(true).size());
        over(pager, listener);
    }

    @Test
    void rfc5626_7_a_phone_is_reached_by_its_other_flow() {
        Phone again = edge.phone("102");
        Step step = page(120, bob);
        edge.plan(
                byDave(),
                step.toBuilder()
                        .setPage(step.getPage().toBuilder()
                                .setTargets(0, target(bob).setPhone("desk"))
                                .addTargets(target(again).setPhone("desk")))
                        .build());
        PhoneCall pager = dave.calls("880", "offer of dave");
        pager.hears(200);
        pager.acks();
        bob.rings().answers(430);
        PhoneCall listener = answers(again);
        Until.equal(1, () -> confers(true).size());
        over(pager, listener);
    }
}
