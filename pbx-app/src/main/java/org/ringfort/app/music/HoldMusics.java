package org.ringfort.app.music;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.music.store.HoldMusicStore;
import org.ringfort.app.music.store.HoldMusicStore.Versioned;
import org.ringfort.app.platform.memory.ReadAhead;
import org.ringfort.app.platform.memory.Remembered;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** Music on hold. Administration works in the current scope; what calls need names its tenant. */
@Service
public class HoldMusics implements ReadAhead {
    private static final Logger LOG = LoggerFactory.getLogger(HoldMusics.class);
    private static final Pattern NAME = Pattern.compile("([0-9a-f-]{36})/([0-9a-f]{64})");

    private final HoldMusicStore store;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Remembered<TenantId, HoldMusic> known = Remembered.everything(10_000, Duration.ofSeconds(30));

    /** Said after the transaction that changed it. */
    record MusicChanged(TenantId tenant) {}

    HoldMusics(HoldMusicStore store, TenantTransactions transactions, Audit audit, ApplicationEventPublisher events) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
    }

    // ------------------------------------------------------------------ for calls

    /** What those hear whom a device of the tenant keeps on hold, as media knows it; empty: nothing. At most 30 s old. */
    public String named(TenantId tenant) {
        try {
            HoldMusic music = known.of(tenant, () -> read(tenant));
            return switch (music.source()) {
                case OFF -> "";
                case BUILT_IN -> MusicSource.BUILT_IN.wireName();
                case OWN ->
                    music.tune().map(tune -> tenant + "/" + tune.digest()).orElse("");
            };
        } catch (RuntimeException notNow) { // no call is refused for it, and silence sounds like a broken one
            LOG.warn("What those on hold are to hear could not be looked up: {}", notNow.getMessage());
            return MusicSource.BUILT_IN.wireName();
        }
    }

    private HoldMusic read(TenantId tenant) {
        return transactions.separately(tenant, () -> store.read(tenant)).music();
    }

    @Override
    public void readAhead(TenantId tenant) {
        known.anew(tenant, () -> read(tenant));
    }

    /**
     * A tune as {@link #named}; empty where the tenant has another by now.
     *
     * @throws IllegalArgumentException where it is no name of ours
     */
    public Optional<byte[]> tune(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no name of a tune");
        }
        var tenant = new TenantId(UUID.fromString(parts.group(1)));
        return transactions.separately(tenant, () -> store.sound(tenant, parts.group(2)));
    }

    // ------------------------------------------------------------------ administration

    /** The current tenant's. */
    public Versioned current() {
        return transactions.current(() -> store.read(TenantScope.current()));
    }

    /** Where the current tenant's music comes from, for calls that begin from now on. */
    public Versioned change(long version, MusicSource source) {
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            Versioned before = store.readForChange(tenant);
            EntityTag.check(version, before.version());
            if (source == MusicSource.OWN && before.music().tune().isEmpty()) {
                throw Problem.invalid("source", "tune-missing", "Upload a tune first.");
            }
            store.source(tenant, source);
            return changed(tenant, before, before.music().from(source));
        });
    }

    /** A tune of the tenant's own, which is played from now on. */
    public Versioned upload(long version, byte[] wave) {
        byte[] pcmu = switch (Waveform.read(wave)) {
            case Waveform.Reading.Tune(var sound) -> sound;
            case Waveform.Reading.No(var code, var why) -> throw Problem.invalid("tune", code, why);
        };
        String digest = digest(pcmu);
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            Versioned before = store.readForChange(tenant);
            EntityTag.check(version, before.version());
            store.tune(tenant, MusicSource.OWN, pcmu, digest);
            return changed(
                    tenant,
                    before,
                    new HoldMusic(MusicSource.OWN, Optional.of(new HoldMusic.Tune(pcmu.length / 8, digest))));
        });
    }

    /** No tune of the tenant's own any more; where it was played, the built-in one is. */
    public Versioned forget(long version) {
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            Versioned before = store.readForChange(tenant);
            EntityTag.check(version, before.version());
            if (before.music().tune().isEmpty()) {
                throw Problem.notFound();
            }
            MusicSource source = before.music().source() == MusicSource.OWN
                    ? MusicSource.BUILT_IN
                    : before.music().source();
            store.tune(tenant, source, null, null);
            return changed(tenant, before, new HoldMusic(source, Optional.empty()));
        });
    }

    /** The current tenant's own tune, as those on hold hear it. */
    public byte[] hear() {
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            return store.read(tenant)
                    .music()
                    .tune()
                    .flatMap(tune -> store.sound(tenant, tune.digest()))
                    .orElseThrow(Problem::notFound);
        });
    }

    private Versioned changed(TenantId tenant, Versioned before, HoldMusic after) {
        audit.record(AuditEntry.changed("hold-music", tenant, Said.of(before.music()), Said.of(after)));
        events.publishEvent(new MusicChanged(tenant));
        return new Versioned(after, before.version() + 1);
    }

    /** As the audit trail has it. */
    private record Said(String source, String tune) {
        static Said of(HoldMusic music) {
            return new Said(
                    music.source().wireName(),
                    music.tune().map(HoldMusic.Tune::digest).orElse(""));
        }
    }

    private static String digest(byte[] pcmu) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pcmu));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(MusicChanged changed) {
        known.forget(changed.tenant());
    }
}
