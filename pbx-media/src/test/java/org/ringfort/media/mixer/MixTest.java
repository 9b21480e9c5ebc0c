package org.ringfort.media.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ringfort.media.codec.G711;
import org.ringfort.media.player.Sound;
import org.ringfort.media.relay.Tap;

/** Everybody hears everybody but himself. Each of the three speaks another tone. */
class MixTest {
    private static final int[] TONES = {440, 660, 880};

    private final Mix mix = new Mix();
    private final List<Seat> seats = new ArrayList<>();
    private int frames;

    MixTest() {
        while (seats.size() < TONES.length) {
            Seat seat = new Seat(new Deaf());
            seats.add(seat);
            mix.add(seat);
        }
    }

    private static final class Deaf implements Seat.Events {
        @Override
        public void pressed(Seat seat, char key) {}

        @Override
        public void gone(Seat seat) {}
    }

    /** 20 ms of everybody, the seat at {@code law} in A-law. */
    private void speak(int amplitude) {
        byte[] octets = new byte[160];
        for (int who = 0; who < seats.size(); who++) {
            boolean aLaw = who == 1;
            for (int at = 0; at < 160; at++) {
                int sample = (int) (amplitude * Math.sin(2 * Math.PI * TONES[who] * (frames * 160 + at) / 8_000));
                octets[at] = aLaw ? G711.compressA(sample) : G711.compressMu(sample);
            }
            seats.get(who).heard(octets, 0, 160, aLaw, frames * 160, 0);
        }
        frames++;
    }

    /** What one hears in a second, samples. */
    private int[] hear(int who, int amplitude) {
        int[] heard = new int[8_000];
        byte[] octets = new byte[160];
        for (int count = 0; count < 50; count++) {
            speak(amplitude);
            mix.turn(0);
            for (int other = 0; other < seats.size(); other++) {
                boolean aLaw = other == 1;
                assertThat(seats.get(other).speak(octets, 0, aLaw)).isTrue();
                for (int at = 0; other == who && at < 160; at++) {
                    heard[count * 160 + at] = aLaw ? G711.linearOfA(octets[at]) : G711.linearOfMu(octets[at]);
                }
            }
        }
        return heard;
    }

    /** Amplitude of one tone (Goertzel). */
    private static double of(int[] samples, int hz) {
        double real = 0;
        double imaginary = 0;
        for (int at = 0; at < samples.length; at++) {
            real += samples[at] * Math.cos(2 * Math.PI * hz * at / 8_000);
            imaginary += samples[at] * Math.sin(2 * Math.PI * hz * at / 8_000);
        }
        return 2 * Math.hypot(real, imaginary) / samples.length;
    }

    @Test
    void everybody_hears_the_others_and_not_himself() {
        hear(0, 4_000);
        for (int who = 0; who < 3; who++) {
            int[] heard = hear(who, 4_000);
            for (int tone = 0; tone < 3; tone++) {
                if (tone == who) {
                    assertThat(of(heard, TONES[tone]))
                            .as(who + " hears himself")
                            .isLessThan(60);
                } else {
                    assertThat(of(heard, TONES[tone]))
                            .as(who + " hears " + tone)
                            .isBetween(3_800.0, 4_200.0);
                }
            }
        }
    }

    @Test
    void who_is_muted_is_heard_by_nobody_and_hears_all() {
        seats.get(0).mute(true);
        hear(0, 4_000);
        assertThat(of(hear(1, 4_000), 440)).isLessThan(60);
        assertThat(of(hear(0, 4_000), 660)).isGreaterThan(3_800);
        seats.get(0).mute(false);
        hear(1, 4_000);
        assertThat(of(hear(1, 4_000), 440)).isGreaterThan(3_800);
    }

    @Test
    void before_it_begins_nobody_hears_anybody_but_is_spoken_to() {
        mix.begun(false);
        seats.get(0).announce(tone(1_000));
        int[] heard = hear(0, 4_000);
        assertThat(of(heard, 660)).isLessThan(60);
        assertThat(of(heard, 1_000)).isGreaterThan(2_000);
        assertThat(of(hear(1, 4_000), 1_000)).isLessThan(60);
    }

    @Test
    void what_is_for_one_alone_waits_while_he_hears_nothing() {
        hear(0, 4_000);
        assertThat(seats.get(0).waits()).isTrue();
        seats.get(0).warn(tone(1_000));
        for (int count = 0; count < 100; count++) { // on hold
            speak(0);
            seats.get(0).unheard();
            mix.turn(0);
        }
        int[] heard = hear(0, 0);
        assertThat(of(heard, 1_000)).as("but for a frame or two").isGreaterThan(3_000);
        seats.get(0).leave();
        assertThat(seats.get(0).waits()).as("nothing is for him any more").isFalse();
    }

    @Test
    void who_listens_to_what_has_ended_is_told_so_once() {
        var ended = new AtomicInteger();
        mix.end();
        assertThat(mix.finished()).isTrue();
        mix.listen(new Tap() {
            @Override
            public void heard(byte[] octets, int start, int lengthBytes, boolean aLaw, int timestamp, long nowNanos) {}

            @Override
            public void passed(long nowNanos) {}

            @Override
            public void pressed(char key) {}

            @Override
            public void ended() {
                ended.incrementAndGet();
            }
        });
        assertThat(mix.finished()).isTrue();
        assertThat(ended).hasValue(1);
    }

    @Test
    void what_is_too_loud_together_is_turned_down_and_not_torn() {
        hear(0, 30_000);
        int[] heard = hear(0, 30_000);
        double wanted = of(heard, 660) + of(heard, 880);
        double power = 0;
        for (int sample : heard) {
            power += (double) sample * sample / heard.length;
        }
        double both = (of(heard, 660) * of(heard, 660) + of(heard, 880) * of(heard, 880)) / 2;
        assertThat(wanted).isGreaterThan(25_000);
        assertThat(power - both).as("of everything else, a share").isLessThan(0.02 * power);
    }

    @Test
    void a_frame_makes_no_garbage() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] octets = new byte[320];
        for (int round = 0; round < 2; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int count = 0; count < 2_000; count++) {
                for (int who = 0; who < seats.size(); who++) {
                    seats.get(who).heard(octets, 0, 160, false, count * 160 + round, 0);
                }
                mix.turn(0);
                for (int who = 0; who < seats.size(); who++) {
                    seats.get(who).speak(octets, 0, false);
                }
            }
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            if (round == 1) {
                assertThat(bytes / 2_000).as("octets a frame").isLessThanOrEqualTo(16);
            }
        }
    }

    private static Sound tone(int hz) {
        byte[] octets = new byte[8_000];
        for (int at = 0; at < octets.length; at++) {
            octets[at] = G711.compressMu((int) (4_000 * Math.sin(2 * Math.PI * hz * at / 8_000)));
        }
        return Sound.ofMuLaw(octets);
    }
}
