package org.ringfort.edge.publication;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.SubscribeRequest;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.edge.controlplane.ControlPlane;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.controlplane.SipAnswers;
import org.ringfort.edge.lamps.Announcements;
import org.ringfort.edge.lamps.Announcements.Outcome;
import org.ringfort.edge.lamps.Announcements.Said;
import org.ringfort.edge.lamps.Place;
import org.ringfort.edge.loop.RequestHandler;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.peer.Asked;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Event;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.RetryAfter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What phones say of the presence of their own extension. Each PUBLISH is authorised by the app, and its body read only then; what
 * was understood is kept by {@link Announcements} and told to those who watch.
 *
 * @rfc 3903 6
 */
public final class Publications implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Publications.class);
    private static final String PRESENCE = "presence";
    private static final ContentType PIDF = ContentType.of("application", "pidf+xml");
    private static final HeaderName IF_MATCH = HeaderName.of("SIP-If-Match");
    private static final String ETAG = "SIP-ETag";
    private static final int MOST_UNDER_WAY = 1_000;
    /** Octets. */
    private static final int LONGEST_BODY = 16_384;

    private static final int LONGEST_TAG = 64;

    private final ControlPlane app;
    private final Announcements announcements;
    private final String edgeId;
    private final RandomGenerator random;
    private final AtomicInteger underWay = new AtomicInteger();

    public Publications(ControlPlane app, Announcements announcements, String edgeId, RandomGenerator random) {
        this.app = app;
        this.announcements = announcements;
        this.edgeId = edgeId;
        this.random = random;
    }

    @Override
    public void handle(ServerTransaction transaction) {
        if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
            underWay.decrementAndGet();
            transaction.respond(SipAnswers.unavailable(transaction.response(Status.SERVICE_UNAVAILABLE), random));
            return;
        }
        Thread.ofVirtual().name("publication").start(() -> {
            try {
                answer(transaction);
            } finally {
                underWay.decrementAndGet();
            }
        });
    }

    /** What a PUBLISH is about, before anybody knows who says it. */
    private record Wish(SipUri whom, Optional<String> tag) {}

    private void answer(ServerTransaction transaction) {
        read(transaction)
                .ifPresent(wish -> authorised(transaction, wish).ifPresent(granted -> {
                    boolean body = !transaction.request().body().isEmpty();
                    Optional<Said> said =
                            body ? PidfReading.read(transaction.request().body()) : Optional.empty();
                    if (body && said.isEmpty()) {
                        refuse(transaction, Status.BAD_REQUEST, "body is no presence that is read here");
                    } else {
                        keep(transaction, wish, granted, said);
                    }
                }));
    }

    /** Empty where it has been refused. */
    private Optional<Wish> read(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        List<Header> tags = request.headers().all(IF_MATCH);
        boolean empty = request.body().isEmpty();
        if (request.headers().event().map(Event::type).filter(PRESENCE::equals).isEmpty()) {
            refuse(
                    transaction,
                    Status.BAD_EVENT,
                    "nothing is published but presence",
                    RawHeader.of(HeaderName.ALLOW_EVENTS.text(), PRESENCE));
        } else if (!(request.requestUri() instanceof SipUri)) {
            refuse(transaction, Status.UNSUPPORTED_URI_SCHEME, "Request-URI is no SIP URI");
        } else if (tags.size() > 1
                || tags.stream().anyMatch(tag -> tag.value().text().strip().length() > LONGEST_TAG)) {
            refuse(transaction, Status.BAD_REQUEST, "more than one tag, or none of ours");
        } else if (empty && tags.isEmpty()) {
            refuse(transaction, Status.BAD_REQUEST, "nothing is said");
        } else if (!empty
                && request.headers().contentType().filter(type -> type.is(PIDF)).isEmpty()) {
            refuse(
                    transaction,
                    Status.UNSUPPORTED_MEDIA_TYPE,
                    "body is no presence",
                    RawHeader.of("Accept", "application/pidf+xml"));
        } else if (request.body().view().remaining() > LONGEST_BODY) {
            refuse(transaction, Status.REQUEST_ENTITY_TOO_LARGE, "body is too long");
        } else {
            return Optional.of(new Wish(
                    (SipUri) request.requestUri(),
                    tags.stream().map(tag -> tag.value().text().strip()).findFirst()));
        }
        return Optional.empty();
    }

    /** Asks the app; where it does not grant, the phone has been answered. */
    private Optional<Subscribed> authorised(ServerTransaction transaction, Wish wish) {
        SipRequest request = transaction.request();
        var asking = SubscribeRequest.newBuilder()
                .setRequester(RequestFacts.requester(request, transaction.flow()))
                .setDomain(wish.whom().host().text())
                .setUser(wish.whom().userText())
                .setEvent(PRESENCE)
                .setExpiresSeconds(request.headers().expires().orElse(-1))
                .setEdgeId(edgeId);
        return switch (app.subscribe(asking.build())) {
            case Asked.Answered<SubscribeReply>(var reply) -> granted(transaction, reply);
            case Asked.Unavailable<SubscribeReply>(var why) -> {
                log(transaction, 503, "app unavailable: " + why);
                transaction.respond(SipAnswers.unavailable(transaction.response(Status.SERVICE_UNAVAILABLE), random));
                yield Optional.empty();
            }
        };
    }

    private static Optional<Subscribed> granted(ServerTransaction transaction, SubscribeReply reply) {
        switch (reply.getOutcomeCase()) {
            case SUBSCRIBED -> {
                Subscribed granted = reply.getSubscribed();
                if (granted.getWatcher().equals(granted.getExtension())) {
                    return Optional.of(granted);
                }
                refuse(transaction, Status.FORBIDDEN, "nobody speaks for another");
            }
            case CHALLENGED ->
                transaction.respond(
                        SipAnswers.challenged(transaction.response(Status.UNAUTHORIZED), reply.getChallenged()));
            case REFUSED -> {
                Status status = SipAnswers.status(reply.getRefused());
                log(transaction, status.code(), reply.getRefused().getReason());
                transaction.respond(SipAnswers.refused(transaction.response(status), reply.getRefused()));
            }
            case OUTCOME_NOT_SET -> transaction.respond(Status.SERVER_INTERNAL_ERROR);
        }
        return Optional.empty();
    }

    private void keep(ServerTransaction transaction, Wish wish, Subscribed granted, Optional<Said> said) {
        var place = new Place(granted.getTenantId(), granted.getExtension());
        var length = Duration.ofSeconds(granted.getExpiresSeconds());
        Outcome outcome;
        if (wish.tag().isEmpty()) {
            outcome = announcements.say(place, said.orElseThrow(), length);
        } else if (length.isZero()) {
            outcome = announcements.takeBack(place, wish.tag().get());
        } else {
            outcome = announcements.again(place, wish.tag().get(), said, length);
        }
        switch (outcome) {
            case Outcome.Kept(var tag) ->
                transaction.respond(transaction
                        .response(Status.OK)
                        .with(RawHeader.of(ETAG, tag))
                        .with(new Expires(granted.getExpiresSeconds())));
            case Outcome.NoSuch() -> refuse(transaction, Status.of(412), "nothing is known under that tag");
            case Outcome.TooOften() -> {
                int seconds = (int) Announcements.patienceSeconds();
                refuse(
                        transaction,
                        Status.SERVICE_UNAVAILABLE,
                        "changes too often",
                        new RetryAfter(random.nextInt(seconds, 2 * seconds)));
            }
        }
    }

    private static void refuse(ServerTransaction transaction, Status status, String why, Header... more) {
        log(transaction, status.code(), why);
        var response = transaction.response(status);
        for (Header header : more) {
            response = response.with(header);
        }
        transaction.respond(response);
    }

    private static void log(ServerTransaction transaction, int status, String why) {
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.PUBLICATION_REFUSED)
                .addKeyValue(Fields.SOURCE_IP, transaction.flow().remoteAddress())
                .addKeyValue(Fields.SIP_STATUS, status)
                .addKeyValue(Fields.EVENT_REASON, why)
                .log("publication refused");
    }
}
