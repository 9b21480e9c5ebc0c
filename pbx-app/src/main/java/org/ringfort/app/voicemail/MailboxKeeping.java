package org.ringfort.app.voicemail;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.ExtensionChanged;
import org.ringfort.app.extensions.ExtensionCreated;
import org.ringfort.app.extensions.ExtensionDeleted;
import org.ringfort.app.platform.bootstrap.BootstrapFile;
import org.ringfort.app.platform.bootstrap.BootstrapPart;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.app.voicemail.store.MailboxStore;
import org.ringfort.kernel.id.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Mailboxes follow their extensions, and messages do not stay for ever. */
@Component
class MailboxKeeping implements BootstrapPart {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxKeeping.class);

    private final MailboxStore store;
    private final Mailboxes mailboxes;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final MailboxSettings settings;
    private final Clock clock;

    MailboxKeeping(
            MailboxStore store,
            Mailboxes mailboxes,
            Tenants tenants,
            TenantTransactions transactions,
            MailboxSettings settings,
            Clock clock) {
        this.store = store;
        this.mailboxes = mailboxes;
        this.tenants = tenants;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void created(ExtensionCreated event) {
        follow(event.extension());
    }

    @EventListener
    void changed(ExtensionChanged event) {
        follow(event.after());
    }

    /** In the transaction that changed the extension. A mailbox that is switched off keeps its messages. */
    private void follow(Extension extension) {
        if (extension.voicemail().enabled()) {
            transactions.in(
                    extension.tenant(),
                    () -> store.open(extension.tenant(), extension.id().value(), extension.number()));
        }
    }

    @EventListener
    void deleted(ExtensionDeleted event) {
        mailboxes.delete(event.extension());
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    void forget() {
        Instant now = clock.instant();
        Optional<String> after = Optional.empty();
        do {
            Cursor cursor = new Cursor(after, 200);
            Page<Tenant> page = TenantScope.call(TenantScope.PLATFORM, () -> tenants.list(cursor));
            for (Tenant tenant : page.items()) {
                // Twice the keeping time: media discards what was delivered long before that.
                int forgotten = mailboxes.forget(
                        tenant.id(),
                        now.minus(settings.kept()),
                        now.minus(settings.kept().multipliedBy(2)));
                if (forgotten > 0) {
                    LOG.info("{} messages were kept long enough", forgotten);
                }
            }
            after = page.next() == null
                    ? Optional.empty()
                    : Optional.of(page.items().getLast().id().toString());
        } while (after.isPresent());
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public TenantId apply(BootstrapFile file, TenantId tenant) {
        for (BootstrapFile.ExtensionEntry entry : file.extensions()) {
            BootstrapFile.VoicemailEntry voicemail = entry.voicemail();
            if (voicemail != null && voicemail.enabled() && voicemail.pin() != null) {
                mailboxes.setFirstPin(tenant, entry.number(), voicemail.pin());
            }
        }
        return tenant;
    }
}
