package org.ringfort.media.session;

import java.util.List;
import java.util.Optional;

/**
 * Our offers for the legs that are to be reached, in the order they were asked for.
 *
 * @param hold whether the offer puts the other side on hold
 */
public record Offered(List<LegOffer> legs, boolean hold) {
    public Offered {
        legs = List.copyOf(legs);
    }

    /** Absent where nothing can be offered to this leg under its floor. */
    public record LegOffer(String legId, Optional<Body> body) {}
}
