package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallLeg;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.header.MaxBreadth;
import org.ringfort.protocol.sip.header.RawHeader;

/** One phone speaks to many: who is asked, who hears it, and what ends it. */
class PagingTest extends PageScene {
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

    @Test
    void the_busy_are_left_out_and_the_others_hear_it() {
        Talk talk = talk();
        PhoneCall pager = pages(120, bob, carol);
        PhoneCall listener = answers(carol);
        Until.equal(1, () -> confers(true).size());
        assertThat(invited(bob)).as("he talks").isFalse();
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
        assertThat(invited(dave)).as("who pages does not hear himself").isFalse();
        assertThat(leg(edge.record(), "102").getStatus()).isEqualTo(480);
    }

    @Test
    void rfc5393_5_3_3_no_more_are_asked_at_once_than_there_is_breadth_for() {
        edge.plan(byDave(), page(120, bob, carol));
        PhoneCall pager = dave.calls("880", "offer of dave", new MaxBreadth(1));
        pager.hears(200);
        pager.acks();
        PhoneCall first = bob.rings();
        first.answers(180);
        settled(pager);
        assertThat(invited(carol)).as("while he rings").isFalse();
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
        settled(pager);
        assertThat(invited(bob)).isFalse();
        pager.acks("answer of dave");
        PhoneCall listener = answers(bob);
        Until.equal(1, () -> confers(true).size());
        over(pager, listener);
    }
}
