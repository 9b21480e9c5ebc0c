package org.ringfort.media.relay;

import org.jspecify.annotations.Nullable;
import org.ringfort.media.codec.Coding;
import org.ringfort.media.rtcp.PeerReports;
import org.ringfort.media.rtcp.Quality;
import org.ringfort.media.rtcp.QualityWatch;
import org.ringfort.media.rtcp.Reception;

/** How one leg is liked, and who is told. The loop's thread. */
final class Judging {
    private final QualityWatch watch;
    private final Reception reception;
    private final PeerReports peer;
    private final LegEvents events;
    private final RelayLoop loop;
    private @Nullable Coding heard;
    private boolean scored;

    Judging(RelayLoop loop, Reception reception, PeerReports peer, LegEvents events) {
        this.loop = loop;
        this.reception = reception;
        this.peer = peer;
        this.events = events;
        this.watch = new QualityWatch(reception, peer);
    }

    /** What the peer speaks now. */
    void heard(Payload payload) {
        Coding coding = payload.coding();
        if (coding != null) {
            heard = coding;
        }
    }

    /** Terms change; what a leg left out while it was on hold is no loss. */
    void agree(@Nullable Terms before, Terms agreed) {
        if (before != null && !before.peerSends() && agreed.peerSends()) {
            reception.resumes();
        }
    }

    void passed(Terms agreed, long nowNanos) {
        Coding coding = heard;
        if (coding == null) {
            return;
        }
        QualityWatch.Verdict verdict = agreed.peerSends()
                ? watch.passed(nowNanos, 0, coding.robustness(), loop.thresholds())
                : watch.rests(nowNanos);
        if (scored || verdict != QualityWatch.Verdict.NOTHING) {
            score(verdict);
        }
        if (verdict == QualityWatch.Verdict.NOTHING) {
            return;
        }
        loop.totals().judged(watch.last(), reception.jitterMicros(), Math.max(0, peer.roundTripMicros()));
        switch (verdict) {
            case TURNED_POOR -> {
                loop.totals().poor(1);
                events.poor(watch.quality(), watch.last());
            }
            case RECOVERED -> {
                loop.totals().poor(-1);
                events.recovered(watch.last());
            }
            case MEASURED, NOTHING -> {}
        }
    }

    /** The score changes with each window that is judged, and ends with one that is not. */
    private void score(QualityWatch.Verdict verdict) {
        if (verdict != QualityWatch.Verdict.NOTHING || !watch.judged()) {
            scored = watch.judged();
            events.scored(watch.score());
        }
    }

    /** A leg that is closed is poor no longer. */
    void close() {
        if (watch.poor()) {
            loop.totals().poor(-1);
        }
    }

    Quality quality() {
        return watch.quality();
    }
}
