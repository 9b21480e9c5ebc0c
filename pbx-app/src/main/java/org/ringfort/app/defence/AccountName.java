package org.ringfort.app.defence;

/**
 * Whom somebody claims to be: the realm and the user name of a digest answer. A claim; there need not be such an account.
 *
 * @param domain the realm
 */
public record AccountName(String domain, String username) {
    private static final int LONGEST = 128;

    /** Whether it can be banned by itself; names that no device of ours has count for their address alone. */
    boolean bannable() {
        return !username.isEmpty()
                && username.length() <= LONGEST
                && username.chars().noneMatch(Character::isISOControl);
    }
}
