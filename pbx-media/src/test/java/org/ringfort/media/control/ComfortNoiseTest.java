package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Bytes;
import com.google.protobuf.ByteString;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.LegReport;
import org.ringfort.contract.media.v1.PlayRequest;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.media.v1.RecordRequest;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.media.codec.AudioDecoder;
import org.ringfort.media.codec.Coding;
import org.ringfort.media.codec.G711;
import org.ringfort.media.srtp.SrtpProfile;

/**
 * Phones that leave out their silence and tell how loud it is, through the whole media plane.
 *
 * @rfc 3389 4
 */
class ComfortNoiseTest {
    private static final MediaPolicy ANY = MediaPolicy.getDefaultInstance();
    private static final List<SrtpProfile> PROFILES = List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
    private static final String[] SAYS = {MediaHouse.EVENTS, "a=rtpmap:111 opus/48000/2", "a=rtcp-mux"};
    private static final byte[] KEY = new byte[32];
    private static final byte[] TOLD = {40};

    @TempDir
    Path folder;

    private MediaHouse house;
    private ScriptedPhone alice;
    private ScriptedPhone bob;
    private byte[] offeredToBob = {};
    private byte[] answeredToAlice = {};

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(22_600, 22_680, Duration.ZERO, folder);
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

    private void call(String aliceFormats, String bobFormats) {
        var offered = house.offer(
                "s",
                "a",
                alice.describe("RTP/SAVP", aliceFormats, PROFILES, 1, SAYS),
                ANY,
                MediaHouse.toward("b", ANY));
        offeredToBob = offered.getOffered().getLegs(0).getSdp().toByteArray();
        int tag = ScriptedPhone.cryptos(offeredToBob).stream()
                .filter(line -> line.suite().equals(PROFILES.getFirst().name()))
                .findFirst()
                .orElseThrow()
                .tag();
        bob.learn(offeredToBob, tag);
        answeredToAlice = house.answer("s", "b", "a", bob.describe("RTP/SAVP", bobFormats, PROFILES, tag, SAYS))
                .getSdp()
                .toByteArray();
        alice.learn(answeredToAlice, 1);
    }

    private static List<String> formats(byte[] sdp) {
        return ScriptedPhone.audio(sdp).formats();
    }

    private static ScriptedPhone.Heard heard(ScriptedPhone phone) throws Exception {
        return phone.hear(10_000).orElseThrow();
    }

    /** Decibels below a square wave of the loudest sample. */
    private static double below(int[] samples) {
        double power = 1e-9;
        for (int sample : samples) {
            power += (double) sample * sample;
        }
        return -10 * Math.log10(power / samples.length / (32_124.0 * 32_124));
    }

    private void nothingLost(int packetsOfAlice) {
        LegReport report = house.client.report(house.session("s")).getLegs(0);
        assertThat(report.getPacketsLost()).isZero();
        assertThat(report.getPacketsAuthenticated()).isEqualTo(packetsOfAlice);
        assertThat(report.getPacketsRefused()).isZero();
    }

    @Test
    void where_both_took_it_pauses_pass_as_they_are_told() throws Exception {
        call("0 13 101", "0 13 101");
        assertThat(formats(offeredToBob)).contains("13");
        assertThat(formats(answeredToAlice)).containsExactly("0", "13", "101");

        alice.say(0, Hum.SILENCE);
        ScriptedPhone.Heard first = heard(bob);
        alice.say(13, new byte[] {40, 25, 127});
        ScriptedPhone.Heard told = heard(bob);
        assertThat(told.payloadType()).isEqualTo(13);
        assertThat(told.payload()).containsExactly((byte) 40, (byte) 25, (byte) 127);
        assertThat(told.marker()).isFalse();
        assertThat(told.sequence()).isEqualTo((first.sequence() + 1) & 0xffff);
        assertThat(bob.hear(200)).as("its own phone makes the noise").isEmpty();
        alice.timestamp += 1_600;
        alice.say(0, Hum.SILENCE);
        ScriptedPhone.Heard next = heard(bob);
        assertThat(next.sequence()).isEqualTo((told.sequence() + 1) & 0xffff);
        assertThat(next.timestamp() - told.timestamp()).isEqualTo(1_760);
        nothingLost(3);
    }

    @Test
    void from_law_to_law_they_pass_too_and_in_the_other_direction() throws Exception {
        call("0 13", "8 13");
        bob.say(8, Hum.SILENCE);
        assertThat(heard(alice).payloadType()).isZero();
        bob.say(13, TOLD);
        assertThat(heard(alice).payloadType()).isEqualTo(13);
    }

    @ParameterizedTest
    @CsvSource({"0 101, 0 13 101", "0 13 101, 0 101", "111 101, 0 13 101"})
    void what_one_leg_has_not_is_agreed_on_with_none(String aliceFormats, String bobFormats) {
        call(aliceFormats, bobFormats);
        assertThat(formats(answeredToAlice)).doesNotContain("13");
    }

