package org.ringfort.app.supervision;

/**
 * What one extension may do with another's calls.
 *
 * @param supervisor number of the extension that may
 * @param supervised number of the extension whose calls they are; never the same
 * @param tone whether both parties of a call hear a beep when somebody begins to listen
 */
public record Grant(GrantId id, String supervisor, String supervised, Reach may, boolean tone) {}
