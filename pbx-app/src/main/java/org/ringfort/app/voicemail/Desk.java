package org.ringfort.app.voicemail;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.applications.Application.Visit;
import org.ringfort.app.applications.Recording;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.TenantId;

/** What the telephone conversations ask of the mailboxes; each call is one transaction and may block. */
interface Desk {
    /** An order to record for the mailbox; empty where it takes no message now (closed, full, unknown). */
    Optional<Recording> orderRecording(Visit visit, String extension);

    /** Checks a PIN and counts the wrong ones. */
    PinCheck checkPin(TenantId tenant, String extension, String pin);

    /** Unheard ones first, oldest first. */
    List<Message> messages(TenantId tenant, String extension);

    /**
     * The sound, opened: G.711 µ-law; empty where the message is gone or its sound does not open.
     *
     * @throws Problem where it cannot be read now
     */
    Optional<byte[]> sound(TenantId tenant, UUID message);

    void markHeard(TenantId tenant, UUID message);

    void delete(TenantId tenant, UUID message);
}
