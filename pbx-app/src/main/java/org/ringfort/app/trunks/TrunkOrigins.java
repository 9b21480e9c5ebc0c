package org.ringfort.app.trunks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ringfort.app.defence.Network;
import org.ringfort.app.defence.Shelter;
import org.ringfort.app.platform.database.DatabaseAway;
import org.ringfort.kernel.id.TenantId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Recognises calls of carriers, by where they come from and by nothing else. No word of the request is looked at here, nor is
 * one handed in; so whatever a stranger writes, a stranger he stays.
 */
@Service
public class TrunkOrigins implements Shelter {
    private static final int MOST = 20_000;
    private static final int WIDEST_IPV4 = 24;
    private static final int WIDEST_IPV6 = 48;
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Trunks trunks;
    private final Clock clock;
    private volatile Known known = new Known(List.of(), Instant.MIN);

    private record Known(List<Claim> claims, Instant until) {}

    /** A trunk's claim to what comes from somewhere. */
    record Claim(TenantId tenant, TrunkId trunk, List<Network> networks, Collection<String> names) {
        Claim {
            networks = List.copyOf(networks);
            names = List.copyOf(names);
        }

        static Claim of(TenantId tenant, TrunkId trunk, Inward inward) {
            return new Claim(
                    tenant,
                    trunk,
                    inward.networks().stream()
                            .flatMap(text -> Network.parse(text).stream())
                            .toList(),
                    inward.certificateNames());
        }

        private boolean here(Optional<Network> address) {
            return address.filter(from -> networks.stream().anyMatch(network -> network.contains(from)))
                    .isPresent();
        }

        private boolean named(Whence whence) {
            return whence.certified() && names.stream().anyMatch(whence.names()::contains);
        }
    }

    TrunkOrigins(Trunks trunks, Clock clock) {
        this.trunks = trunks;
        this.clock = clock;
    }

    /** Whose it is; changes are seen within 10 s on every node, at once on this one. May block for the database. */
    public Origin of(Whence whence) {
        Judgement judged = judge(claims(), whence);
        List<Trunk> open = judged.matching().stream()
                .flatMap(claim -> trunk(claim).stream())
                .filter(trunk -> takes(trunk, whence))
                .toList();
        if (!open.isEmpty()) {
            return new Origin.Carrier(open);
        }
        List<Origin.Half> halves = judged.mismatched().stream()
                .flatMap(half -> trunk(half.claim())
                        .filter(trunk -> trunk.usableAt(clock.instant()))
                        .map(trunk -> new Origin.Half(trunk, half.certificate()))
                        .stream())
                .toList();
        return halves.isEmpty() ? new Origin.Elsewhere() : new Origin.Mismatch(halves);
    }

    /**
     * The addresses of trunks that are in use. Only of narrow networks: tenants write them down themselves, and shall not take
     * half a provider's customers out of the reach of bans.
     */
    @Override
    public boolean covers(Network source) {
        return claims().stream()
                .filter(claim -> claim.networks().stream()
                        .anyMatch(network -> network.prefix() >= (network.ipv4() ? WIDEST_IPV4 : WIDEST_IPV6)
                                && network.contains(source)))
                .flatMap(claim -> trunk(claim).stream())
                .anyMatch(trunk -> trunk.usableAt(clock.instant()));
    }

    /** An address is forged over UDP, and anybody reads along without TLS: that is for trunks that are an exception. */
    private boolean takes(Trunk trunk, Whence whence) {
        return trunk.usableAt(clock.instant())
                && (whence.secured() || trunk.exception().isPresent());
    }

    private Optional<Trunk> trunk(Claim claim) {
        return trunks.of(claim.tenant()).stream()
                .filter(trunk -> trunk.id().equals(claim.trunk()))
                .findFirst();
    }

    /** Every network that a trunk's calls may come from, as it is now, each once. May block for the database. */
    public List<Network> networks() {
        return read().stream()
                .flatMap(claim -> claim.networks().stream())
                .distinct()
                .toList();
    }

    private List<Claim> claims() {
        Known now = known;
        if (clock.instant().isBefore(now.until())) {
            return now.claims();
        }
        try {
            List<Claim> read = read();
            known = new Known(read, clock.instant().plus(FRESH));
            return read;
        } catch (RuntimeException notNow) {
            if (!DatabaseAway.causes(notNow)) {
                throw notNow;
            }
            return now.claims(); // as they were known last
        }
    }

    private List<Claim> read() {
        return trunks.inward(MOST).stream()
                .map(row -> Claim.of(row.tenant(), row.trunk(), row.inward()))
                .toList();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(TrunkChanged changed) {
        known = new Known(List.of(), Instant.MIN);
    }

    /** A claim to both of which one half is met, {@code certificate} or address. */
    record HalfMet(Claim claim, boolean certificate) {}

    /**
     * The decision, and nothing but it.
     *
     * @param mismatched none where something matches
     */
    record Judgement(List<Claim> matching, List<HalfMet> mismatched) {}

    static Judgement judge(List<Claim> claims, Whence whence) {
        Optional<Network> address = Network.parse(whence.address());
        List<Claim> matching = new ArrayList<>();
        List<HalfMet> mismatched = new ArrayList<>();
        for (Claim claim : claims) {
            boolean here = claim.here(address);
            boolean named = claim.named(whence);
            boolean both = !claim.networks().isEmpty() && !claim.names().isEmpty();
            if (both ? here && named : here || named) {
                matching.add(claim);
            } else if (both && (named || (here && whence.certified()))) {
                mismatched.add(new HalfMet(claim, named));
            }
        }
        return new Judgement(matching, matching.isEmpty() ? mismatched : List.of());
    }
}
