package org.ringfort.edge.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.testkit.tls.TestAuthority;
import org.ringfort.testkit.tls.TestAuthority.Wish;
import org.slf4j.LoggerFactory;

/** Who operates an edge hears in time that a certificate ends. */
class ExpiryTest {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Expiry.class);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final MovedClock clock = new MovedClock();

    @TempDir
    Path folder;

    private final class MovedClock extends Clock {
        private Instant now = start;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    private Identity ending(Duration after) throws Exception {
        TestAuthority.Issued issued = new TestAuthority("ours", folder)
                .issue("pbx", Wish.dns("pbx.example").until(start.plus(after)));
        return Identity.read("default", issued.certificate(), issued.key());
    }

    private List<String> told() {
        return lines.list.stream()
                .map(line -> line.getLevel() + " "
                        + line.getKeyValuePairs().stream()
                                .filter(pair -> pair.key.equals("tls.server.days_left"))
                                .map(pair -> pair.value.toString())
                                .findFirst()
                                .orElse("-"))
                .toList();
    }

    @Test
    void it_is_told_once_at_thirty_days_seven_one_and_none_and_anew_for_the_next_certificate() throws Exception {
        var expiry = new Expiry(clock, registry);
        Identity first = ending(Duration.ofDays(40));
        for (int hours = 0; hours <= 41 * 24; hours++) {
            clock.now = start.plus(Duration.ofHours(hours));
            expiry.look(List.of(first), Optional.empty());
        }
        assertThat(told()).containsExactly("WARN 30", "WARN 7", "ERROR 1", "ERROR 0");
        assertThat(registry.get("ringfort.tls.certificate.expiry.seconds")
                        .gauge()
                        .value())
                .isEqualTo(-86_400);
        lines.list.clear();
        expiry.look(List.of(ending(Duration.ofDays(100))), Optional.empty());
        assertThat(told()).isEmpty();
        clock.now = start.plus(Duration.ofDays(94));
        expiry.look(List.of(ending(Duration.ofDays(100))), Optional.empty());
        assertThat(told()).containsExactly("WARN 6");
    }

    @Test
    void a_revocation_list_that_has_expired_is_told_once() throws IOException {
        var expiry = new Expiry(clock, registry);
        Instant ends = start.plusSeconds(60);
        expiry.look(List.of(), Optional.of(ends));
        assertThat(lines.list).isEmpty();
        assertThat(registry.get("ringfort.tls.revocation.expiry.seconds")
                        .gauge()
                        .value())
                .isEqualTo(60);
        clock.now = start.plusSeconds(61);
        expiry.look(List.of(), Optional.of(ends));
        expiry.look(List.of(), Optional.of(ends));
        assertThat(lines.list).hasSize(1);
    }
}
