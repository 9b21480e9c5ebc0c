package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Application;
import org.ringfort.contract.control.v1.Collect;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.HangUp;
import org.ringfort.contract.control.v1.Play;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Verb;
import org.ringfort.contract.control.v1.VerbDone;
import org.ringfort.contract.sound.v1.RecordingEnd;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.header.ContentType;

/** Legs that media answers: driven by the app, by nobody, or by an app that goes away. */
class ApplicationTest {
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
        edge.plan(application("voicemail-menu", 0));
        PhoneCall call = alice.calls("*97", "offer of alice");
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

    @Test
    void the_app_is_told_who_calls_and_what_was_dialled() {
        PhoneCall call = opened();
        var said =
                edge.app.heard(FromEdge.EventCase.APPLICATION_OPENED).getFirst().getApplicationOpened();
        assertThat(said.getName()).isEqualTo("voicemail-menu");
        assertThat(said.getArgument().toStringUtf8()).isEqualTo("sealed");
        assertThat(said.getCaller().getNumber()).isEqualTo("101");
        hangUp(call);
        assertThat(edge.record().getConnected()).isEqualTo("voicemail-menu");
    }

    @Test
    void verbs_are_done_one_after_another() {
        PhoneCall call = opened();
        edge.media.playsAtOnce = false;
        order(Verb.newBuilder().setPlay(Play.newBuilder().addSounds(prompt("one"))));
        order(Verb.newBuilder().setPlay(Play.newBuilder().addSounds(prompt("two"))));
        Until.equal(1, edge.media.plays::size);
        edge.media.playEnds(false);
        Until.equal(2, edge.media.plays::size);
        Until.equal(1, () -> edge.app.heard(FromEdge.EventCase.VERB_DONE).size());
        edge.media.playEnds(false);
        assertThat(done().getPlayed()).isEmpty();
        hangUp(call);
    }

    @Test
    void a_digit_cuts_a_play_and_is_told() {
        PhoneCall call = opened();
        edge.media.playsAtOnce = false;
        order(Verb.newBuilder()
                .setPlay(Play.newBuilder().addSounds(prompt("long")).setStopDigits("#")));
        Until.equal(1, edge.media.plays::size);
        edge.media.digit(callId(), legId(), '5');
        edge.media.digit(callId(), legId(), '#');
        assertThat(done().getPlayed()).isEqualTo("#");
        assertThat(edge.media.asked).contains("stopPlay");
        order(Verb.newBuilder().setCollect(Collect.newBuilder().setMaxDigits(1).setFirstDigitMs(5_000)));
        assertThat(done().getCollected().getDigits()).isEqualTo("5"); // typed ahead
        hangUp(call);
    }

    @Test
    void digits_are_collected_to_the_terminator_and_the_prompt_yields() {
        PhoneCall call = opened();
        edge.media.playsAtOnce = false;
        order(Verb.newBuilder()
                .setCollect(Collect.newBuilder()
                        .addPrompt(prompt("vm-enter-pin"))
                        .setMaxDigits(10)
                        .setTerminators("#")
                        .setFirstDigitMs(5_000)
                        .setNextDigitMs(5_000)));
        Until.equal(1, edge.media.plays::size);
        edge.media.digit(callId(), legId(), '4');
        Until.holds("prompt stopped", () -> edge.media.asked.contains("stopPlay"));
        edge.media.digit(callId(), legId(), '7');
        edge.media.digit(callId(), legId(), '#');
        assertThat(done().getCollected().getDigits()).isEqualTo("47");
        assertThat(done().getCollected().getTerminator()).isEqualTo("#");
        hangUp(call);
    }

    @Test
    void a_collection_ends_when_nobody_types() {
        PhoneCall call = opened();
        order(Verb.newBuilder()
                .setCollect(Collect.newBuilder()
                        .addPrompt(prompt("vm-enter-pin"))
                        .setMaxDigits(4)
                        .setFirstDigitMs(200)
                        .setNextDigitMs(200)));
        assertThat(done().getCollected().getDigits()).isEmpty();
        order(Verb.newBuilder()
                .setCollect(Collect.newBuilder()
                        .setMaxDigits(4)
                        .setFirstDigitMs(5_000)
                        .setNextDigitMs(200)));
        edge.media.digit(callId(), legId(), '1');
        assertThat(done().getCollected().getDigits()).isEqualTo("1");
        hangUp(call);
    }

    @Test
    void digits_may_come_by_info() {
        PhoneCall call = opened();
        order(Verb.newBuilder()
                .setCollect(Collect.newBuilder()
                        .setMaxDigits(2)
                        .setFirstDigitMs(5_000)
                        .setNextDigitMs(5_000)));
        call.informs(ContentType.of("application", "dtmf-relay"), "Signal=3\r\nDuration=160\r\n");
        call.hears(200);
        call.informs(ContentType.of("application", "dtmf"), "11");
        assertThat(done().getCollected().getDigits()).isEqualTo("3#");
        hangUp(call);
    }

    private static RecordingOrder recording() {
        return RecordingOrder.newBuilder()
                .setRecordingId("rec-1")
                .setMaxSeconds(60)
                .setStopDigits("#")
                .build();
    }

    private void recorded(RecordingEnd end) {
        edge.media.recorded(
                callId(),
                legId(),
                RecordingFacts.newBuilder().setRecordingId("rec-1").setEnd(end).build(),
                ByteString.copyFromUtf8("sealed sound"));
    }

