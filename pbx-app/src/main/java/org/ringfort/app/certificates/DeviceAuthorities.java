package org.ringfort.app.certificates;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.certificates.store.AuthorityStore;
import org.ringfort.app.certificates.store.AuthorityStore.Row;
import org.ringfort.app.keys.Envelope;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.TenantId;
import org.springframework.stereotype.Service;

/** The authority of the current tenant for its devices, made when it is first asked for. */
@Service
public class DeviceAuthorities {
    private static final String SEALED_AS = "device-authority:private-key";

    private final AuthorityStore store;
    private final Tenants tenants;
    private final Envelope envelope;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final SecureRandom random;
    private final Clock clock;

    DeviceAuthorities(
            AuthorityStore store,
            Tenants tenants,
            Envelope envelope,
            TenantTransactions transactions,
            Audit audit,
            SecureRandom random,
            Clock clock) {
        this.store = store;
        this.tenants = tenants;
        this.envelope = envelope;
        this.transactions = transactions;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /** Its certificate, in PEM. */
    public String certificate() {
        return transactions.current(() -> Pem.certificate(row().certificate()));
    }

    /** Its certificate in DER, where it was made already: who asks may be a stranger, for whom nothing is made. */
    public Optional<byte[]> made(TenantId tenant) {
        return transactions.in(tenant, () -> store.find(tenant).map(Row::certificate));
    }

    /** With its key; within the current tenant's transaction. */
    Authority current() {
        TenantId tenant = TenantScope.current();
        Row row = row();
        byte[] key = envelope.open(tenant, row.sealedKey(), SEALED_AS).reveal();
        try {
            return new Authority(
                    read(row.certificate()),
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("the key of a device authority cannot be read", unreadable);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private Row row() {
        TenantId tenant = TenantScope.current();
        return store.find(tenant).orElseGet(() -> make(tenant));
    }

    /** Where two make one at the same moment, the first counts for both. */
    private Row make(TenantId tenant) {
        String domain = tenants.find(tenant).orElseThrow(Problem::notFound).domain();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Authority made = Authority.make(domain, now, random);
        byte[] key = made.key().getEncoded();
        try {
            var row = new Row(made.certificate().getEncoded(), envelope.seal(tenant, key, SEALED_AS));
            if (store.add(tenant, row, now)) {
                audit.record(AuditEntry.created(
                        "device-authority",
                        tenant,
                        new Made(
                                made.certificate().getSubjectX500Principal().getName(),
                                made.certificate().getNotAfter().toInstant())));
            }
            return store.find(tenant).orElseThrow();
        } catch (CertificateException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** What the audit trail says of it. */
    record Made(String subject, Instant notAfter) {}

    private static X509Certificate read(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
