package org.ringfort.app.extensions;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.extensions.store.DeviceFactsStore;
import org.ringfort.app.extensions.store.ExtensionStore;
import org.ringfort.app.platform.memory.ReadAhead;
import org.ringfort.app.platform.memory.Remembered;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** Numbers and who is behind them. Administration works in the current scope; the facts for hot paths name their tenant. */
@Service
public class Extensions implements ReadAhead {
    private static final int MOST_READ_AHEAD = 50_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{2,8}");

    private final ExtensionStore store;
    private final DeviceFactsStore facts;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<NumberClaims> claims;
    private final Remembered<Place<String>, Optional<DeviceFacts>> byAuthName =
            Remembered.only(Optional::isPresent, 50_000, Duration.ofSeconds(30));

    private final Remembered<Place<DeviceId>, Optional<DeviceFacts>> byId =
            Remembered.only(Optional::isPresent, 50_000, Duration.ofSeconds(30));
    private final Remembered<Place<String>, Optional<Extension>> byNumber =
            Remembered.only(Optional::isPresent, 50_000, Duration.ofSeconds(30));

    /** A name within a tenant. */
    private record Place<N>(TenantId tenant, N name) {}

    Extensions(
            ExtensionStore store,
            DeviceFactsStore facts,
            Tenants tenants,
            TenantTransactions transactions,
            Audit audit,
            ApplicationEventPublisher events,
            ObjectProvider<NumberClaims> claims) {
        this.store = store;
        this.facts = facts;
        this.tenants = tenants;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
        this.claims = claims;
    }

    /** The device that authenticates by this name; unknown names are not remembered. */
    public Optional<DeviceFacts> deviceByAuthUsername(TenantId tenant, String authUsername) {
        return byAuthName.of(
                new Place<>(tenant, authUsername),
                () -> transactions.in(tenant, () -> facts.byAuthUsername(tenant, authUsername)));
    }

    /** The same as it stands in the database now, and remembered from now on. */
    public Optional<DeviceFacts> deviceByAuthUsernameNow(TenantId tenant, String authUsername) {
        return byAuthName.anew(
                new Place<>(tenant, authUsername),
                () -> transactions.in(tenant, () -> facts.byAuthUsername(tenant, authUsername)));
    }

    /** The same, where somebody asked for it in the last 30 s; never asks the database. */
    public Optional<DeviceFacts> rememberedByAuthUsername(TenantId tenant, String authUsername) {
        return byAuthName.known(new Place<>(tenant, authUsername)).flatMap(device -> device);
    }

    /** The same as it was known last, for whom the database is away; never asks it. */
    public Optional<DeviceFacts> lastByAuthUsername(TenantId tenant, String authUsername) {
        return byAuthName.last(new Place<>(tenant, authUsername)).flatMap(device -> device);
    }

    @Override
    public void readAhead(TenantId tenant) {
        long names = byAuthName.mark();
        long ids = byId.mark();
        long numbers = byNumber.mark();
        transactions.run(tenant, () -> {
            facts.all(tenant, MOST_READ_AHEAD).forEach(device -> {
                byAuthName.learn(names, new Place<>(tenant, device.authUsername()), Optional.of(device));
                byId.learn(ids, new Place<>(tenant, device.id()), Optional.of(device));
            });
            store.all(MOST_READ_AHEAD)
                    .forEach(extension ->
                            byNumber.learn(numbers, new Place<>(tenant, extension.number()), Optional.of(extension)));
        });
    }

    /** A device by identity; unknown ones are not remembered. */
    public Optional<DeviceFacts> device(TenantId tenant, DeviceId id) {
        return byId.of(new Place<>(tenant, id), () -> transactions.in(tenant, () -> facts.byId(tenant, id)));
    }

    /** All devices of an extension, oldest first. */
    public List<DeviceFacts> devicesOf(TenantId tenant, ExtensionId extension) {
        return transactions.in(tenant, () -> facts.ofExtension(tenant, extension));
    }

    /** The extension with a number. */
    public Optional<Extension> byNumber(TenantId tenant, String number) {
        return transactions.in(tenant, () -> store.byNumber(number));
    }

