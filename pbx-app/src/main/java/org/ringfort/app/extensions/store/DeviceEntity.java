package org.ringfort.app.extensions.store;

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
import org.ringfort.app.extensions.CredentialMaker;
import org.ringfort.app.extensions.Device;
import org.ringfort.app.extensions.DeviceDraft;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Digits;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.extensions.MediaException;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.kernel.id.TenantId;

@Entity
@SuppressWarnings("UnusedVariable") // read by Hibernate
@Table(schema = "extensions", name = "device")
class DeviceEntity {
    @Id
    private UUID id;

    private UUID tenantId;
    private UUID extensionId;
    private String name;
    private String authUsername;

    @Enumerated(EnumType.STRING)
    private DigestFloor digestFloor;

    @Enumerated(EnumType.STRING)
    private MediaKeying keying;

    private @Nullable String exceptionReason;
    private @Nullable Instant exceptionUntil;
    private boolean mayCall;
    private boolean enabled;
    private boolean certificateRequired;

    @Enumerated(EnumType.STRING)
    private Digits digits = Digits.EVENTS;

    private byte[] ha1Md5;
    private byte[] ha1Sha256;
    private Instant credentialsAt;
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected DeviceEntity() {}

    @SuppressWarnings("NullAway.Init") // the rest is set by apply and renew
    DeviceEntity(DeviceId id, TenantId tenant, ExtensionId extension, String authUsername, Instant createdAt) {
        this.id = id.value();
        this.tenantId = tenant.value();
        this.extensionId = extension.value();
        this.authUsername = authUsername;
        this.createdAt = createdAt;
    }

    DeviceEntity apply(DeviceDraft draft) {
        name = draft.name();
        digestFloor = draft.digestFloor();
        keying = draft.keying();
        exceptionReason = draft.exception().map(MediaException::reason).orElse(null);
        exceptionUntil = draft.exception().map(MediaException::until).orElse(null);
        mayCall = draft.mayCall();
        enabled = draft.enabled();
        certificateRequired = draft.certificateRequired().orElse(certificateRequired);
        digits = draft.digits().orElse(digits);
        return this;
    }

    DeviceEntity renew(CredentialMaker.Sealed sealed, Instant at) {
        ha1Md5 = sealed.ha1Md5().clone();
        ha1Sha256 = sealed.ha1Sha256().clone();
        credentialsAt = at;
        return this;
    }

    Device value() {
        Optional<MediaException> exception = exceptionReason == null || exceptionUntil == null
                ? Optional.empty()
                : Optional.of(new MediaException(exceptionReason, exceptionUntil));
        return new Device(
                new DeviceId(id),
                new TenantId(tenantId),
                new ExtensionId(extensionId),
                name,
                authUsername,
                digestFloor,
                keying,
                exception,
                mayCall,
                enabled,
                certificateRequired,
                digits,
                credentialsAt,
                version,
                createdAt);
    }
}
