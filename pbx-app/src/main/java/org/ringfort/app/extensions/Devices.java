package org.ringfort.app.extensions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.extensions.store.DeviceStore;
import org.ringfort.app.extensions.store.ExtensionStore;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.policy.Policies;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** The phones of the current tenant, and their credentials, which are generated here and shown once. */
@Service
public class Devices {
    private static final int MOST_DEVICES = 20;
    private static final Duration LONGEST_EXCEPTION = Duration.ofDays(366);

    private final DeviceStore store;
    private final ExtensionStore extensions;
    private final Tenants tenants;
    private final Policies policies;
    private final CredentialMaker credentials;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    @SuppressWarnings("TooManyParameters")
    Devices(
            DeviceStore store,
            ExtensionStore extensions,
            Tenants tenants,
            Policies policies,
            CredentialMaker credentials,
            TenantTransactions transactions,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.extensions = extensions;
        this.tenants = tenants;
        this.policies = policies;
        this.credentials = credentials;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** A device together with what its phone must be told; the only time that the password is seen. */
    public record WithCredentials(Device device, DeviceCredentials credentials) {}

    /** A device and the extension that it rings for. */
    public record OfExtension(Device device, Extension extension) {}

    /**
     * The devices of all extensions, oldest first.
     *
     * @param keying only those; all where absent
     * @param floor only those; all where absent
     */
    public Page<OfExtension> all(Optional<MediaKeying> keying, Optional<DigestFloor> floor, Cursor cursor) {
        Set<MediaKeying> keyings = keying.<Set<MediaKeying>>map(Set::of).orElse(EnumSet.allOf(MediaKeying.class));
        Set<DigestFloor> floors = floor.<Set<DigestFloor>>map(Set::of).orElse(EnumSet.allOf(DigestFloor.class));
        return transactions.current(() -> Page.of(
                store.list(keyings, floors, cursor),
                cursor.limit(),
                row -> row.device().id().toString()));
    }

    /** The devices of an extension, oldest first. */
    public List<Device> list(ExtensionId extension) {
        return transactions.current(() -> {
            needExtension(extension);
            return store.ofExtension(extension);
        });
    }

    /** How many the current tenant has. */
    public long count() {
        return transactions.current(store::count);
    }

    /** A device of an extension. */
    public Optional<Device> find(ExtensionId extension, DeviceId id) {
        return transactions.current(
                () -> store.find(id).filter(device -> device.extension().equals(extension)));
    }

    /** Creates a device with fresh credentials. */
    public WithCredentials create(ExtensionId extension, DeviceDraft draft) {
        return create(extension, draft, credentials.generate(realm()));
    }

    /** Creates a device with credentials from elsewhere, such as a bootstrap file. */
    WithCredentials create(ExtensionId extension, DeviceDraft draft, DeviceCredentials given) {
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            check(draft, tenant);
            needExtension(extension);
            if (store.ofExtension(extension).size() >= MOST_DEVICES) {
                throw Problem.conflict("limit-reached", "An extension may have " + MOST_DEVICES + " devices.");
            }
            DeviceId id = DeviceId.next();
            Device device = store.insert(id, tenant, extension, draft, given, credentials.seal(tenant, id, given));
            audit.record(AuditEntry.created("device", id, device));
            events.publishEvent(new DeviceCreated(device));
            return new WithCredentials(device, given);
        });
    }

    /** Changes what is said of a device; credentials stay. */
    public Device change(ExtensionId extension, DeviceId id, long version, DeviceDraft draft) {
        return transactions.current(() -> {
            check(draft, TenantScope.current());
            Device before = find(extension, id).orElseThrow(Problem::notFound);
            EntityTag.check(version, before.version());
            Device after = store.update(id, draft);
            audit.record(AuditEntry.changed("device", id, before, after));
            events.publishEvent(new DeviceChanged(before, after, false));
            return after;
        });
    }

    /** Gives a device a new password under its old name; the old one is worthless from now on. */
    public WithCredentials renew(ExtensionId extension, DeviceId id) {
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            Device before = find(extension, id).orElseThrow(Problem::notFound);
            DeviceCredentials fresh = credentials.renew(before.authUsername(), realm());
            Device after = store.renew(id, credentials.seal(tenant, id, fresh));
            audit.record(AuditEntry.of(Events.DEVICE_CREDENTIALS_RENEWED, "device", id, after));
            events.publishEvent(new DeviceChanged(before, after, true));
            return new WithCredentials(after, fresh);
        });
    }

    /** Deletes a device. */
    public void delete(ExtensionId extension, DeviceId id) {
        transactions.run(TenantScope.current(), () -> {
            Device device = find(extension, id).orElseThrow(Problem::notFound);
            store.delete(id);
            audit.record(AuditEntry.deleted("device", id, device));
            events.publishEvent(new DeviceDeleted(device));
        });
    }

    private void needExtension(ExtensionId extension) {
        if (extensions.find(extension).isEmpty()) {
            throw Problem.notFound();
        }
    }

    /** The realm of the current tenant. */
    String realm() {
        return tenants.find(TenantScope.current())
                .orElseThrow(Problem::notFound)
                .realm();
    }

    private void check(DeviceDraft draft, TenantId tenant) {
        Names.check("name", draft.name());
        if (draft.keying() != MediaKeying.CLEAR) {
            if (draft.exception().isPresent()) {
                throw Problem.invalid("exception", "unexpected", "Only clear media needs an exception.");
            }
            return;
        }
        if (!policies.of(tenant).allowClearMedia()) {
            throw Problem.invalid("keying", "forbidden", "The security policy allows no media without SRTP.");
        }
        MediaException exception = draft.exception()
                .orElseThrow(() -> Problem.invalid("exception", "required", "Say why, and until when."));
        if (exception.reason().length() < 5 || exception.reason().length() > 200) {
            throw Problem.invalid("exception.reason", "length", "Give 5 to 200 characters.");
        }
        Instant now = clock.instant();
        if (!exception.until().isAfter(now) || exception.until().isAfter(now.plus(LONGEST_EXCEPTION))) {
            throw Problem.invalid("exception.until", "range", "Give a moment within the next year.");
        }
    }
}
