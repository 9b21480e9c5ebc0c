package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.contract.media.v1.AdoptRequest;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.LegRequest;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.protocol.sdp.Attribute.Direction;

/** What a party hears while the other keeps it on hold, through the whole media plane. */
class HoldMusicTest extends HoldScene {
    @Test
    void rfc3264_8_4_who_is_on_hold_hears_the_tune_in_one_stream_with_the_call_until_the_hold_ends() throws Exception {
        talk("built-in");
        alice.say(0, sound(2));
        ScriptedPhone.Heard before = bob.hear(10_000).orElseThrow();

        aliceHolds("sendonly", Direction.SENDONLY);
        ScriptedPhone.Heard first = bob.hear(10_000).orElseThrow();
        assertThat(first.ssrc()).isEqualTo(before.ssrc());
        assertThat(first.sequence()).isEqualTo((before.sequence() + 1) & 0xffff);
        assertThat(first.timestamp() - before.timestamp()).isPositive();
        assertThat(first.marker()).isTrue();
        hears(bob, OURS, 160, 20);
        hearsNothing(alice);

        aliceResumes();
        hearsNothing(bob);
        alice.say(0, sound(3));
        assertThat(bob.hear(10_000).orElseThrow().payload()).isEqualTo(boxed(sound(3)));
        bob.say(0, sound(4));
        assertThat(alice.hear(10_000).orElseThrow().payload()).isEqualTo(boxed(sound(4)));
    }

    @ParameterizedTest
    @CsvSource({"9,160", "96,960"})
    void who_speaks_another_codec_hears_the_tune_in_that(int type, int ticks) throws Exception {
        byte[] offered = offers("s1", "a", says(alice, "sendrecv"), "b", "built-in");
        int tag = tagIn(offered);
        bob.learn(offered, tag);
        answers("s1", "b", speaks(type, tag, "sendrecv"), "a");
        byte[] toBob = offers("s1", "a", says(alice, "inactive"), "b", "");
        answers("s1", "b", speaks(type, ScriptedPhone.cryptos(toBob).getFirst().tag(), "recvonly"), "a");
        ScriptedPhone.Heard before = bob.hear(10_000).orElseThrow();
        for (int count = 0; count < 50; count++) {
            ScriptedPhone.Heard next = bob.hear(10_000).orElseThrow();
            assertThat(next.payloadType()).isEqualTo(type);
            assertThat(next.ssrc()).isEqualTo(before.ssrc());
            assertThat(next.sequence()).isEqualTo((before.sequence() + 1) & 0xffff);
            assertThat(next.timestamp() - before.timestamp()).isEqualTo(ticks);
            before = next;
        }
    }

    private byte[] speaks(int type, int tag, String direction) {
        String[] says = type == 96
                ? new String[] {"a=rtpmap:96 opus/48000/2", "a=rtcp-mux", "a=" + direction}
                : new String[] {"a=rtcp-mux", "a=" + direction};
        return bob.describe("RTP/SAVP", Integer.toString(type), SUITE, tag, says);
    }

    @Test
    void music_of_the_holding_phone_does_not_mix_with_ours() throws Exception {
        talk("built-in");
        aliceHolds("sendonly", Direction.SENDONLY);
        for (int count = 0; count < 20; count++) {
            alice.say(0, sound(9));
        }
        hears(bob, OURS, 0, 30);
    }

