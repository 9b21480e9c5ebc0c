package org.ringfort.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ringfort.media.dtmf.DigitSounds.joined;
import static org.ringfort.media.dtmf.DigitSounds.silence;
import static org.ringfort.media.dtmf.DigitSounds.sounded;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.media.codec.G711;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.dtls.OwnCertificate;
import org.ringfort.media.dtmf.DigitSounds.Sound;
import org.ringfort.media.port.Outlet;
import org.ringfort.media.port.PacketBuffer;
import org.ringfort.protocol.rtp.RtpView;

/**
 * What another leg is told of digits that sound, packet by packet.
 *
 * @rfc 4733 2.5.1.2
 * @rfc 4733 2.5.1.3
 * @rfc 4733 2.5.1.4
 */
class DigitsTest {
    private static final int FRAME = 160;
    private static final int EVENT = 101;

    /** A packet that went out; of speech, code and the like are nothing. */
    private record Sent(int type, boolean marker, int sequence, int timestamp, int code, boolean end, int ticks) {
        boolean event() {
            return type == EVENT;
        }
    }

    private final List<Sent> sent = new ArrayList<>();
    private final List<String> pressed = new ArrayList<>();
    private final PacketBuffer packet = new PacketBuffer();
    private final RtpView view = new RtpView();
    private Handshakes handshakes;
    private RelayLoops loops;
    private RelayLoop loop;
    private Crossing crossing;
    private Digits digits;
    private int ssrc = 1;
    private int sequence;
    private int timestamp;
    private long now = 1;
    private int samplesAPacket = FRAME;

