package org.ringfort.app.voicemail.web;

import java.util.UUID;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.voicemail.Mailboxes;
import org.ringfort.app.voicemail.Message;
import org.springframework.stereotype.Component;

/** Whose mailbox it is: those with the permission reach every mailbox of their tenant, a user their own. */
@Component
class MailboxAccess {
    private final Mailboxes mailboxes;

    MailboxAccess(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    /** The mailbox; to others it is not there. */
    Mailboxes.Entry mailbox(UUID id, Permission permission) {
        Actor actor = Actors.current();
        return mailboxes
                .find(id)
                .filter(entry -> actor.may(permission)
                        || (actor.may(Permission.OWN_MESSAGES)
                                && actor.extension()
                                        .filter(entry.extension()::equals)
                                        .isPresent()))
                .orElseThrow(Problem::notFound);
    }

    /** A message of such a mailbox. */
    Message message(UUID mailbox, UUID id, Permission permission) {
        return mailboxes.message(mailbox(mailbox, permission).id(), id).orElseThrow(Problem::notFound);
    }
}
