package org.ringfort.media.session;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.media.relay.Drop;
import org.ringfort.media.relay.LegFigures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The last word on a leg: what came, what went, and what was dropped for which reason. No address, no key. */
final class ClosedLeg {
    private static final Logger LOG = LoggerFactory.getLogger(ClosedLeg.class);

    private ClosedLeg() {}

    /**
     * @param figures null where the relay could not tell
     */
    static void log(Session session, Leg leg, @Nullable LegFigures figures) {
        if (session.edge().equals(EdgeName.SELF_CHECK)) {
            return;
        }
        LegFigures told = figures == null ? LegFigures.NONE : figures;
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.MEDIA_LEG_CLOSED)
                .addKeyValue(Fields.CALL_ID, session.id())
                .addKeyValue(Fields.LEG_ID, leg.id())
                .addKeyValue(Fields.MEDIA_PACKETS_IN, told.authenticated() + told.clear())
                .addKeyValue(Fields.MEDIA_PACKETS_OUT, told.sent())
                .addKeyValue(Fields.MEDIA_PACKETS_LOST, told.lost())
                .addKeyValue(Fields.MEDIA_OPINION, told.quality().mean() / 100.0)
                .addKeyValue(Fields.MEDIA_OPINION_LOWEST, told.quality().lowest() / 100.0);
        for (Map.Entry<Drop, Long> drop : told.drops().entrySet()) {
            line = line.addKeyValue(
                    Fields.MEDIA_DROPPED + drop.getKey().name().toLowerCase(Locale.ROOT), drop.getValue());
        }
        line.log("a leg is closed");
    }
}
