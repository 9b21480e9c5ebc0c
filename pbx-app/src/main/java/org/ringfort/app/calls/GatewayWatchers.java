package org.ringfort.app.calls;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.app.trunks.GatewayStates;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.app.trunks.TrunkChanged;
import org.ringfort.app.trunks.TrunkId;
import org.ringfort.app.trunks.Trunks;
import org.ringfort.kernel.id.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells edges which gateways to ask whether they are there, and which trunks to register: all when an edge attaches, then those of trunks that change. */
@Component
public class GatewayWatchers {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayWatchers.class);
    private static final int PAGE = 200;

    private final Trunks trunks;
    private final Tenants tenants;
    private final Edges edges;
    private final GatewayStates states;
    private final Clock clock;
    private final Rounds<Changed> rounds;

    private record Changed(TenantId tenant, TrunkId trunk) {}

    /**
     * A trunk as an edge is told of it.
     *
     * @param trunk empty: it is no longer to be watched
     */
    public record Watched(TenantId tenant, TrunkId id, Optional<Trunk> trunk) {}

    GatewayWatchers(Trunks trunks, Tenants tenants, Edges edges, GatewayStates states, Clock clock) {
        this.trunks = trunks;
        this.tenants = tenants;
        this.edges = edges;
        this.states = states;
        this.clock = clock;
        this.rounds = new Rounds<>(work -> Thread.ofVirtual().name("trunk-news").start(work), this::tell);
    }

    /** All that is to be watched now; may block for the database. */
    public List<Watched> all() {
        List<Watched> watched = new ArrayList<>();
        Optional<UUID> after = Optional.empty();
        do {
            var cursor = new Cursor(after.map(UUID::toString), PAGE);
            Page<Tenant> page = TenantScope.call(TenantScope.PLATFORM, () -> tenants.list(cursor));
            page.items().stream()
                    .filter(Tenant::enabled)
                    .flatMap(tenant -> trunks.of(tenant.id()).stream())
                    .filter(this::isWatched)
                    .forEach(trunk -> watched.add(new Watched(trunk.tenant(), trunk.id(), Optional.of(trunk))));
            after = page.next() == null
                    ? Optional.empty()
                    : Optional.of(page.items().getLast().id().value());
        } while (after.isPresent());
        return watched;
    }

    private boolean isWatched(Trunk trunk) {
        return (trunk.checkSeconds() > 0 || trunk.registers()) && trunk.usableAt(clock.instant());
    }

    /** In a thread of its own: nobody who changes a trunk waits for edges. */
    @TransactionalEventListener(fallbackExecution = true)
    void changed(TrunkChanged news) {
        rounds.wanted(new Changed(news.tenant(), news.trunk()));
    }

    private void tell(Changed changed) {
        try {
            Optional<Trunk> now = trunks.afresh(changed.tenant()).stream()
                    .filter(trunk -> trunk.id().equals(changed.trunk()))
                    .filter(this::isWatched)
                    .findFirst();
            edges.watch(List.of(new Watched(changed.tenant(), changed.trunk(), now)));
            if (now.filter(Trunk::registers).isEmpty()) {
                states.unregistered(changed.trunk());
            }
        } catch (RuntimeException notNow) {
            LOG.warn("Edges could not be told of a trunk", notNow); // they are when they attach anew
        }
    }
}
