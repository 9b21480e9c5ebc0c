package org.ringfort.app.voicemail.web;

import java.time.Instant;
import java.util.UUID;
import org.ringfort.app.voicemail.Message;

record MessageView(
        UUID id,
        UUID mailboxId,
        String callerNumber,
        String callerName,
        Instant receivedAt,
        long durationMs,
        boolean heard) {
    static MessageView of(Message message) {
        return new MessageView(
                message.id(),
                message.mailboxId(),
                message.callerNumber(),
                message.callerName(),
                message.receivedAt(),
                message.length().toMillis(),
                message.state() == Message.State.HEARD);
    }
}
