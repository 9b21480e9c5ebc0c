package org.ringfort.media.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.ringfort.media.negotiation.Agreement;
import org.ringfort.media.relay.LegFigures;

/**
 * What the relay's loop has measured of legs. It is asked for there and told elsewhere: {@code teller} is where the last of it
 * happens, and never the loop, which must not wait for anybody.
 */
final class LegReports {
    private LegReports() {}

    /** The report of each leg, in their order, when the last is measured. */
    static CompletableFuture<List<LegReport>> gather(
            Iterable<Leg> legs, Function<Leg, CompletableFuture<LegFigures>> measure, Executor teller) {
        CompletableFuture<List<LegReport>> all = CompletableFuture.completedFuture(List.of());
        for (Leg leg : legs) {
            Optional<Agreement> agreement = leg.agreement();
            all = all.thenCombineAsync(
                    measure.apply(leg),
                    (reports, figures) -> {
                        List<LegReport> more = new ArrayList<>(reports);
                        more.add(new LegReport(leg.id(), agreement, figures));
                        return List.copyOf(more);
                    },
                    teller);
        }
        return all;
    }

    /** Closes the leg, and logs what was measured of it. */
    static CompletableFuture<LegFigures> close(Session session, Leg leg, Executor teller) {
        return leg.loop()
                .close(leg.relay())
                .whenCompleteAsync((figures, failure) -> ClosedLeg.log(session, leg, figures), teller);
    }
}
