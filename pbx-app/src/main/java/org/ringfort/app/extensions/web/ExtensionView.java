package org.ringfort.app.extensions.web;

import java.time.Instant;
import java.util.UUID;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.VoicemailSettings;

record ExtensionView(
        UUID id,
        String number,
        String displayName,
        boolean enabled,
        VoicemailSettings voicemail,
        Instant createdAt,
        long version) {
    static ExtensionView of(Extension extension) {
        return new ExtensionView(
                extension.id().value(),
                extension.number(),
                extension.displayName(),
                extension.enabled(),
                extension.voicemail(),
                extension.createdAt(),
                extension.version());
    }
}
