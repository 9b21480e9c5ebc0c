package org.ringfort.edge.b2bua;

import java.util.List;

/** Who takes part in a call now, those who only ring not counted. The call's thread changes it, any thread may ask. */
final class Parties {
    private volatile List<Leg> now = List.of();

    void are(Leg... legs) {
        now = List.of(legs);
    }

    List<Leg> now() {
        return now;
    }
}
