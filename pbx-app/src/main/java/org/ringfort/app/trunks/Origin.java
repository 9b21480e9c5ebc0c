package org.ringfort.app.trunks;

import java.util.List;

/** Whether a request came from a carrier. */
public sealed interface Origin {
    /** It is none of theirs: a phone, or a stranger. */
    record Elsewhere() implements Origin {}

    /**
     * It came by one of these trunks; of several tenants where they have the same carrier.
     *
     * @param trunks each enabled, and good for the way the request took
     */
    record Carrier(List<Trunk> trunks) implements Origin {
        public Carrier {
            trunks = List.copyOf(trunks);
        }
    }

    /**
     * A trunk needs both address and certificate, and one of them is another's.
     *
     * @param why for the security event
     */
    record Mismatch(Trunk trunk, String why) implements Origin {}
}
