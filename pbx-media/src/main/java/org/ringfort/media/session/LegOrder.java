package org.ringfort.media.session;

import org.ringfort.media.negotiation.Floor;

/** A leg that is to be reached, and its floor. */
public record LegOrder(String legId, Floor floor) {}
