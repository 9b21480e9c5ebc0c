package org.ringfort.app.recordings;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.ExtensionDeleted;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.platform.memory.ReadAhead;
import org.ringfort.app.platform.memory.Remembered;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.recordings.store.RecordingStore;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** Whose calls are recorded. Administration works in the current scope; what calls need names its tenant. */
@Service
public class RecordingPolicies implements ReadAhead {
    private final RecordingStore store;
    private final Extensions extensions;
    private final TenantTransactions transactions;
    private final RecordingOrders orders;
    private final RecordingServers servers;
    private final Audit audit;
    private final Remembered<TenantId, Map<String, RecordingMode>> wanted =
            Remembered.everything(10_000, Duration.ofSeconds(30));

    private final ApplicationEventPublisher events;

    /** Said after the transaction that changed a policy. */
    record PolicyChanged(TenantId tenant) {}

    RecordingPolicies(
            RecordingStore store,
            Extensions extensions,
            TenantTransactions transactions,
            RecordingOrders orders,
            RecordingServers servers,
            Audit audit,
            ApplicationEventPublisher events) {
        this.store = store;
        this.extensions = extensions;
        this.transactions = transactions;
        this.orders = orders;
        this.servers = servers;
        this.audit = audit;
        this.events = events;
    }

    /**
     * The order to record a call, where anybody's policy wants it; at most 30 s old. The strictest policy holds, and those alone whose
     * own it is may pause.
     *
     * @param caller number of who calls, an extension or not
     * @param callees numbers of the extensions that are rung
     */
    public Optional<OrderedRecording> order(
            TenantId tenant, String callId, String caller, String dialled, Collection<String> callees) {
        return order(tenant, callId, new Talker(caller, false), dialled, callees);
    }

    /**
     * One of two who talk.
     *
     * @param number as it is shown with the recording
     * @param outside whether a trunk leads there: no policy is its own
     */
    public record Talker(String number, boolean outside) {}

    /**
     * The same for two who talk in a call that went on with others than it began with.
     *
     * @param stays named as the caller is
     * @param comes named as what was dialled
     */
    public Optional<OrderedRecording> order(TenantId tenant, String callId, Talker stays, Talker comes) {
        return order(tenant, callId, stays, comes.number(), comes.outside() ? Set.of() : Set.of(comes.number()));
    }

    private Optional<OrderedRecording> order(
            TenantId tenant, String callId, Talker caller, String dialled, Collection<String> callees) {
        Map<String, RecordingMode> modes = wanted.of(tenant, () -> transactions.in(tenant, store::modes));
        RecordingMode callers =
                caller.outside() ? RecordingMode.NEVER : modes.getOrDefault(caller.number(), RecordingMode.NEVER);
        RecordingMode called = callees.stream()
                .map(number -> modes.getOrDefault(number, RecordingMode.NEVER))
                .max(Comparator.naturalOrder())
                .orElse(RecordingMode.NEVER);
        RecordingMode strictest = callers.compareTo(called) > 0 ? callers : called;
        boolean pauses = strictest == RecordingMode.ON_DEMAND || strictest == RecordingMode.PAUSABLE;
        return strictest == RecordingMode.NEVER
                ? Optional.empty()
                : Optional.of(new OrderedRecording(
                        orders.make(tenant, callId, caller.number(), dialled, ""),
                        strictest == RecordingMode.ON_DEMAND,
                        pauses && callers == strictest,
                        pauses ? those(callees, modes, strictest) : Set.of(),
                        servers.of(tenant)));
    }

    @Override
    public void readAhead(TenantId tenant) {
        wanted.anew(tenant, () -> transactions.in(tenant, store::modes));
        servers.readAhead(tenant);
    }

    private static Set<String> those(
            Collection<String> callees, Map<String, RecordingMode> modes, RecordingMode strictest) {
        return callees.stream()
                .filter(number -> modes.get(number) == strictest)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Of an extension of the current tenant. */
    public RecordingMode of(ExtensionId id) {
        return transactions.current(
                () -> mode(extensions.find(id).orElseThrow(Problem::notFound).number()));
    }

    private RecordingMode mode(String number) {
        return store.modes().getOrDefault(number, RecordingMode.NEVER);
    }

    /** Calls that begin from now on, at the latest in half a minute. */
    public RecordingMode change(ExtensionId id, RecordingMode mode) {
        return transactions.current(() -> {
            Extension extension = extensions.find(id).orElseThrow(Problem::notFound);
            RecordingMode before = mode(extension.number());
            store.set(extension.tenant(), extension.number(), mode);
            audit.record(AuditEntry.changed("extension-recording", id, new Said(before), new Said(mode)));
            events.publishEvent(new PolicyChanged(extension.tenant()));
            return mode;
        });
    }

    private record Said(RecordingMode mode) {}

    @TransactionalEventListener(fallbackExecution = true)
    void forget(PolicyChanged changed) {
        wanted.forget(changed.tenant());
    }

    /** In the transaction that deletes it: who gets the number next begins without. */
    @EventListener
    void deleted(ExtensionDeleted event) {
        store.set(event.extension().tenant(), event.extension().number(), RecordingMode.NEVER);
        events.publishEvent(new PolicyChanged(event.extension().tenant()));
    }
}
