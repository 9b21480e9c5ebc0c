package org.ringfort.media.relay;

/**
 * Extended reports that were agreed on with a peer.
 *
 * @param roundTrip it answers reference times
 * @param metrics it wants to know how it is heard
 * @rfc 3611 5.1
 */
public record ReportsWanted(boolean roundTrip, boolean metrics) {
    public static final ReportsWanted NOTHING = new ReportsWanted(false, false);
}
