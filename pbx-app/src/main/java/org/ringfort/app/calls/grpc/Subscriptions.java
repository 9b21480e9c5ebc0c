package org.ringfort.app.calls.grpc;

import java.time.Duration;
import java.util.Optional;
import org.ringfort.app.calls.RegistrationNews;
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

/**
 * Who may be told of what: of a mailbox the devices of its own extension; of an extension's calls, whether it can be reached, and how
 * many phones are registered, every device of its tenant.
 * An extension that is not there and one that is disabled are refused in the same words, and a domain that nobody has is
 * challenged for ever ({@link Registrar#authenticate}).
 *
 * @rfc 3680 4.5
 * @rfc 3842 3
 * @rfc 3856 6.6
 * @rfc 3903 6
 * @rfc 4235 3.6
 * @rfc 6665 4.2.1
 */
@Component
class Subscriptions {
    private static final long USUAL_SECONDS = 3600;
    private static final long SHORTEST_SECONDS = 60;
    /** Of registrations, so that what was missed does not last: every grant brings the whole. */
    private static final long REGISTRATIONS_SECONDS = 600;

    private static final long LATEST_REFRESH_SECONDS = 60;

    private final Registrar registrar;
    private final Extensions extensions;
    private final Mailboxes mailboxes;
    private final RegistrationNews registrations;

    Subscriptions(Registrar registrar, Extensions extensions, Mailboxes mailboxes, RegistrationNews registrations) {
        this.registrations = registrations;
        this.registrar = registrar;
        this.extensions = extensions;
        this.mailboxes = mailboxes;
    }

    SubscribeReply subscribe(SubscribeRequest request) {
        return switch (registrar.authenticate(request.getDomain(), Asked.requester(request))) {
            case Authentication.Challenged(var challenges, var bearer) ->
                SubscribeReply.newBuilder()
                        .setChallenged(Replies.challenged(challenges, bearer))
                        .build();
            case Authentication.Refused(int status, String reason) -> refused(status, reason);
            case Authentication.Proved(Account.Identity who, var until, var certificate) -> subscribe(request, who);
        };
    }

    private SubscribeReply subscribe(SubscribeRequest request, Account.Identity who) {
        long wish = request.getExpiresSeconds() < 0 ? USUAL_SECONDS : request.getExpiresSeconds();
        if (wish > 0 && wish < SHORTEST_SECONDS) {
            return SubscribeReply.newBuilder()
                    .setRefused(Replies.refused(423, "Interval Too Brief").toBuilder()
                            .setMinExpiresSeconds((int) SHORTEST_SECONDS))
                    .build();
        }
        if (request.getRequester().getMethod().equals("PUBLISH")) {
            return published(request, who, Math.min(wish, USUAL_SECONDS));
        }
        return switch (request.getEvent()) {
            case "message-summary" -> mailbox(request, who, Math.min(wish, USUAL_SECONDS));
            case "dialog", "presence" -> colleague(request, who, Math.min(wish, USUAL_SECONDS));
            case "reg" -> phones(request, who, Math.min(wish, REGISTRATIONS_SECONDS));
            default -> refused(489, "Bad Event");
        };
    }

    /** Everybody speaks for himself alone. */
    private SubscribeReply published(SubscribeRequest request, Account.Identity who, long seconds) {
        if (!request.getEvent().equals("presence")) {
            return refused(489, "Bad Event");
        }
        return request.getUser().equals(who.extension())
                ? colleague(request, who, seconds)
                : refused(403, "Not Your Address");
    }

    private SubscribeReply mailbox(SubscribeRequest request, Account.Identity who, long seconds) {
        if (!request.getUser().equals(who.extension())) {
            return refused(403, "Not Your Mailbox");
        }
        return enabled(who, who.extension())
                .filter(extension -> extension.voicemail().enabled())
                .map(extension -> granted(
                        who,
                        extension,
                        seconds,
                        Subscribed.newBuilder()
                                .setMailbox(Replies.counts(mailboxes.counts(who.tenant(), who.extension())))))
                .orElseGet(() -> refused(404, "No Mailbox"));
    }

    private SubscribeReply colleague(SubscribeRequest request, Account.Identity who, long seconds) {
        return enabled(who, request.getUser())
                .map(extension -> granted(who, extension, seconds, Subscribed.newBuilder()))
                .orElseGet(() -> refused(404, "No Such Extension"));
    }

    /** Watched first and read then, so that nothing that happens between the two is missed. */
    private SubscribeReply phones(SubscribeRequest request, Account.Identity who, long seconds) {
        Optional<Extension> extension = enabled(who, request.getUser());
        if (extension.isEmpty()) {
            return refused(404, "No Such Extension");
        }
        if (!registrations.watched(
                who.tenant(), extension.get().number(), Duration.ofSeconds(seconds + LATEST_REFRESH_SECONDS))) {
            return refused(503, "Too Many Subscriptions");
        }
        boolean own = who.extension().equals(extension.get().number());
        var what = Subscribed.newBuilder();
        registrar.of(who.tenant(), extension.get().id().value()).stream()
                .map(Replies::phone)
                .map(phone -> own ? phone : phone.toBuilder().clearInstanceId().build())
                .forEach(what::addPhones);
        return granted(who, extension.get(), seconds, what);
    }

    private Optional<Extension> enabled(Account.Identity who, String number) {
        return extensions.byNumber(who.tenant(), number).filter(Extension::enabled);
    }

    private static SubscribeReply granted(
            Account.Identity who, Extension watched, long seconds, Subscribed.Builder what) {
        return SubscribeReply.newBuilder()
                .setSubscribed(what.setTenantId(who.tenant().toString())
                        .setExtension(watched.number())
                        .setDisplayName(watched.displayName())
                        .setWatcher(who.extension())
                        .setExpiresSeconds((int) seconds))
                .build();
    }

    private static SubscribeReply refused(int status, String reason) {
        return SubscribeReply.newBuilder()
                .setRefused(Replies.refused(status, reason))
                .build();
    }
}
