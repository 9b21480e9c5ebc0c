package org.ringfort.media.session;

import java.util.List;
import org.ringfort.media.negotiation.Floor;

/**
 * An order to copy what a recorded call says to a recording server.
 *
 * @param sessionId of the copy, a new one
 * @param callSessionId what is copied
 * @param floor of the server; its keyings and codecs are not looked at
 */
public record CopyOrder(String sessionId, EdgeName edge, String callSessionId, List<Stream> streams, Floor floor) {
    /**
     * What one leg says.
     *
     * @param legId the server's
     * @param copiedLegId whose peer it hears
     * @param label of the section, as in {@code a=label}
     */
    public record Stream(String legId, String copiedLegId, String label) {
        /** Whether it could stand in a description. */
        public boolean isSayable() {
            return label.matches("[A-Za-z0-9]{1,32}");
        }
    }

    public CopyOrder {
        streams = List.copyOf(streams);
    }
}
