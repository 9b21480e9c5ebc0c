package org.ringfort.app.extensions;

/**
 * When unanswered calls go to the mailbox.
 *
 * @param enabled whether there is a mailbox at all
 * @param afterSeconds of ringing; 5 to 120
 */
public record VoicemailSettings(boolean enabled, int afterSeconds) {}
