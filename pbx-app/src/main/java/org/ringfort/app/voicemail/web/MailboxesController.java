package org.ringfort.app.voicemail.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.push.Push;
import org.ringfort.app.platform.push.PushHub;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.voicemail.MailboxChanged;
import org.ringfort.app.voicemail.Mailboxes;
import org.ringfort.kernel.secret.Secret;
import org.springframework.context.event.EventListener;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/mailboxes")
@Tag(name = "mailboxes")
class MailboxesController {
    private final Mailboxes mailboxes;
    private final MailboxAccess access;
    private final PushHub hub;

    MailboxesController(Mailboxes mailboxes, MailboxAccess access, PushHub hub) {
        this.mailboxes = mailboxes;
        this.access = access;
        this.hub = hub;
    }

    record PinInput(@NotNull Secret pin) {}

    @GetMapping
    @Requires({Permission.MAILBOXES_READ, Permission.OWN_MESSAGES})
    @Operation(summary = "List mailboxes; a user sees their own")
    Page<MailboxView> listMailboxes(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        Cursor from = Cursor.parse(cursor, limit);
        if (Actors.current().may(Permission.MAILBOXES_READ)) {
            return mailboxes.list(from).map(MailboxView::of);
        }
        Optional<Mailboxes.Entry> own = Actors.current().extension().flatMap(mailboxes::findByExtension);
        return new Page<>(own.map(MailboxView::of).stream().toList(), null);
    }

    @GetMapping("/{mailboxId}")
    @Requires({Permission.MAILBOXES_READ, Permission.OWN_MESSAGES})
    @Operation(summary = "Read a mailbox")
    MailboxView readMailbox(@PathVariable UUID mailboxId) {
        return MailboxView.of(access.mailbox(mailboxId, Permission.MAILBOXES_READ));
    }

    @PutMapping("/{mailboxId}/pin")
    @Requires({Permission.MAILBOXES_WRITE, Permission.OWN_MESSAGES})
    @Operation(summary = "Set a mailbox's PIN: 6 to 12 digits, none that is easily guessed; unlocks it too")
    ResponseEntity<Void> setMailboxPin(@PathVariable UUID mailboxId, @Valid @RequestBody PinInput input) {
        access.mailbox(mailboxId, Permission.MAILBOXES_WRITE);
        mailboxes.setPin(mailboxId, input.pin());
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{mailboxId}/unlock")
    @Requires(Permission.MAILBOXES_WRITE)
    @Operation(summary = "End the lock that wrong PINs brought about")
    ResponseEntity<Void> unlockMailbox(@PathVariable UUID mailboxId) {
        mailboxes.unlock(mailboxId);
        return ResponseEntity.noContent().build();
    }

    @EventListener
    void push(MailboxChanged news) {
        if (hub.anybodyOf(news.tenant())) {
            // After commit, and in a thread that may still hold the transaction's connection: read in another.
            Thread.ofVirtual()
                    .name("mailbox-push")
                    .start(() -> TenantScope.call(
                            news.tenant(),
                            () -> mailboxes.find(news.mailbox()).map(entry -> {
                                hub.tell(new Push(
                                        news.tenant(),
                                        "mailbox",
                                        Set.of(Permission.MAILBOXES_READ),
                                        Optional.of(news.extension()),
                                        MailboxView.of(entry)));
                                return true;
                            })));
        }
    }
}
