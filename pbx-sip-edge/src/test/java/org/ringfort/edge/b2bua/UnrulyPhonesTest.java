package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.loop.LoopSettings;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.UnrulyPhone;
import org.ringfort.edge.transaction.Timers;

/**
 * Many calls at once between phones that answer, refuse, cancel, hold, hang up and forget as chance will have it. Whatever
 * they do, each call leaves one record, and nothing of it stays behind.
 */
class UnrulyPhonesTest {
    private static final int PAIRS = 30;
    /** Timers of a tenth, so that what is forgotten is noticed within the test. */
    private static final LoopSettings QUICK = new LoopSettings(
            2,
            65_536,
            10_000,
            10_000,
            new Timers(Duration.ofMillis(50), Duration.ofMillis(400), Duration.ofMillis(500), Duration.ofSeconds(60)),
            Duration.ofMinutes(30),
            Duration.ofSeconds(90));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void each_call_leaves_one_record_and_nothing_else(long seed) throws InterruptedException {
        try (var edge = new EdgeBench(QUICK)) {
            var random = new Random(seed);
            List<UnrulyPhone> phones = new ArrayList<>();
            List<Phone> callees = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Phone callee = edge.phone("20" + i);
                callees.add(callee);
                phones.add(UnrulyPhone.waits(callee, random.nextLong()));
            }
            edge.plan(
                    EdgeBench.ring(1, callees.get(0), callees.get(1)),
                    EdgeBench.ring(1, callees.get(2), callees.get(3), callees.get(4), callees.get(5)));
            for (int i = 0; i < PAIRS; i++) {
                phones.add(UnrulyPhone.calls(edge.phone("1" + i), "102", random.nextLong()));
            }
            Until.equal(PAIRS, () -> edge.app.routes.size());
            Until.within(
                    Duration.ofSeconds(40),
                    "every call ends",
                    () -> edge.conversations.calls().threads() == 0);
            Until.equal(PAIRS, edge.app.records::size);
            edge.nothingLeft();
            Until.within(
                    Duration.ofSeconds(10),
                    "the loop's tables are empty",
                    () -> edge.loop.registry.get("ringfort.sip.dialogs").gauges().stream()
                                    .mapToDouble(gauge -> gauge.value())
                                    .sum()
                            == 0);
            for (CallRecord record : edge.app.records.values()) {
                assertThat(record.getEndedAtMs()).isGreaterThanOrEqualTo(record.getStartedAtMs());
                assertThat(record.getStatus()).isBetween(200, 699);
                assertThat(record.getEndReason()).isNotEmpty().isNotEqualTo("internal error");
            }
            for (UnrulyPhone phone : phones) {
                phone.stop();
            }
        }
    }
}
