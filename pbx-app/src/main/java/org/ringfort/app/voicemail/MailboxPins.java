package org.ringfort.app.voicemail;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.keys.Envelope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.voicemail.store.MailboxStore;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Checks PINs typed by telephone; so many wrong ones in a row lock the mailbox, and both are told. */
@Component
class MailboxPins {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxPins.class);

    private final MailboxStore mailboxes;
    private final TenantTransactions transactions;
    private final Envelope envelope;
    private final Audit audit;
    private final MailboxSettings settings;
    private final SecureRandom random;
    private final Clock clock;

    MailboxPins(
            MailboxStore mailboxes,
            TenantTransactions transactions,
            Envelope envelope,
            Audit audit,
            MailboxSettings settings,
            SecureRandom random,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.transactions = transactions;
        this.envelope = envelope;
        this.audit = audit;
        this.settings = settings;
        this.random = random;
        this.clock = clock;
    }

    byte[] seal(TenantId tenant, UUID mailbox, Secret pin) {
        return envelope.seal(tenant, PinHash.of(pin.revealText(), random), context(mailbox));
    }

    /** Guesses made at the same time are counted one after the other: the row is held meanwhile. */
    PinCheck check(TenantId tenant, String extension, String pin) {
        return transactions.in(
                tenant,
                () -> mailboxes
                        .byExtension(extension)
                        .flatMap(mailbox -> mailboxes.lock(mailbox.id()))
                        .map(mailbox -> check(tenant, mailbox, pin))
                        .orElse(PinCheck.WRONG));
    }

    private PinCheck check(TenantId tenant, Mailbox mailbox, String pin) {
        Instant now = clock.instant();
        if (mailbox.lockedAt(now)) {
            tell(tenant, mailbox, Events.VOICEMAIL_PIN_REFUSED, "locked");
            return PinCheck.LOCKED;
        }
        byte[] sealed = mailbox.pin();
        if (sealed != null && PinHash.matches(envelope.open(tenant, sealed, context(mailbox.id())), pin)) {
            if (mailbox.wrongPins() > 0) {
                mailboxes.setWrongPins(mailbox.id(), 0, null);
            }
            return PinCheck.RIGHT;
        }
        int wrong = mailbox.wrongPins() + 1;
        if (wrong < settings.pinTries()) {
            mailboxes.setWrongPins(mailbox.id(), wrong, null);
            tell(tenant, mailbox, Events.VOICEMAIL_PIN_REFUSED, "wrong");
            return PinCheck.WRONG;
        }
        Instant until = now.plus(settings.pinLock());
        mailboxes.setWrongPins(mailbox.id(), 0, until);
        audit.record(AuditEntry.of(
                Events.VOICEMAIL_PIN_LOCKED,
                "mailbox",
                mailbox.id(),
                Map.of("extension", mailbox.extension(), "until", until.toString())));
        tell(tenant, mailbox, Events.VOICEMAIL_PIN_LOCKED, "too many wrong PINs");
        return PinCheck.LOCKED;
    }

    private static void tell(TenantId tenant, Mailbox mailbox, String event, String reason) {
        LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, event)
                .addKeyValue(Fields.EVENT_OUTCOME, "failure")
                .addKeyValue(Fields.EVENT_REASON, reason)
                .addKeyValue(Fields.TENANT, tenant.toString())
                .addKeyValue(Fields.EXTENSION, mailbox.extension())
                .log("A voicemail PIN was refused");
    }

    private static String context(UUID mailbox) {
        return "mailbox:" + mailbox + ":pin";
    }
}
