package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Application;
import org.ringfort.contract.control.v1.Collect;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.LeadConference;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Verb;
import org.ringfort.contract.control.v1.VerbDone;
import org.ringfort.contract.media.v1.ConferReply;
import org.ringfort.contract.media.v1.LeadRequest;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.sound.v1.ConferenceAct;
import org.ringfort.contract.sound.v1.ConferenceEnd;
import org.ringfort.contract.sound.v1.ConferenceOrder;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;

/** Callers whom the app puts into a conference. */
class ConferringTest {
    private final EdgeBench edge = new EdgeBench();
    private final Phone alice = edge.phone("101");

    @AfterEach
    void end() {
        edge.close();
    }

    private static Sound prompt(String name) {
        return Sound.newBuilder().setPrompt(name).build();
    }

    private static Step application(String name, int answerAfterMs) {
        return Step.newBuilder()
                .setApplication(Application.newBuilder()
                        .setName(name)
                        .setAnswerAfterMs(answerAfterMs)
                        .setArgument(ByteString.copyFromUtf8("sealed"))
                        .addFallback(prompt("not-available")))
                .build();
    }

    private PhoneCall opened() {
        edge.plan(application("conference", 0));
        PhoneCall call = alice.calls("800", "offer of alice");
        assertThat(call.hears(200).body().text()).isEqualTo("answer from media");
        call.acks();
        Until.holds(
                "opened",
                () -> edge.app.heard(FromEdge.EventCase.APPLICATION_OPENED).size() == 1);
        return call;
    }

    private String callId() {
        return edge.app
                .heard(FromEdge.EventCase.APPLICATION_OPENED)
                .getLast()
                .getApplicationOpened()
                .getCallId();
    }

    private String legId() {
        return edge.app
                .heard(FromEdge.EventCase.APPLICATION_OPENED)
                .getLast()
                .getApplicationOpened()
                .getLegId();
    }

    private int verbs;

    private void order(Verb.Builder verb) {
        edge.app.say(ToEdge.newBuilder()
                .setVerb(verb.setCallId(callId()).setVerbId(++verbs))
                .build());
    }

    private VerbDone done() {
        int wanted = verbs;
        Until.holds(
                "verb " + wanted + " done",
                () -> edge.app.heard(FromEdge.EventCase.VERB_DONE).stream()
                        .anyMatch(event -> event.getVerbDone().getVerbId() == wanted));
        return edge.app.heard(FromEdge.EventCase.VERB_DONE).stream()
                .map(FromEdge::getVerbDone)
                .filter(done -> done.getVerbId() == wanted)
                .findFirst()
                .orElseThrow();
    }

    private void hangUp(PhoneCall call) {
        call.hangsUp();
        call.hears(200);
        Until.holds(
                "closed",
                () -> edge.app.heard(FromEdge.EventCase.APPLICATION_CLOSED).size() == 1);
        edge.nothingLeft();
    }

    private static ConferenceOrder room() {
        return ConferenceOrder.newBuilder()
                .setConferenceId("tenant/room")
                .setMost(10)
                .build();
    }

    @Test
    void who_confers_stays_without_the_app_until_the_conference_ends() {
        PhoneCall call = opened();
        order(Verb.newBuilder().setConfer(room()));
        Until.equal(1, edge.media.confers::size);
        assertThat(edge.media.confers.getFirst().getOrder()).isEqualTo(room());
        assertThat(edge.media.confers.getFirst().getLegId()).isEqualTo(legId());
        edge.media.digit(edge.media.confers.getFirst().getSessionId(), legId(), '6');
        edge.media.conferenceEnds(ConferenceEnd.CONFERENCE_END_ENDED);
        assertThat(done().getConferred()).isEqualTo(ConferenceEnd.CONFERENCE_END_ENDED);

        order(Verb.newBuilder()
                .setCollect(
                        Collect.newBuilder().setMaxDigits(1).setFirstDigitMs(50).setNextDigitMs(50)));
        assertThat(done().getCollected().getDigits())
                .as("keys of the conference")
                .isEmpty();
        hangUp(call);
    }

    @Test
    void who_is_turned_away_is_told_why_and_who_cannot_confer_that_it_failed() {
        PhoneCall call = opened();
        edge.media.onConfer = request -> ConferReply.newBuilder()
                .setTurnedAway(ConferenceEnd.CONFERENCE_END_LOCKED)
                .build();
        order(Verb.newBuilder().setConfer(room()));
        assertThat(done().getConferred()).isEqualTo(ConferenceEnd.CONFERENCE_END_LOCKED);
        edge.media.onConfer = request -> ConferReply.newBuilder()
                .setRefused(Refused.getDefaultInstance())
                .build();
        order(Verb.newBuilder().setConfer(room()));
        assertThat(done().getFailed()).isNotEmpty();
        hangUp(call);
    }

    @Test
    void who_hangs_up_leaves_the_conference_with_the_session() {
        PhoneCall call = opened();
        order(Verb.newBuilder().setConfer(room()));
        Until.equal(1, edge.media.confers::size);
        hangUp(call);
    }

    @Test
    void an_administrators_acts_reach_media_in_order_and_of_a_call_that_is_over_nobody() {
        PhoneCall call = opened();
        order(Verb.newBuilder().setConfer(room()));
        Until.equal(1, edge.media.confers::size);
        String callId = callId();
        lead(callId, ConferenceAct.CONFERENCE_ACT_LOCK);
        lead(callId, ConferenceAct.CONFERENCE_ACT_MUTE);
        Until.equal(2, edge.media.leads::size);
        assertThat(edge.media.leads)
                .allSatisfy(led -> {
                    assertThat(led.getSessionId()).isEqualTo(callId);
                    assertThat(led.getLegId()).isEqualTo(legId());
                })
                .extracting(LeadRequest::getAct)
                .containsExactly(ConferenceAct.CONFERENCE_ACT_LOCK, ConferenceAct.CONFERENCE_ACT_MUTE);
        hangUp(call);
        lead(callId, ConferenceAct.CONFERENCE_ACT_END);
        assertThat(edge.media.leads).hasSize(2);
    }

    private void lead(String callId, ConferenceAct act) {
        edge.app.say(ToEdge.newBuilder()
                .setLeadConference(LeadConference.newBuilder()
                        .setCallId(callId)
                        .setLegId(legId())
                        .setAct(act))
                .build());
    }
}
