package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ringfort.media.dtmf.DigitSounds.joined;
import static org.ringfort.media.dtmf.DigitSounds.silence;
import static org.ringfort.media.dtmf.DigitSounds.sounded;

import com.google.common.primitives.Bytes;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.SuperviseRequest;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.contract.sound.v1.SupervisionOrder;
import org.ringfort.contract.sound.v1.SupervisionReach;
import org.ringfort.media.codec.AudioEncoder;
import org.ringfort.media.codec.Coding;
import org.ringfort.media.codec.G711;
import org.ringfort.media.codec.Resampler;
import org.ringfort.media.dtmf.DigitSounds;
import org.ringfort.media.dtmf.DigitSounds.Sound;
import org.ringfort.media.srtp.SrtpProfile;

/**
 * Digits that a phone sounds count as events of it would, where that is said of it; to who takes events they go on as such.
 *
 * @rfc 4733 2.5.1.2
 * @rfc 4733 2.5.1.4
 */
class InBandDigitsTest {
    private static final MediaPolicy ANY = MediaPolicy.getDefaultInstance();
    private static final MediaPolicy IN_BAND =
            MediaPolicy.newBuilder().setInBandDigits(true).build();
    private static final List<SrtpProfile> PROFILES = List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
    private static final String OPUS = "a=rtpmap:111 opus/48000/2";
    private static final int EVENT = 101;

    @TempDir
    Path folder;

    private MediaHouse house;
    private ScriptedPhone alice;
    private ScriptedPhone bob;
    private final List<ScriptedPhone.Heard> heard = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(22_510, 22_590, Duration.ZERO, folder);
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

    private void call(MediaPolicy policy, String aliceFormats, String bobFormats) {
        String events = MediaHouse.EVENTS;
        byte[] offer = alice.describe("RTP/SAVP", aliceFormats + " 101", PROFILES, 1, OPUS, events, "a=rtcp-mux");
        var offered = house.offer("s", "a", offer, policy, MediaHouse.toward("b", ANY));
        byte[] toBob = offered.getOffered().getLegs(0).getSdp().toByteArray();
        int tag = ScriptedPhone.cryptos(toBob).stream()
                .filter(line -> line.suite().equals(PROFILES.getFirst().name()))
                .findFirst()
                .orElseThrow()
                .tag();
        bob.learn(toBob, tag);
        byte[] answer = bob.describe("RTP/SAVP", bobFormats, PROFILES, tag, OPUS, events, "a=rtcp-mux");
        alice.learn(house.answer("s", "b", "a", answer).getSdp().toByteArray(), 1);
    }

    private static Sound sound(double millis) {
        return Sound.PLAIN.millis(millis);
    }

    /** Packets of 20 ms, at the pace of speech; what bob hears meanwhile is kept. */
    private void say(Coding coding, int type, short[] samples) throws Exception {
        AudioEncoder encoder = coding.encoder(coding.sampleHz());
        var up = new Resampler(8_000, coding.sampleHz());
        short[] frame = new short[encoder.frameSamples()];
        byte[] payload = new byte[AudioEncoder.MOST_BYTES];
        for (int at = 0; at + 160 <= samples.length; at += 160) {
            up.resample(Arrays.copyOfRange(samples, at, at + 160), 160, frame, 0);
            int length = encoder.encode(frame, payload, 0);
            alice.say(type, Arrays.copyOf(payload, length));
            alice.timestamp += coding.clockHz() / 50 - 160; // the phone counts 160 by itself
            for (Optional<ScriptedPhone.Heard> packet = bob.hear(20); packet.isPresent(); packet = bob.hear(1)) {
                heard.add(packet.get());
            }
        }
    }

    private String pressed(int count) throws Exception {
        var keys = new StringBuilder();
        for (int at = 0; at < count; at++) {
            var digit = house.next(FromMedia.EventCase.DIGIT).getDigit();
            assertThat(digit.getLegId()).isEqualTo("a");
            keys.append(digit.getDigit());
        }
        return keys.toString();
    }

    /** The events that bob heard, each by its timestamp, in order. */
    private List<List<ScriptedPhone.Heard>> events() {
        List<List<ScriptedPhone.Heard>> events = new ArrayList<>();
        for (ScriptedPhone.Heard packet : heard) {
            if (packet.payloadType() != EVENT) {
                continue;
            }
            if (events.isEmpty() || events.getLast().getFirst().timestamp() != packet.timestamp()) {
                events.add(new ArrayList<>());
            }
            events.getLast().add(packet);
        }
        return events;
    }

