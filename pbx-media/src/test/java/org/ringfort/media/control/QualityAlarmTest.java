package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.measure.v1.LegScore;
import org.ringfort.contract.measure.v1.ScoredLeg;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.LegReport;
import org.ringfort.contract.media.v1.SessionReport;
import org.slf4j.LoggerFactory;

/** Five percent of one leg's packets are lost: real ones, in real time. */
class QualityAlarmTest {
    private static final long FRAME_NANOS = 20_000_000;

    @TempDir
    Path folder;

    @Test
    void five_percent_on_one_leg_raise_the_alarm_within_ten_seconds_and_stand_in_its_score() throws Exception {
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var logger = (Logger) LoggerFactory.getLogger("org.ringfort.media.session.QualityLog");
        logger.addAppender(lines);
        try (var house = new MediaHouse(22_400, 22_440, Duration.ZERO, folder);
                var alice = new ScriptedPhone();
                var bob = new ScriptedPhone()) {
            var attached = house.attach();
            String[] says = {"a=rtcp-mux"};
            house.call("s1", alice, says, bob, says);
            long began = System.nanoTime();
            for (int frame = 0; frame < 500 && lines.list.isEmpty(); frame++) {
                byte[] packet = alice.sealed(0, false, new byte[160]);
                if (frame % 20 != 7) {
                    alice.send(packet);
                }
                bob.say(0, new byte[160]);
                long left = began + (frame + 1) * FRAME_NANOS - System.nanoTime();
                if (left > 0) {
                    Thread.sleep(Duration.ofNanos(left));
                }
            }
            assertThat(lines.list).hasSize(1);
            assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
            Map<String, Object> told = lines.list.getFirst().getKeyValuePairs().stream()
                    .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
            assertThat(told)
                    .containsEntry("event.action", "media.quality_poor")
                    .containsEntry("ringfort.call_id", "s1")
                    .containsEntry("ringfort.leg_id", "a");
            assertThat((Double) told.get("ringfort.media.loss_percent")).isBetween(4.0, 6.0);
            assertThat(house.loop.totals().poor()).isEqualTo(1);
            assertThat(house.loop.totals().alarms()).isEqualTo(1);
            LegScore score = scored(house, "a");
            assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
            assertThat(score.getGrade()).isEqualTo(LegScore.Grade.GRADE_POOR);
            assertThat(score.getLossPermille()).isBetween(40, 60);
            assertThat(score.getMosTenths()).isBetween(37, 40);

            attached.onCompleted(); // whatever it was told, it may not have arrived
            house.news.clear();
            house.attach();
            assertThat(scored(house, "a")).isEqualTo(score);

            SessionReport report = house.close("s1");
            LegReport poor = report.getLegs(0);
            LegReport good = report.getLegs(1);
            assertThat(poor.getMeasures().getMosLowest()).isBetween(370, 400);
            assertThat(good.getMeasures().getMosLowest())
                    .isGreaterThan(poor.getMeasures().getMosLowest());
            assertThat(house.loop.totals().poor()).isZero();
        } finally {
            logger.detachAppender(lines);
        }
    }

    /** What its edge is told of that leg next, where it is poor. */
    private static LegScore scored(MediaHouse house, String legId) throws InterruptedException {
        while (true) {
            FromMedia event = house.news.poll(5, TimeUnit.SECONDS);
            assertThat(event).as("a poor score").isNotNull();
            for (ScoredLeg leg : event.getLegsScored().getLegsList()) {
                if (leg.getCallId().equals("s1")
                        && leg.getLegId().equals(legId)
                        && leg.getScore().getGrade() == LegScore.Grade.GRADE_POOR) {
                    return leg.getScore();
                }
            }
        }
    }
}