    /** The same, at most 30 s old, for hot paths; unknown numbers are not remembered. */
    public Optional<Extension> knownByNumber(TenantId tenant, String number) {
        return byNumber.of(new Place<>(tenant, number), () -> byNumber(tenant, number));
    }

    /** One of the current tenant's. */
    public Optional<Extension> find(ExtensionId id) {
        return transactions.current(() -> store.find(id));
    }

    /** The current tenant's, by number; {@code search} finds in number and name, case ignored. */
    public Page<Extension> list(String search, Cursor cursor) {
        return transactions.current(() -> Page.of(store.list(search, cursor), cursor.limit(), Extension::number));
    }

    /** How many the current tenant has. */
    public long count() {
        return transactions.current(store::count);
    }

    /** Who of that tenant has a number, an extension or anybody else, as a sentence for who wants it. */
    public Optional<String> holder(TenantId tenant, String number) {
        return byNumber(tenant, number)
                .map(_ -> "An extension has this number.")
                .or(() -> claims.stream()
                        .flatMap(others -> others.claimed(tenant, number).stream())
                        .findFirst());
    }

    /** Creates one in the current tenant. */
    public Extension create(ExtensionDraft draft) {
        return transactions.current(() -> {
            check(draft);
            TenantId tenant = TenantScope.current();
            int limit = tenants.find(tenant).orElseThrow(Problem::notFound).maxExtensions();
            claims.stream()
                    .flatMap(others -> others.claimed(tenant, draft.number()).stream())
                    .findFirst()
                    .ifPresent(who -> {
                        throw Problem.taken("number", who);
                    });
            if (store.count() >= limit) {
                throw Problem.conflict("limit-reached", "This tenant may have " + limit + " extensions.");
            }
            Extension extension = store.insert(tenant, draft);
            audit.record(AuditEntry.created("extension", extension.id(), extension));
            events.publishEvent(new ExtensionCreated(extension));
            return extension;
        });
    }

    /** Changes one of the current tenant's. */
    public Extension change(ExtensionId id, long version, ExtensionDraft draft) {
        return transactions.current(() -> {
            check(draft);
            Extension before = store.find(id).orElseThrow(Problem::notFound);
            EntityTag.check(version, before.version());
            if (!before.number().equals(draft.number())) {
                // Mailboxes, records and phones know it by this number.
                throw Problem.invalid("number", "fixed", "A number is not changed. Create another extension.");
            }
            Extension after = store.update(id, draft);
            audit.record(AuditEntry.changed("extension", id, before, after));
            events.publishEvent(new ExtensionChanged(before, after));
            return after;
        });
    }

    /** Deletes one of the current tenant's, with its devices. */
    public void delete(ExtensionId id) {
        transactions.run(TenantScope.current(), () -> {
            Extension extension = store.find(id).orElseThrow(Problem::notFound);
            store.delete(id);
            audit.record(AuditEntry.deleted("extension", id, extension));
            events.publishEvent(new ExtensionDeleted(extension));
        });
    }

    private static void check(ExtensionDraft draft) {
        if (!NUMBER.matcher(draft.number()).matches()) {
            throw Problem.invalid("number", "malformed", "Give 2 to 8 digits.");
        }
        Names.check("displayName", draft.displayName());
        int seconds = draft.voicemail().afterSeconds();
        if (seconds < 5 || seconds > 120) {
            throw Problem.invalid("voicemail.afterSeconds", "range", "Give 5 to 120 seconds.");
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(DeviceChanged changed) {
        forget(changed.before());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(DeviceDeleted deleted) {
        forget(deleted.device());
    }

    private void forget(Device device) {
        byAuthName.forget(new Place<>(device.tenant(), device.authUsername()));
        byId.forget(new Place<>(device.tenant(), device.id()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(ExtensionChanged changed) {
        forget(changed.after());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(ExtensionDeleted deleted) {
        forget(deleted.extension());
    }

    private void forget(Extension extension) {
        byNumber.forget(new Place<>(extension.tenant(), extension.number()));
        byAuthName.forgetIf(found -> isOf(extension, found));
        byId.forgetIf(found -> isOf(extension, found));
    }

    private static boolean isOf(Extension extension, Optional<DeviceFacts> found) {
        return found.filter(device -> device.extension().equals(extension.id())).isPresent();
    }
}
