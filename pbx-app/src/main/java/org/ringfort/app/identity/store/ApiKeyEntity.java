package org.ringfort.app.identity.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.identity.ApiKey;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.kernel.id.TenantId;

@Entity
@Table(schema = "identity", name = "api_key")
@SuppressWarnings("UnusedVariable") // read by Hibernate
class ApiKeyEntity {
    @Id
    private UUID id;

    private UUID tenantId;
    private String name;
    private byte[] hash;
    private String prefix;
    private String permissions;
    private Instant expiresAt;

    @Column(insertable = false, updatable = false) // moved by one visible statement, without a new version
    private @Nullable Instant lastUsedAt;

    private String createdBy;
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected ApiKeyEntity() {}

    ApiKeyEntity(ApiKey key, byte[] hash) {
        this.id = key.id();
        this.tenantId = key.home().value();
        this.name = key.name();
        this.hash = hash.clone();
        this.prefix = key.prefix();
        this.permissions =
                key.permissions().stream().map(Permission::wireName).sorted().collect(Collectors.joining(" "));
        this.expiresAt = key.expiresAt();
        this.createdBy = key.createdBy();
        this.createdAt = key.createdAt();
    }

    ApiKey value() {
        Set<Permission> granted = permissions.isEmpty()
                ? Set.of()
                : Arrays.stream(permissions.split(" ")).map(Permission::parse).collect(Collectors.toSet());
        return new ApiKey(
                id,
                new TenantId(tenantId),
                name,
                prefix,
                granted,
                expiresAt,
                Optional.ofNullable(lastUsedAt),
                createdBy,
                createdAt,
                version);
    }
}
