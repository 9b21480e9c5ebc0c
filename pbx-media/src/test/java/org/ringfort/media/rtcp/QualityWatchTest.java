package org.ringfort.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfort.media.rtcp.QualityWatch.Verdict;
import org.ringfort.protocol.rtp.RtcpWriter;

class QualityWatchTest {
    private static final int OURS = 77;
    private final Reception reception = new Reception();
    private final PeerReports peer = new PeerReports();
    private final QualityWatch watch = new QualityWatch(reception, peer);
    private long now;
    private int sequence;

    /** So many seconds of packets, every n-th of them lost; the verdicts that were given. */
    private java.util.List<Verdict> seconds(int seconds, int everyLost) {
        var verdicts = new java.util.ArrayList<Verdict>();
        for (int packet = 0; packet < seconds * 50; packet++) {
            now += 20_000_000;
            sequence++;
            if (everyLost == 0 || sequence % everyLost != 0) {
                reception.packet(1, sequence & 0xffff, sequence * 160, 8_000, now);
            }
            Verdict verdict = watch.passed(now, 0, 25.1, Thresholds.DEFAULT);
            if (verdict != Verdict.NOTHING) {
                verdicts.add(verdict);
            }
        }
        return verdicts;
    }

    @Test
    void nothing_is_known_before_the_first_window() {
        assertThat(seconds(3, 0)).isEmpty();
        assertThat(watch.quality()).isEqualTo(Quality.UNKNOWN);
    }

    @Test
    void a_good_leg_is_measured_and_nobody_is_told() {
        assertThat(seconds(21, 0))
                .containsExactly(
                        Verdict.MEASURED, Verdict.MEASURED, Verdict.MEASURED, Verdict.MEASURED, Verdict.MEASURED);
        assertThat(watch.quality()).isEqualTo(new Quality(441, 441, 0));
    }

    @Test
    void five_percent_are_told_within_ten_seconds_once_and_so_is_that_they_are_over() {
        seconds(6, 0);
        assertThat(seconds(10, 20)).contains(Verdict.TURNED_POOR).doesNotContain(Verdict.RECOVERED);
        assertThat(watch.poor()).isTrue();
        assertThat(seconds(10, 20)).containsOnly(Verdict.MEASURED);
        assertThat(watch.quality().lowest()).isBetween(380, 400);
        assertThat(watch.quality().mean()).isBetween(391, 440);
        assertThat(watch.quality().lossPermille()).isBetween(45, 55);
        assertThat(seconds(16, 0)).containsOnlyOnce(Verdict.RECOVERED);
        assertThat(watch.poor()).isFalse();
    }

    /** What the peer loses of ours counts as well, by its reports. */
    @Test
    void rfc3550_6_4_1_what_the_peer_reports_counts() {
        seconds(5, 0);
        byte[] report = new byte[200];
        var writer = new RtcpWriter();
        writer.begin(report, 0);
        writer.receiverReport(1);
        writer.reportBlock(OURS, 26, 100, 5_000, 0, 0, 0); // a tenth lost
        assertThat(peer.packet(report, 0, writer.lengthBytes(), OURS, 0, now)).isTrue();
        assertThat(seconds(5, 0)).contains(Verdict.TURNED_POOR);
        assertThat(watch.quality().lowest()).isLessThan(360);
    }

    @Test
    void silence_judges_nothing() {
        seconds(5, 0);
        for (int tick = 0; tick < 1_000; tick++) {
            now += 20_000_000;
            assertThat(watch.passed(now, 0, 25.1, Thresholds.DEFAULT)).isNotEqualTo(Verdict.TURNED_POOR);
        }
    }
}
