package org.ringfort.app.tenants.store;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.kernel.id.TenantId;

@Entity
@Table(schema = "tenants", name = "tenant")
class TenantEntity {
    @Id
    private UUID id;

    private String name;
    private String domain;
    private boolean enabled;
    private int maxExtensions;
    private int maxCalls;
    private Instant createdAt;

    @Version
    private long version;

    /** All domains that lead here, the main one too, so that none is given twice. */
    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(schema = "tenants", name = "sip_domain", joinColumns = @JoinColumn(name = "tenant_id"))
    @Column(name = "domain")
    private Set<String> domains = new TreeSet<>();

    @SuppressWarnings("NullAway.Init")
    protected TenantEntity() {}

    TenantEntity(TenantId id, String domain, TenantDraft draft, Instant createdAt) {
        this.id = id.value();
        this.domain = domain;
        this.name = draft.name();
        this.createdAt = createdAt;
        apply(draft);
    }

    final void apply(TenantDraft draft) {
        name = draft.name();
        enabled = draft.enabled();
        maxExtensions = draft.maxExtensions();
        maxCalls = draft.maxCalls();
        Set<String> wanted = new TreeSet<>(draft.aliases());
        wanted.add(domain);
        domains.retainAll(wanted);
        domains.addAll(wanted);
    }

    Tenant value() {
        return new Tenant(
                new TenantId(id),
                name,
                domain,
                new TreeSet<>(domains)
                        .stream().filter(alias -> !alias.equals(domain)).toList(),
                enabled,
                maxExtensions,
                maxCalls,
                version,
                createdAt);
    }
}
