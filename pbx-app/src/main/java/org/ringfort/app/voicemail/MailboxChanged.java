package org.ringfort.app.voicemail;

import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/** The number of messages of a mailbox changed; published after commit. */
public record MailboxChanged(TenantId tenant, UUID mailbox, String extension, Counts counts) {}
