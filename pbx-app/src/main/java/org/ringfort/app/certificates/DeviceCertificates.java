package org.ringfort.app.certificates;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.certificates.store.DeviceCertificateStore;
import org.ringfort.app.extensions.Device;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.Devices;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.platform.memory.ReadAhead;
import org.ringfort.app.platform.memory.Remembered;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** The certificates of devices: issued on request, looked at when they are shown, revoked. */
@Service
public class DeviceCertificates implements ReadAhead {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int MOST_GOOD = 10;
    private static final int MOST_KEPT = 200;
    private static final int MOST_READ_AHEAD = 50_000;

    private final DeviceCertificateStore store;
    private final DeviceAuthorities authorities;
    private final Devices devices;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final CertificateSettings settings;
    private final SecureRandom random;
    private final Clock clock;

    private final Remembered<Shown, Optional<DeviceCertificate>> issued =
            Remembered.only(Optional::isPresent, MOST_READ_AHEAD, Duration.ofSeconds(30));

    /** What somebody of a tenant shows. */
    private record Shown(TenantId tenant, String sha256) {}

    @SuppressWarnings("TooManyParameters")
    DeviceCertificates(
            DeviceCertificateStore store,
            DeviceAuthorities authorities,
            Devices devices,
            Tenants tenants,
            TenantTransactions transactions,
            Audit audit,
            ApplicationEventPublisher events,
            CertificateSettings settings,
            SecureRandom random,
            Clock clock) {
        this.store = store;
        this.authorities = authorities;
        this.devices = devices;
        this.tenants = tenants;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
        this.settings = settings;
        this.random = random;
        this.clock = clock;
    }

    /** A certificate as it is kept, and as its phone needs it. */
    @SuppressWarnings("ArrayRecordComponent") // octets on their way, never compared
    public record Issued(DeviceCertificate certificate, byte[] der) {
        /** As text. */
        public String pem() {
            return Pem.certificate(der);
        }
    }

    /** Those of a device of the current tenant, revoked and expired ones too, newest first. */
    public List<Issued> list(ExtensionId extension, DeviceId device) {
        return transactions.current(() -> {
            find(extension, device);
            return store.ofDevice(TenantScope.current(), device).stream()
                    .map(row -> new Issued(row.certificate(), row.der()))
                    .toList();
        });
    }

    /**
     * Issues one.
     *
     * @param request PKCS #10, in PEM; its key alone is used
     * @param notAfter where it is to end earlier than it would
     */
    public Issued enrol(ExtensionId extension, DeviceId device, String request, Optional<Instant> notAfter) {
        PublicKey key = CertificateRequest.key(request);
        Duration validity = validity(notAfter);
        return transactions.current(() -> issue(find(extension, device), key, validity, Obtained.ADMINISTRATOR));
    }

    /**
     * Issues one to a device that has proved by its enrolment password that it is this one; within the current tenant's transaction.
     *
     * @param request PKCS #10, in DER, from outside; its key alone is used
     * @return the certificate in DER
     * @throws Problem naming the field {@code request} where it is not good
     */
    public byte[] enrol(ExtensionId extension, DeviceId device, byte[] request) {
        PublicKey key = CertificateRequest.key(request);
        return issue(find(extension, device), key, settings.validity(), Obtained.ENROLMENT_PASSWORD)
                .der();
    }

    /**
     * Issues another one to a device that has proved by the present one that it is this one; the present one stays good.
     *
     * @param request PKCS #10, in DER, from outside; its key alone is used
     * @return the certificate in DER; empty where the present one is good no more
     * @throws Problem naming the field {@code request} where it is not good
     */
    public Optional<byte[]> renew(ExtensionId extension, DeviceCertificate present, byte[] request) {
        PublicKey key = CertificateRequest.key(request);
        return transactions.current(() -> store.findForChange(TenantScope.current(), present.device(), present.id())
                .filter(it -> it.isGoodAt(clock.instant()))
                .map(it -> issue(find(extension, it.device()), key, settings.validity(), Obtained.RENEWAL)
                        .der()));
    }

