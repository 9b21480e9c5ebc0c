package org.ringfort.media.session;

import org.ringfort.media.negotiation.Floor;

/**
 * A leg that is to be reached, and its floor.
 *
 * @param holdMusic the tune that whoever it keeps on hold hears; empty: what it sends, or nothing
 * @param forHelp whether it may have ports of the reserve
 */
public record LegOrder(String legId, Floor floor, String holdMusic, boolean forHelp) {
    public LegOrder(String legId, Floor floor) {
        this(legId, floor, "", false);
    }
}
