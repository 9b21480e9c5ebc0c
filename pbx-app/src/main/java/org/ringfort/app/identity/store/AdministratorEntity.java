package org.ringfort.app.identity.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.identity.Administrator;
import org.ringfort.app.identity.AdministratorDraft;
import org.ringfort.app.platform.access.Role;
import org.ringfort.kernel.id.TenantId;

@Entity
@Table(schema = "identity", name = "administrator")
class AdministratorEntity {
    @Id
    private UUID id;

    private UUID tenantId;
    private String username;
    private String displayName;

    @Enumerated(EnumType.STRING)
    private Role role;

    private @Nullable String extension;
    private boolean enabled;
    String passwordHash;
    boolean passwordChangeRequired;
    byte @Nullable [] totpSecret;

    @Column(updatable = false) // moved by one visible statement only, so that no code counts twice
    private long totpLastStep;

    int sessionEpoch;

    @Nullable
    Instant lastSignInAt;

    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected AdministratorEntity() {}

    AdministratorEntity(
            TenantId home, String username, AdministratorDraft draft, String passwordHash, Instant createdAt) {
        this.id = TenantId.next().value();
        this.tenantId = home.value();
        this.username = username;
        this.displayName = draft.displayName();
        this.role = draft.role();
        this.passwordHash = passwordHash;
        this.createdAt = createdAt;
        apply(draft);
    }

    final void apply(AdministratorDraft draft) {
        if (enabled && !draft.enabled()) {
            sessionEpoch++;
        }
        displayName = draft.displayName();
        role = draft.role();
        extension = draft.extension().orElse(null);
        enabled = draft.enabled();
    }

    AdministratorStore.Secrets secrets() {
        return new AdministratorStore.Secrets(passwordHash, Optional.ofNullable(totpSecret), totpLastStep);
    }

    Administrator value() {
        return new Administrator(
                id,
                new TenantId(tenantId),
                username,
                displayName,
                role,
                Optional.ofNullable(extension),
                enabled,
                totpSecret != null,
                passwordChangeRequired,
                sessionEpoch,
                Optional.ofNullable(lastSignInAt),
                createdAt,
                version);
    }
}
