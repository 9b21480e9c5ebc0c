package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.media.v1.AnswerReply;
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
import org.ringfort.protocol.sip.header.MaxBreadth;
import org.ringfort.protocol.sip.header.MinSe;
import org.ringfort.protocol.sip.header.RawHeader;

/** The phones of a page, each on its own: what one of them does is no matter of the others. */
class PagedPhonesTest extends PageScene {
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

    @Test
    void rfc4028_7_3_a_phone_that_wants_a_longer_timer_is_called_again_with_it() {
        PhoneCall pager = pages(120, bob);
        PhoneCall wants = bob.rings();
        wants.answers(wants.invite(), 422, "", new MinSe(3600));
        wants.hears(Method.ACK);
        PhoneCall listener = answers(bob);
        assertThat(listener.invite().headers().minSe()).hasValue(3600);
        assertThat(text(listener.invite(), "Answer-Mode")).isEqualTo("Auto");
        Until.equal(1, () -> confers(true).size());
        over(pager, listener);
    }

    @Test
    void rfc3261_9_1_a_phone_that_answers_while_it_is_given_up_is_told_that_it_is_over() {
        PhoneCall pager = pages(120, bob, carol);
        PhoneCall late = bob.rings();
        late.answers(180);
        PhoneCall listener = answers(carol);
        Until.equal(1, () -> confers(true).size());
        hangUp(pager, listener);
        late.hears(Method.CANCEL);
        late.answers(200, ANSWER);
        late.hears(Method.ACK);
        late.answers(late.hears(Method.BYE), 200, "");
        edge.nothingLeft();
        assertThat(confers(true)).as("it never heard anything").hasSize(1);
    }

    @Test
    void a_phone_that_takes_a_call_after_the_plan_was_made_is_left_alone() {
        edge.plan(byDave(), page(120, bob, carol));
        PhoneCall pager = dave.calls("880", "offer of dave", new MaxBreadth(1));
        pager.hears(200);
        pager.acks();
        PhoneCall first = bob.rings();
        first.answers(180);
        edge.plan(EdgeBench.ring(20, carol));
        PhoneCall caller = alice.calls("103", OFFER);
        PhoneCall talks = carol.rings();
        talks.answers(200, "answer of carol");
        talks.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        first.answers(200, ANSWER);
        first.hears(Method.ACK);
        Until.equal(1, () -> confers(true).size());
        settled(pager);
        assertThat(invited(carol)).as("she talks").isFalse();
        hangUp(pager, first);
        hangUp(caller, talks);
        edge.nothingLeft();
    }

    @Test
    void where_media_is_away_the_page_ends_for_all_at_once() {
        edge.plan(byDave(), page(120, bob, carol));
        PhoneCall pager = dave.calls("880", "offer of dave", new MaxBreadth(1));
        pager.hears(200);
        pager.acks();
        PhoneCall first = bob.rings();
        edge.media.hangs = true;
        first.answers(486);
        pager.answers(pager.hears(Method.BYE), 200, "");
        edge.media.hangs = false;
        Until.equal(1, edge.app.records::size);
        assertThat(edge.record().getEndReason()).startsWith("media unavailable");
        assertThat(invited(carol)).as("there was nothing to offer her").isFalse();
    }
}
