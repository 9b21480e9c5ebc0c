package org.ringfort.app.recordings;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringfort.app.applications.Recording;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.ExtensionDeleted;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.keys.Envelope;
import org.ringfort.app.platform.memory.Remembered;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.recordings.store.RecordingStore;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** Whose calls are recorded. Administration works in the current scope; what calls need names its tenant. */
@Service
public class RecordingPolicies {
    private static final int KEY_OCTETS = 32;
    private static final int LONGEST_NUMBER = 80;
    /** The longest that media records at a stretch. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final RecordingStore store;
    private final Extensions extensions;
    private final TenantTransactions transactions;
    private final Envelope envelope;
    private final Audit audit;
    private final SecureRandom random;
    private final Remembered<TenantId, Set<String>> always = Remembered.everything(10_000, Duration.ofSeconds(30));

    private final ApplicationEventPublisher events;

    /** Said after the transaction that changed a policy. */
    record PolicyChanged(TenantId tenant) {}

    RecordingPolicies(
            RecordingStore store,
            Extensions extensions,
            TenantTransactions transactions,
            Envelope envelope,
            Audit audit,
            SecureRandom random,
            ApplicationEventPublisher events) {
        this.store = store;
        this.extensions = extensions;
        this.transactions = transactions;
        this.envelope = envelope;
        this.audit = audit;
        this.random = random;
        this.events = events;
    }

    /**
     * The order to record a call, where anybody's policy wants it; at most 30 s old.
     *
     * @param parties numbers of the extensions that take part, the caller's among them
     */
    public Optional<Recording> order(
            TenantId tenant, String callId, String caller, String dialled, Collection<String> parties) {
        Set<String> recorded = always.of(tenant, () -> transactions.in(tenant, store::always));
        if (parties.stream().noneMatch(recorded::contains)) {
            return Optional.empty();
        }
        UUID id = TenantId.next().value();
        byte[] key = new byte[KEY_OCTETS];
        random.nextBytes(key);
        Secret dataKey = Secret.of(key);
        byte[] label = new CallLabel(tenant, callId, cut(caller), cut(dialled), dataKey).seal(envelope, id);
        return Optional.of(new Recording(id, dataKey, label, LONGEST, Duration.ZERO, true, ""));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_NUMBER));
    }

    /** Of an extension of the current tenant. */
    public RecordingMode of(ExtensionId id) {
        return transactions.current(() -> {
            Extension extension = extensions.find(id).orElseThrow(Problem::notFound);
            return store.always().contains(extension.number()) ? RecordingMode.ALWAYS : RecordingMode.NEVER;
        });
    }

    /** Calls that begin from now on, at the latest in half a minute. */
    public RecordingMode change(ExtensionId id, RecordingMode mode) {
        return transactions.current(() -> {
            Extension extension = extensions.find(id).orElseThrow(Problem::notFound);
            RecordingMode before =
                    store.always().contains(extension.number()) ? RecordingMode.ALWAYS : RecordingMode.NEVER;
            store.set(extension.tenant(), extension.number(), mode == RecordingMode.ALWAYS);
            audit.record(AuditEntry.changed("extension-recording", id, new Said(before), new Said(mode)));
            events.publishEvent(new PolicyChanged(extension.tenant()));
            return mode;
        });
    }

    private record Said(RecordingMode mode) {}

    @TransactionalEventListener(fallbackExecution = true)
    void forget(PolicyChanged changed) {
        always.forget(changed.tenant());
    }

    /** In the transaction that deletes it: who gets the number next begins without. */
    @EventListener
    void deleted(ExtensionDeleted event) {
        store.set(event.extension().tenant(), event.extension().number(), false);
        events.publishEvent(new PolicyChanged(event.extension().tenant()));
    }
}
