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
     * Trunks that need both address and certificate, of which one is theirs and the other is not.
     *
     * @param halves not empty
     */
    record Mismatch(List<Half> halves) implements Origin {
        public Mismatch {
            halves = List.copyOf(halves);
        }
    }

    /**
     * What is half a trunk's.
     *
     * @param certificate whether the certificate is the trunk's and the address is not; else the other way round
     */
    record Half(Trunk trunk, boolean certificate) {
        /** In the words of the security event. */
        public String why() {
            return certificate ? "right certificate, wrong address" : "right address, wrong certificate";
        }
    }
}
