package org.ringfort.app.tenants.store;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.kernel.id.TenantId;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Repository;

/** Rows of tenants, seen through the row policy of the open transaction. */
@Repository
public class TenantStore {
    private final TenantRows rows;
    private final Clock clock;

    TenantStore(TenantRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** The tenant that a domain leads to. */
    public Optional<Tenant> byDomain(String domain) {
        return rows.leadingTo(domain).map(TenantEntity::value);
    }

    /** By identity. */
    public Optional<Tenant> find(TenantId id) {
        return rows.findById(id.value()).map(TenantEntity::value);
    }

    /** In order of creation. */
    public List<Tenant> list(Optional<UUID> after, int limit) {
        Limit some = Limit.of(limit);
        return after
                .map(id -> rows.findByIdGreaterThanOrderById(id, some))
                .orElseGet(() -> rows.findAllByOrderById(some))
                .stream()
                .map(TenantEntity::value)
                .toList();
    }

    /** A new row. */
    public Tenant insert(TenantId id, String domain, TenantDraft draft) {
        return save(new TenantEntity(id, domain, draft, clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    /** A changed row. */
    public Tenant update(TenantId id, TenantDraft draft) {
        TenantEntity row = rows.findById(id.value()).orElseThrow(Problem::notFound);
        row.apply(draft);
        return save(row);
    }

    private Tenant save(TenantEntity row) {
        try {
            return rows.saveAndFlush(row).value();
        } catch (DataIntegrityViolationException twice) {
            throw Problem.taken("aliases", "One of these domains leads to a tenant already.");
        }
    }
}
