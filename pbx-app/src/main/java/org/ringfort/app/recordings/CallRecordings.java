package org.ringfort.app.recordings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.ringfort.app.applications.RecordingTaker;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.keys.Envelope;
import org.ringfort.app.objects.Placed;
import org.ringfort.app.objects.SealedObjects;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.recordings.store.RecordingStore;
import org.ringfort.app.recordings.store.RecordingStore.Kept;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.app.voicemail.SealedSound;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** What was recorded: arrives sealed and is kept so; each time that it is heard is written down. */
@Service
public class CallRecordings implements RecordingTaker {
    private static final Logger LOG = LoggerFactory.getLogger(CallRecordings.class);
    private static final Duration SHORTEST = Duration.ofMillis(200);

    private static final int AT_ONCE = 3;
    private static final Duration BUSY = Duration.ofSeconds(2);
    private static final Duration KEY_AWAITED = Duration.ofMinutes(1);
    private static final String NOT_NOW = "it cannot be kept now";

    private final RecordingStore store;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final Envelope envelope;
    private final Audit audit;
    private final SealedObjects objects;
    private final RecordingSettings settings;
    private final Clock clock;
    private final Semaphore opened = new Semaphore(AT_ONCE);

    CallRecordings(
            RecordingStore store,
            Tenants tenants,
            TenantTransactions transactions,
            Envelope envelope,
            Audit audit,
            SealedObjects objects,
            RecordingSettings settings,
            Clock clock) {
        this.store = store;
        this.tenants = tenants;
        this.transactions = transactions;
        this.envelope = envelope;
        this.audit = audit;
        this.objects = objects;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What came of checking a recording.
     *
     * @param intact every octet is as it was when it arrived
     * @param seal as it was written down then
     * @param found as it is now
     */
    public record Check(boolean intact, String seal, String found) {}

    @Override
    public String kind() {
        return CallLabel.KIND;
    }

    @Override
    public Optional<String> waitsFor(UUID recording, byte[] label) {
        if (objects.isAway()) {
            return Optional.of(NOT_NOW);
        }
        try {
            CallLabel.open(envelope, recording, label);
            return Optional.empty();
        } catch (Envelope.KeyMissing notNow) {
            return Optional.of(keyMissing(recording));
        } catch (Envelope.Unreadable | IllegalArgumentException notOurs) {
            return Optional.empty(); // to be rejected, which is said of the whole
        }
    }

    private static String keyMissing(UUID recording) {
        LOG.atError()
                .addKeyValue(Fields.EVENT_ACTION, Events.RECORDING_KEY_MISSING)
                .addKeyValue("ringfort.recording_id", recording.toString())
                .log("A recording waits for the key that opens its label");
        return "the key that opens its label is missing";
    }

    @Override
    public Taken take(Delivery delivery) {
        CallLabel label;
        try {
            label = CallLabel.open(envelope, delivery.recording(), delivery.label());
        } catch (Envelope.KeyMissing notNow) {
            return new Taken.Later(keyMissing(delivery.recording()));
        } catch (Envelope.Unreadable | IllegalArgumentException notOurs) {
            return new Taken.Rejected("its label does not open");
        }
        if (delivery.length().compareTo(SHORTEST) < 0) {
            return new Taken.Stored(); // nobody said anything
        }
        if (SealedSound.open(label.dataKey(), delivery.recording(), delivery.octets())
                .isEmpty()) {
            return new Taken.Rejected("its sound does not open");
        }
        var recording = new CallRecording(
                delivery.recording(),
                label.callId(),
                label.caller(),
                label.dialled(),
                Optional.of(label.room()).filter(name -> !name.isEmpty()),
                delivery.startedAt(),
                delivery.length(),
                delivery.paused(),
                Optional.of(delivery.end()),
                SegmentChain.of(delivery.recording(), delivery.octets()));
        Optional<Placed> sound = objects.place(label.tenant(), delivery.octets());
        if (sound.isEmpty()) {
            return new Taken.Later(NOT_NOW);
        }
        transactions.run(label.tenant(), () -> {
            byte[] key = envelope.seal(label.tenant(), label.dataKey(), context(recording.id()));
            if (store.add(label.tenant(), recording, key, sound.get())) {
                objects.claim(sound.get());
                audit.record(AuditEntry.of(
                        "recording.stored",
                        "recording",
                        recording.id(),
                        Map.of("call", recording.callId(), "seal", recording.seal())));
            }
        });
        return new Taken.Stored();
    }

    private static String context(UUID recording) {
        return "recording:" + recording + ":key";
    }

    /** One of the current tenant's. */
    public Optional<CallRecording> find(UUID id) {
        return transactions.current(() -> store.find(id));
    }

    /** The current tenant's, newest first; of one call where that is named. */
    public Page<CallRecording> list(Optional<String> callId, Cursor cursor) {
        return transactions.current(() -> Page.of(
                store.page(callId, cursor.afterId(), cursor.fetch()),
                cursor.limit(),
                recording -> recording.id().toString()));
    }

    /**
     * The sound of one of the current tenant's, opened: G.711 µ-law, both parties together. That somebody heard it is written
     * down first.
     */
    public byte[] hear(UUID id) {
        return inMemory(() -> {
            Kept kept = kept(id);
            Optional<byte[]> sealed = sealed(id, kept);
            return transactions.current(() -> {
                audit.record(AuditEntry.of("recording.heard", "recording", id, null));
                return sealed.flatMap(octets -> open(id, kept, octets))
                        .orElseThrow(() -> Problem.conflict("damaged", "The recording was changed since it was made."));
            });
        });
    }

    /** An hour is some ninety megabytes while it is opened: so few at a time. */
    private <T> T inMemory(Supplier<T> work) {
        if (!opened.tryAcquire()) {
            throw Problem.unavailable("Other recordings are being opened.", BUSY);
        }
        try {
            return work.get();
        } finally {
            opened.release();
        }
    }

    private Kept kept(UUID id) {
        return transactions.current(() -> store.kept(id)).orElseThrow(Problem::notFound);
    }

    /** Empty where it should be there and is not. */
    private Optional<byte[]> sealed(UUID id, Kept kept) {
        Optional<byte[]> octets = objects.read(TenantScope.current(), kept.sound());
        if (octets.isEmpty()) {
            var _ = kept(id); // or it was deleted in this moment, and there is nothing by that name
        }
        return octets;
    }

    private Optional<byte[]> open(UUID id, Kept kept, byte[] sealed) {
        if (!SegmentChain.of(id, sealed).equals(kept.seal())) {
            return Optional.empty();
        }
        try {
            Secret key = envelope.open(TenantScope.current(), kept.dataKey(), context(id));
            return SealedSound.open(key, id, sealed);
        } catch (Envelope.KeyMissing notNow) {
            throw Problem.unavailable("The key that opens this recording is not here now.", KEY_AWAITED);
        } catch (Envelope.Unreadable changed) {
            return Optional.empty();
        }
    }

    /** Whether a recording of the current tenant's is as it arrived. */
    public Check check(UUID id) {
        return inMemory(() -> {
            Kept kept = kept(id);
            byte[] sealed = sealed(id, kept).orElseGet(() -> new byte[0]);
            return new Check(open(id, kept, sealed).isPresent(), kept.seal(), SegmentChain.of(id, sealed));
        });
    }

    /** Its sound and its key are gone at once; what the audit trail says of it stays. */
    public void delete(UUID id) {
        transactions.run(TenantScope.current(), () -> {
            CallRecording recording = store.find(id).orElseThrow(Problem::notFound);
            store.delete(id).ifPresent(object -> objects.abandon(TenantScope.current(), object));
            audit.record(AuditEntry.deleted("recording", id, recording));
        });
    }

    @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT1H")
    void forget() {
        Instant now = clock.instant();
        Optional<String> after = Optional.empty();
        do {
            Cursor cursor = new Cursor(after, 200);
            Page<Tenant> page = TenantScope.call(TenantScope.PLATFORM, () -> tenants.list(cursor));
            page.items().forEach(tenant -> forgetOr(tenant.id(), now));
            after = page.next() == null
                    ? Optional.empty()
                    : Optional.of(page.items().getLast().id().toString());
        } while (after.isPresent());
    }

    /** One tenant's that cannot be forgotten now wait an hour, and nobody else's. */
    private void forgetOr(TenantId tenant, Instant now) {
        try {
            forget(tenant, now);
        } catch (RuntimeException notNow) {
            LOG.warn("Recordings of tenant {} could not be forgotten", tenant, notNow);
        }
    }

    /** Rows without sound stay as long again: media may deliver once more what was deleted. */
    int forget(TenantId tenant, Instant now) {
        int forgotten = transactions.in(tenant, () -> {
            store.forgetDeletedBefore(now.minus(settings.kept().multipliedBy(2)));
            List<Optional<UUID>> deleted = store.deleteBefore(now.minus(settings.kept()));
            deleted.forEach(one -> one.ifPresent(object -> objects.abandon(tenant, object)));
            return deleted.size();
        });
        if (forgotten > 0) {
            LOG.info("{} recordings were kept long enough", forgotten);
        }
        return forgotten;
    }
}