    @Test
    void it_is_offered_to_nobody_where_nobody_has_said_it() {
        call("0 101", "0 101");
        assertThat(formats(offeredToBob)).doesNotContain("13");
        byte[] late = house.offer("late", "a", new byte[0], ANY, MediaHouse.toward("b", ANY))
                .getOffered()
                .getLegs(0)
                .getSdp()
                .toByteArray();
        assertThat(formats(late)).contains("0", "8", "9").doesNotContain("13");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8 0 101", "0 8 101"})
    void a_pause_is_in_the_law_that_was_spoken_where_the_leg_takes_both(String formats) throws Exception {
        call(formats, formats);
        assertThat(pause(8, TOLD)).extracting(ScriptedPhone.Heard::payloadType).containsOnly(8);
    }

    /** Asked for by nobody, as phones send it all the same. Of noise up to 8 kHz who hears 4 kHz hears half. */
    @ParameterizedTest
    @CsvSource({"0, 0, 40", "8, 8, 40", "0, 8, 40", "9, 0, 43.5", "9, 8, 43.5"})
    void a_leg_without_it_hears_noise_in_one_stream_with_the_speech(int aliceSpeaks, int bobHears, double level)
            throws Exception {
        call(aliceSpeaks + " 101", bobHears + " 101");
        List<ScriptedPhone.Heard> heard = pause(aliceSpeaks, TOLD);

        for (int at = 1; at < heard.size(); at++) {
            assertThat(heard.get(at).payloadType()).isEqualTo(bobHears);
            assertThat(heard.get(at).sequence()).isEqualTo((heard.get(at - 1).sequence() + 1) & 0xffff);
        }
        int[] samples = new int[15 * 160];
        for (int at = 0; at < 15; at++) {
            List<Byte> payload = heard.get(at + 5).payload();
            assertThat(payload).hasSize(160);
            for (int index = 0; index < 160; index++) {
                byte code = payload.get(index);
                samples[at * 160 + index] = bobHears == 8 ? G711.linearOfA(code) : G711.linearOfMu(code);
            }
        }
        assertThat(below(samples)).isCloseTo(level, within(1.0));
        assertThat(heard.get(20).timestamp() - heard.get(5).timestamp()).isEqualTo(15 * 160);
        nothingLost(6);
    }

    @ParameterizedTest
    @CsvSource({"0 13, 111, 111, 16000", "0, 9, 9, 16000", "9 13, 111 0 13, 111, 16000"})
    void a_leg_of_another_coding_hears_noise_too(String aliceFormats, String bobFormats, int type, int sampleHz)
            throws Exception {
        call(aliceFormats, bobFormats);
        List<ScriptedPhone.Heard> heard = pause(Integer.parseInt(aliceFormats.split(" ", -1)[0]), TOLD);

        AudioDecoder decoder = (type == 9 ? Coding.G722 : Coding.OPUS).decoder(sampleHz);
        short[] room = new short[AudioDecoder.LONGEST_MILLIS * sampleHz / 1_000];
        int[] samples = new int[15 * sampleHz / 50];
        for (int at = 0; at < 20; at++) {
            assertThat(heard.get(at).payloadType()).isEqualTo(type);
            byte[] octets = Bytes.toArray(heard.get(at).payload());
            int count = decoder.decode(octets, 0, octets.length, room);
            for (int index = 0; at >= 5 && index < count; index++) {
                samples[(at - 5) * count + index] = room[index];
            }
        }
        for (int at = 1; at < heard.size(); at++) {
            assertThat(heard.get(at).sequence()).isEqualTo((heard.get(at - 1).sequence() + 1) & 0xffff);
        }
        assertThat(below(samples)).isCloseTo(40, within(3.0));
        nothingLost(6);
    }

    /** Three packets, half a second of a pause, two packets; what Bob hears of it. */
    private List<ScriptedPhone.Heard> pause(int speaks, byte[] told) throws Exception {
        List<ScriptedPhone.Heard> heard = new ArrayList<>();
        for (int at = 0; at < 3; at++) {
            alice.say(speaks, Hum.SILENCE);
            heard.add(heard(bob));
        }
        alice.say(13, told);
        long until = System.nanoTime() + 500_000_000;
        while (System.nanoTime() < until) {
            bob.hear(40).ifPresent(heard::add);
        }
        alice.timestamp += 24 * 160;
        alice.say(speaks, Hum.SILENCE);
        alice.say(speaks, Hum.SILENCE);
        bob.hear(300).ifPresent(heard::add);
        bob.hear(300).ifPresent(heard::add);
        assertThat(heard).hasSizeBetween(24, 40);
        return heard;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_400})
    void what_is_misshapen_is_a_pause_all_the_same(int bytes) throws Exception {
        call("0 101", "0 101");
        byte[] told = new byte[bytes];
        Arrays.fill(told, (byte) 127);
        alice.say(13, told);
        assertThat(Bytes.toArray(heard(bob).payload())).as("of the quietest").containsOnly(G711.MU_SILENCE);
        alice.say(0, Hum.tone(440, 1));
        while (!Arrays.equals(Bytes.toArray(heard(bob).payload()), Hum.tone(440, 1))) {
            assertThat(alice.sequence).isPositive();
        }
        nothingLost(2);
    }

