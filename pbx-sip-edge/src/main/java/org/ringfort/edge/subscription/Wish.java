package org.ringfort.edge.subscription;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.SubscribeRequest;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.controlplane.SipAnswers;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.peer.Asked;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Event;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.RawHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a SUBSCRIBE asks for. What was read of the first holds for all that refresh it: whoever they name, the app is asked about
 * the same.
 *
 * @param event as it came, to be said in each NOTIFY
 * @param watched the address-of-record: user and host of To
 */
record Wish(Event event, EventPackage kind, SipUri watched) {
    private static final Logger LOG = LoggerFactory.getLogger(Wish.class);

    /** Reads the first of a subscription; empty where it has been refused. */
    static Optional<Wish> read(ServerTransaction transaction, Subscriptions all) {
        SipRequest request = transaction.request();
        Optional<Event> event = request.headers().event();
        Optional<EventPackage> kind = event.flatMap(named -> all.eventPackage(named.type()));
        if (event.isEmpty() || kind.isEmpty()) {
            refuseEvent(transaction, all);
            return Optional.empty();
        }
        if (!takes(request, kind.get())) {
            refuse(transaction, Status.NOT_ACCEPTABLE, "takes nothing of what would be told");
            return Optional.empty();
        }
        if (!(request.requestUri() instanceof SipUri asked)) {
            refuse(transaction, Status.UNSUPPORTED_URI_SCHEME, "Request-URI is no SIP URI");
            return Optional.empty();
        }
        SipUri named = request.headers().to().sipUri().orElse(asked);
        return Optional.of(new Wish(event.get(), kind.get(), SipUri.of(named.userText(), named.host())));
    }

    /** The domain of whom it watches. */
    static Optional<String> domain(SipRequest request) {
        return request.headers()
                .to()
                .sipUri()
                .or(() -> request.requestUri() instanceof SipUri asked ? Optional.of(asked) : Optional.empty())
                .map(named -> named.host().text());
    }

    /** Whether the phone takes what is told; where it says nothing, it does. */
    private static boolean takes(SipRequest request, EventPackage kind) {
        String accepted = request.headers().text(HeaderName.ACCEPT).orElse("");
        String type = kind.type().type() + "/";
        return accepted.isBlank()
                || accepted.contains(type + kind.type().subtype())
                || accepted.contains(type + "*")
                || accepted.contains("*/*");
    }

    /** Whether a request in the dialog is about this; where it is not, it has been refused. */
    boolean isMeantBy(ServerTransaction transaction, Subscriptions all) {
        Optional<Event> named = transaction.request().headers().event();
        if (named.isEmpty() || !named.get().type().equals(event.type())) {
            refuseEvent(transaction, all);
            return false;
        }
        if (!named.get().id().equals(event.id())) {
            refuse(transaction, Status.CALL_DOES_NOT_EXIST, "no such subscription in the dialog");
            return false;
        }
        return true;
    }

    /** Asks the app; where it does not grant, the phone has been answered. */
    Optional<Subscribed> authorised(ServerTransaction transaction, Subscriptions all) {
        SipRequest request = transaction.request();
        var asking = SubscribeRequest.newBuilder()
                .setRequester(RequestFacts.requester(request, transaction.flow()))
                .setDomain(watched.host().text())
                .setUser(watched.userText())
                .setEvent(event.type())
                .setExpiresSeconds(request.headers().expires().orElse(-1))
                .setEdgeId(all.edgeId());
        return switch (all.app().subscribe(asking.build())) {
            case Asked.Answered<SubscribeReply>(var reply) -> granted(transaction, reply);
            case Asked.Unavailable<SubscribeReply>(var why) -> {
                logRefusal(transaction, 503, "app unavailable: " + why);
                transaction.respond(
                        SipAnswers.unavailable(transaction.response(Status.SERVICE_UNAVAILABLE), all.random()));
                yield Optional.empty();
            }
        };
    }

    private static Optional<Subscribed> granted(ServerTransaction transaction, SubscribeReply reply) {
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

    private static void refuseEvent(ServerTransaction transaction, Subscriptions all) {
        logRefusal(transaction, Status.BAD_EVENT.code(), "no event that is known here");
        transaction.respond(transaction
                .response(Status.BAD_EVENT)
                .with(RawHeader.of(HeaderName.ALLOW_EVENTS.text(), String.join(", ", all.events()))));
    }

    private static void refuse(ServerTransaction transaction, Status status, String why) {
        logRefusal(transaction, status.code(), why);
        transaction.respond(status);
    }

    void log(ServerTransaction transaction, Subscribed granted) {
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.SUBSCRIPTION_CHANGED)
                .addKeyValue(Fields.SOURCE_IP, transaction.flow().remoteAddress())
                .addKeyValue(Fields.TENANT, granted.getTenantId())
                .addKeyValue(Fields.EXTENSION, granted.getExtension())
                .addKeyValue("ringfort.watcher", granted.getWatcher())
                .addKeyValue("ringfort.sip.event", event.type())
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