    private Issued issue(Device holder, PublicKey key, Duration validity, Obtained obtained) {
        TenantId tenant = TenantScope.current();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        checkRoom(tenant, holder.id(), now);
        String domain = tenants.find(tenant).orElseThrow(Problem::notFound).domain();
        String uri = "sip:" + holder.authUsername() + "@" + domain;
        X509Certificate issued = authorities.current().issue(key, holder.authUsername(), uri, now, validity, random);
        byte[] der = octets(issued);
        var certificate = new DeviceCertificate(
                TenantId.next().value(),
                holder.id(),
                issued.getSerialNumber().toString(16),
                fingerprint(der),
                uri,
                CertificateRequest.kind(key),
                issued.getNotBefore().toInstant(),
                issued.getNotAfter().toInstant(),
                now,
                obtained,
                Optional.empty());
        store.insert(tenant, certificate, der);
        audit.record(AuditEntry.created("device-certificate", certificate.id(), certificate));
        return new Issued(certificate, der);
    }

    /** Revokes one: from now on it proves nothing, and whoever registered with it is cut off. */
    public void revoke(ExtensionId extension, DeviceId device, UUID id) {
        transactions.run(TenantScope.current(), () -> {
            TenantId tenant = TenantScope.current();
            find(extension, device);
            DeviceCertificate certificate =
                    store.findForChange(tenant, device, id).orElseThrow(Problem::notFound);
            if (certificate.revokedAt().isEmpty()) {
                store.revoke(tenant, id, clock.instant().truncatedTo(ChronoUnit.MICROS));
                audit.record(AuditEntry.of(Events.DEVICE_CERTIFICATE_REVOKED, "device-certificate", id, certificate));
                events.publishEvent(new DeviceCertificateRevoked(tenant, certificate));
            }
        });
    }

    /**
     * What this tenant's authority has issued under that fingerprint, as it stands now; while the database is away, as it was known last. For
     * each request that shows one.
     */
    public Optional<DeviceCertificate> byFingerprint(TenantId tenant, String sha256) {
        return issued.anewOrLast(new Shown(tenant, sha256), () -> store.byFingerprint(tenant, sha256));
    }

    @Override
    public void readAhead(TenantId tenant) {
        long mark = issued.mark();
        transactions
                .in(tenant, () -> store.standing(tenant, MOST_READ_AHEAD))
                .forEach(certificate ->
                        issued.learn(mark, new Shown(tenant, certificate.sha256()), Optional.of(certificate)));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(DeviceCertificateRevoked revoked) {
        issued.forget(new Shown(revoked.tenant(), revoked.certificate().sha256()));
    }

    private Duration validity(Optional<Instant> notAfter) {
        Duration wanted =
                notAfter.map(end -> Duration.between(clock.instant(), end)).orElse(settings.validity());
        if (wanted.compareTo(SHORTEST) < 0 || wanted.compareTo(settings.validity()) > 0) {
            throw Problem.invalid(
                    "notAfter",
                    "range",
                    "Give a moment within the next " + settings.validity().toDays() + " days.");
        }
        return wanted;
    }

    private Device find(ExtensionId extension, DeviceId device) {
        return devices.find(extension, device).orElseThrow(Problem::notFound);
    }

    private void checkRoom(TenantId tenant, DeviceId device, Instant now) {
        List<DeviceCertificate> all = store.ofDevice(tenant, device).stream()
                .map(DeviceCertificateStore.WithOctets::certificate)
                .toList();
        if (all.stream().filter(one -> one.isGoodAt(now)).count() >= MOST_GOOD) {
            throw Problem.conflict("limit-reached", "A device may have " + MOST_GOOD + " certificates: revoke one.");
        }
        if (all.size() >= MOST_KEPT) {
            throw Problem.conflict(
                    "limit-reached", "A device has " + MOST_KEPT + " certificates in its life. Create another device.");
        }
    }

    private static byte[] octets(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What a certificate is known by: SHA-256 of its DER, lower case hexadecimal. */
    public static String fingerprint(byte[] der) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