    @Test
    void a_phone_that_holds_by_inactive_or_by_no_address_has_the_other_told_sendonly() throws Exception {
        talk("built-in");
        aliceHolds("inactive", Direction.SENDONLY);
        hears(bob, OURS, 0, 5);
        aliceResumes();
        hearsNothing(bob);

        byte[] old = new String(says(alice, "sendrecv"), java.nio.charset.StandardCharsets.UTF_8)
                .replace("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] toBob = offers("s1", "a", old, "b", "");
        assertThat(direction(toBob)).isEqualTo(Direction.SENDONLY);
        answers("s1", "b", bobSays("recvonly"), "a");
        hears(bob, OURS, 0, 5);
    }

    @Test
    void without_music_nothing_is_told_or_heard_that_the_phone_does_not_say() throws Exception {
        talk("");
        aliceHolds("inactive", Direction.INACTIVE);
        hearsNothing(bob);
        aliceResumes();
        aliceHolds("sendonly", Direction.SENDONLY);
        hearsNothing(bob);
        alice.say(0, sound(5));
        assertThat(bob.hear(10_000).orElseThrow().payload()).isEqualTo(boxed(sound(5)));
    }

    @Test
    void a_hold_that_is_said_again_does_not_begin_the_tune_again() throws Exception {
        talk("built-in");
        aliceHolds("inactive", Direction.SENDONLY);
        hears(bob, OURS, 0, 10);
        aliceHolds("sendonly", Direction.SENDONLY);
        hears(bob, OURS, 1_600, 5);
        byte[] toAlice = offers("s1", "b", bobSays("recvonly"), "a", "");
        assertThat(direction(toAlice)).isEqualTo(Direction.RECVONLY);
        assertThat(direction(answers("s1", "a", says(alice, "inactive"), "b")))
                .as("who is on hold refreshes his session, and goes on hearing")
                .isEqualTo(Direction.SENDONLY);
        hears(bob, OURS, 2_400, 5);
    }

    @Test
    void where_both_hold_nobody_hears_anything_and_who_lets_go_first_hears_the_tune() throws Exception {
        talk("built-in");
        aliceHolds("sendonly", Direction.SENDONLY);
        hears(bob, OURS, 0, 5);
        byte[] toAlice = offers("s1", "b", bobSays("inactive"), "a", "");
        assertThat(direction(toAlice)).isEqualTo(Direction.SENDONLY);
        answers("s1", "a", says(alice, "inactive"), "b");
        hearsNothing(bob);
        hearsNothing(alice);

        offers("s1", "b", bobSays("sendrecv"), "a", "");
        assertThat(direction(answers("s1", "a", says(alice, "sendonly"), "b"))).isEqualTo(Direction.SENDONLY);
        hears(bob, OURS, 0, 5);
        hearsNothing(alice);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_only_ever_speaks_holds_nobody_and_is_heard(boolean calls) throws Exception {
        byte[] offered = offers("s1", "a", says(alice, calls ? "sendonly" : "sendrecv"), "b", "built-in");
        assertThat(direction(offered)).isEqualTo(calls ? Direction.SENDONLY : Direction.SENDRECV);
        int tag = tagIn(offered);
        bob.learn(offered, tag);
        byte[] answer = bob.describe("RTP/SAVP", "0", SUITE, tag, "a=rtcp-mux", calls ? "a=recvonly" : "a=sendonly");
        alice.learn(answers("s1", "b", answer, "a"), 1);
        ScriptedPhone speaks = calls ? alice : bob;
        ScriptedPhone listens = calls ? bob : alice;
        hearsNothing(listens);
        speaks.say(0, sound(7));
        assertThat(listens.hear(10_000).orElseThrow().payload()).isEqualTo(boxed(sound(7)));
    }

    @Test
    void what_the_holding_phone_sends_under_the_tune_is_in_no_recording() throws Exception {
        house.attach();
        house.next(FromMedia.EventCase.WELCOME);
        talk("built-in");
        UUID id = UUID.randomUUID();
        byte[] key = new byte[32];
        assertThat(house.client
                        .recordCall(RecordCallRequest.newBuilder()
                                .setSessionId("s1")
                                .addAllLegIds(List.of("a", "b"))
                                .setOrder(RecordingOrder.newBuilder()
                                        .setRecordingId(id.toString())
                                        .setDataKey(ByteString.copyFrom(key))
                                        .setLabel(ByteString.copyFromUtf8("label"))
                                        .setMaxSeconds(60))
                                .build())
                        .getDone())
                .isTrue();
        hums(440);
        aliceHolds("sendonly", Direction.SENDONLY);
        while (!bob.hear(10_000).orElseThrow().payload().equals(firstOf(OURS))) {} // what came before is still there
        hums(880);
        aliceResumes();
        hearsNothing(bob);
        hums(660);
        house.close("s1");
        house.next(FromMedia.EventCase.RECORDING_READY);
        int[] samples = Hum.samples(Sealed.open(Sealed.fetch(house, id), id, key));
        assertThat(Hum.peak(samples, 440)).as("before").isGreaterThan(6_000);
        assertThat(Hum.peak(samples, 880)).as("the aside").isLessThan(1_000);
        assertThat(Hum.peak(samples, 660)).as("afterwards").isGreaterThan(6_000);
    }

    /** Alice, for a second, at the pace of speech. */
    private void hums(int hz) throws Exception {
        for (int count = 0; count < 50; count++) {
            alice.say(0, Hum.tone(hz, count));
            Thread.sleep(20); // as long as a packet lasts
        }
    }

    @Test
    void a_hold_that_is_refused_or_meets_another_plays_nothing() throws Exception {
        talk("built-in");
        offers("s1", "a", says(alice, "sendonly"), "b", "");
        assertThat(house.client.rollback(house.session("s1")).getDone()).isTrue();
        hearsNothing(bob);
        aliceHolds("sendonly", Direction.SENDONLY);
        hears(bob, OURS, 0, 5);
        offers("s1", "a", says(alice, "sendrecv"), "b", "");
        house.client.rollback(house.session("s1"));
        hears(bob, OURS, 800, 5);
    }

    @Test
    void who_is_transferred_hears_the_tune_until_somebody_takes_the_call() throws Exception {
        talk("built-in");
        aliceHolds("sendonly", Direction.SENDONLY);
        hears(bob, OURS, 0, 5);
        byte[] toCarol = offers("s1", "b", new byte[0], "c", "built-in");
        assertThat(direction(toCarol)).isEqualTo(Direction.SENDRECV);
        hears(bob, OURS, 800, 5);
        int tag = tagIn(toCarol);
        carol.learn(toCarol, tag);
        answers("s1", "c", carol.describe("RTP/SAVP", "0", SUITE, tag, "a=rtcp-mux"), "b");
        house.client.closeLeg(
                LegRequest.newBuilder().setSessionId("s1").setLegId("a").build());
        hearsNothing(bob);
        carol.say(0, sound(6));
        assertThat(bob.hear(10_000).orElseThrow().payload()).isEqualTo(boxed(sound(6)));
    }

    @Test
    void who_is_given_to_another_call_hears_no_music_of_the_first() throws Exception {
        talk("built-in");
        aliceHolds("sendonly", Direction.SENDONLY);
        hears(bob, OURS, 0, 5);
        offers("s2", "x", says(carol, "sendrecv"), "y", "built-in");
        assertThat(house.client
                        .adopt(AdoptRequest.newBuilder()
                                .setSessionId("s2")
                                .setFromSessionId("s1")
                                .setLegId("b")
                                .build())
                        .getDone())
                .isTrue();
        hearsNothing(bob);
    }
}
