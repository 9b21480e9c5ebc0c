package org.ringfort.app.voicemail;

/** What came of a PIN that was typed. */
public enum PinCheck {
    RIGHT,
    WRONG,
    /** Too many wrong ones; even the right one is refused until the lock ends. */
    LOCKED
}
