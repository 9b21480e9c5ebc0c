package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.OfferRequest;
import org.ringfort.contract.media.v1.Question;
import org.ringfort.contract.media.v1.Toward;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.media.player.HoldTune;
import org.ringfort.media.player.Sound;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.Attribute.Direction;

/** Alice and Bob in a call through the whole media plane, and what one hears while the other holds. */
abstract class HoldScene {
    static final MediaPolicy ANY = MediaPolicy.getDefaultInstance();
    static final List<SrtpProfile> SUITE = List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
    static final Sound OURS = HoldTune.builtIn();

    @TempDir
    Path folder;

    MediaHouse house;
    ScriptedPhone alice;
    ScriptedPhone bob;
    ScriptedPhone carol;

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(24_100, 24_200, Duration.ZERO, folder);
        alice = new ScriptedPhone();
        bob = new ScriptedPhone();
        carol = new ScriptedPhone();
    }

    @AfterEach
    void close() throws Exception {
        alice.close();
        bob.close();
        carol.close();
        house.close();
    }

    static byte[] says(ScriptedPhone phone, String direction) {
        return phone.describe("RTP/SAVP", "0", SUITE, 1, "a=rtcp-mux", "a=" + direction);
    }

    /** What the other is offered for it. */
    byte[] offers(String session, String from, byte[] sdp, String to, String tune) {
        return house.ask(Question.newBuilder()
                        .setOffer(OfferRequest.newBuilder()
                                .setSessionId(session)
                                .setEdgeId(MediaHouse.EDGE)
                                .setIncarnation(MediaHouse.INCARNATION)
                                .setLegId(from)
                                .setSdp(ByteString.copyFrom(sdp))
                                .setPolicy(ANY)
                                .setSignallingSecured(true)
                                .setHoldMusic(tune)
                                .addToward(Toward.newBuilder()
                                        .setLegId(to)
                                        .setPolicy(ANY)
                                        .setSignallingSecured(true)
                                        .setHoldMusic(tune))))
                .getOffer()
                .getOffered()
                .getLegs(0)
                .getSdp()
                .toByteArray();
    }

    byte[] answers(String session, String by, byte[] sdp, String to) {
        return house.answer(session, by, to, sdp).getSdp().toByteArray();
    }

    static Direction direction(byte[] sdp) {
        return ScriptedPhone.audio(sdp).attribute(Attribute.Direction.class).orElse(Direction.SENDRECV);
    }

    /** Of the one suite that all phones here speak. */
    static int tagIn(byte[] offered) {
        return ScriptedPhone.cryptos(offered).stream()
                .filter(line -> line.suite().equals(SUITE.getFirst().name()))
                .findFirst()
                .orElseThrow()
                .tag();
    }

    /** Alice and Bob talk. */
    void talk(String tune) throws Exception {
        byte[] offered = offers("s1", "a", says(alice, "sendrecv"), "b", tune);
        int tag = tagIn(offered);
        bob.learn(offered, tag);
        byte[] answer = bob.describe("RTP/SAVP", "0", SUITE, tag, "a=rtcp-mux");
        alice.learn(answers("s1", "b", answer, "a"), 1);
        alice.say(0, sound(1));
        assertThat(bob.hear(10_000).orElseThrow().payload()).isEqualTo(boxed(sound(1)));
    }

    byte[] bobSays(String direction) {
        return bob.describe("RTP/SAVP", "0", SUITE, tagOfBob(), "a=rtcp-mux", "a=" + direction);
    }

    int tagOfBob() {
        return 1; // whoever has agreed is offered one suite
    }

    void aliceHolds(String how, Direction told) {
        byte[] toBob = offers("s1", "a", says(alice, how), "b", "");
        assertThat(direction(toBob)).isEqualTo(told);
        int tag = ScriptedPhone.cryptos(toBob).getFirst().tag();
        byte[] answer = bob.describe(
                "RTP/SAVP", "0", SUITE, tag, "a=rtcp-mux", "a=" + (told.sends() ? "recvonly" : "inactive"));
        assertThat(direction(answers("s1", "b", answer, "a")))
                .as("who holds is told what it has offered")
                .isEqualTo(how.equals("inactive") ? Direction.INACTIVE : Direction.RECVONLY);
    }

    void aliceResumes() {
        byte[] toBob = offers("s1", "a", says(alice, "sendrecv"), "b", "");
        assertThat(direction(toBob)).isEqualTo(Direction.SENDRECV);
        assertThat(direction(answers("s1", "b", bobSays("sendrecv"), "a"))).isEqualTo(Direction.SENDRECV);
    }

    /** So many packets in a row, all of one stream, hold the tune from its sample on. */
    static void hears(ScriptedPhone phone, Sound tune, int fromSample, int packets) throws Exception {
        List<ScriptedPhone.Heard> heard = new ArrayList<>();
        for (int count = 0; count < packets; count++) {
            heard.add(phone.hear(10_000).orElseThrow());
        }
        int sample = fromSample;
        for (int count = 0; count < packets; count++) {
            ScriptedPhone.Heard one = heard.get(count);
            for (int at = 0; at < 160; at++) {
                assertThat(one.payload().get(at)).isEqualTo(tune.at(sample++ % tune.lengthBytes()));
            }
            assertThat(one.ssrc()).isEqualTo(heard.getFirst().ssrc());
            assertThat(one.sequence()).isEqualTo((heard.getFirst().sequence() + count) & 0xffff);
            assertThat(one.timestamp()).isEqualTo(heard.getFirst().timestamp() + count * 160);
        }
    }

    /** What was on its way when it ended is let by. */
    static void hearsNothing(ScriptedPhone phone) throws Exception {
        while (phone.hear(60).isPresent()) {}
        assertThat(phone.hear(400)).isEmpty();
    }

    static List<Byte> firstOf(Sound tune) {
        List<Byte> packet = new ArrayList<>();
        for (int at = 0; at < 160; at++) {
            packet.add(tune.at(at));
        }
        return packet;
    }

    static byte[] sound(int seed) {
        byte[] octets = new byte[160];
        Arrays.fill(octets, (byte) (seed * 13));
        return octets;
    }

    static List<Byte> boxed(byte[] octets) {
        List<Byte> boxed = new ArrayList<>();
        for (byte octet : octets) {
            boxed.add(octet);
        }
        return boxed;
    }
}
