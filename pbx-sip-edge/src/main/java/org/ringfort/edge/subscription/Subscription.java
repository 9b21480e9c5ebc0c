package org.ringfort.edge.subscription;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.MailboxCounts;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.SubscribeRequest;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.edge.controlplane.ControlPlane;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.controlplane.SipAnswers;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.peer.Asked;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Event;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.SubscriptionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One phone's subscription to one mailbox, from the first SUBSCRIBE to the last NOTIFY, on one virtual thread that reads
 * top to bottom. Every SUBSCRIBE of it, the refreshing ones too, is authorised by the app.
 *
 * @rfc 6665 4.2
 */
final class Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final int MOST_WAITING = 64;

    /** What happens to it. */
    private sealed interface News {
        record Sip(SipEvent event) implements News {}

        record Counts(MailboxCounts counts) implements News {}
    }

    private final ControlPlane app;
    private final String edgeId;
    private final RandomGenerator random;
    private final MailboxSubscriptions all;
    private final BlockingQueue<News> news = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile String flow = "";
    private MailboxCounts counts = MailboxCounts.getDefaultInstance();
    private String account = "";
    private long endsAt;

    Subscription(ControlPlane app, String edgeId, RandomGenerator random, MailboxSubscriptions all) {
        this.app = app;
        this.edgeId = edgeId;
        this.random = random;
        this.all = all;
    }

    /** Any thread. A change too many is dropped: the one that fills the queue is followed by a NOTIFY of the latest taken. */
    @SuppressWarnings("unused")
    void changed(MailboxCounts now) {
        boolean taken = news.offer(new News.Counts(now));
    }

    /** Token of the flow on which the phone is told; any thread. */
    String flow() {
        return flow;
    }

    void converse(ServerTransaction first) {
        Optional<Refusal> unreadable = unreadable(first.request());
        if (unreadable.isPresent()) {
            refuse(first, unreadable.get());
            return;
        }
        Optional<Subscribed> authorised = authorise(first);
        if (authorised.isEmpty()) {
            return;
        }
        Subscribed granted = authorised.get();
        var mailbox = new MailboxSubscriptions.Mailbox(granted.getTenantId(), granted.getExtension());
        if (!all.watch(mailbox, this)) {
            first.respond(SipAnswers.unavailable(first.response(Status.SERVICE_UNAVAILABLE), random));
            return;
        }
        Dialog dialog = first.openDialog(this::post);
        try {
            flow = first.flow().token();
            account = account(first.request());
            Event event = first.request().headers().event().orElse(Event.of(MessageSummary.EVENT));
            accept(first, granted);
            log(first, granted);
            untilOver(dialog, event);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            all.unwatch(mailbox, this);
            dialog.close();
        }
    }

    /** NOTIFY now and whenever the counts change, until it expires, is ended, or the phone is gone. */
    private void untilOver(Dialog dialog, Event event) throws InterruptedException {
        boolean alive = say(dialog, event);
        boolean lastOnItsWay = !alive;
        while (alive) {
            News next = news.poll(Math.max(0, endsAt - System.nanoTime()), TimeUnit.NANOSECONDS);
            alive = switch (next) {
                case null -> say(dialog, event);
                case News.Counts(var now) -> {
                    counts = now;
                    yield say(dialog, event);
                }
                case News.Sip(SipEvent.Request(var in, var request)) -> asked(in, request, event);
                case News.Sip(SipEvent.Response(var to, var response, var in)) ->
                    !response.status().isFailure();
                case News.Sip(SipEvent.Failed failed) -> false;
                case News.Sip(SipEvent.FlowLost lost) -> false; // it subscribes again when it comes back
                case News.Sip other -> true;
            };
            lastOnItsWay = !alive && endsAt - System.nanoTime() < TimeUnit.SECONDS.toNanos(1);
        }
        if (lastOnItsWay) {
            awaitLastAnswer();
        }
    }

    /** NOTIFY of what is; false where that was the last one. */
    private boolean say(Dialog dialog, Event event) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(endsAt - System.nanoTime());
        boolean over = seconds <= 0;
        var state = over ? SubscriptionState.terminated("timeout") : SubscriptionState.active(seconds);
        dialog.request(Method.NOTIFY, MessageSummary.headers(event, state), MessageSummary.body(counts, account));
        return !over;
    }

    /** The last NOTIFY may wait for its answer as long as its transaction does; nothing is held up meanwhile. */
    private void awaitLastAnswer() throws InterruptedException {
        long patience = System.nanoTime() + Duration.ofSeconds(33).toNanos();
        while (true) {
            News next = news.poll(patience - System.nanoTime(), TimeUnit.NANOSECONDS);
            switch (next) {
                case null -> {
                    return;
                }
                case News.Sip(SipEvent.Response answer) -> {
                    return;
                }
                case News.Sip(SipEvent.Failed failed) -> {
                    return;
                }
                case News.Sip(SipEvent.FlowLost lost) -> {
                    return;
                }
                case News.Sip(SipEvent.Request(var in, var late)) -> late.respond(Status.CALL_DOES_NOT_EXIST);
                case News.Sip other -> {}
                case News.Counts more -> {}
            }
        }
    }

    /** A request in the dialog; false where the subscription is over. */
    private boolean asked(Dialog dialog, ServerTransaction transaction, Event event) {
        if (!transaction.request().is(Method.SUBSCRIBE)) {
            transaction.respond(Status.METHOD_NOT_ALLOWED);
            return true;
        }
        Optional<Refusal> unreadable = unreadable(transaction.request());
        if (unreadable.isPresent()) {
            refuse(transaction, unreadable.get());
            return true;
        }
        Optional<Subscribed> granted = authorise(transaction);
        if (granted.isEmpty()) {
            return true; // refused: what was granted before still stands
        }
        flow = transaction.flow().token();
        accept(transaction, granted.get());
        return say(dialog, event);
    }

    private void accept(ServerTransaction transaction, Subscribed granted) {
        counts = granted.getMailbox();
        endsAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(granted.getExpiresSeconds());
        transaction.respond(transaction
                .response(Status.OK)
                .with(new Expires(granted.getExpiresSeconds()))
                .with(Contact.of(transaction.flow().contact(granted.getExtension()))));
        if (granted.getExpiresSeconds() > 0) {
            endsAt += TimeUnit.MILLISECONDS.toNanos(500); // so that the first NOTIFY says the whole of it
        }
    }

    /** A refusal that needs no app. */
    private record Refusal(Status status, String why) {}

    private static Optional<Refusal> unreadable(SipRequest request) {
        Optional<Event> event = request.headers().event();
        if (event.isEmpty() || !event.get().type().equals(MessageSummary.EVENT)) {
            return Optional.of(new Refusal(Status.BAD_EVENT, "event is not message-summary"));
        }
        if (!(request.requestUri() instanceof SipUri)) {
            return Optional.of(new Refusal(Status.UNSUPPORTED_URI_SCHEME, "Request-URI is no SIP URI"));
        }
        return Optional.empty();
    }

    private static void refuse(ServerTransaction transaction, Refusal refusal) {
        logRefusal(transaction, refusal.status().code(), refusal.why());
        var response = transaction.response(refusal.status());
        transaction.respond(
                refusal.status().equals(Status.BAD_EVENT)
                        ? response.with(RawHeader.of(HeaderName.ALLOW_EVENTS.text(), MessageSummary.EVENT))
                        : response);
    }

    /** Asks the app; where it does not grant, the phone has been answered. */
    private Optional<Subscribed> authorise(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        SipUri asked = watched(request);
        var asking = SubscribeRequest.newBuilder()
                .setRequester(RequestFacts.requester(request, transaction.flow()))
                .setDomain(asked.host().text())
                .setUser(asked.userText())
                .setEvent(MessageSummary.EVENT)
                .setExpiresSeconds(request.headers().expires().orElse(-1))
                .setEdgeId(edgeId);
        return switch (app.subscribe(asking.build())) {
            case Asked.Answered<SubscribeReply>(var reply) -> granted(transaction, reply);
            case Asked.Unavailable<SubscribeReply>(var why) -> {
                logRefusal(transaction, 503, "app unavailable: " + why);
                transaction.respond(SipAnswers.unavailable(transaction.response(Status.SERVICE_UNAVAILABLE), random));
                yield Optional.empty();
            }
        };
    }

    /** Whose mailbox: a refresh is sent to our Contact, so To says it in both cases. */
    private static SipUri watched(SipRequest request) {
        return request.headers().to().sipUri().orElseGet(() -> (SipUri) request.requestUri());
    }

    private Optional<Subscribed> granted(ServerTransaction transaction, SubscribeReply reply) {
        switch (reply.getOutcomeCase()) {
            case SUBSCRIBED -> {
                return Optional.of(reply.getSubscribed());
            }
            case CHALLENGED ->
                transaction.respond(
                        SipAnswers.challenged(transaction.response(Status.UNAUTHORIZED), reply.getChallenged()));
            case REFUSED -> {
                Status status = SipAnswers.status(reply.getRefused());
                logRefusal(transaction, status.code(), reply.getRefused().getReason());
                transaction.respond(SipAnswers.refused(transaction.response(status), reply.getRefused()));
            }
            case OUTCOME_NOT_SET -> transaction.respond(Status.SERVER_INTERNAL_ERROR);
        }
        return Optional.empty();
    }

    private static String account(SipRequest request) {
        SipUri watched = watched(request);
        return SipUri.of(watched.userText(), watched.host()).toString();
    }

    @SuppressWarnings("unused")
    private void post(SipEvent event) {
        boolean taken = news.offer(new News.Sip(event)); // one too many: the peer repeats, or the transaction times out
    }

    private static void log(ServerTransaction transaction, Subscribed granted) {
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.SUBSCRIPTION_CHANGED)
                .addKeyValue(Fields.SOURCE_IP, transaction.flow().remoteAddress())
                .addKeyValue(Fields.TENANT, granted.getTenantId())
                .addKeyValue(Fields.EXTENSION, granted.getExtension())
                .log("subscribed");
    }

    private static void logRefusal(ServerTransaction transaction, int status, @Nullable String why) {
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.SUBSCRIPTION_REFUSED)
                .addKeyValue(Fields.SOURCE_IP, transaction.flow().remoteAddress())
                .addKeyValue(Fields.SIP_STATUS, status)
                .addKeyValue(Fields.EVENT_REASON, why)
                .log("subscription refused");
    }
}
