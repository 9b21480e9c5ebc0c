package org.ringfort.app.conferences;

/** What came of a PIN that was typed at a room. */
enum RoomRole {
    MODERATOR,
    PARTICIPANT,
    /** Neither PIN. */
    WRONG,
    /** Too many were wrong; even the right one is refused for a while. */
    LOCKED
}
