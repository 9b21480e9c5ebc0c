package org.ringfort.app.trunks;

import java.util.List;

/** What the tenant's trunks make of something that was dialled. */
public sealed interface Outside {
    /** Somebody calls for help, and no trunk that leads there is in use. */
    record Helpless() implements Outside {}

    /** No trunk, or nobody's number. */
    record Nowhere() implements Outside {}

    /**
     * Somebody's number, but no trunk may call it.
     *
     * @param because half a sentence for the call record
     */
    record Barred(String because) implements Outside {}

    /**
     * Ways there, the best first.
     *
     * @param emergency whether an emergency service is called: no limit holds it up
     */
    record Ways(List<Way> ways, boolean emergency) implements Outside {
        public Ways {
            if (ways.isEmpty()) {
                throw new IllegalArgumentException("ways without a way");
            }
            ways = List.copyOf(ways);
        }
    }

    /**
     * One trunk there.
     *
     * @param number as the carrier wants it: E.164 with its plus sign; that of an emergency service as dialled
     * @param gateways in the order to be tried
     */
    record Way(Trunk trunk, String number, List<Gateway> gateways) {
        public Way {
            gateways = List.copyOf(gateways);
        }
    }
}
