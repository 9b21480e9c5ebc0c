package org.ringfort.app.voicemail.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.voicemail.Mailboxes;
import org.ringfort.app.voicemail.Message;
import org.ringfort.app.voicemail.Wave;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/mailboxes/{mailboxId}/messages")
@Tag(name = "messages")
class MessagesController {
    private final Mailboxes mailboxes;
    private final MailboxAccess access;

    MessagesController(Mailboxes mailboxes, MailboxAccess access) {
        this.mailboxes = mailboxes;
        this.access = access;
    }

    record MessageInput(boolean heard) {}

    @GetMapping
    @Requires({Permission.MAILBOXES_READ, Permission.OWN_MESSAGES})
    @Operation(summary = "List a mailbox's messages, newest first, without their sound")
    Page<MessageView> listMessages(
            @PathVariable UUID mailboxId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        access.mailbox(mailboxId, Permission.MAILBOXES_READ);
        return mailboxes.messages(mailboxId, Cursor.parse(cursor, limit)).map(MessageView::of);
    }

    @GetMapping("/{messageId}/audio")
    @Requires({Permission.MESSAGES_LISTEN, Permission.OWN_MESSAGES})
    @Operation(
            summary = "Hear a message: WAV, in ranges where asked for",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = "audio/wav",
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<Resource> hearMessage(@PathVariable UUID mailboxId, @PathVariable UUID messageId) {
        Message message = access.message(mailboxId, messageId, Permission.MESSAGES_LISTEN);
        byte[] sound = mailboxes.sound(TenantScope.current(), message.id()).orElseThrow(Problem::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("audio/wav"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"message-" + message.id() + ".wav\"")
                .body(new ByteArrayResource(Wave.of(sound)));
    }

    @PatchMapping("/{messageId}")
    @Requires({Permission.MESSAGES_WRITE, Permission.OWN_MESSAGES})
    @Operation(summary = "Mark a message heard, or new again")
    MessageView markMessage(
            @PathVariable UUID mailboxId, @PathVariable UUID messageId, @Valid @RequestBody MessageInput input) {
        Message message = access.message(mailboxId, messageId, Permission.MESSAGES_WRITE);
        mailboxes.mark(TenantScope.current(), message.id(), input.heard() ? Message.State.HEARD : Message.State.NEW);
        return MessageView.of(access.message(mailboxId, messageId, Permission.MESSAGES_WRITE));
    }

    @DeleteMapping("/{messageId}")
    @Requires({Permission.MESSAGES_WRITE, Permission.OWN_MESSAGES})
    @Operation(summary = "Delete a message; its sound is gone at once")
    ResponseEntity<Void> deleteMessage(@PathVariable UUID mailboxId, @PathVariable UUID messageId) {
        Message message = access.message(mailboxId, messageId, Permission.MESSAGES_WRITE);
        mailboxes.delete(TenantScope.current(), message.id());
        return ResponseEntity.noContent().build();
    }
}
