package org.ringfort.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.media.dtmf.DigitSounds.joined;
import static org.ringfort.media.dtmf.DigitSounds.silence;
import static org.ringfort.media.dtmf.DigitSounds.sounded;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringfort.media.codec.AudioEncoder;
import org.ringfort.media.codec.Coding;
import org.ringfort.media.codec.G711;
import org.ringfort.media.codec.Resampler;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.dtls.OwnCertificate;
import org.ringfort.media.dtmf.DigitSounds.Sound;
import org.ringfort.media.port.PacketBuffer;
import org.ringfort.protocol.rtp.RtpView;

/** What listeners hear of a leg. */
class HearingTest {
    private static final int LAST = 39;

    private Handshakes handshakes;
    private RelayLoops loops;
    private RelayLoop loop;
    private final int[] loudest = new int[LAST + 2];
    private int heard;

    @BeforeEach
    void open() throws Exception {
        var random = new SecureRandom();
        handshakes = new Handshakes(OwnCertificate.create(random));
        loops = new RelayLoops("hearing", 1, System::nanoTime, random, handshakes, Duration.ZERO);
        loop = loops.all().getFirst();
    }

    @AfterEach
    void close() {
        loops.close();
        handshakes.close();
    }

    private final class Ear implements Tap {
        @Override
        public void heard(byte[] octets, int start, int lengthBytes, boolean aLaw, int timestamp, long nowNanos) {
            int most = 0;
            for (int at = start; at < start + lengthBytes; at++) {
                most = Math.max(most, Math.abs(G711.linearOfMu(octets[at])));
            }
            loudest[heard++] = most;
        }

        @Override
        public void pressed(char key) {}

        @Override
        public void passed(long nowNanos) {}

        @Override
        public void ended() {}
    }

    /** 60 ms of a digit are heard before it is known; it must not come back where speech goes on. */
    @ParameterizedTest
    @EnumSource(
            value = Payload.class,
            names = {"G722", "OPUS"})
    void what_is_not_to_be_heard_is_a_pause_and_not_made_up(Payload payload) throws Exception {
        Coding coding = Objects.requireNonNull(payload.coding());
        AudioEncoder encoder = coding.encoder(coding.sampleHz());
        var up = new Resampler(8_000, coding.sampleHz());
        short[] said = joined(silence(200), sounded('5', Sound.PLAIN.millis(200)), silence(400));
        short[] frame = new short[encoder.frameSamples()];
        byte[] room = new byte[AudioEncoder.MOST_BYTES];
        var hearing = loop.ask(() -> {
                    var made = new Hearing(loop);
                    made.listener(new Ear());
                    return made;
                })
                .get(5, TimeUnit.SECONDS);
        int given = 0;
        for (int at = 0; at <= LAST; at++) {
            up.resample(Arrays.copyOfRange(said, at * 160, at * 160 + 160), 160, frame, 0);
            int length = encoder.encode(frame, room, 0);
            boolean aloud = at < 13 || at >= 22;
            given += aloud ? 1 : 0;
            var packet = new PacketBuffer();
            int sequence = at;
            RtpView.writeHeader(packet.octets(), 0, false, 9, sequence, at * coding.clockHz() / 50, 1);
            System.arraycopy(room, 0, packet.octets(), RtpView.FIXED_HEADER_BYTES, length);
            loop.ask(() -> {
                        var view = new RtpView();
                        assertThat(view.wrap(packet.octets(), 0, RtpView.FIXED_HEADER_BYTES + length))
                                .isTrue();
                        hearing.heard(aloud, payload, view, packet.octets(), length, loop.now());
                        return true;
                    })
                    .get(5, TimeUnit.SECONDS);
            Thread.sleep(1); // no more than the lane has room for
        }
        int expected = given;
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (loop.ask(() -> heard).get(5, TimeUnit.SECONDS) < expected && System.nanoTime() < deadline) {
            Thread.sleep(5); // until the lane has come to it
        }
        int[] loud = loop.ask(loudest::clone).get(5, TimeUnit.SECONDS);
        assertThat(loop.ask(() -> heard).get(5, TimeUnit.SECONDS)).isEqualTo(expected);
        assertThat(loud[12]).as("the tone, before it was known").isGreaterThan(4_000);
        for (int at = 13; at < expected; at++) {
            assertThat(loud[at]).as("packet " + at).isLessThan(1_000);
        }
    }
}
