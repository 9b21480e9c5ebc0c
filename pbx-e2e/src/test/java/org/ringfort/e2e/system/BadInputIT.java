package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.e2e.phone.SipSocket;
import org.ringfort.protocol.torture.WireText;

/**
 * Ten thousand spoiled messages a transport, at a bounded rate: the edge goes on serving others quickly, says nothing of its
 * insides, and holds no more afterwards than before.
 */
class BadInputIT {
    private static final int MESSAGES = 10_000;
    private static final int WARM_UP = 1_500;
    private static final int EACH_SECOND = 1_000;
    private static final long GROWTH_MEBIBYTES = 64;
    private static final Duration SLOW_PROBE = Duration.ofSeconds(1);
    /** Of a hundred: the machine has other tests to do, and may be slow for reasons of its own. */
    private static final int SLOW_PROBES = 3;

    private final TreeMap<Integer, Integer> answers = new TreeMap<>();
    private final List<Duration> probes = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP", "TLS", "WSS"})
    void ten_thousand_spoiled_messages_change_nothing(String transport) throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        var edge = new EdgeUnderFire(demo, 240);
        var mutations = new Mutations(seeds(demo), new Random(4475));
        fire(edge, mutations, transport, WARM_UP); // compiled code and buffers are no leak
        Thread.sleep(2000);
        EdgeUnderFire.Holdings before = edge.holdings();
        answers.clear();
        probes.clear();

        fire(edge, mutations, transport, MESSAGES);

        EdgeUnderFire.Holdings after = edge.holdings();
        for (int i = 0; i < 60 && after.descriptors() > before.descriptors() + 10; i++) {
            Thread.sleep(500);
            after = edge.holdings();
        }
        System.out.printf(
                "%s: %s, %s -> %s, slowest probe %d ms%n",
                transport, answers, before, after, Collections.max(probes).toMillis());
        assertThat(after.pid()).as("the edge's process").isEqualTo(before.pid());
        assertThat(after.descriptors()).as("descriptors").isLessThanOrEqualTo(before.descriptors() + 10);
        assertThat(after.residentMebibytes() - before.residentMebibytes())
                .as("MiB of growth")
                .isLessThanOrEqualTo(GROWTH_MEBIBYTES);
        assertThat(probes)
                .as("probes")
                .filteredOn(took -> took.compareTo(SLOW_PROBE) > 0)
                .hasSizeLessThanOrEqualTo(SLOW_PROBES);
        int all = answers.values().stream().mapToInt(Integer::intValue).sum();
        // 501 and 505 are what the RFC wants for a method or a version nobody knows: these are no failures of ours.
        int failures = answers.entrySet().stream()
                .filter(entry -> entry.getKey() >= 500 && entry.getKey() != 501 && entry.getKey() != 505)
                .mapToInt(java.util.Map.Entry::getValue)
                .sum();
        assertThat(all).as("answers").isGreaterThan(MESSAGES / 4);
        assertThat(failures).as("5xx among %s", answers).isLessThanOrEqualTo(all / 100);
    }

    private static List<byte[]> seeds(DemoUnderTest demo) throws IOException {
        var seeds = new ArrayList<byte[]>();
        for (WireText.Case torture : WireText.torture()) {
            seeds.add(torture.octets());
        }
        for (String user : List.of("101", "777")) {
            seeds.add(SipText.register(demo, user, "mutated" + user).getBytes(StandardCharsets.US_ASCII));
        }
        return seeds;
    }

    private void fire(EdgeUnderFire edge, Mutations mutations, String transport, int count) throws IOException {
        SipSocket stranger = edge.socket(transport);
        boolean stream = transport.equals("TCP") || transport.equals("TLS");
        try {
            long begin = System.nanoTime();
            for (int i = 1; i <= count; i++) {
                stranger.send(mutations.next());
                // A stream goes on only after an answer: what follows half a message would be its other half.
                boolean answered = note(stranger, stream ? Duration.ofMillis(8) : Duration.ZERO);
                if (stranger.closed() || (stream && !answered)) {
                    stranger.close();
                    stranger = edge.socket(transport);
                }
                if (i % 100 == 0) {
                    probes.add(edge.probe());
                }
                pace(begin, i);
            }
            while (!stream && note(stranger, Duration.ofMillis(500))) {
                // until silence
            }
        } finally {
            stranger.close();
        }
    }

    private static void pace(long begin, int sent) {
        long ahead = sent * 1_000_000_000L / EACH_SECOND - (System.nanoTime() - begin);
        if (ahead > 1_000_000) {
            java.util.concurrent.locks.LockSupport.parkNanos(ahead);
        }
    }

    private boolean note(SipSocket stranger, Duration patience) throws IOException {
        Optional<String> answer = stranger.receive(patience);
        answer.ifPresent(text -> {
            answers.merge(EdgeUnderFire.status(text), 1, Integer::sum);
            assertThat(EdgeUnderFire.internals(text)).as(text).isEmpty();
        });
        return answer.isPresent();
    }
}
