package org.ringfort.edge.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.routing.Gateways;

class ReadinessTest {
    private static List<String> problems(Conversations conversations) {
        return conversations.ready().stream()
                .flatMap(check -> check.problem().get().stream())
                .toList();
    }

    @Test
    void an_edge_that_has_lost_app_and_media_stays_in_its_service() {
        try (var edge = new EdgeBench()) {
            assertThat(problems(edge.conversations)).isEmpty();
            edge.app.die();
            edge.media.die();
            Until.equal(false, edge.conversations.app()::attached);
            Until.equal(false, edge.conversations.media()::attached);
            assertThat(problems(edge.conversations)).isEmpty();
        }
    }

    @Test
    void an_edge_that_has_not_reached_the_app_yet_does_not_come_into_it(@TempDir Path journal) throws Exception {
        try (var there = new EdgeBench()) {
            there.app.welcomes = false;
            try (var second = new Conversations(
                    new Conversations.Settings("edge-2", "now", journal, 10, Duration.ofSeconds(60), 2),
                    there.app.channel(),
                    there.media.channel(),
                    there.loop.loop,
                    new Gateways(there.dns.names(), List.of(), new Random(4), System::nanoTime),
                    Clock.systemUTC(),
                    new Random(3))) {
                assertThat(problems(second)).hasSize(2);
                second.start();
                Until.equal(true, second.media()::attached);
                assertThat(problems(second)).containsExactly("pbx-app has not been reached yet");
            }
        }
    }
}
