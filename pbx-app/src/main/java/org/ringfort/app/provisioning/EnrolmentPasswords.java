package org.ringfort.app.provisioning;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.certificates.DeviceAuthorities;
import org.ringfort.app.extensions.Device;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.Devices;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.provisioning.store.EnrolmentPasswordStore;
import org.ringfort.app.provisioning.store.EnrolmentPasswordStore.WithHash;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.kernel.telemetry.Events;
import org.springframework.stereotype.Service;

/** Passwords with which devices enrol: ordered for one device, shown once, good for one certificate. */
@Service
public class EnrolmentPasswords {
    // No 0/O, 1/l/I: people do type these into phones.
    private static final String ALPHABET = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int CHARACTERS = 24;
    private static final Duration BRIEFEST = Duration.ofSeconds(1);

    private final EnrolmentPasswordStore store;
    private final Devices devices;
    private final DeviceAuthorities authorities;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final EnrolmentSettings settings;
    private final SecureRandom random;
    private final Clock clock;

    EnrolmentPasswords(
            EnrolmentPasswordStore store,
            Devices devices,
            DeviceAuthorities authorities,
            TenantTransactions transactions,
            Audit audit,
            EnrolmentSettings settings,
            SecureRandom random,
            Clock clock) {
        this.store = store;
        this.devices = devices;
        this.authorities = authorities;
        this.transactions = transactions;
        this.audit = audit;
        this.settings = settings;
        this.random = random;
        this.clock = clock;
    }

    /**
     * What a phone is told, once.
     *
     * @param tenant the label in the address where it enrols
     * @param username the device's authentication name
     */
    public record Ordered(EnrolmentPassword facts, TenantId tenant, String username, Secret password) {}

    /**
     * Makes one for a device of the current tenant, in place of the one before it; the tenant's authority is made where there was none.
     *
     * @param expiresAt where it is to end at another time than it would
     */
    public Ordered order(ExtensionId extension, DeviceId id, Optional<Instant> expiresAt) {
        return transactions.current(() -> {
            Device device = need(extension, id);
            TenantId tenant = TenantScope.current();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Instant end = expiresAt
                    .map(wanted -> wanted.truncatedTo(ChronoUnit.MICROS))
                    .orElse(now.plus(settings.passwordValidity()));
            if (end.isBefore(now.plus(BRIEFEST)) || end.isAfter(now.plus(EnrolmentSettings.LONGEST))) {
                throw Problem.invalid("expiresAt", "range", "Give a moment within the next seven days.");
            }
            authorities.certificate();
            Secret password = Secret.ofText(draw());
            var ordered = new EnrolmentPassword(id, now, end, 0, Optional.empty());
            store.put(tenant, extension, ordered, hash(password));
            audit.record(AuditEntry.created("enrolment-password", id, ordered));
            return new Ordered(ordered, tenant, device.authUsername(), password);
        });
    }

    /** The one that a device of the current tenant has, or had last; empty where none was ordered, or it was withdrawn. */
    public Optional<EnrolmentPassword> find(ExtensionId extension, DeviceId id) {
        return transactions.current(() -> {
            need(extension, id);
            return store.find(TenantScope.current(), id).map(WithHash::password);
        });
    }

    /** Takes it back. */
    public void withdraw(ExtensionId extension, DeviceId id) {
        transactions.run(TenantScope.current(), () -> {
            need(extension, id);
            TenantId tenant = TenantScope.current();
            WithHash before = store.findForChange(tenant, id).orElseThrow(Problem::notFound);
            store.delete(tenant, id);
            audit.record(AuditEntry.deleted("enrolment-password", id, before.password()));
        });
    }

    /** What a password is that somebody has shown. */
    enum Verdict {
        /** The device's, and good now. */
        RIGHT,
        /** The device's, and used, over or ended by wrong ones: no guess. */
        OVER,
        /** Not the device's, or nobody's. */
        WRONG
    }

    /**
     * Whether that is the password of that device, and good now. A wrong one counts, where there is one that it could have been;
     * the same again does not, since phones repeat what they were given.
     *
     * <p>Looked for whoever is named, also where there is no such device or tenant. The write that a wrong one costs more tells those alone
     * who know the device's name, which is sixteen random characters.
     */
    Verdict tried(TenantId tenant, DeviceId device, Secret password) {
        byte[] hash = hash(password);
        return transactions.in(
                tenant,
                () -> store.findForChange(tenant, device)
                        .map(kept -> judged(tenant, kept, hash))
                        .orElse(Verdict.WRONG));
    }

    private Verdict judged(TenantId tenant, WithHash kept, byte[] hash) {
        boolean good = kept.password().isGoodAt(clock.instant());
        if (MessageDigest.isEqual(kept.hash(), hash)) {
            return good ? Verdict.RIGHT : Verdict.OVER;
        }
        boolean again = kept.lastWrong()
                .filter(last -> MessageDigest.isEqual(last, hash))
                .isPresent();
        if (good && !again) {
            wrong(tenant, kept.password(), hash);
        }
        return Verdict.WRONG;
    }

    private void wrong(TenantId tenant, EnrolmentPassword before, byte[] hash) {
        store.wrong(tenant, before.device(), hash);
        if (before.wrong() + 1 == EnrolmentPassword.MOST_WRONG) {
            audit.record(
                    AuditEntry.of(Events.ENROLMENT_PASSWORD_EXHAUSTED, "enrolment-password", before.device(), before));
        }
    }

    /** Uses it up, in the transaction that issues its certificate; false where it is good no more. */
    boolean use(TenantId tenant, DeviceId device, Secret password) {
        byte[] hash = hash(password);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<WithHash> kept = store.findForChange(tenant, device)
                .filter(it -> it.password().isGoodAt(now) && MessageDigest.isEqual(it.hash(), hash));
        kept.ifPresent(it -> {
            store.used(tenant, device, now);
            audit.record(AuditEntry.of(Events.ENROLMENT_PASSWORD_USED, "enrolment-password", device, it.password()));
        });
        return kept.isPresent();
    }

    private Device need(ExtensionId extension, DeviceId device) {
        return devices.find(extension, device).orElseThrow(Problem::notFound);
    }

    private String draw() {
        var text = new StringBuilder(CHARACTERS);
        for (int i = 0; i < CHARACTERS; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** The same for the same password, and tells nothing of it. */
    static String mark(Secret password) {
        return HexFormat.of().formatHex(hash(password));
    }

    private static byte[] hash(Secret password) {
        byte[] octets = password.reveal();
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }
}
