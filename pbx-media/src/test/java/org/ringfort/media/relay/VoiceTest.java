package org.ringfort.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.dtls.OwnCertificate;
import org.ringfort.media.port.Outlet;
import org.ringfort.media.port.PacketBuffer;

/** When somebody is spoken to whom nobody could hear yet. */
class VoiceTest {
    private static final long FRAME_NANOS = 20_000_000;
    private static final int TEN_SECONDS = 500;

    private final PacketBuffer packet = new PacketBuffer();
    private Handshakes handshakes;
    private RelayLoop loop;
    private Output output;
    private Voice voice;
    private int sent;
    private long now;

    @BeforeEach
    void open() throws Exception {
        var random = new SecureRandom();
        handshakes = new Handshakes(OwnCertificate.create(random));
        loop = new RelayLoop("voice", System::nanoTime, random, handshakes, Duration.ZERO);
        Outlet port = new Outlet() {
            @Override
            public int number() {
                return 1;
            }

            @Override
            public boolean send(PacketBuffer octets, int start, int lengthBytes, InetSocketAddress to) {
                sent++;
                return true;
            }

            @Override
            public void close() {}
        };
        var drops = new long[Drop.values().length];
        output = new Output(port, new Timeline(1, 1), 7, new KeyRing(), new Totals(), drops);
        voice = new Voice(output, new Crossing(loop, output));
    }

    @AfterEach
    void close() {
        loop.close();
        handshakes.close();
    }

    private void agree(boolean held) {
        output.agree(new Terms(
                new Keys.Clear(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                true,
                !held,
                Map.of(0, Payload.PCMU),
                Map.of(Payload.PCMU, 0)));
    }

    private void pass(int frames) {
        for (int count = 0; count < frames; count++, now += FRAME_NANOS) {
            voice.passed(now, packet);
        }
    }

    private void isKnown() {
        output.destination(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
    }

    /** Says the same for ever. */
    private static final class Talks implements Speaker {
        private final boolean waits;
        private int spoke;
        private int waited;

        Talks(boolean waits) {
            this.waits = waits;
        }

        @Override
        public boolean speak(byte[] octets, int at, boolean aLaw) {
            spoke++;
            return true;
        }

        @Override
        public void unheard() {
            waited++;
        }

        @Override
        public boolean waits() {
            return waits;
        }

        @Override
        public void ended(boolean cut) {}
    }

    @Test
    void patience_ends_but_for_who_waits() {
        agree(false);
        var prompt = new Talks(false);
        voice.speak(prompt, now);
        pass(TEN_SECONDS + 50);
        assertThat(prompt.waited).isEqualTo(TEN_SECONDS);
        assertThat(prompt.spoke).isEqualTo(50);

        var seat = new Talks(true);
        voice.speak(seat, now);
        pass(3 * TEN_SECONDS);
        assertThat(seat.spoke).as("nobody could hear it").isZero();
        isKnown();
        pass(10);
        assertThat(seat.spoke).isEqualTo(10);
        assertThat(sent).isEqualTo(10);
    }

    @Test
    void who_waits_does_so_while_the_peer_takes_nothing() {
        isKnown();
        agree(true);
        var seat = new Talks(true);
        voice.speak(seat, now);
        pass(3 * TEN_SECONDS);
        assertThat(seat.spoke).isZero();
        agree(false);
        pass(10);
        assertThat(seat.spoke).isEqualTo(10);
        assertThat(sent).isEqualTo(10);
    }
}
