package org.ringfort.edge.boot;

import org.ringfort.edge.mediaplane.RecordingPump;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of recordings, in the log. */
final class RecordingLog implements RecordingPump.Witness {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingLog.class);

    @Override
    public void delivered(String recordingId) {
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.RECORDING_DELIVERED)
                .addKeyValue("ringfort.recording_id", recordingId)
                .log("recording delivered");
    }

    @Override
    public void rejected(String recordingId, String why) {
        LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, Events.RECORDING_REJECTED)
                .addKeyValue("ringfort.recording_id", recordingId)
                .addKeyValue(Fields.EVENT_REASON, why)
                .log("recording rejected");
    }

    @Override
    public void failed(String recordingId, String why) {
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.RECORDING_DELAYED)
                .addKeyValue("ringfort.recording_id", recordingId)
                .addKeyValue(Fields.EVENT_REASON, why)
                .log("recording will be tried again");
    }
}
