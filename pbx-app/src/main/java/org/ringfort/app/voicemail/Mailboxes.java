package org.ringfort.app.voicemail;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.keys.Envelope;
import org.ringfort.app.objects.Placed;
import org.ringfort.app.objects.SealedObjects;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.voicemail.store.MailboxStore;
import org.ringfort.app.voicemail.store.MailboxStore.Filled;
import org.ringfort.app.voicemail.store.MessageStore;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Mailboxes and what is in them. */
@Service
public class Mailboxes {
    private static final int MOST_TO_HEAR = 1000;

    private final MailboxStore mailboxes;
    private final MessageStore messages;
    private final Extensions extensions;
    private final TenantTransactions transactions;
    private final Envelope envelope;
    private final Audit audit;
    private final SealedObjects objects;
    private final ApplicationEventPublisher listeners;
    private final MailboxPins pins;
    private final Clock clock;

    Mailboxes(
            MailboxStore mailboxes,
            MessageStore messages,
            Extensions extensions,
            TenantTransactions transactions,
            Envelope envelope,
            Audit audit,
            SealedObjects objects,
            ApplicationEventPublisher listeners,
            MailboxPins pins,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.extensions = extensions;
        this.transactions = transactions;
        this.envelope = envelope;
        this.audit = audit;
        this.objects = objects;
        this.listeners = listeners;
        this.pins = pins;
        this.clock = clock;
    }

    /** A mailbox, without its PIN. */
    public record Entry(
            UUID id, String extension, String name, Counts counts, boolean pinSet, Optional<Instant> lockedUntil) {}

    /** How many messages an extension has; none where it has no mailbox. */
    public Counts counts(TenantId tenant, String extension) {
        return countsIfAny(tenant, extension).orElse(new Counts(0, 0));
    }

    /** How many messages an extension has; empty where nobody ever left one, so that there is no mailbox. */
    public Optional<Counts> countsIfAny(TenantId tenant, String extension) {
        return mailboxes.counts(tenant, extension);
    }

    /** Those of the extensions for which somebody ever left a message, or might have. */
    public Set<String> ofAny(TenantId tenant, Collection<String> extensions) {
        return mailboxes.existing(tenant, extensions);
    }

    /** The mailbox of an extension that takes messages; made where there is none yet. */
    Optional<Mailbox> open(TenantId tenant, String extension) {
        return transactions.in(
                tenant,
                () -> extensions
                        .byNumber(tenant, extension)
                        .filter(Extension::enabled)
                        .filter(known -> known.voicemail().enabled())
                        .map(known -> mailboxes.open(tenant, known.id().value(), extension)));
    }

    /** The current tenant's mailboxes, by identity. */
    public Page<Entry> list(Cursor cursor) {
        return transactions.current(() -> Page.of(
                        mailboxes.page(cursor.afterId(), cursor.fetch()),
                        cursor.limit(),
                        filled -> filled.mailbox().id().toString())
                .map(this::entry));
    }

    /** One of the current tenant's mailboxes. */
    public Optional<Entry> find(UUID id) {
        return transactions.current(() ->
                mailboxes.find(id).map(mailbox -> entry(new Filled(mailbox, messages.counts(id)))));
    }

    /** The current tenant's mailbox of an extension. */
    public Optional<Entry> findByExtension(String extension) {
        return transactions.current(() -> mailboxes
                .byExtension(extension)
                .map(mailbox -> entry(new Filled(mailbox, messages.counts(mailbox.id())))));
    }

    private Entry entry(Filled filled) {
        Mailbox mailbox = filled.mailbox();
        return new Entry(
                mailbox.id(),
                mailbox.extension(),
                extensions
                        .byNumber(TenantScope.current(), mailbox.extension())
                        .map(Extension::displayName)
                        .orElse(""),
                filled.counts(),
                mailbox.pin() != null,
                mailbox.lockedUntil().filter(clock.instant()::isBefore));
    }

    /** Sets a PIN, and unlocks; refuses a weak one. */
    public void setPin(UUID id, Secret pin) {
        transactions.current(() -> {
            Mailbox mailbox = mailboxes.lock(id).orElseThrow(Problem::notFound);
            PinPolicy.fault(pin.revealText(), mailbox.extension()).ifPresent(fault -> {
                throw Problem.invalid("pin", "weak", "The PIN " + fault + ".");
            });
            mailboxes.setPin(id, pins.seal(TenantScope.current(), id, pin));
            audit.record(AuditEntry.of("mailbox.pin_changed", "mailbox", id, null));
            return true;
        });
    }

    /** Sets a PIN where there is none: for what an installation is filled with. */
    void setFirstPin(TenantId tenant, String extension, Secret pin) {
        open(tenant, extension)
                .filter(mailbox -> mailbox.pin() == null)
                .ifPresent(mailbox -> setPin(mailbox.id(), pin));
    }

