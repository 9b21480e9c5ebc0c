package org.ringfort.app.notifications;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.keys.Envelope;
import org.ringfort.app.notifications.store.OutboxStore;
import org.ringfort.app.notifications.store.RecipientStore;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.stereotype.Service;

/** Whom tenants want to be told; nobody where nothing was said. */
@Service
public class NoticeRecipients {
    private static final Duration BETWEEN_TESTS = Duration.ofMinutes(1);
    private static final int SECRET_BYTES = 32;
    private static final String CONTEXT = "notifications:webhook";

    private final RecipientStore store;
    private final OutboxStore outbox;
    private final TenantTransactions transactions;
    private final Envelope envelope;
    private final Audit audit;
    private final NotificationSettings settings;
    private final SecureRandom random;
    private final Clock clock;

    @SuppressWarnings("TooManyParameters")
    NoticeRecipients(
            RecipientStore store,
            OutboxStore outbox,
            TenantTransactions transactions,
            Envelope envelope,
            Audit audit,
            NotificationSettings settings,
            SecureRandom random,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.transactions = transactions;
        this.envelope = envelope;
        this.audit = audit;
        this.settings = settings;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Recipients and their version; version 0 was never written.
     *
     * @param secretSet whether there is a secret that webhooks are signed with
     */
    public record Versioned(Recipients recipients, boolean secretSet, long version) {}

    /** The current tenant's. */
    public Versioned current() {
        return transactions.current(() -> store.read(TenantScope.current()));
    }

    /** Of that tenant, in the transaction that is open for it. */
    Recipients of(TenantId tenant) {
        return store.read(tenant).recipients();
    }

    /** @throws Problem where that tenant has told a test within the last minute; in the transaction that is open for it */
    void mayTest(TenantId tenant) {
        Instant now = clock.instant();
        if (!store.test(tenant, now, now.minus(BETWEEN_TESTS))) {
            throw Problem.tooMany(BETWEEN_TESTS);
        }
    }

    /** Changes the current tenant's. What waits for who is no longer among them is told to nobody. */
    public Versioned change(long version, Recipients wanted) {
        wanted.check();
        if (!wanted.addresses().isEmpty() && !settings.mails()) {
            throw Problem.invalid("addresses", "unavailable", "This installation has no mail server: use a webhook.");
        }
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            Versioned before = store.readForChange(tenant);
            EntityTag.check(version, before.version());
            if (!wanted.webhookUrl().isEmpty() && !before.secretSet()) {
                throw Problem.invalid("webhookUrl", "no-secret", "Make a secret first: what is told there is signed.");
            }
            store.write(tenant, wanted);
            outbox.deleteOthers(tenant, wanted);
            audit.record(AuditEntry.changed("notice-recipients", tenant, before.recipients(), wanted));
            return store.read(tenant);
        });
    }

    /** Another secret for webhooks of the current tenant; it is seen here and never again. */
    public String renewSecret() {
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            byte[] octets = new byte[SECRET_BYTES];
            random.nextBytes(octets);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
            store.readForChange(tenant);
            store.write(tenant, envelope.seal(tenant, Secret.ofText(text), CONTEXT));
            audit.record(AuditEntry.of("notice-recipients.secret-renewed", "notice-recipients", tenant, null));
            return text;
        });
    }

    /** What webhooks of a tenant are signed with. */
    Optional<Secret> secret(TenantId tenant) {
        return transactions.in(tenant, () -> store.secret(tenant)).map(box -> envelope.open(tenant, box, CONTEXT));
    }
}
