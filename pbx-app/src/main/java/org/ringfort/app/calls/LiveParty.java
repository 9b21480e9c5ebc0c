package org.ringfort.app.calls;

/**
 * Whose leg of a live call that is.
 *
 * @param number empty where it is not known
 */
public record LiveParty(String legId, EndedCall.Role role, String number) {}
