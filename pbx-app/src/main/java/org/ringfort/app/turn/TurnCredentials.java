package org.ringfort.app.turn;

import java.time.Instant;
import java.util.List;
import org.ringfort.kernel.secret.Secret;

/**
 * Leave to use our TURN servers for a while.
 *
 * @param urls of the servers
 * @param username when it ends, in seconds since 1970, and who has it
 * @param password proves that the username is of our making
 */
public record TurnCredentials(List<String> urls, String username, Secret password, Instant until) {
    public TurnCredentials {
        urls = List.copyOf(urls);
    }
}
