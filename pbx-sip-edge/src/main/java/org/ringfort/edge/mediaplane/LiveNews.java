package org.ringfort.edge.mediaplane;

import org.ringfort.contract.measure.v1.LegsScored;
import org.ringfort.contract.sound.v1.ConferenceSeen;

/** What media tells of many calls together, for who looks at them. Called on the stream's threads: implementations hand over and return. */
public interface LiveNews {
    /** Where nobody looks. */
    LiveNews NOBODY = new LiveNews() {
        @Override
        public void scored(LegsScored told) {}

        @Override
        public void seen(ConferenceSeen told) {}
    };

    /** Legs are heard otherwise than before. */
    void scored(LegsScored told);

    /** A conference is otherwise than before. */
    void seen(ConferenceSeen told);
}
