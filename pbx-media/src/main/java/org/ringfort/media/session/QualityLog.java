package org.ringfort.media.session;

import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.media.rtcp.Quality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alarm for a leg that is poor, and its end. No address, no key. */
final class QualityLog {
    private static final Logger LOG = LoggerFactory.getLogger(QualityLog.class);

    private QualityLog() {}

    static void poor(String callId, String legId, Quality quality, int opinion) {
        LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, Events.MEDIA_QUALITY_POOR)
                .addKeyValue(Fields.CALL_ID, callId)
                .addKeyValue(Fields.LEG_ID, legId)
                .addKeyValue(Fields.MEDIA_OPINION, opinion / 100.0)
                .addKeyValue(Fields.MEDIA_LOSS_PERCENT, quality.lossPermille() / 10.0)
                .log("a leg is heard poorly");
    }

    static void recovered(String callId, String legId, int opinion) {
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.MEDIA_QUALITY_RECOVERED)
                .addKeyValue(Fields.CALL_ID, callId)
                .addKeyValue(Fields.LEG_ID, legId)
                .addKeyValue(Fields.MEDIA_OPINION, opinion / 100.0)
                .log("a leg is heard well again");
    }
}
