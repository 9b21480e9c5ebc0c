package org.ringfort.edge.admission;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringfort.process.config.Network;

/**
 * Silence towards a network, or towards one account at a network.
 *
 * @param id of it, by which it is lifted
 * @param network where it holds
 * @param account who is banned there; empty: everybody
 * @param spared user names that are heard nevertheless where everybody is banned; where there are none, not even a connection is
 *     taken
 * @param remaining how long from now; empty: until it is lifted
 */
public record Ban(
        String id, Network network, Optional<Account> account, Set<String> spared, Optional<Duration> remaining) {
    public Ban {
        spared = spared.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