    @BeforeEach
    void open() throws Exception {
        var random = new SecureRandom();
        handshakes = new Handshakes(OwnCertificate.create(random));
        loops = new RelayLoops("digits", 1, System::nanoTime, random, handshakes, Duration.ZERO);
        loop = loops.all().getFirst();
        Outlet port = new Outlet() {
            @Override
            public int number() {
                return 1;
            }

            @Override
            public boolean send(PacketBuffer out, int start, int lengthBytes, InetSocketAddress to) {
                var octets = ByteBuffer.wrap(out.octets(), start, lengthBytes);
                int second = octets.get(start + 1);
                boolean event = (second & 0x7f) == EVENT;
                sent.add(new Sent(
                        second & 0x7f,
                        second < 0,
                        octets.getShort(start + 2) & 0xffff,
                        octets.getInt(start + 4),
                        event ? octets.get(start + 12) : -1,
                        event && octets.get(start + 13) < 0,
                        event ? octets.getShort(start + 14) & 0xffff : 0));
                return true;
            }

            @Override
            public void close() {}
        };
        var output = new Output(
                port, new Timeline(100, 5_000), 7, new KeyRing(), new Totals(), new long[Drop.values().length]);
        var terms = new Terms(
                new Keys.Clear(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                true,
                true,
                Map.of(0, Payload.PCMU, 8, Payload.PCMA, EVENT, Payload.EVENT),
                Map.of(Payload.PCMU, 0, Payload.PCMA, 8, Payload.EVENT, EVENT),
                ReportsWanted.NOTHING,
                true);
        output.agree(terms);
        output.destination(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
        crossing = new Crossing(loop, output);
        digits = new Digits(loop, output::drop, (key, millis) -> pressed.add(key + " " + millis));
        digits.agree(terms);
    }

    @AfterEach
    void close() {
        loops.close();
        handshakes.close();
    }

    private void send(Payload payload, int type, int lengthBytes) {
        RtpView.writeHeader(packet.octets(), 0, false, type, sequence++ & 0xffff, timestamp, ssrc);
        assertThat(view.wrap(packet.octets(), 0, RtpView.FIXED_HEADER_BYTES + lengthBytes))
                .isTrue();
        digits.heard(payload, view, packet.octets(), lengthBytes, true, now);
        digits.send(crossing, true, this, payload, view, packet, lengthBytes, now);
    }

    private void say(short[] samples) {
        say(Payload.PCMU, samples);
    }

    private void say(Payload law, short[] samples) {
        for (int at = 0; at + samplesAPacket <= samples.length; at += samplesAPacket) {
            for (int sample = 0; sample < samplesAPacket; sample++) {
                byte mu = G711.compressMu(samples[at + sample]);
                packet.octets()[RtpView.FIXED_HEADER_BYTES + sample] = law == Payload.PCMA ? G711.muToA(mu) : mu;
            }
            send(law, law == Payload.PCMA ? 8 : 0, samplesAPacket);
            timestamp += samplesAPacket;
            now += samplesAPacket * 125_000L;
        }
    }

    private void tell(int event, boolean end, int ticks) {
        int start = RtpView.FIXED_HEADER_BYTES;
        packet.octets()[start] = (byte) event;
        packet.octets()[start + 1] = (byte) (end ? 0x8a : 0x0a);
        packet.octets()[start + 2] = (byte) (ticks >> 8);
        packet.octets()[start + 3] = (byte) ticks;
        send(Payload.EVENT, EVENT, 4);
        now += 20_000_000;
    }

    private void pause(int millis) {
        for (int passed = 0; passed < millis; passed += 5) {
            now += 5_000_000;
            digits.passed(now);
        }
        timestamp += millis * 8;
    }

    private static short[] tone(char digit, int millis) {
        return sounded(digit, Sound.PLAIN.millis(millis));
    }

    private List<Sent> events() {
        return sent.stream().filter(Sent::event).toList();
    }

    private String keys() {
        var keys = new StringBuilder();
        pressed.forEach(press -> keys.append(press.charAt(0)));
        return keys.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, -40_000_000})
    void a_slip_of_the_clock_in_a_tone_mutes_nobody(int slip) {
        say(joined(silence(60), tone('8', 80)));
        timestamp += slip;
        say(joined(tone('8', 60), silence(200)));
        assertThat(keys()).isEqualTo("8");
        assertThat(events()).filteredOn(Sent::end).hasSize(3);
        assertThat(sent.getLast().event()).isFalse();
    }

    /** What was told of the end found no room; the leg is heard again all the same. */
    @Test
    void a_tone_whose_end_nobody_tells_is_over_when_it_grows_no_more() {
        say(joined(silence(60), tone('8', 80)));
        assertThat(events()).isNotEmpty();
        for (int count = 0; count < 60; count++) { // the same packet again: nobody listens to it
            sequence--;
            send(Payload.PCMU, 0, FRAME);
            now += 20_000_000;
            digits.passed(now);
        }
        assertThat(keys()).isEqualTo("8");
    }

    @Test
    void behind_another_ssrc_nothing_is_told_of_what_sounded_before() {
        say(joined(silence(60), tone('8', 100)));
        int before = sent.size();
        ssrc = 2;
        sequence = 30_000;
        timestamp = 1_900_000_000;
        say(silence(200));
        assertThat(keys()).isEqualTo("8");
        List<Sent> after = sent.subList(before, sent.size());
        assertThat(after).hasSize(10).noneMatch(Sent::event);
        for (int at = 1; at < after.size(); at++) {
            assertThat(after.get(at).timestamp() - after.get(at - 1).timestamp())
                    .isEqualTo(FRAME);
        }
    }

    @Test
    void ends_that_are_owed_are_not_told_under_another_ssrc() {
        say(joined(silence(60), tone('8', 100), silence(60)));
        assertThat(keys()).isEqualTo("8");
        assertThat(sent.getLast().end()).isTrue();
        int before = sent.size();
        ssrc = 2;
        timestamp = 77;
        say(silence(100));
        assertThat(sent.subList(before, sent.size())).noneMatch(Sent::event);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 36, 255})
    void what_is_told_of_the_hook_or_a_fax_ends_no_listening(int event) {
        say(joined(silence(60), tone('1', 80), silence(100)));
        tell(event, true, 400);
        timestamp += 800;
        say(joined(silence(60), tone('2', 80), silence(100)));
        assertThat(keys()).isEqualTo("12");
    }

