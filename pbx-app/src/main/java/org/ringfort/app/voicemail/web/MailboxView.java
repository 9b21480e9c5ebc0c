package org.ringfort.app.voicemail.web;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.voicemail.Mailboxes;

record MailboxView(
        UUID id,
        String extension,
        String name,
        int unheard,
        int heard,
        boolean pinSet,
        @Nullable Instant lockedUntil) {
    static MailboxView of(Mailboxes.Entry entry) {
        return new MailboxView(
                entry.id(),
                entry.extension(),
                entry.name(),
                entry.counts().unheard(),
                entry.counts().heard(),
                entry.pinSet(),
                entry.lockedUntil().orElse(null));
    }
}
