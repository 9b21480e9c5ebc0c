package org.ringfort.app.trunks;

/**
 * Who we are to a carrier that asks for digest credentials; the password is kept apart.
 *
 * @param realm the only one that is answered
 */
public record TrunkAccount(String username, String realm) {}