    @Test
    void of_a_tone_in_which_the_codec_changes_the_length_is_that_of_the_first() {
        say(joined(silence(60), tone('8', 100)));
        say(Payload.PCMA, silence(100));
        assertThat(pressed).hasSize(1);
        assertThat((double) Integer.parseInt(pressed.getFirst().substring(2))).isCloseTo(100, within(8.0));
        assertThat(events().getLast().end()).isTrue();
        assertThat((double) events().getLast().ticks()).isCloseTo(800, within(60.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 80})
    void digits_one_behind_another_have_each_an_end_in_long_packets_too(int millis) {
        samplesAPacket = millis * 8;
        say(joined(
                silence(60), sounded("123", Sound.PLAIN.millis(40), 40), tone('4', 80), tone('5', 80), silence(800)));
        assertThat(keys()).isEqualTo("12345");
        for (int code = 1; code <= 5; code++) {
            int key = code;
            assertThat(events()).filteredOn(event -> event.code() == key).anyMatch(Sent::end);
        }
        assertThat(sent.getLast().event()).isFalse();
    }

    @Test
    void rfc4733_2_5_1_3_what_lasts_longer_than_an_event_can_say_goes_on_in_a_segment() {
        say(joined(silence(60), tone('8', 9_000), silence(200)));
        assertThat(pressed).hasSize(1);
        assertThat((double) Integer.parseInt(pressed.getFirst().substring(2))).isCloseTo(9_000, within(8.0));
        List<Integer> stamps = events().stream().map(Sent::timestamp).distinct().toList();
        assertThat(stamps).hasSize(2);
        assertThat(stamps.get(1) - stamps.get(0)).isEqualTo(0xffff);
        List<Sent> first = events().stream()
                .filter(event -> event.timestamp() == stamps.getFirst())
                .toList();
        assertThat(first).noneMatch(Sent::end);
        assertThat(first.getLast().ticks()).isEqualTo(0xffff);
        assertThat(events()).filteredOn(Sent::marker).hasSize(1);
        assertThat((double) events().getLast().ticks()).isCloseTo(72_000 - 65_535, within(60.0));
        assertThat(events().getLast().end()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 180})
    void an_event_that_comes_a_little_behind_its_tone_is_the_same_press(int millis) {
        say(joined(silence(60), tone('7', 80), silence(40)));
        assertThat(keys()).isEqualTo("7");
        int since = events().getFirst().timestamp();
        pause(millis - 20);
        tell(7, false, 160);
        tell(7, true, 320);
        assertThat(keys()).isEqualTo("7");
        assertThat(sent.getLast().timestamp()).isEqualTo(since);
        timestamp += 4_000;
        tell(7, true, 320);
        assertThat(keys()).as("the next is another").isEqualTo("77");
        assertThat(sent.getLast().timestamp()).isNotEqualTo(since);
    }

    @Test
    void an_event_of_another_key_or_long_behind_is_another_press() {
        say(joined(silence(60), tone('7', 80), silence(100)));
        tell(8, true, 320);
        assertThat(keys()).isEqualTo("78");
    }

    @Test
    void an_event_long_behind_a_tone_is_another_press() {
        say(joined(silence(60), tone('7', 80), silence(300)));
        tell(7, true, 320);
        assertThat(keys()).isEqualTo("77");
    }

    @Test
    void who_falls_silent_in_a_tone_tells_its_end_when_it_speaks_again() {
        say(joined(silence(60), tone('7', 100)));
        pause(400);
        assertThat(keys()).isEqualTo("7");
        assertThat(events()).noneMatch(Sent::end);
        say(silence(200));
        assertThat(events()).filteredOn(Sent::end).hasSize(3);
        assertThat(sent.getLast().event()).isFalse();
    }

    @Test
    void who_says_in_a_tone_that_it_pauses_has_ended_it_at_once() {
        say(joined(silence(60), tone('7', 100)));
        digits.lull(now);
        assertThat(keys()).isEqualTo("7");
        say(silence(200));
        assertThat(events()).filteredOn(Sent::end).hasSize(3);
    }

    @Test
    void who_is_silent_for_long_tells_of_no_end_any_more() {
        say(joined(silence(60), tone('7', 100)));
        pause(6_000);
        say(silence(200));
        assertThat(events()).noneMatch(Sent::end);
        assertThat(keys()).isEqualTo("7");
    }
}
