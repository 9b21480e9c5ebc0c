package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.PlayRequest;
import org.ringfort.contract.media.v1.RecordRequest;
import org.ringfort.contract.media.v1.RecordingReady;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.contract.sound.v1.RecordingEnd;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.media.codec.AudioDecoder;
import org.ringfort.media.codec.AudioEncoder;
import org.ringfort.media.codec.Coding;
import org.ringfort.media.srtp.SrtpProfile;

/**
 * Legs that share no codec hear each other all the same, and media's own voice; those that share one are not recoded.
 *
 * @rfc 3264 5.1
 * @rfc 3264 6.1
 * @rfc 7587 7
 */
class TranscodedCallTest {
    private static final MediaPolicy ANY = MediaPolicy.getDefaultInstance();
    private static final List<SrtpProfile> PROFILES = List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
    private static final String[] OPUS = {"a=rtpmap:111 opus/48000/2", "a=rtpmap:97 telephone-event/8000", "a=rtcp-mux"
    };
    private static final String[] PLAIN = {"a=rtpmap:101 telephone-event/8000", "a=rtcp-mux"};

    @TempDir
    Path folder;

    private MediaHouse house;
    private ScriptedPhone alice;
    private ScriptedPhone bob;
    private byte[] offeredToBob = new byte[0];
    private byte[] answeredToAlice = new byte[0];

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(22_300, 22_380, Duration.ZERO, folder);
        alice = new ScriptedPhone();
        bob = new ScriptedPhone();
        house.attach();
        house.next(FromMedia.EventCase.WELCOME);
    }

    @AfterEach
    void close() throws Exception {
        alice.close();
        bob.close();
        house.close();
    }

    private void call(String aliceFormats, String[] aliceSays, String bobFormats, String[] bobSays) {
        var offered = house.offer(
                "s",
                "a",
                alice.describe("RTP/SAVP", aliceFormats, PROFILES, 1, aliceSays),
                ANY,
                MediaHouse.toward("b", ANY));
        offeredToBob = offered.getOffered().getLegs(0).getSdp().toByteArray();
        int tag = ScriptedPhone.cryptos(offeredToBob).stream()
                .filter(line -> line.suite().equals(PROFILES.getFirst().name()))
                .findFirst()
                .orElseThrow()
                .tag();
        bob.learn(offeredToBob, tag);
        answeredToAlice = house.answer("s", "b", "a", bob.describe("RTP/SAVP", bobFormats, PROFILES, tag, bobSays))
                .getSdp()
                .toByteArray();
        alice.learn(answeredToAlice, 1);
    }

    private static List<String> formats(byte[] sdp) {
        return ScriptedPhone.audio(sdp).formats();
    }

    /** Half a second of a tone, a packet every 20 ms; what comes out is decoded. */
    private static short[] through(
            ScriptedPhone from, int fromType, Coding saying, ScriptedPhone to, int toType, Coding hearing)
            throws IOException {
        AudioEncoder encoder = saying.encoder(saying.sampleHz());
        AudioDecoder decoder = hearing.decoder(hearing.sampleHz());
        short[] samples = new short[AudioDecoder.LONGEST_MILLIS * hearing.sampleHz() / 1_000];
        short[] heard = new short[25 * hearing.sampleHz() / 50];
        byte[] payload = new byte[AudioEncoder.MOST_BYTES];
        int sequence = -1;
        int timestamp = 0;
        for (int at = 0; at < 25; at++) {
            int length = encoder.encode(tone(saying.sampleHz(), at * encoder.frameSamples()), payload, 0);
            from.say(fromType, Arrays.copyOf(payload, length));
            from.timestamp += saying.clockHz() / 50 - 160; // the phone counts 160 by itself
            ScriptedPhone.Heard packet = to.hear(10_000).orElseThrow();
            assertThat(packet.payloadType()).isEqualTo(toType);
            if (sequence >= 0) {
                assertThat(packet.sequence()).isEqualTo((sequence + 1) & 0xffff);
                assertThat(packet.timestamp() - timestamp).isEqualTo(hearing.clockHz() / 50);
            }
            sequence = packet.sequence();
            timestamp = packet.timestamp();
            byte[] octets = Bytes.toArray(packet.payload());
            int count = decoder.decode(octets, 0, octets.length, samples);
            assertThat(count).isEqualTo(hearing.sampleHz() / 50);
            System.arraycopy(samples, 0, heard, at * count, count);
        }
        return heard;
    }

    private static short[] tone(int sampleHz, int first) {
        short[] samples = new short[sampleHz / 50];
        for (int at = 0; at < samples.length; at++) {
            samples[at] = (short) (8_000 * Math.sin(2 * Math.PI * 1_000 * (first + at) / sampleHz));
        }
        return samples;
    }

    /** How much of the second half's power is the tone. */
    private static double share(short[] heard, int sampleHz) {
        double real = 0;
        double imaginary = 0;
        double power = 1e-9;
        int half = heard.length / 2;
        for (int at = half; at < heard.length; at++) {
            double turn = 2 * Math.PI * 1_000 * at / sampleHz;
            real += heard[at] * Math.cos(turn);
            imaginary += heard[at] * Math.sin(turn);
            power += (double) heard[at] * heard[at];
        }
        return 2 * (real * real + imaginary * imaginary) / (half * power);
    }

    @Test
    void rfc3264_6_1_opus_alone_and_g711_alone_hear_each_other() throws Exception {
        call("111 97", OPUS, "8 101", PLAIN);
        assertThat(formats(offeredToBob)).containsExactly("96", "101", "9", "0", "8");
        assertThat(formats(answeredToAlice)).containsExactly("111", "97");

        assertThat(share(through(alice, 111, Coding.OPUS, bob, 8, Coding.PCMA), 8_000))
                .isGreaterThan(0.9);
        assertThat(share(through(bob, 8, Coding.PCMA, alice, 111, Coding.OPUS), 16_000))
                .isGreaterThan(0.9);
        assertThat(house.close("s").getLegsList())
                .extracting(org.ringfort.contract.media.v1.LegReport::getCodec)
                .containsExactly("opus", "PCMA");
    }

    @Test
    void rfc3551_4_5_2_g722_and_opus_keep_what_is_above_4_khz_between_them() throws Exception {
        call("9 101", PLAIN, "96 97", new String[] {
            "a=rtpmap:96 opus/48000/2", "a=rtpmap:97 telephone-event/8000", "a=rtcp-mux"
        });
        assertThat(formats(answeredToAlice)).containsExactly("9", "101");
        assertThat(share(through(alice, 9, Coding.G722, bob, 96, Coding.OPUS), 16_000))
                .isGreaterThan(0.9);
        assertThat(share(through(bob, 96, Coding.OPUS, alice, 9, Coding.G722), 16_000))
                .isGreaterThan(0.9);
    }

    @Test
    void from_law_to_law_the_very_packet_goes_on() throws Exception {
        call("0 101", PLAIN, "8 101", PLAIN);
        assertThat(share(through(alice, 0, Coding.PCMU, bob, 8, Coding.PCMA), 8_000))
                .isGreaterThan(0.9);
        assertThat(share(through(bob, 8, Coding.PCMA, alice, 0, Coding.PCMU), 8_000))
                .isGreaterThan(0.9);
    }

    @Test
    void rfc3264_5_1_what_both_know_is_offered_first_and_answered_alone() {
        call("0 9 101", PLAIN, "9 8 101", PLAIN);
        assertThat(formats(offeredToBob))
                .startsWith("0", "9", "101")
                .containsExactlyInAnyOrder("0", "9", "101", "8", "96");
        assertThat(formats(answeredToAlice)).containsExactly("9", "101");
    }

    @Test
    void a_callee_who_takes_one_more_than_the_caller_knows_is_recoded_only_then() throws Exception {
        call("0 101", PLAIN, "9 0 101", PLAIN);
        assertThat(formats(answeredToAlice)).containsExactly("0", "101");
        byte[] same = new byte[160];
        Arrays.fill(same, (byte) 0x2a);
        alice.say(0, same);
        assertThat(Bytes.toArray(bob.hear(10_000).orElseThrow().payload())).isEqualTo(same);
        assertThat(share(through(bob, 9, Coding.G722, alice, 0, Coding.PCMU), 8_000))
                .isGreaterThan(0.9);
    }

    /** RFC 4733 section 2.5.1.2: one timestamp for all packets of a press, between the speech. */
    @Test
    void rfc4733_2_5_1_2_key_presses_cross_with_the_speech() throws Exception {
        call("0 101", PLAIN, "111 97", OPUS);
        byte[] speech = new byte[160];
        List<ScriptedPhone.Heard> heard = new ArrayList<>();
        alice.say(0, speech);
        alice.say(0, speech);
        int began = alice.timestamp;
        for (int part = 1; part <= 5; part++) {
            alice.timestamp = began;
            alice.say(101, new byte[] {9, (byte) (part > 2 ? 0x8a : 0x0a), 0, (byte) (Math.min(part, 3) * 50)});
        }
        alice.timestamp = began + 800;
        alice.say(0, speech);
        for (int at = 0; at < 8; at++) {
            heard.add(bob.hear(10_000).orElseThrow());
        }
        assertThat(heard)
                .extracting(ScriptedPhone.Heard::payloadType)
                .containsExactly(111, 111, 97, 97, 97, 97, 97, 111);
        int first = heard.getFirst().timestamp();
        assertThat(heard.subList(2, 7))
                .extracting(ScriptedPhone.Heard::timestamp)
                .containsOnly(first + 1_920);
        assertThat(heard.get(7).timestamp()).isEqualTo(first + 1_920 + 4_800);
        for (int at = 1; at < 8; at++) {
            assertThat(heard.get(at).sequence()).isEqualTo((heard.get(0).sequence() + at) & 0xffff);
        }
        assertThat(house.next(FromMedia.EventCase.DIGIT).getDigit().getDigit()).isEqualTo("9");
    }

    @Test
    void a_phone_with_opus_alone_hears_a_prompt_and_is_recorded() throws Exception {
        byte[] offer = alice.describe("RTP/SAVP", "111 97", PROFILES, 1, OPUS);
        assertThat(house.offer("s", "a", offer, ANY).hasOffered()).isTrue();
        byte[] answer = house.terminate("s", "a").getSdp().toByteArray();
        assertThat(formats(answer)).startsWith("111");
        alice.learn(answer, 1);
        house.client.play(PlayRequest.newBuilder()
                .setSessionId("s")
                .setLegId("a")
                .setPlayId(3)
                .addSounds(Sound.newBuilder().setPrompt("beep"))
                .build());
        AudioDecoder decoder = Coding.OPUS.decoder(16_000);
        short[] samples = new short[1_920];
        double loudest = 0;
        for (int at = 0; at < 20; at++) {
            ScriptedPhone.Heard packet = alice.hear(10_000).orElseThrow();
            byte[] octets = Bytes.toArray(packet.payload());
            assertThat(packet.payloadType()).isEqualTo(111);
            assertThat(decoder.decode(octets, 0, octets.length, samples)).isEqualTo(320);
            for (int sample = 0; sample < 320; sample++) {
                loudest = Math.max(loudest, Math.abs(samples[sample]));
            }
        }
        assertThat(loudest).isGreaterThan(1_000);
        assertThat(house.next(FromMedia.EventCase.PLAY_DONE).getPlayDone().getPlayId())
                .isEqualTo(3);

        recorded();
    }

    private void recorded() throws Exception {
        assertThat(house.client
                        .record(RecordRequest.newBuilder()
                                .setSessionId("s")
                                .setLegId("a")
                                .setOrder(RecordingOrder.newBuilder()
                                        .setRecordingId(UUID.randomUUID().toString())
                                        .setDataKey(com.google.protobuf.ByteString.copyFrom(new byte[32]))
                                        .setMaxSeconds(60)
                                        .setStopDigits("#"))
                                .build())
                        .getDone())
                .isTrue();
        AudioEncoder encoder = Coding.OPUS.encoder(16_000);
        byte[] payload = new byte[AudioEncoder.MOST_BYTES];
        long began = System.nanoTime();
        for (int at = 0; at < 50; at++) {
            int length = encoder.encode(tone(16_000, at * 320), payload, 0);
            alice.say(111, Arrays.copyOf(payload, length));
            alice.timestamp += 800;
            Thread.sleep(20); // the recorder keeps the time of the call
        }
        Thread.sleep(200); // what is still being decoded
        alice.say(97, new byte[] {11, (byte) 0x8a, 3, 32});
        RecordingReady ready = house.next(FromMedia.EventCase.RECORDING_READY).getRecordingReady();
        assertThat(ready.getFacts().getEnd()).isEqualTo(RecordingEnd.RECORDING_END_DIGIT);
        int passed = (int) Duration.ofNanos(System.nanoTime() - began).toMillis();
        assertThat(ready.getFacts().getDurationMs()).isBetween(800, passed + 200);
    }
}
