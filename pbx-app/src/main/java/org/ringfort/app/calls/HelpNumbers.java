package org.ringfort.app.calls;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import org.ringfort.app.emergency.LocationsChanged;
import org.ringfort.app.extensions.DeviceChanged;
import org.ringfort.app.extensions.DeviceDeleted;
import org.ringfort.app.extensions.ExtensionChanged;
import org.ringfort.app.extensions.ExtensionDeleted;
import org.ringfort.app.numbers.DialledNumber;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.TenantChanged;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.app.trunks.TrunkChanged;
import org.ringfort.app.trunks.Trunks;
import org.ringfort.kernel.id.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells edges which numbers call for help, so that none of their limits holds a call to them up: those of every country where
 * a trunk leads. Edges do not know whose call it is before they have asked, so it is one list for all tenants; what a number
 * means for one tenant its trunks decide, not the list. A country that no trunk leads to any more stays until an edge attaches
 * anew.
 */
@Component
public class HelpNumbers {
    private static final Logger LOG = LoggerFactory.getLogger(HelpNumbers.class);
    private static final int PAGE = 200;

    private final Trunks trunks;
    private final Tenants tenants;
    private final Edges edges;
    private final Rounds<TenantId> rounds;
    private final Set<String> countries = new ConcurrentSkipListSet<>();

    HelpNumbers(Trunks trunks, Tenants tenants, Edges edges) {
        this.trunks = trunks;
        this.tenants = tenants;
        this.edges = edges;
        this.rounds = new Rounds<>(work -> Thread.ofVirtual().name("help-news").start(work), this::tell);
    }

    /** All of them now; may block for the database. */
    public SortedSet<String> all() {
        Optional<UUID> after = Optional.empty();
        do {
            var cursor = new Cursor(after.map(UUID::toString), PAGE);
            Page<Tenant> page = TenantScope.call(TenantScope.PLATFORM, () -> tenants.list(cursor));
            page.items().stream()
                    .flatMap(tenant -> trunks.of(tenant.id()).stream())
                    .forEach(trunk -> countries.add(trunk.numbers().country()));
            after = page.next() == null
                    ? Optional.empty()
                    : Optional.of(page.items().getLast().id().value());
        } while (after.isPresent());
        return numbers();
    }

    private SortedSet<String> numbers() {
        SortedSet<String> numbers = new TreeSet<>();
        countries.forEach(country -> numbers.addAll(DialledNumber.emergencyNumbers(country)));
        return numbers;
    }

    /** In a thread of its own: nobody who changes a trunk waits for edges. */
    @TransactionalEventListener(fallbackExecution = true)
    void changed(TrunkChanged news) {
        rounds.wanted(news.tenant());
    }

    /** A message without a wait for anybody. */
    @TransactionalEventListener(fallbackExecution = true)
    void changed(LocationsChanged news) {
        edges.helpChanged(news.tenant(), news.device());
    }

    /** Who may no longer be used is not helped either; edges ask a second later, when all here know of the change. */
    @TransactionalEventListener(fallbackExecution = true)
    void changed(DeviceChanged news) {
        edges.helpChanged(news.after().tenant(), Optional.of(news.after().id()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void deleted(DeviceDeleted news) {
        edges.helpChanged(news.device().tenant(), Optional.of(news.device().id()));
    }

    /** Which devices it has, or had, edges are not told: each asks for those of the tenant that it knows. */
    @TransactionalEventListener(fallbackExecution = true)
    void changed(ExtensionChanged news) {
        edges.helpChanged(news.after().tenant(), Optional.empty());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void deleted(ExtensionDeleted news) {
        edges.helpChanged(news.extension().tenant(), Optional.empty());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(TenantChanged news) {
        edges.helpChanged(news.tenant().id(), Optional.empty());
    }

    private void tell(TenantId changed) {
        try {
            trunks.afresh(changed)
                    .forEach(trunk -> countries.add(trunk.numbers().country()));
            edges.emergencyNumbers(numbers());
            edges.helpChanged(changed, Optional.empty());
        } catch (RuntimeException notNow) {
            LOG.warn("Edges could not be told which numbers call for help", notNow); // they are when they attach anew
        }
    }
}