    private static int ticks(ScriptedPhone.Heard event) {
        return (event.payload().get(2) & 0xff) << 8 | (event.payload().get(3) & 0xff);
    }

    private static boolean ended(ScriptedPhone.Heard event) {
        return (event.payload().get(1) & 0x80) != 0;
    }

    /** What bob heard but for events, as sound. */
    private short[] sound() {
        List<Byte> octets = new ArrayList<>();
        heard.stream().filter(packet -> packet.payloadType() == 0).forEach(packet -> octets.addAll(packet.payload()));
        byte[] all = Bytes.toArray(octets);
        short[] samples = new short[all.length];
        for (int at = 0; at < samples.length; at++) {
            samples[at] = (short) G711.linearOfMu(all[at]);
        }
        return samples;
    }

    @Test
    void rfc4733_2_5_1_2_what_is_sounded_goes_on_as_events_of_the_right_time_and_not_as_sound() throws Exception {
        call(IN_BAND, "0", "0 101");
        say(Coding.PCMU, 0, joined(silence(100), sounded("19#D", sound(100), 60), silence(200)));

        assertThat(pressed(4)).isEqualTo("19#D");
        List<List<ScriptedPhone.Heard>> events = events();
        assertThat(events)
                .extracting(event -> event.getFirst().payload().getFirst())
                .containsExactly((byte) 1, (byte) 9, (byte) 11, (byte) 15);
        int first = heard.getFirst().timestamp();
        for (int at = 0; at < events.size(); at++) {
            List<ScriptedPhone.Heard> event = events.get(at);
            assertThat(event.getFirst().marker()).isTrue();
            assertThat(event).filteredOn(InBandDigitsTest::ended).hasSize(3);
            assertThat(event).extracting(InBandDigitsTest::ticks).isSorted();
            assertThat((double) ticks(event.getLast())).isCloseTo(800, within(60.0));
            assertThat((double) (event.getLast().timestamp() - first))
                    .isCloseTo((100 + 60 + at * 160) * 8.0, within(40.0));
        }
        assertThat(heard).extracting(ScriptedPhone.Heard::sequence).doesNotHaveDuplicates();
        assertThat(DigitSounds.found(sound())).isEmpty();
        short[] left = sound();
        for (int at = 0; at + 320 <= left.length; at += 8) { // nowhere are there 40 ms of a tone
            double power = 0;
            for (int sample = at; sample < at + 320; sample++) {
                power += (double) left[sample] * left[sample];
            }
            assertThat(Math.sqrt(power / 320)).isLessThan(7_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"PCMA, 8", "G722, 9", "OPUS, 111"})
    void whatever_it_speaks_its_digits_are_found_and_go_on(Coding coding, int type) throws Exception {
        call(IN_BAND, Integer.toString(type), type + " 101");
        say(coding, type, joined(silence(200), sounded("4711", sound(120), 100), silence(300)));

        assertThat(pressed(4)).isEqualTo("4711");
        assertThat(events()).hasSize(4).allSatisfy(event -> {
            assertThat(event).filteredOn(InBandDigitsTest::ended).isNotEmpty();
            assertThat((double) ticks(event.getLast())).isCloseTo(960, within(90.0));
        });
        assertThat(house.events).isEmpty();
    }

    @Test
    void between_legs_that_share_no_codec_they_go_on_too() throws Exception {
        call(IN_BAND, "0", "9 101");
        say(Coding.PCMU, 0, joined(silence(200), sounded("20", sound(120), 100), silence(300)));
        assertThat(pressed(2)).isEqualTo("20");
        assertThat(events())
                .extracting(event -> event.getFirst().payload().getFirst())
                .containsExactly((byte) 2, (byte) 0);
    }

    @Test
    void who_takes_no_events_hears_the_tone_as_it_came() throws Exception {
        call(IN_BAND, "0", "0");
        short[] said = joined(silence(100), sounded("55", sound(100), 60), silence(200));
        say(Coding.PCMU, 0, said);
        assertThat(pressed(2)).isEqualTo("55");
        assertThat(heard).extracting(ScriptedPhone.Heard::payloadType).containsOnly(0);
        assertThat(DigitSounds.found(sound())).isEqualTo("55");
    }

    @Test
    void by_default_what_is_sounded_is_sound() throws Exception {
        call(ANY, "0", "0 101");
        say(Coding.PCMU, 0, joined(silence(100), sounded("55", sound(100), 60), silence(200)));
        assertThat(heard).extracting(ScriptedPhone.Heard::payloadType).containsOnly(0);
        assertThat(DigitSounds.found(sound())).isEqualTo("55");
        assertThat(house.events.poll(1, TimeUnit.SECONDS)).isNull();
    }

    /** Only what a leg's own peer says presses its keys. */
    @Test
    void what_the_other_leg_sounds_presses_no_keys_of_this_one() throws Exception {
        call(IN_BAND, "0", "0 101");
        byte[] payload = new byte[160];
        short[] said = sounded("55", sound(100), 60);
        for (int at = 0; at + 160 <= said.length; at += 160) {
            for (int sample = 0; sample < 160; sample++) {
                payload[sample] = G711.compressMu(said[at + sample]);
            }
            bob.say(0, payload);
            assertThat(alice.hear(10_000).orElseThrow().payload()).hasSize(160);
        }
        assertThat(house.events.poll(1, TimeUnit.SECONDS)).isNull();
    }

    /** The gateway has begun to sound the digit when it finds it itself and tells it. */
    @Test
    void a_press_that_is_sounded_and_told_counts_once() throws Exception {
        call(IN_BAND, "0", "0 101");
        say(Coding.PCMU, 0, joined(silence(40), sounded('7', sound(80))));
        for (int count = 0; count < 6; count++) {
            int duration = 160 * (count + 1);
            alice.say(EVENT, new byte[] {7, (byte) (count > 2 ? 0x8a : 0x0a), (byte) (duration >> 8), (byte) duration});
            alice.timestamp -= 160;
            bob.hear(1_000).ifPresent(heard::add);
        }
        alice.timestamp += 1_000;
        say(Coding.PCMU, 0, joined(silence(60), sounded("77", sound(100), 60), silence(200)));

        assertThat(pressed(1)).isEqualTo("7");
        assertThat(events()).hasSize(1);
        assertThat(house.events.poll(1, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void who_falls_silent_in_a_tone_has_ended_it() throws Exception {
        call(IN_BAND, "0", "0 101");
        say(Coding.PCMU, 0, joined(silence(40), sounded('7', sound(100))));
        assertThat(pressed(1)).isEqualTo("7");
    }

    /** What the other hears is a mix by then, into which no event goes. */
    @Test
    void while_a_supervisor_speaks_with_both_the_other_hears_the_tone() throws Exception {
        call(IN_BAND, "0", "0 101");
        try (var carol = new ScriptedPhone()) {
            byte[] offer = carol.describe("RTP/SAVP", "0", PROFILES, 1, "a=rtcp-mux");
            assertThat(house.offer("c", "leg", offer, ANY).hasOffered()).isTrue();
            carol.learn(house.terminate("c", "leg").getSdp().toByteArray(), 1);
            assertThat(house.client
                            .supervise(SuperviseRequest.newBuilder()
                                    .setSessionId("c")
                                    .setLegId("leg")
                                    .setCallSessionId("s")
                                    .setSupervisedLegId("a")
                                    .setOtherLegId("b")
                                    .setOrder(SupervisionOrder.newBuilder()
                                            .setReach(SupervisionReach.SUPERVISION_REACH_BARGE))
                                    .build())
                            .getDone())
                    .isTrue();
            say(Coding.PCMU, 0, silence(400));
            heard.clear();
            say(Coding.PCMU, 0, joined(silence(200), sounded("55", sound(300), 200), silence(300)));
            assertThat(pressed(2)).isEqualTo("55");
            assertThat(events()).isEmpty();
            assertThat(DigitSounds.found(sound())).matches("5+");
        }
    }

    @Test
    void listening_makes_no_garbage() throws Exception {
        call(IN_BAND, "0", "0 101");
        long relay = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("relay-test-0"))
                .findFirst()
                .orElseThrow()
                .threadId();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        talk(4_000); // classes load, the compiler comes by
        long before = threads.getThreadAllocatedBytes(relay);
        talk(4_000);
        assertThat((threads.getThreadAllocatedBytes(relay) - before) / 4_000)
                .as("octets a packet")
                .isLessThanOrEqualTo(16);
    }

    private void talk(int packets) throws Exception {
        byte[] payload = new byte[160];
        for (int count = 0; count < packets; count++) {
            Arrays.fill(payload, (byte) count);
            alice.say(0, payload);
            assertThat(bob.hear(10_000)).isPresent();
        }
    }
}
