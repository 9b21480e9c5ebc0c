package org.ringfort.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfort.media.rtcp.QualityWatch.Verdict;
import org.ringfort.protocol.rtp.RtcpWriter;

class QualityWatchTest {
    private static final int OURS = 77;
    private final Reception reception = new Reception();
    private long places = 5_000;
    private long sent = 5_000;
    private final PeerReports peer = new PeerReports(new PeerReports.Stream() {
        @Override
        public int ssrc() {
            return OURS;
        }

        @Override
        public long places() {
            return places;
        }

        @Override
        public long packets() {
            return sent;
        }
    });
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
        reported(26, 100); // a tenth lost
        assertThat(seconds(5, 0)).contains(Verdict.TURNED_POOR);
        assertThat(watch.quality().lowest()).isLessThan(360);
    }

    private void reported(int fractionLost, int cumulativeLost) {
        byte[] report = new byte[200];
        var writer = new RtcpWriter();
        writer.begin(report, 0);
        writer.receiverReport(1);
        writer.reportBlock(OURS, fractionLost, cumulativeLost, 5_000, 0, 0, 0);
        assertThat(peer.packet(report, 0, writer.lengthBytes(), 0, now)).isTrue();
    }

    /** Gaps of the source that is relayed to it: of no packet that was sent can be said that it was lost. */
    @Test
    void what_the_peer_was_never_sent_it_has_not_lost() {
        seconds(5, 0);
        sent -= 500;
        reported(26, 510); // 26 of 256 places of 5,000, which are 507
        assertThat(peer.cumulativeLost()).isEqualTo(10);
        assertThat(peer.fractionLost()).isZero();
        assertThat(seconds(5, 0)).containsOnly(Verdict.MEASURED);

        places += 1_000; // of the next thousand a tenth is not sent, and a tenth of the rest is lost
        sent += 900;
        reported(49, 700);
        assertThat(peer.cumulativeLost()).isEqualTo(100);
        assertThat(peer.fractionLost()).isBetween(24, 27);
        assertThat(seconds(5, 0)).contains(Verdict.TURNED_POOR);

        reported(26, 300); // it counts repeated packets as come
        assertThat(peer.cumulativeLost()).isZero();
    }

    @Test
    void the_score_is_that_of_the_last_window_and_ends_with_what_is_said() {
        assertThat(watch.score()).isEqualTo(Score.NOTHING);
        seconds(6, 0);
        assertThat(Score.of(watch.score())).isEqualTo(new Score(Score.Grade.GOOD, 44, 0, 0, -1));
        seconds(9, 20);
        Score poor = Score.of(watch.score());
        assertThat(poor.grade()).isEqualTo(Score.Grade.POOR);
        assertThat(poor.opinionTenths()).isEqualTo(39);
        assertThat(poor.lossPermille()).isBetween(45, 55);
        assertThat(watch.rests(now)).isEqualTo(Verdict.RECOVERED);
        assertThat(watch.judged()).isFalse();
        assertThat(watch.score()).as("on hold").isEqualTo(Score.NOTHING);
    }

    @Test
    void silence_judges_nothing() {
        seconds(5, 0);
        for (int tick = 0; tick < 1_000; tick++) {
            now += 20_000_000;
            assertThat(watch.passed(now, 0, 25.1, Thresholds.DEFAULT)).isNotEqualTo(Verdict.TURNED_POOR);
        }
    }

    @Test
    void a_leg_on_hold_is_not_at_fault() {
        seconds(9, 5);
        assertThat(watch.poor()).isTrue();
        for (int count = 0; count < 400; count++) {
            now += 20_000_000;
            Verdict verdict = watch.rests(now);
            assertThat(verdict).isEqualTo(count == 0 ? Verdict.RECOVERED : Verdict.NOTHING);
        }
        sequence += 500; // it counted on, and sent nothing
        reception.resumes();
        assertThat(seconds(9, 0)).containsExactly(Verdict.MEASURED, Verdict.MEASURED);
        assertThat(watch.last()).isGreaterThan(400);
    }
}
