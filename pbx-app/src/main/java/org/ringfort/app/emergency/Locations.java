package org.ringfort.app.emergency;

import java.util.List;
import java.util.Optional;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.emergency.store.LocationStore;
import org.ringfort.app.extensions.DeviceDeleted;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Where the devices of tenants are. Administration works in the current scope; what calls need names its tenant. */
@Service
public class Locations {
    private static final int MOST = 2_000;

    private final LocationStore store;
    private final Extensions extensions;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Locations(
            LocationStore store,
            Extensions extensions,
            TenantTransactions transactions,
            Audit audit,
            ApplicationEventPublisher events) {
        this.store = store;
        this.extensions = extensions;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
    }

    private void changed(Optional<DeviceId> device) {
        events.publishEvent(new LocationsChanged(TenantScope.current(), device));
    }

    /**
     * Where a device is: its own location, else the tenant's default.
     *
     * @param own whether the device names it itself
     */
    public record Found(Optional<Location> location, boolean own) {}

    /** Where a device of that tenant is, as far as anybody said; one look at the database. */
    public Optional<Location> of(TenantId tenant, DeviceId device) {
        return store.of(transactions, tenant, device);
    }

    /** One of the current tenant's. */
    public Optional<Location> find(LocationId id) {
        return transactions.current(() -> store.find(id));
    }

    /** The current tenant's, oldest first. */
    public Page<Location> list(Cursor cursor) {
        return transactions.current(() -> Page.of(
                store.list(cursor), cursor.limit(), location -> location.id().toString()));
    }

    /** Adds one to the current tenant's. */
    public Location create(LocationDraft draft) {
        LocationChecks.check(draft);
        return transactions.current(() -> {
            store.lock();
            if (store.count() >= MOST) {
                throw Problem.conflict("limit-reached", "A tenant may have " + MOST + " locations.");
            }
            defaultMoves(draft);
            Location location = store.insert(LocationId.next(), TenantScope.current(), draft);
            audit.record(AuditEntry.created("location", location.id(), location));
            changed(Optional.empty());
            return location;
        });
    }

    /** Changes one of the current tenant's. */
    public Location change(LocationId id, long version, LocationDraft draft) {
        LocationChecks.check(draft);
        return transactions.current(() -> {
            store.lock();
            Location before = store.find(id).orElseThrow(Problem::notFound);
            EntityTag.check(version, before.version());
            if (!before.isDefault()) {
                defaultMoves(draft);
            }
            Location after = store.update(id, draft);
            audit.record(AuditEntry.changed("location", id, before, after));
            changed(Optional.empty());
            return after;
        });
    }

    /** There is one default: whichever becomes it takes it from the other, and both are in the audit trail. */
    private void defaultMoves(LocationDraft draft) {
        if (draft.isDefault()) {
            store.byDefault().ifPresent(before -> {
                Location after = store.update(
                        before.id(),
                        new LocationDraft(before.name(), false, before.address(), before.language(), before.point()));
                audit.record(AuditEntry.changed("location", before.id(), before, after));
            });
        }
    }

    /** Deletes one where no device is. */
    public void delete(LocationId id) {
        transactions.run(TenantScope.current(), () -> {
            store.lock();
            Location location = store.find(id).orElseThrow(Problem::notFound);
            List<DeviceId> gone = store.devicesAt(id);
            long there = gone.stream()
                    .filter(device ->
                            extensions.device(TenantScope.current(), device).isPresent())
                    .count();
            if (there > 0) {
                throw Problem.conflict("in-use", there + " devices are at this location.");
            }
            gone.forEach(device -> store.place(TenantScope.current(), device, Optional.empty()));
            store.delete(id);
            audit.record(AuditEntry.deleted("location", id, location));
            changed(Optional.empty());
        });
    }

    /** Where a device of the current tenant is. */
    public Found ofDevice(DeviceId device) {
        return transactions.current(() -> {
            needDevice(device);
            return found(device);
        });
    }

    private Found found(DeviceId device) {
        Optional<Location> own = store.ownOf(device);
        return new Found(own.or(store::byDefault), own.isPresent());
    }

    /** Puts a device of the current tenant somewhere; empty: it is at the default again. */
    public Found place(DeviceId device, Optional<LocationId> wanted) {
        return transactions.current(() -> {
            store.lock();
            needDevice(device);
            if (wanted.isPresent() && store.find(wanted.get()).isEmpty()) {
                throw Problem.invalid("locationId", "unknown", "There is no such location.");
            }
            Found before = found(device);
            store.place(TenantScope.current(), device, wanted);
            Found after = found(device);
            audit.record(AuditEntry.changed("device-location", device, named(before), named(after)));
            changed(Optional.of(device));
            return after;
        });
    }

    private record Named(String location, boolean own) {}

    private static Named named(Found found) {
        return new Named(found.location().map(Location::name).orElse(""), found.own());
    }

    private void needDevice(DeviceId device) {
        if (extensions.device(TenantScope.current(), device).isEmpty()) {
            throw Problem.notFound();
        }
    }

    /** In the transaction that deletes it. */
    @EventListener
    void deleted(DeviceDeleted event) {
        store.place(event.device().tenant(), event.device().id(), Optional.empty());
    }
}