    /** Nothing is told of it while the prompt is spoken. */
    @ParameterizedTest
    @CsvSource({"0, 0", "9, 111"})
    void after_a_prompt_the_pause_is_heard_as_loud_as_it_was_told(int aliceSpeaks, int bobHears) throws Exception {
        call(aliceSpeaks + " 101", bobHears + " 101");
        house.client.play(PlayRequest.newBuilder()
                .setSessionId("s")
                .setLegId("b")
                .setPlayId(1)
                .addSounds(Sound.newBuilder().setPrompt("beep"))
                .build());
        alice.say(aliceSpeaks, Hum.SILENCE);
        alice.say(13, TOLD);
        house.next(FromMedia.EventCase.PLAY_DONE);
        while (bob.hear(1).isPresent()) {
            assertThat(alice.sequence).isPositive();
        }
        AudioDecoder decoder = (bobHears == 0 ? Coding.PCMU : Coding.OPUS).decoder(bobHears == 0 ? 8_000 : 16_000);
        short[] room = new short[AudioDecoder.LONGEST_MILLIS * 16];
        int[] samples = new int[20 * decoder.sampleHz() / 50];
        int before = -1;
        for (int at = 0; at < 20; at++) {
            ScriptedPhone.Heard packet = heard(bob);
            assertThat(packet.payloadType()).isEqualTo(bobHears);
            assertThat(before < 0 || packet.sequence() == ((before + 1) & 0xffff))
                    .isTrue();
            before = packet.sequence();
            byte[] octets = Bytes.toArray(packet.payload());
            int count = decoder.decode(octets, 0, octets.length, room);
            for (int index = 0; index < count; index++) {
                samples[at * count + index] = room[index];
            }
        }
        assertThat(below(samples)).isCloseTo(40, within(3.0));
    }

    private RecordingOrder order(UUID id) {
        return RecordingOrder.newBuilder()
                .setRecordingId(id.toString())
                .setDataKey(ByteString.copyFrom(KEY))
                .setMaxSeconds(60)
                .build();
    }

    /** Half a second of a tone, a second of a pause, half a second of a tone. */
    private void toneAndPause() throws Exception {
        long began = System.nanoTime();
        for (int at = 0; at < 100; at++) { // 20 ms each
            if (at < 25 || at >= 75) {
                alice.say(0, Hum.tone(440, at));
            } else if (at == 25) {
                alice.say(13, TOLD);
            } else {
                alice.timestamp += 160;
            }
            // speech is real time
            Thread.sleep(Math.max(0, (began - System.nanoTime()) / 1_000_000 + (at + 1) * 20L));
        }
    }

    private void keptWhole(UUID id) throws Exception {
        house.close("s");
        house.next(FromMedia.EventCase.RECORDING_READY);
        int[] samples = Hum.samples(Sealed.open(Sealed.fetch(house, id), id, KEY));
        int begins = 0;
        while (Math.abs(samples[begins]) < 4_000) {
            begins++;
        }
        assertThat(Hum.of(Arrays.copyOfRange(samples, begins, begins + 3_200), 440))
                .isGreaterThan(6_000);
        int[] pause = Arrays.copyOfRange(samples, begins + 5_600, begins + 10_400);
        assertThat(below(pause)).isCloseTo(40, within(1.5));
        int[] last = Arrays.copyOfRange(samples, samples.length - 3_200, samples.length - 800);
        assertThat(Hum.of(last, 440)).isGreaterThan(6_000);
        assertThat(samples.length - begins).isBetween(15_000, 20_000);
    }

    @Test
    void whoever_leaves_a_message_may_pause_in_it() throws Exception {
        byte[] offer = alice.describe("RTP/SAVP", "0 13 101", PROFILES, 1, SAYS);
        assertThat(house.offer("s", "a", offer, ANY).hasOffered()).isTrue();
        answeredToAlice = house.terminate("s", "a").getSdp().toByteArray();
        assertThat(formats(answeredToAlice)).containsExactlyInAnyOrder("0", "101", "13");
        alice.learn(answeredToAlice, 1);
        UUID id = UUID.randomUUID();
        assertThat(house.client
                        .record(RecordRequest.newBuilder()
                                .setSessionId("s")
                                .setLegId("a")
                                .setOrder(order(id))
                                .build())
                        .getDone())
                .isTrue();
        toneAndPause();
        keptWhole(id);
    }

    @Test
    void a_mix_hears_the_pause_as_it_is() throws Exception {
        call("0 13 101", "0 13 101");
        UUID id = UUID.randomUUID();
        assertThat(house.client
                        .recordCall(RecordCallRequest.newBuilder()
                                .setSessionId("s")
                                .addAllLegIds(List.of("a", "b"))
                                .setOrder(order(id))
                                .build())
                        .getDone())
                .isTrue();
        toneAndPause();
        Thread.sleep(100); // what is still in the mixer's hand
        keptWhole(id);
    }
}
