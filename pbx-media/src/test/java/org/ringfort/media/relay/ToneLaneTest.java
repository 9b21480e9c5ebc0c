package org.ringfort.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.media.dtmf.DigitSounds.joined;
import static org.ringfort.media.dtmf.DigitSounds.silence;
import static org.ringfort.media.dtmf.DigitSounds.sounded;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.media.codec.Coding;
import org.ringfort.media.codec.G711;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.dtls.OwnCertificate;
import org.ringfort.media.dtmf.DigitSounds.Sound;

class ToneLaneTest {
    private final List<Drop> drops = new ArrayList<>();
    private final StringBuilder told = new StringBuilder();
    private final CountDownLatch free = new CountDownLatch(1);
    private Handshakes handshakes;
    private RelayLoops loops;
    private RelayLoop loop;
    private ToneLane lane;

    @BeforeEach
    void open() throws Exception {
        var random = new SecureRandom();
        handshakes = new Handshakes(OwnCertificate.create(random));
        loops = new RelayLoops("tones", 1, System::nanoTime, random, handshakes, Duration.ZERO);
        loop = loops.all().getFirst();
        lane = onLoop(() -> new ToneLane(loop, Coding.PCMU, drops::add, new ToneStream.Heard() {
            @Override
            public void began(char digit, int ssrc, int since, int ticks) {
                assertThat(Thread.currentThread().getName()).isEqualTo("tones-0");
                told.append('+').append(digit);
            }

            @Override
            public void ended(char digit, int lasted) {
                told.append('-').append(digit);
            }
        }));
    }

    @AfterEach
    void close() {
        free.countDown();
        loops.close();
        handshakes.close();
    }

    private <T> T onLoop(java.util.function.Supplier<T> work) throws Exception {
        return loop.ask(work).get(10, TimeUnit.SECONDS);
    }

    /** Every lane has done what it had, and something else to do until it is let go. */
    private void stall() throws Exception {
        int lanes = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        var stalled = new CountDownLatch(lanes);
        onLoop(() -> {
            for (int count = 0; count < lanes; count++) {
                loop.lanes().next().execute(() -> {
                    stalled.countDown();
                    try {
                        free.await();
                    } catch (InterruptedException over) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            return true;
        });
        assertThat(stalled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void hear(int sequence, byte[] octets) {
        lane.packet(1, sequence, sequence * 160, octets, 0, octets.length);
    }

    private void untilTold(String expected) throws Exception {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!onLoop(told::toString).equals(expected) && System.nanoTime() < deadline) {
            Thread.sleep(5); // until the lane has come to it
        }
        assertThat(onLoop(told::toString)).isEqualTo(expected);
    }

    private void say(short[] samples) throws Exception {
        for (int at = 0; at < samples.length / 160; at++) {
            byte[] octets = new byte[160];
            for (int sample = 0; sample < 160; sample++) {
                octets[sample] = G711.compressMu(samples[at * 160 + sample]);
            }
            int sequence = at;
            onLoop(() -> {
                hear(sequence, octets);
                return true;
            });
        }
    }

    @Test
    void what_it_hears_is_told_on_the_loop() throws Exception {
        say(joined(silence(40), sounded("12", Sound.PLAIN.millis(80), 60), silence(60)));
        untilTold("+1-1+2-2");
        assertThat(onLoop(() -> List.copyOf(drops))).isEmpty();
    }

    @Test
    void what_is_too_much_or_too_long_is_lost_and_counted() throws Exception {
        stall();
        int lost = onLoop(() -> {
            for (int sequence = 0; sequence < ToneLane.MOST_WAITING + 7; sequence++) {
                hear(sequence, new byte[160]);
            }
            return drops.size();
        });
        assertThat(lost).isEqualTo(7);
        free.countDown();
        onLoop(() -> {
            hear(99, new byte[ToneLane.MOST_BYTES + 1]);
            return true;
        });
        assertThat(onLoop(() -> List.copyOf(drops))).hasSize(8).containsOnly(Drop.BUSY);
    }

    @Test
    void silence_is_said_once_while_it_waits() throws Exception {
        say(joined(silence(40), sounded('1', Sound.PLAIN.millis(100))));
        untilTold("+1");
        stall();
        int lost = onLoop(() -> {
            for (int tick = 0; tick < 100; tick++) {
                lane.silent();
            }
            for (int sequence = 50; sequence < 50 + ToneLane.MOST_WAITING - 1; sequence++) {
                hear(sequence, new byte[160]);
            }
            return drops.size();
        });
        assertThat(lost).as("there was room for all but one").isZero();
        free.countDown();
        untilTold("+1-1");
    }
}
