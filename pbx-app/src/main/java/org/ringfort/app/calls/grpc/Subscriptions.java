package org.ringfort.app.calls.grpc;

import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.registrar.Account;
import org.ringfort.app.registrar.Authentication;
import org.ringfort.app.registrar.Registrar;
import org.ringfort.app.voicemail.Mailboxes;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.SubscribeRequest;
import org.ringfort.contract.control.v1.Subscribed;
import org.springframework.stereotype.Component;

/** Who may be told of a mailbox: the devices of its own extension.
 *  @rfc 3842 3 */
@Component
class Subscriptions {
    private static final long USUAL_SECONDS = 3600;
    private static final long SHORTEST_SECONDS = 60;

    private final Registrar registrar;
    private final Extensions extensions;
    private final Mailboxes mailboxes;

    Subscriptions(Registrar registrar, Extensions extensions, Mailboxes mailboxes) {
        this.registrar = registrar;
        this.extensions = extensions;
        this.mailboxes = mailboxes;
    }

    SubscribeReply subscribe(SubscribeRequest request) {
        return switch (registrar.authenticate(request.getDomain(), Asked.requester(request.getRequester()))) {
            case Authentication.Challenged(var challenges) ->
                SubscribeReply.newBuilder()
                        .setChallenged(Answers.challenged(challenges))
                        .build();
            case Authentication.Refused(int status, String reason) -> refused(status, reason);
            case Authentication.Proved(Account.Identity who) -> subscribe(request, who);
        };
    }

    private SubscribeReply subscribe(SubscribeRequest request, Account.Identity who) {
        if (!request.getEvent().equals("message-summary")) {
            return refused(489, "Bad Event");
        }
        if (!request.getUser().equals(who.extension())) {
            return refused(403, "Not Your Mailbox");
        }
        if (extensions
                .byNumber(who.tenant(), who.extension())
                .filter(Extension::enabled)
                .filter(extension -> extension.voicemail().enabled())
                .isEmpty()) {
            return refused(404, "No Mailbox");
        }
        long wish = request.getExpiresSeconds() < 0 ? USUAL_SECONDS : request.getExpiresSeconds();
        long granted = wish == 0 ? 0 : Math.clamp(wish, SHORTEST_SECONDS, USUAL_SECONDS);
        return SubscribeReply.newBuilder()
                .setSubscribed(Subscribed.newBuilder()
                        .setTenantId(who.tenant().toString())
                        .setExtension(who.extension())
                        .setExpiresSeconds((int) granted)
                        .setMailbox(Answers.counts(mailboxes.counts(who.tenant(), who.extension()))))
                .build();
    }

    private static SubscribeReply refused(int status, String reason) {
        return SubscribeReply.newBuilder()
                .setRefused(Answers.refused(status, reason))
                .build();
    }
}