    @Test
    void a_recording_is_reported_and_delivered() {
        PhoneCall call = opened();
        order(Verb.newBuilder().setRecord(recording()));
        Until.equal(1, edge.media.records::size);
        edge.media.digit(callId(), legId(), '#');
        recorded(RecordingEnd.RECORDING_END_DIGIT);
        assertThat(done().getRecorded().getEnd()).isEqualTo(RecordingEnd.RECORDING_END_DIGIT);
        Until.holds("delivered", () -> edge.app.recordings.containsKey("rec-1") && edge.media.recordings.isEmpty());
        order(Verb.newBuilder().setCollect(Collect.newBuilder().setMaxDigits(1).setFirstDigitMs(200)));
        assertThat(done().getCollected().getDigits()).isEmpty(); // the # belonged to the recording
        hangUp(call);
    }

    @Test
    void the_app_hangs_up() {
        PhoneCall call = opened();
        order(Verb.newBuilder().setHangUp(HangUp.newBuilder().setWhy("goodbye")));
        call.answers(call.hears(Method.BYE), 200, "");
        assertThat(edge.record().getEndReason()).isEqualTo("goodbye");
        edge.nothingLeft();
    }

    @Test
    void an_app_that_goes_away_leaves_the_fallback_and_a_hangup() {
        PhoneCall call = opened();
        edge.app.die();
        call.answers(call.hears(Method.BYE), 200, "");
        assertThat(edge.media.plays.getLast().getSounds(0).getPrompt()).isEqualTo("not-available");
        Until.equal(0, edge.conversations.calls()::threads);
    }

    @Test
    void a_recording_outlives_the_app_and_is_delivered_when_it_is_back() {
        PhoneCall call = opened();
        order(Verb.newBuilder().setRecord(recording()));
        Until.equal(1, edge.media.records::size);
        String session = callId();
        String leg = legId();
        edge.app.die();
        Until.holds("the app is missed", () -> !edge.conversations.app().attached());
        assertThat(edge.conversations.calls().up()).isEqualTo(1);
        edge.media.recorded(
                session,
                leg,
                RecordingFacts.newBuilder().setRecordingId("rec-1").build(),
                ByteString.copyFromUtf8("sealed sound"));
        call.answers(call.hears(Method.BYE), 200, "");
        assertThat(edge.media.plays).isEmpty(); // whoever left a message is not told that it did not work
        edge.app.start();
        Until.holds("delivered", () -> edge.app.recordings.containsKey("rec-1") && edge.media.recordings.isEmpty());
        edge.record();
        edge.nothingLeft();
    }

    @Test
    void without_the_app_an_application_answers_with_its_fallback() {
        edge.plan(application("voicemail-deposit", 0));
        edge.app.onEvent = event -> {
            if (event.hasApplicationOpened()) {
                edge.app.breakStream();
            }
        };
        PhoneCall call = alice.calls("102", "offer of alice");
        call.hears(200);
        call.acks();
        call.answers(call.hears(Method.BYE), 200, "");
        assertThat(edge.media.plays).hasSize(1);
        Until.equal(0, edge.conversations.calls()::threads);
    }

    @Test
    void the_echo_needs_no_app() {
        edge.plan(application("echo", 0));
        PhoneCall call = alice.calls("*43", "offer of alice");
        call.hears(200);
        call.acks();
        Until.holds("echo", () -> edge.media.asked.contains("echo"));
        assertThat(edge.media.asked.indexOf("play")).isLessThan(edge.media.asked.indexOf("echo"));
        assertThat(edge.app.heard(FromEdge.EventCase.APPLICATION_OPENED)).isEmpty();
        edge.app.die();
        call.invite("sendonly of alice");
        assertThat(call.hears(200).body().text()).isEqualTo("answer from media");
        call.acks();
        call.hangsUp();
        call.hears(200);
        Until.equal(0, edge.conversations.calls()::threads);
    }

    @Test
    void it_rings_before_an_application_answers_and_may_be_cancelled() {
        edge.plan(application("voicemail-deposit", 3_000));
        PhoneCall call = alice.calls("102", "offer of alice");
        call.hears(180);
        call.cancels();
        call.hears(487);
        call.acksFailure();
        assertThat(edge.record().getStatus()).isEqualTo(487);
        edge.nothingLeft();
    }

    @Test
    void nobody_answers_so_an_application_does() {
        Phone bob = edge.phone("102");
        edge.plan(ring(1, bob), application("voicemail-deposit", 0));
        PhoneCall call = alice.calls("102", "offer of alice");
        PhoneCall callee = bob.rings();
        callee.answers(180);
        callee.answers(callee.hears(Method.CANCEL), 200, "");
        callee.answers(487);
        call.hears(200);
        call.acks();
        Until.holds(
                "opened",
                () -> edge.app.heard(FromEdge.EventCase.APPLICATION_OPENED).size() == 1);
        hangUp(call);
        assertThat(edge.record().getConnected()).isEqualTo("voicemail-deposit");
        assertThat(edge.record().getLegsList())
                .extracting(leg -> leg.getStatus())
                .isEqualTo(List.of(200, 487));
    }

    @Test
    void phones_that_may_not_be_offered_anything_do_not_keep_the_caller_from_the_voicemail() {
        Phone bob = edge.phone("102");
        edge.media.refuses = toward -> true;
        edge.plan(ring(20, bob), application("voicemail-deposit", 0));
        PhoneCall call = alice.calls("102", "offer of alice");
        call.hears(200);
        call.acks();
        Until.holds(
                "opened",
                () -> edge.app.heard(FromEdge.EventCase.APPLICATION_OPENED).size() == 1);
        hangUp(call);
        assertThat(edge.record().getLegsList())
                .extracting(leg -> leg.getStatus())
                .isEqualTo(List.of(200, 488));
        assertThat(bob.hasHeard(message -> true)).isFalse();
    }
}
