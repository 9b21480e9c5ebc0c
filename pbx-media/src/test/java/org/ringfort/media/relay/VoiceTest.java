package org.ringfort.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.dtls.OwnCertificate;
import org.ringfort.media.port.Outlet;
import org.ringfort.media.port.PacketBuffer;

/** When somebody is spoken to whom nobody could hear yet, and how exactly time is kept. */
class VoiceTest {
    private static final long FRAME_NANOS = 20_000_000;
    private static final int TEN_SECONDS = 500;

    private final PacketBuffer packet = new PacketBuffer();
    private Handshakes handshakes;
    private RelayLoops loops;
    private RelayLoop loop;
    private Output output;
    private Voice voice;
    private int sent;
    private byte firstOctet;
    private int timestamp;
    private int sequence;
    private long now;

    @BeforeEach
    void open() throws Exception {
        var random = new SecureRandom();
        handshakes = new Handshakes(OwnCertificate.create(random));
        loops = new RelayLoops("voice", 1, System::nanoTime, random, handshakes, Duration.ZERO);
        loop = loops.all().getFirst();
        Outlet port = new Outlet() {
            @Override
            public int number() {
                return 1;
            }

            @Override
            public boolean send(PacketBuffer octets, int start, int lengthBytes, InetSocketAddress to) {
                sent++;
                firstOctet = octets.octets()[start + 12];
                timestamp = ByteBuffer.wrap(octets.octets()).getInt(start + 4);
                sequence = ByteBuffer.wrap(octets.octets()).getShort(start + 2) & 0xffff;
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
        loops.close();
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
                Map.of(Payload.PCMU, 0),
                ReportsWanted.NOTHING,
                false));
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

    /** A tune whose every packet holds how many went before it, in seven bits. */
    private static final class Counts implements Speaker {
        private long at;

        @Override
        public boolean speak(byte[] octets, int start, boolean aLaw) {
            octets[start] = (byte) (at++ & 0x7f);
            return true;
        }

        @Override
        public void missed(long frames) {
            at += frames;
        }

        @Override
        public boolean waits() {
            return true;
        }

        @Override
        public void ended(boolean cut) {}
    }

    @Test
    void an_hour_of_music_has_exactly_its_packets_though_the_loop_comes_round_when_it_can() {
        agree(false);
        isKnown();
        var jitter = new Random(7);
        voice.music(new Counts(), now);
        voice.passed(now, packet);
        int firstTimestamp = timestamp;
        int firstSequence = sequence;
        long hour = 3_600L * 1_000_000_000;
        while (now < hour - 12_000_000) {
            now = Math.min(hour - 1, now + 1 + jitter.nextInt(12_000_000)); // a round each 5 ms, more or less
            voice.passed(now, packet);
        }
        now = hour - 1;
        voice.passed(now, packet);
        assertThat(sent).isEqualTo(60 * 60 * 50);
        assertThat(timestamp - firstTimestamp).isEqualTo((60 * 60 * 50 - 1) * 160);
        assertThat((sequence - firstSequence) & 0xffff).isEqualTo((60 * 60 * 50 - 1) & 0xffff);
        assertThat(firstOctet).isEqualTo((byte) ((60 * 60 * 50 - 1) & 0x7f));
    }

    @Test
    void music_is_as_far_as_time_is_after_the_loop_stood_still() {
        agree(false);
        isKnown();
        voice.music(new Counts(), now);
        pass(10);
        int before = timestamp;
        int sequenceBefore = sequence;
        now += 100 * FRAME_NANOS + 3_000_000;
        voice.passed(now, packet);
        assertThat(sent).as("no burst").isEqualTo(11);
        assertThat(firstOctet).as("where the tune would be").isEqualTo((byte) 110);
        assertThat(timestamp - before).isEqualTo(101 * 160);
        assertThat(sequence - sequenceBefore).isOne();
        now += FRAME_NANOS - 3_000_000;
        voice.passed(now, packet);
        assertThat(sent).as("due when it would have been").isEqualTo(12);
    }

    @Test
    void music_waits_while_somebody_speaks_and_goes_on() {
        agree(false);
        isKnown();
        voice.music(new Counts(), now);
        pass(10);
        voice.speak(
                new Speaker() {
                    private int left = 5;

                    @Override
                    public boolean speak(byte[] octets, int at, boolean aLaw) {
                        octets[at] = (byte) 0xff;
                        return left-- > 0;
                    }

                    @Override
                    public void ended(boolean cut) {}
                },
                now);
        pass(5);
        assertThat(firstOctet).isEqualTo((byte) 0xff);
        pass(1);
        assertThat(firstOctet).isEqualTo((byte) 10);
        assertThat(voice.speaks()).isTrue();
        voice.music(null, now);
        assertThat(voice.speaks()).isFalse();
        pass(10);
        assertThat(sent).isEqualTo(16);
    }
}
