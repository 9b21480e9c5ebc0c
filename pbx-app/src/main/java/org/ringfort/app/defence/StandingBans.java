package org.ringfort.app.defence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The bans and exemptions that stand, as they were read at one moment; a value. */
final class StandingBans {
    static final StandingBans NONE = new StandingBans(List.of(), List.of());

    private final Map<UUID, Ban> byId = new HashMap<>();
    private final Map<Network, List<Ban>> byNetwork = new HashMap<>();
    /** Lengths of prefix that occur, so that an address is looked up a few times and no list is walked. */
    private final List<Integer> ipv4Prefixes;

    private final List<Integer> ipv6Prefixes;
    private final List<BanExemption> exemptions;

    StandingBans(Collection<Ban> bans, Collection<BanExemption> exemptions) {
        bans.forEach(ban -> {
            byId.put(ban.id(), ban);
            byNetwork.computeIfAbsent(ban.network(), _ -> new ArrayList<>(1)).add(ban);
        });
        this.ipv4Prefixes = prefixes(true);
        this.ipv6Prefixes = prefixes(false);
        this.exemptions = List.copyOf(exemptions);
    }

    private List<Integer> prefixes(boolean ipv4) {
        return byNetwork.keySet().stream()
                .filter(network -> network.ipv4() == ipv4)
                .map(Network::prefix)
                .distinct()
                .toList();
    }

    Collection<Ban> all() {
        return byId.values();
    }

    Collection<BanExemption> exemptions() {
        return exemptions;
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /** Whether somebody who claims that name there is not heard now. */
    boolean cover(Network source, AccountName claimed, Instant now) {
        for (int prefix : source.ipv4() ? ipv4Prefixes : ipv6Prefixes) {
            if (prefix <= source.prefix()) {
                for (Ban ban : byNetwork.getOrDefault(source.within(prefix), List.of())) {
                    if (ban.covers(claimed) && ban.standsAt(now)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The widest protection that the source has. */
    Optional<BanExemption.Kind> exemption(Network source) {
        return exemptions.stream()
                .filter(it -> it.network().contains(source))
                .map(BanExemption::kind)
                .min(Enum::compareTo);
    }

    /** The same without those that have ended. */
    StandingBans at(Instant now) {
        List<Ban> left = byId.values().stream().filter(ban -> ban.standsAt(now)).toList();
        return left.size() == byId.size() ? this : new StandingBans(left, exemptions);
    }

    /** Those that {@code before} did not have. */
    List<Ban> since(StandingBans before) {
        return byId.values().stream()
                .filter(ban -> !before.byId.containsKey(ban.id()))
                .toList();
    }
}
