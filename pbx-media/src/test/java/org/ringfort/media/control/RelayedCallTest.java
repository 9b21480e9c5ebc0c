package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringfort.contract.measure.v1.PacketFault;
import org.ringfort.contract.measure.v1.RefusedPackets;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.OfferReply;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.media.v1.SessionReport;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.protocol.sdp.Attribute;

/** Two phones through the whole media plane, over real sockets and gRPC. */
class RelayedCallTest {
    static final MediaPolicy ANY = MediaPolicy.getDefaultInstance();
    static final String FORMATS = "0 8 97";
    static final String[] EXTRA = {
        "a=rtpmap:97 telephone-event/8000", "a=fmtp:97 0-15", "a=rtcp-mux", "a=x-secret:10.20.30.40"
    };

    @TempDir
    Path folder;

    MediaHouse house;
    ScriptedPhone alice;
    ScriptedPhone bob;

    /** Whether all legs share a port. */
    boolean shares() {
        return false;
    }

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(21_000, 21_400, Duration.ZERO, folder, System::nanoTime, shares());
        alice = new ScriptedPhone();
        bob = new ScriptedPhone();
    }

    @AfterEach
    void close() throws Exception {
        alice.close();
        bob.close();
        house.close();
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void both_are_heard_each_under_keys_of_its_own(SrtpProfile profile) throws Exception {
        connect(profile);

        for (int count = 0; count < 20; count++) {
            byte[] sound = sound(count);
            alice.say(0, sound);
            ScriptedPhone.Heard atBob = bob.hear(10_000).orElseThrow();
            assertThat(atBob.payload()).isEqualTo(boxed(sound));
            assertThat(atBob.payloadType()).isZero();
            assertThat(atBob.ssrc()).isNotEqualTo(ScriptedPhone.SSRC);
            bob.say(0, sound(count + 100));
            assertThat(alice.hear(10_000).orElseThrow().payload()).isEqualTo(boxed(sound(count + 100)));
        }

        SessionReport report = house.close("s1");
        assertThat(report.getLegsList()).hasSize(2).allSatisfy(leg -> {
            assertThat(leg.getPacketsAuthenticated()).isEqualTo(20);
            assertThat(leg.getPacketsSent()).isEqualTo(20);
            assertThat(leg.getPacketsRefused()).isZero();
            assertThat(leg.getPacketsLost()).isZero();
            assertThat(leg.getProfile().name()).endsWith(profile.name());
            assertThat(leg.getCodec()).isEqualTo("PCMU");
        });
        assertThat(house.ports.inUse()).isZero();
    }

    @Test
    void nothing_of_one_leg_is_told_to_the_other() throws Exception {
        connect(SrtpProfile.AEAD_AES_128_GCM);
        String offer = new String(lastOffer, StandardCharsets.UTF_8);

        assertThat(offer).doesNotContain("secret", "10.20.30.40", "tool");
        assertThat(ScriptedPhone.audio(lastOffer).formats()).containsExactly("0", "8", "101", "9", "96");
        assertThat(ScriptedPhone.audio(lastOffer).port()).isNotEqualTo(alice.socket.getLocalPort());
        assertThat(ScriptedPhone.cryptos(lastOffer))
                .extracting(Attribute.Crypto::suite)
                .containsExactly(
                        "AEAD_AES_256_GCM",
                        "AEAD_AES_128_GCM",
                        "AES_256_CM_HMAC_SHA1_80",
                        "AES_CM_128_HMAC_SHA1_80",
                        "AES_256_CM_HMAC_SHA1_32",
                        "AES_CM_128_HMAC_SHA1_32");
        assertThat(ScriptedPhone.cryptos(lastOffer))
                .extracting(Attribute.Crypto::tag)
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(offer).containsPattern("AEAD_AES_256_GCM inline:[A-Za-z0-9+/]{59}=");
        assertThat(offer).containsPattern("AES_256_CM_HMAC_SHA1_80 inline:[A-Za-z0-9+/]{62}==");
    }

    @Test
    void key_presses_pass_under_the_payload_types_of_each_leg_and_are_told_to_the_edge() throws Exception {
        house.attach();
        house.next(FromMedia.EventCase.WELCOME);
        connect(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        int atBobType = 101;

        for (int count = 0; count < 5; count++) {
            alice.say(97, event(7, count > 2, 160 * (count + 1)));
            alice.timestamp -= 160; // all packets of an event share its timestamp
            assertThat(bob.hear(10_000).orElseThrow().payloadType()).isEqualTo(atBobType);
        }

        var digit = house.next(FromMedia.EventCase.DIGIT).getDigit();
        assertThat(digit.getDigit()).isEqualTo("7");
        assertThat(digit.getLegId()).isEqualTo("a");
        assertThat(digit.getDurationMs()).isEqualTo(80);
        assertThat(house.events).isEmpty();
    }

    @Test
    void strangers_are_not_heard_not_answered_and_counted() throws Exception {
        connect(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        alice.say(0, sound(1));
        assertThat(bob.hear(10_000)).isPresent();
        byte[] genuine = alice.sealed(0, false, sound(2));
        alice.send(genuine);
        assertThat(bob.hear(10_000)).isPresent();

        try (var stranger = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            stranger.setSoTimeout(300);
            alice.sendFrom(stranger, genuine); // replay
            byte[] forged = alice.sealed(0, false, sound(3));
            forged[20] ^= 1;
            alice.sendFrom(stranger, forged); // wrong tag
            alice.sendFrom(stranger, alice.plain(0, false, sound(4))); // clear
            alice.sendFrom(stranger, new byte[] {1, 1, 0, 0}); // STUN
            alice.sendFrom(stranger, new byte[] {(byte) 0x80}); // noise
            alice.sendFrom(stranger, new byte[2_100]); // too long
            assertThat(bob.hear(300)).isEmpty();

            bob.say(0, sound(5));
            assertThat(alice.hear(10_000)).isPresent(); // still at the phone, not at the stranger
            assertThat(received(stranger)).isFalse();
        }
        assertThat(refusedAtAlice(6)).isEqualTo(6);
        SessionReport report = house.client.report(house.session("s1"));
        assertThat(report.getLegs(0).getPacketsAuthenticated()).isEqualTo(2);
    }

    /** CVE-2021-41105: a hundred packets that do not authenticate ended the call. */
    @Test
    void hundreds_of_bad_tags_from_the_phones_own_address_end_nothing() throws Exception {
        connect(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        alice.say(0, sound(0)); // before the sequence wraps, else nobody could know how often it has
        assertThat(bob.hear(10_000)).isPresent();
        for (int round = 0; round < 10; round++) { // no more at once than the socket has room for
            for (int i = 0; i < 40; i++) {
                byte[] forged = alice.sealed(0, false, sound(i));
                forged[forged.length - 1] ^= 1;
                alice.send(forged);
            }
            alice.say(0, sound(round));
            assertThat(bob.hear(10_000).orElseThrow().payload()).isEqualTo(boxed(sound(round)));
        }
        bob.say(0, sound(11));
        assertThat(alice.hear(10_000)).isPresent();
        SessionReport report = house.client.report(house.session("s1"));
        assertThat(report.getLegs(0).getPacketsAuthenticated()).isEqualTo(11);
        assertThat(report.getLegs(0).getPacketsRefused()).isEqualTo(400);
        assertThat(report.getLegs(0).getMeasures().getRefusedList())
                .containsExactly(RefusedPackets.newBuilder()
                        .setFault(PacketFault.PACKET_FAULT_BAD_TAG)
                        .setPackets(400)
                        .build());
    }

    @Test
    void a_phone_that_moves_is_followed_once_it_authenticates() throws Exception {
        connect(SrtpProfile.AEAD_AES_256_GCM);
        alice.say(0, sound(1));
        assertThat(bob.hear(10_000)).isPresent();

        try (var moved = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            moved.setSoTimeout(10_000);
            alice.sendFrom(moved, alice.sealed(0, false, sound(2)));
            assertThat(bob.hear(10_000)).isPresent();
            bob.say(0, sound(3));
            assertThat(received(moved)).isTrue();
        }
    }

    @Test
    void early_and_final_answer_are_the_same() throws Exception {
        byte[] answer = connect(SrtpProfile.AES_CM_128_HMAC_SHA1_80);

        AnswerReply again = house.answer("s1", "b", "a", answer);
        assertThat(again.getSdp().toByteArray()).isEqualTo(lastAnswer);
    }

    @Test
    void hold_and_resume_keep_port_and_keys_and_raise_the_version() throws Exception {
        byte[] bobsAnswer = connect(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        long version = Long.parseLong(ScriptedPhone.read(lastAnswer).origin().version());
        byte[] holding = alice.describe(
                "RTP/SAVP", FORMATS, List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1, append("a=sendonly"));

        OfferReply held = house.offer("s1", "a", holding, ANY, MediaHouse.toward("b", ANY));
        assertThat(held.getOffered().getHold()).isTrue();
        byte[] toBob = held.getOffered().getLegs(0).getSdp().toByteArray();
        assertThat(ScriptedPhone.audio(toBob).attribute(Attribute.Direction.class))
                .contains(Attribute.Direction.SENDONLY);
        assertThat(ScriptedPhone.audio(toBob).port())
                .isEqualTo(ScriptedPhone.audio(lastOffer).port());
        assertThat(ScriptedPhone.cryptos(toBob)).hasSize(1);
        assertThat(ScriptedPhone.cryptos(lastOffer))
                .contains(new Attribute.Crypto(
                        4,
                        "AES_CM_128_HMAC_SHA1_80",
                        ScriptedPhone.cryptos(toBob).getFirst().keys(),
                        List.of()));

        byte[] listening = bob.describe(
                "RTP/SAVP", "0 101", List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1, append("a=recvonly"));
        AnswerReply heldAnswer = house.answer("s1", "b", "a", listening);
        byte[] toAlice = heldAnswer.getSdp().toByteArray();
        assertThat(ScriptedPhone.audio(toAlice).attribute(Attribute.Direction.class))
                .contains(Attribute.Direction.RECVONLY);
        assertThat(ScriptedPhone.read(toAlice).origin().version()).isEqualTo(Long.toString(version + 1));
        assertThat(ScriptedPhone.cryptos(toAlice)).isEqualTo(ScriptedPhone.cryptos(lastAnswer));
        bob.say(0, sound(1));
        assertThat(alice.hear(300)).isEmpty();

        byte[] resuming = alice.describe("RTP/SAVP", FORMATS, List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1, EXTRA);
        OfferReply resumed = house.offer("s1", "a", resuming, ANY, MediaHouse.toward("b", ANY));
        assertThat(resumed.getOffered().getHold()).isFalse();
        byte[] answer = bob.describe("RTP/SAVP", "0 101", List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1, EXTRA);
        assertThat(house.answer("s1", "b", "a", answer).hasSdp()).isTrue();
        bob.say(0, sound(2));
        assertThat(alice.hear(10_000).orElseThrow().payload()).isEqualTo(boxed(sound(2)));
        assertThat(bobsAnswer).isNotEmpty();
    }

    @Test
    void an_answer_with_a_suite_that_nobody_offered_is_refused() throws Exception {
        var floor = MediaPolicy.newBuilder()
                .addProfiles(org.ringfort.contract.policy.v1.SrtpProfile.SRTP_PROFILE_AEAD_AES_256_GCM)
                .build();
        OfferReply offered = house.offer(
                "s1",
                "a",
                alice.describe("RTP/SAVP", FORMATS, List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1, EXTRA),
                ANY,
                MediaHouse.toward("b", floor));
        assertThat(offered.hasOffered()).isTrue();

        AnswerReply answer = house.answer(
                "s1",
                "b",
                "a",
                bob.describe("RTP/SAVP", "0", List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1, "a=rtcp-mux"));
        assertThat(answer.getRefused().getReason()).isEqualTo(Refused.Reason.REASON_NOT_ACCEPTABLE);
    }

    @Test
    void ports_run_out_with_a_word_and_are_all_given_back() throws Exception {
        house.close();
        house = new MediaHouse(21_500, 21_503, Duration.ofMillis(1), folder, System::nanoTime, shares());
        byte[] offer = alice.describe("RTP/SAVP", FORMATS, List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1, EXTRA);
        assertThat(house.offer("s1", "a", offer, ANY, MediaHouse.toward("b", ANY))
                        .hasOffered())
                .isTrue();

        OfferReply refused = house.offer("s2", "a", offer, ANY, MediaHouse.toward("b", ANY));
        assertThat(refused.getRefused().getReason()).isEqualTo(Refused.Reason.REASON_EXHAUSTED);
        assertThat(house.ports.inUse()).isEqualTo(2);
        assertThat(house.close("s1").getLegsCount()).isEqualTo(2);
        assertThat(house.ports.inUse()).isZero();
        try (var free = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 21_500))) {
            assertThat(free.isBound()).isTrue();
        }
    }

    byte[] lastOffer = {};
    byte[] lastAnswer = {};

    /** Alice calls Bob; Bob answers with one suite. Returns Bob's answer. */
    byte[] connect(SrtpProfile profile) {
        OfferReply offered = house.offer(
                "s1",
                "a",
                alice.describe("RTP/SAVP", FORMATS, List.of(profile), 1, EXTRA),
                ANY,
                MediaHouse.toward("b", ANY));
        lastOffer = offered.getOffered().getLegs(0).getSdp().toByteArray();
        int tag = ScriptedPhone.cryptos(lastOffer).stream()
                .filter(line -> line.suite().equals(profile.name()))
                .findFirst()
                .orElseThrow()
                .tag();
        byte[] bobs = bob.describe(
                "RTP/SAVP",
                "0 101",
                List.of(profile),
                tag,
                "a=rtpmap:101 telephone-event/8000",
                "a=rtcp-mux",
                "a=x-secret:1");
        bob.learn(lastOffer, tag);
        AnswerReply answer = house.answer("s1", "b", "a", bobs);
        lastAnswer = answer.getSdp().toByteArray();
        alice.learn(lastAnswer, 1);
        return bobs;
    }

    private static String[] append(String line) {
        String[] lines = Arrays.copyOf(EXTRA, EXTRA.length + 1);
        lines[EXTRA.length] = line;
        return lines;
    }

    /** What strangers sent counts as sent to whoever has the port. */
    long refusedAtAlice(int strangers) {
        return house.client.report(house.session("s1")).getLegs(0).getPacketsRefused();
    }

    static boolean received(DatagramSocket socket) throws IOException {
        try {
            socket.receive(new DatagramPacket(new byte[2_048], 2_048));
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        }
    }

    private static byte[] event(int key, boolean end, int duration) {
        return new byte[] {
            (byte) key, (byte) (end ? 0x8a : 0x0a), (byte) (duration >>> 8), (byte) duration,
        };
    }

    static byte[] sound(int seed) {
        byte[] sound = new byte[160];
        Arrays.fill(sound, (byte) seed);
        return sound;
    }

    static List<Byte> boxed(byte[] octets) {
        Byte[] boxed = new Byte[octets.length];
        Arrays.setAll(boxed, at -> octets[at]);
        return List.of(boxed);
    }
}
