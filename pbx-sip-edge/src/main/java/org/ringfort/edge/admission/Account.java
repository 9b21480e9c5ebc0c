package org.ringfort.edge.admission;

import java.util.Locale;

/**
 * Who somebody says to be in credentials: the user name and the realm, without regard to case, so that none is another by its
 * capitals.
 */
public record Account(String domain, String username) {
    public Account {
        domain = domain.toLowerCase(Locale.ROOT);
        username = username.toLowerCase(Locale.ROOT);
    }
}
