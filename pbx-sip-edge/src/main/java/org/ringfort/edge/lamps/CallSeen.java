package org.ringfort.edge.lamps;

import java.util.List;

/**
 * A call as others of its tenant may see it.
 *
 * @param callId known to us alone; nobody is told it
 * @param sides at most one for each extension and direction
 */
public record CallSeen(String callId, String tenantId, List<Side> sides) {
    public CallSeen {
        sides = List.copyOf(sides);
    }

    /**
     * What one extension does in the call. However many of its phones ring, it is one.
     *
     * @param held whether the extension has put the other on hold
     * @param other with whom
     */
    public record Side(String extension, Direction direction, Phase phase, boolean held, Party other) {}

    /** Who called. */
    public enum Direction {
        INITIATOR,
        RECIPIENT
    }

    /**
     * How far it is, the furthest last.
     *
     * @rfc 4235 3.7.1
     */
    public enum Phase {
        /** Nothing was heard of the other yet. */
        TRYING,
        /** It rings. */
        EARLY,
        /** They talk. */
        CONFIRMED
    }

    /**
     * Somebody, as the tenant's phones see him.
     *
     * @param number as it is dialled, or E.164; empty where he is not to be named
     * @param name perhaps empty
     */
    public record Party(String number, String name) {
        /** Who wants no name to be shown. */
        public static final Party NOBODY = new Party("", "");

        public boolean isNobody() {
            return number.isEmpty();
        }
    }
}
