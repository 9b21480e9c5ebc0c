package org.ringfort.media.session;

/** What an administrator does in a conference, as a moderator does by keys. */
public enum ConferenceAct {
    /** One who is in it; he may unmute himself. */
    MUTE,
    /** One who is in it. */
    UNMUTE,
    /** All but moderators, and who comes later. */
    MUTE_ALL,
    /** All but moderators. */
    UNMUTE_ALL,
    /** Nobody but moderators comes in, until it is unlocked or over. */
    LOCK,
    /** Everybody may come in again. */
    UNLOCK,
    /** No moderator is waited for any more. */
    BEGIN,
    /** Everybody is put out. */
    END
}