    /** Ends a lock before its time. */
    public void unlock(UUID id) {
        transactions.current(() -> {
            Mailbox mailbox = mailboxes.lock(id).orElseThrow(Problem::notFound);
            mailboxes.setWrongPins(mailbox.id(), 0, null);
            audit.record(AuditEntry.of("mailbox.unlocked", "mailbox", id, null));
            return true;
        });
    }

    /** A mailbox's messages, newest first. */
    public Page<Message> messages(UUID mailbox, Cursor cursor) {
        return transactions.current(() -> {
            UUID known = mailboxes.find(mailbox).orElseThrow(Problem::notFound).id();
            return Page.of(
                    messages.page(known, cursor.afterId(), cursor.fetch()),
                    cursor.limit(),
                    message -> message.id().toString());
        });
    }

    /** One message of the mailbox, in the current tenant. */
    public Optional<Message> message(UUID mailbox, UUID id) {
        return transactions.current(
                () -> messages.find(id).filter(message -> message.mailboxId().equals(mailbox)));
    }

    /** What is to be heard by telephone: unheard ones first, oldest first. */
    List<Message> toHear(TenantId tenant, String extension) {
        return transactions.in(
                tenant,
                () -> mailboxes
                        .byExtension(extension)
                        .map(mailbox -> messages.toHear(mailbox.id(), MOST_TO_HEAR))
                        .orElse(List.of()));
    }

    /**
     * The sound, opened: G.711 µ-law; empty where the message is gone or was changed.
     *
     * @throws Problem 503 where it cannot be read now
     */
    public Optional<byte[]> sound(TenantId tenant, UUID id) {
        return transactions.in(tenant, () -> messages.sound(id)).flatMap(kept -> {
            try {
                Secret key = envelope.open(tenant, kept.dataKey(), keyContext(id));
                return objects.read(tenant, kept.sound()).flatMap(octets -> SealedSound.open(key, id, octets));
            } catch (Envelope.Unreadable changed) {
                return Optional.empty();
            }
        });
    }

    /** Marks a message heard, or new again. */
    public void mark(TenantId tenant, UUID id, Message.State state) {
        transactions.in(tenant, () -> {
            messages.find(id).ifPresent(message -> {
                if (messages.mark(id, state)) {
                    changed(tenant, message.mailboxId());
                }
            });
            return true;
        });
    }

    /** Deletes a message; its sound is gone at once. */
    public void delete(TenantId tenant, UUID id) {
        transactions.in(tenant, () -> {
            messages.find(id).ifPresent(message -> {
                if (forget(tenant, id)) {
                    audit.record(AuditEntry.of("message.deleted", "message", id, null));
                    changed(tenant, message.mailboxId());
                }
            });
            return true;
        });
    }

    /** False where it was deleted before. */
    private boolean forget(TenantId tenant, UUID id) {
        List<Optional<UUID>> forgotten = messages.delete(id);
        forgotten.forEach(held -> held.ifPresent(object -> objects.abandon(tenant, object)));
        return !forgotten.isEmpty();
    }

    /** Of an extension that is deleted, with all its messages; in the transaction that deletes it. */
    void delete(Extension extension) {
        TenantId tenant = extension.tenant();
        UUID id = extension.id().value();
        transactions.run(tenant, () -> {
            messages.objects(id).forEach(object -> objects.abandon(tenant, object));
            mailboxes.delete(id);
        });
    }

    /** Keeps a message that was delivered; false where its mailbox is gone. */
    boolean add(TenantId tenant, Message message, Secret dataKey, Placed sound) {
        return transactions.in(tenant, () -> {
            if (mailboxes.lock(message.mailboxId()).isEmpty()) {
                return false;
            }
            byte[] sealedKey = envelope.seal(tenant, dataKey, keyContext(message.id()));
            if (messages.add(tenant, message, new MessageStore.Sealed(sealedKey, sound))) {
                objects.claim(sound);
                changed(tenant, message.mailboxId());
            }
            return true;
        });
    }

    /** Whether another message fits. */
    boolean hasRoom(TenantId tenant, UUID mailbox, int most) {
        Counts counts = transactions.in(tenant, () -> messages.counts(mailbox));
        return counts.unheard() + counts.heard() < most;
    }

    /** Deletes a tenant's messages that were kept long enough. */
    int forget(TenantId tenant, Instant receivedBefore, Instant deletedBefore) {
        return transactions.in(tenant, () -> {
            List<Message> old = messages.receivedBefore(receivedBefore, MOST_TO_HEAR);
            old.forEach(message -> forget(tenant, message.id()));
            messages.forgetDeletedBefore(deletedBefore);
            Set.copyOf(old.stream().map(Message::mailboxId).toList()).forEach(mailbox -> changed(tenant, mailbox));
            return old.size();
        });
    }

    private void changed(TenantId tenant, UUID mailbox) {
        mailboxes.find(mailbox).ifPresent(known -> {
            MailboxChanged news = new MailboxChanged(tenant, mailbox, known.extension(), messages.counts(mailbox));
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    listeners.publishEvent(news);
                }
            });
        });
    }

    private static String keyContext(UUID message) {
        return "voicemail:message:" + message;
    }
}
