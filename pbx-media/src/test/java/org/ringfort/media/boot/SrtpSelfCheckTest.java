package org.ringfort.media.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.dtls.OwnCertificate;
import org.ringfort.media.port.PortPool;
import org.ringfort.media.recorder.RecordingShelf;
import org.ringfort.media.relay.RelayLoops;
import org.ringfort.media.session.MediaAddress;
import org.ringfort.media.session.Sessions;

class SrtpSelfCheckTest {
    @TempDir
    Path folder;

    @Test
    void media_that_works_says_so_and_gives_its_port_back() throws Exception {
        assertThat(firstResult(21_700, 21_701)).isEmpty();
    }

    @Test
    void media_without_a_port_is_not_ready() throws Exception {
        assertThat(firstResult(21_703, 21_703)).contains("no media port is free");
    }

    private Optional<String> firstResult(int first, int last) throws IOException, InterruptedException {
        var random = new SecureRandom();
        InetAddress here = InetAddress.getLoopbackAddress();
        var ports = new PortPool(here, first, last, Duration.ZERO, System::nanoTime, random);
        try (var shelf = RecordingShelf.open(folder);
                var loops = new RelayLoops(
                        "relay-self",
                        2,
                        System::nanoTime,
                        random,
                        new Handshakes(OwnCertificate.create(random)),
                        MediaConfiguration.DEFAULT_GATHER);
                var sessions = new Sessions(
                        loops,
                        ports,
                        new MediaAddress(here),
                        shelf,
                        random,
                        Sessions.ABANDONED_AFTER,
                        System::nanoTime,
                        Clock.systemUTC());
                var check = new SrtpSelfCheck(sessions, loops.all(), here, random)) {
            for (int tries = 0; tries < 200 && check.problem().equals(Optional.of("not checked yet")); tries++) {
                Thread.sleep(20);
            }
            for (int tries = 0; tries < 100 && ports.inUse() > 0; tries++) {
                Thread.sleep(20);
            }
            assertThat(ports.inUse()).isZero();
            assertThat(loops.all())
                    .as("each is tried")
                    .allMatch(
                            loop -> check.problem().isPresent() || loop.totals().packetsSent() > 0);
            assertThat(ports.helpExhaustions()).as("it calls nobody for help").isZero();
            return check.problem();
        }
    }
}
