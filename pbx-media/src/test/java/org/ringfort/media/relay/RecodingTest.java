package org.ringfort.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ringfort.media.codec.Coding;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.dtls.OwnCertificate;

class RecodingTest {
    /** The loop that asks is busy with asking: nothing of it is done meanwhile. */
    @Test
    void a_stream_that_says_too_much_is_dropped_and_heard_again_later() throws Exception {
        var random = new SecureRandom();
        try (var handshakes = new Handshakes(OwnCertificate.create(random));
                var loops = new RelayLoops("recoding", 1, System::nanoTime, random, handshakes, Duration.ZERO)) {
            RelayLoop loop = loops.all().getFirst();
            List<Recoding.Packet> made = new CopyOnWriteArrayList<>();
            var recoding = loop.ask(() -> new Recoding(loop, Coding.PCMU, Coding.G722, made::add))
                    .get(5, TimeUnit.SECONDS);
            int taken = loop.ask(() -> {
                        int count = 0;
                        while (count < 100 && recoding.speech(1, count, count * 160, new byte[160])) {
                            count++;
                        }
                        return count;
                    })
                    .get(5, TimeUnit.SECONDS);
            assertThat(taken).isEqualTo(25);
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (made.size() < 25 && System.nanoTime() < deadline) {
                Thread.sleep(5);
            }
            assertThat(made).hasSize(25).extracting(Recoding.Packet::sequence).isSorted();
            assertThat(loop.ask(() -> recoding.speech(1, 25, 4_000, new byte[160]))
                            .get(5, TimeUnit.SECONDS))
                    .isTrue();
        }
    }
}
