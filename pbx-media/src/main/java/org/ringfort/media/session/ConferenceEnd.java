package org.ringfort.media.session;

/** Why a leg is not, or no longer, in a conference. */
public enum ConferenceEnd {
    /** Turned away: as many are there as may be. */
    FULL,
    /** Turned away: a moderator has locked it. */
    LOCKED,
    /** A moderator or an administrator has ended it. */
    ENDED
}
