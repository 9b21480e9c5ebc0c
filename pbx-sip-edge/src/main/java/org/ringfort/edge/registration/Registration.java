package org.ringfort.edge.registration;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.BoundContact;
import org.ringfort.contract.control.v1.DropFlows;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.edge.controlplane.ControlPlane;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.controlplane.SipAnswers;
import org.ringfort.edge.lamps.Place;
import org.ringfort.edge.lamps.Reachable;
import org.ringfort.edge.loop.RequestHandler;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.Signalling;
import org.ringfort.edge.overload.WorkWindow;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.transport.Flow;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.Path;
import org.ringfort.protocol.sip.header.RawHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * REGISTER: read, asked of the app, answered.
 *
 * <p>Requests of one Call-ID on one flow are carried out one after another, in the order they came; others are not held up
 * by them. No thread waits for the app. Both the number of requests under way (by how long they take) and those waiting behind
 * one another have bounds, beyond which the phone hears 503.
 *
 * <p>A flow that carries a binding is remembered until it closes, so that the app hears of it; a stranger's is not.
 *
 * @rfc 3261 10.3
 * @rfc 5626 6
 * @rfc 5627 5.2
 */
public final class Registration implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    /** Phones ask again after a second where they came by UDP, and give up after 32; many come at once where an edge starts. */
    private static final WorkWindow.Settings AT_ONCE =
            new WorkWindow.Settings(64, 512, 10_000, Duration.ofSeconds(1), Duration.ofMillis(500));

    private static final int MOST_IN_ONE_LINE = 8;

    /**
     * How often a phone is to keep its connection alive, in seconds: what keeps most NATs open. A connection may always be silent for
     * longer than that ({@code connection.idle} is three minutes at the least).
     *
     * @rfc 5626 4.4.1
     */
    private static final RawHeader FLOW_TIMER = RawHeader.of("Flow-Timer", "120");

    /** What must stay in order. */
    private record Line(String flow, String callId) {}

    private record Pending(ServerTransaction transaction, WorkWindow.Turn turn) {}

    private final ControlPlane app;
    private final Signalling signalling;
    private final Reachable reachable;
    private final String edgeId;
    private final String incarnation;
    private final RandomGenerator random;
    private final Map<Line, ArrayDeque<Pending>> lines = new ConcurrentHashMap<>();
    private final Set<String> boundFlows = ConcurrentHashMap.newKeySet();
    private final WorkWindow window = new WorkWindow(AT_ONCE);
    private final LongAdder refusedForLoad = new LongAdder();

    public Registration(
            ControlPlane app,
            Signalling signalling,
            Reachable reachable,
            String edgeId,
            String incarnation,
            RandomGenerator random) {
        this.app = app;
        this.signalling = signalling;
        this.reachable = reachable;
        this.edgeId = edgeId;
        this.incarnation = incarnation;
        this.random = random;
    }

    @Override
    public void handle(ServerTransaction transaction) {
        Optional<WorkWindow.Turn> turn = window.enter();
        if (turn.isEmpty()) {
            overloaded(transaction);
            return;
        }
        var pending = new Pending(transaction, turn.get());
        var line = new Line(
                transaction.flow().token(), transaction.request().headers().callId());
        boolean[] first = new boolean[1];
        lines.compute(line, (key, waiting) -> {
            if (waiting == null) {
                first[0] = true;
                return new ArrayDeque<>(2); // of those behind it
            }
            if (waiting.size() >= MOST_IN_ONE_LINE) {
                pending.turn().uncounted();
                pending.turn().done();
                overloaded(transaction);
            } else {
                waiting.add(pending);
            }
            return waiting;
        });
        if (first[0]) {
            carryOut(line, pending);
        }
    }

    @Override
    public List<Header> challenges(SipRequest request, Flow flow) {
        return request.headers().authorizations().isEmpty()
                        && RegisterReading.of(request, flow) instanceof RegisterReading.Ask ask
                ? app.challenges(ask.request().getDomain(), request, flow)
                : List.of();
    }

    /** A connection is closed: whatever was bound to it is reached no more. */
    public void flowClosed(Flow flow) {
        if (boundFlows.remove(flow.token())) {
            reachable.flowClosed(flow.token());
            app.help().flowClosed(flow.token());
            app.flowClosed(flow.token());
        }
    }

    /** The app revokes what these connections were trusted for. */
    public void dropFlows(DropFlows order) {
        for (String token : order.getFlowsList()) {
            app.help().flowClosed(token);
            signalling.flow(token).ifPresent(flow -> signalling.close(flow, "revoked"));
        }
    }

    /** Requests being carried out or waiting. */
    public int underWay() {
        return window.underWay();
    }

    /** Connections that carry a binding. */
    public int boundFlows() {
        return boundFlows.size();
    }

    /** So many requests may be under way. */
    public WorkWindow window() {
        return window;
    }

    /** Requests answered 503 because too many were under way. */
    public long refusedForLoad() {
        return refusedForLoad.sum();
    }

    private void overloaded(ServerTransaction transaction) {
        refusedForLoad.increment();
        transaction.respond(SipAnswers.unavailable(transaction.response(Status.SERVICE_UNAVAILABLE), random));
    }

    /** Reads and asks; on the loop, or on the thread of who was before it in its line. Never blocks. */
    private void carryOut(Line line, Pending pending) {
        ServerTransaction transaction = pending.transaction();
        try {
            switch (RegisterReading.of(transaction.request(), transaction.flow())) {
                case RegisterReading.Refuse refuse -> {
                    pending.turn().uncounted();
                    aside(line, pending, () -> refuse(transaction, refuse));
                }
                case RegisterReading.Ask ask ->
                    app.bind(
                            ask.request()
                                    .setEdgeId(edgeId)
                                    .setIncarnation(incarnation)
                                    .build(),
                            asked -> answered(line, pending, asked));
            }
        } catch (RuntimeException bug) {
            aside(line, pending, () -> {
                throw bug;
            });
        }
    }

    /** What writes no log line is answered on gRPC's thread, all else aside: a log may have to wait for who reads it. */
    private void answered(Line line, Pending pending, Asked<BindReply> asked) {
        ServerTransaction transaction = pending.transaction();
        boolean bound = asked instanceof Asked.Answered<BindReply>(var reply) && reply.hasBound();
        boolean first = asked instanceof Asked.Answered<BindReply>(var reply)
                && reply.hasChallenged()
                && transaction.request().headers().authorizations().isEmpty();
        if (bound || first) {
            finish(line, pending, () -> answer(transaction, asked));
        } else {
            aside(line, pending, () -> answer(transaction, asked));
        }
    }

    private void aside(Line line, Pending pending, Runnable work) {
        Thread.ofVirtual().name("register").start(() -> finish(line, pending, work));
    }

    /** Does the last of a request; then it is the turn of the next in its line, if any waits. */
    private void finish(Line line, Pending pending, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException bug) {
            log(LOG.atError().setCause(bug), pending.transaction(), Events.REGISTRATION_FAILED)
                    .log("fault while registering");
            pending.transaction().respond(Status.SERVER_INTERNAL_ERROR);
        } finally {
            pending.turn().done();
            next(line).ifPresent(waiting -> carryOut(line, waiting));
        }
    }

    private Optional<Pending> next(Line line) {
        Pending[] next = new Pending[1];
        lines.computeIfPresent(line, (_, waiting) -> {
            next[0] = waiting.poll();
            return next[0] == null ? null : waiting;
        });
        return Optional.ofNullable(next[0]);
    }

    private void refuse(ServerTransaction transaction, RegisterReading.Refuse refuse) {
        refusal(transaction, refuse.status().code(), refuse.why());
        report(transaction, refuse.why());
        SipResponse response = transaction.response(refuse.status());
        for (Header header : refuse.more()) {
            response = response.with(header);
        }
        transaction.respond(response);
    }

    private void answer(ServerTransaction transaction, Asked<BindReply> asked) {
        switch (asked) {
            case Asked.Unavailable<BindReply>(var why) -> {
                refusal(transaction, 503, "app unavailable: " + why);
                transaction.respond(SipAnswers.unavailable(transaction.response(Status.SERVICE_UNAVAILABLE), random));
            }
            case Asked.Answered<BindReply>(var reply) -> answer(transaction, reply);
        }
    }

    private void answer(ServerTransaction transaction, BindReply reply) {
        switch (reply.getOutcomeCase()) {
            case CHALLENGED -> {
                if (!transaction.request().headers().authorizations().isEmpty()) {
                    refusal(transaction, 401, "credentials not accepted");
                }
                transaction.respond(
                        SipAnswers.challenged(transaction.response(Status.UNAUTHORIZED), reply.getChallenged()));
            }
            case BOUND -> {
                bound(transaction, reply.getBound());
                transaction.respond(success(transaction, reply.getBound()));
            }
            case REFUSED -> {
                Status status = SipAnswers.status(reply.getRefused());
                refusal(transaction, status.code(), reply.getRefused().getReason());
                transaction.respond(SipAnswers.refused(transaction.response(status), reply.getRefused()));
            }
            case OUTCOME_NOT_SET -> {
                refusal(transaction, 500, "the app said nothing we know");
                transaction.respond(Status.SERVER_INTERNAL_ERROR);
            }
        }
    }

    private void bound(ServerTransaction transaction, Bound bound) {
        Flow flow = transaction.flow();
        reached(transaction, bound);
        if (flow.transport().isReliable() && bound.getContactsCount() > 0) {
            boundFlows.add(flow.token());
            if (signalling.flow(flow.token()).isEmpty()) {
                flowClosed(flow); // it closed while the app was committing
            }
        }
    }

    /** Those who watch the extension are told by us. A query changes nothing. */
    private void reached(ServerTransaction transaction, Bound bound) {
        var place = new Place(bound.getTenantId(), bound.getExtension());
        List<Contact> contacts = transaction.request().headers().contacts();
        long wish = transaction.request().headers().expires().orElse(1);
        boolean stays = contacts.stream()
                .anyMatch(contact ->
                        contact instanceof Contact.At at && at.expires().orElse(wish) > 0);
        if (bound.getContactsCount() == 0) {
            reachable.cleared(place);
            app.help().unregistered(transaction.flow(), bound);
        } else if (stays) {
            int seconds = bound.getContactsList().stream()
                    .mapToInt(BoundContact::getExpiresSeconds)
                    .max()
                    .orElse(0);
            reachable.bound(place, transaction.flow().token(), Duration.ofSeconds(seconds));
            String domain = RequestFacts.domain(transaction.request());
            app.help().registered(transaction.flow(), domain, bound, Duration.ofSeconds(seconds));
        } else if (!contacts.isEmpty()) {
            reachable.unbound(place, transaction.flow().token());
            app.help().unregistered(transaction.flow(), bound);
        }
    }

    private static SipResponse success(ServerTransaction transaction, Bound bound) {
        SipRequest request = transaction.request();
        SipResponse ok = transaction.response(Status.OK);
        var headers = ok.headers().toBuilder();
        if (RegisterReading.usesOutbound(request, transaction.flow())) {
            headers.add(OptionTags.require(RegisterReading.OUTBOUND));
            if (RegisterReading.isFirstHop(request)) {
                headers.add(FLOW_TIMER);
            }
        }
        if (request.headers().understands(RegisterReading.PATH)) {
            headers.addAll(request.headers().all(Path.class));
        }
        bound.getContactsList().forEach(contact -> headers.add(contact(contact)));
        return ok.withHeaders(headers.build());
    }

    private static Optional<Contact.At> contact(BoundContact bound) {
        return Uri.parse(bound.getUri()).map(uri -> {
            var at = new Contact.At(NameAddress.of(uri)).withExpires(bound.getExpiresSeconds());
            if (bound.getQ() < 1000) {
                at = at.with("q", String.format(Locale.ROOT, "0.%03d", bound.getQ()));
            }
            if (!bound.getInstanceId().isEmpty()) {
                at = at.with("+sip.instance", "<" + bound.getInstanceId() + ">");
            }
            if (bound.getRegId() > 0) {
                at = at.with("reg-id", Integer.toString(bound.getRegId()));
            }
            if (!bound.getPublicGruu().isEmpty()) {
                at = at.with("pub-gruu", bound.getPublicGruu());
            }
            if (!bound.getTemporaryGruu().isEmpty()) {
                at = at.with("temp-gruu", bound.getTemporaryGruu());
            }
            return at;
        });
    }

    /** What we refuse ourselves the app would never hear of; what it refuses it has written down already. */
    private void report(ServerTransaction transaction, String why) {
        var event = SecurityEvent.newBuilder()
                .setName(Events.REGISTRATION_REFUSED)
                .setSource(RequestFacts.source(transaction.flow()))
                .setDetail(why);
        event.setDomain(RequestFacts.domain(transaction.request()));
        transaction.request().headers().to().sipUri().ifPresent(to -> event.setAccount(to.userText()));
        app.reports().report(event);
    }

    private static void refusal(ServerTransaction transaction, int status, String why) {
        log(LOG.atInfo(), transaction, Events.REGISTRATION_REFUSED)
                .addKeyValue(Fields.SIP_STATUS, status)
                .addKeyValue(Fields.EVENT_REASON, why)
                .log("registration refused");
    }

    private static LoggingEventBuilder log(LoggingEventBuilder event, ServerTransaction transaction, String action) {
        Flow flow = transaction.flow();
        return event.addKeyValue(Fields.EVENT_ACTION, action)
                .addKeyValue(Fields.SOURCE_IP, flow.remoteAddress())
                .addKeyValue(Fields.SOURCE_PORT, flow.remote().getPort())
                .addKeyValue(Fields.NETWORK_TRANSPORT, flow.transport().uriToken());
    }
}
