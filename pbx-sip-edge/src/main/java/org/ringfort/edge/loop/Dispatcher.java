package org.ringfort.edge.loop;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.dialog.DialogId;
import org.ringfort.edge.dialog.SessionTimers;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.Inbound;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.OtherUri;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.TelUri;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.MinSe;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.RetryAfter;

/** Finds out what a message belongs to: a transaction, a dialog, a conversation yet to begin, or nothing. On the loop only. */
final class Dispatcher {
    private static final RawHeader ACCEPT_SDP = RawHeader.of("Accept", "application/sdp");

    private static final long LATE_DATAGRAM_NANOS = 4_000_000_000L;
    private static final long LATE_NANOS = 8_000_000_000L;

    private final Core core;
    private final Answers answers;
    private final Consumer<Flow> flowClosed;

    Dispatcher(Core core, Consumer<Flow> flowClosed) {
        this.core = core;
        this.answers = new Answers(core);
        this.flowClosed = flowClosed;
    }

    /** Refuses what is not admitted, unless it is a repetition of what was. */
    void refuse(Flow flow, SipRequest request, Status status, String reason, Header... headers) {
        core.received(flow, request);
        ServerCell<?, ?> known = core.servers.get(Keys.Server.of(request, flow));
        if (known != null && !request.is(Method.ACK)) {
            known.repeated();
        } else {
            answers.refuse(flow, request, status, reason, headers);
        }
    }

    /**
     * Something came.
     *
     * @param waitedNanos how long ago
     */
    void accept(Inbound.Received received, long waitedNanos) {
        core.metrics.received(received.flow().transport().uriToken(), received.message());
        core.received(received.flow(), received.message());
        switch (received.message()) {
            case SipRequest request -> request(received.flow(), request, waitedNanos);
            case SipResponse response -> response(response);
        }
    }

    private void response(SipResponse response) {
        ClientCell<?, ?> cell = core.clients.get(Keys.Client.of(response));
        if (cell == null) {
            core.metrics.dropped("stray-response");
        } else if (response.headers().vias().size() != 1) {
            core.metrics.dropped("response-of-another"); // RFC 3261 8.1.3.3
        } else {
            cell.received(response);
        }
    }

    private void request(Flow flow, SipRequest request, long waitedNanos) {
        Keys.Server key = Keys.Server.of(request, flow);
        ServerCell<?, ?> known = core.servers.get(key);
        if (request.is(Method.ACK)) {
            acknowledgement(request, known);
        } else if (known != null) {
            known.repeated();
        } else if (request.is(Method.CANCEL)) {
            cancel(flow, request, key);
        } else if (core.isFullFor(request)) {
            unavailable(flow, request, "full");
        } else if (!request.isInDialog() && isTooLate(flow, waitedNanos) && !core.emergencies.test(request)) {
            tooLate(flow, request);
        } else {
            begins(flow, core.emergencies.test(request) ? sessionAlone(request) : request, key);
        }
    }

    private void unavailable(Flow flow, SipRequest request, String reason) {
        answers.refuse(flow, request, Status.SERVICE_UNAVAILABLE, reason, new RetryAfter(5 + core.random.nextInt(10)));
    }

    private static boolean isTooLate(Flow flow, long waitedNanos) {
        return waitedNanos > (flow.transport().isReliable() ? LATE_NANOS : LATE_DATAGRAM_NANOS);
    }

    /**
     * Where everything waits, what is begun now would end when nobody waits for it any more, and what is under way would be
     * late as well. A datagram has been sent again meanwhile: that one may come in better time.
     */
    private void tooLate(Flow flow, SipRequest request) {
        if (flow.transport().isReliable()) {
            unavailable(flow, request, "late");
        } else {
            core.metrics.dropped("late");
        }
    }

    private void begins(Flow flow, SipRequest request, Keys.Server key) {
        if (acceptable(flow, request)) {
            if (request.isInDialog() && !request.is(Method.REGISTER)) {
                within(flow, request, key);
            } else {
                outside(flow, request, key);
            }
        }
    }

    /**
     * A phone that calls for help may say where it is, beside its session description: that is no reason to refuse the call, and
     * nothing that is believed.
     */
    private static SipRequest sessionAlone(SipRequest request) {
        return Exchange.session(request)
                .map(session -> request.with(ContentType.SDP).withBody(session))
                .orElse(request);
    }

    private void acknowledgement(SipRequest ack, @Nullable ServerCell<?, ?> known) {
        if (known != null) {
            known.acknowledged(ack);
            return;
        }
        Optional<DialogCell> dialog = core.dialog(idOf(ack));
        if (dialog.isPresent()) {
            dialog.get().acknowledged(ack);
        } else if (!answers.isAcknowledged(ack)) {
            core.metrics.dropped("stray-ack");
        }
    }

    /**
     * CANCEL is answered here; who has to give up is told.
     *
     * @rfc 3261 9.2
     */
    private void cancel(Flow flow, SipRequest cancel, Keys.Server key) {
        ServerCell<?, ?> invite = core.servers.get(Keys.Server.of(cancel, flow, Method.INVITE));
        if (invite == null) {
            answers.refuse(flow, cancel, Status.CALL_DOES_NOT_EXIST, "cancel-of-nothing");
            return;
        }
        var handle = new ServerHandle(core, cancel, flow, null);
        handle.begin(key, answers.route(flow, cancel));
        handle.send(SipResponse.to(cancel, Status.OK, invite.handle().localTag()));
        invite.handle().cancelled(cancel);
    }

    /**
     * What is asked of every request before anything is remembered for it.
     *
     * @rfc 3261 8.2
     */
    private boolean acceptable(Flow flow, SipRequest request) {
        List<String> missing = Extensions.missing(request);
        if (!missing.isEmpty()) {
            answers.refuse(flow, request, Status.BAD_EXTENSION, "extension", OptionTags.unsupported(missing));
        } else if (!isReadHere(request)) {
            answers.refuse(flow, request, Status.UNSUPPORTED_URI_SCHEME, "uri-scheme");
        } else if (request.headers()
                .text(HeaderName.CONTENT_ENCODING)
                .filter(text -> !text.equalsIgnoreCase("identity"))
                .isPresent()) {
            answers.refuse(
                    flow,
                    request,
                    Status.UNSUPPORTED_MEDIA_TYPE,
                    "content-encoding",
                    RawHeader.of("Accept-Encoding", "identity"));
        } else if (carriesOtherThanSession(request)) {
            answers.refuse(flow, request, Status.UNSUPPORTED_MEDIA_TYPE, "content-type", ACCEPT_SDP);
        } else if (request.is(Method.INVITE)
                && request.headers().contact().isEmpty()
                && request.headers().topVia().hasUniqueBranch()) {
            // a phone older than RFC 3261 need not say where it is: From will do
            answers.refuse(flow, request, Status.BAD_REQUEST, "no-contact");
        } else {
            return true;
        }
        return false;
    }

    /** Phones call telephone numbers as well, and services for help; everything else is asked of a SIP address. */
    private boolean isReadHere(SipRequest request) {
        return switch (request.requestUri()) {
            case SipUri sip -> true;
            case TelUri tel -> request.is(Method.INVITE);
            case OtherUri other -> core.emergencies.test(request);
        };
    }

    private static boolean carriesOtherThanSession(SipRequest request) {
        boolean session = request.is(Method.INVITE) || request.is(Method.UPDATE) || request.is(Method.PRACK);
        return session
                && !request.body().isEmpty()
                && request.headers()
                        .contentType()
                        .filter(type -> type.is(ContentType.SDP))
                        .isEmpty();
    }

    private void within(Flow flow, SipRequest request, Keys.Server key) {
        DialogCell dialog = core.dialogs.get(idOf(request));
        if (dialog == null) {
            answers.refuse(flow, request, Status.CALL_DOES_NOT_EXIST, "no-dialog");
        } else if (dialog.flow().transport().isSecured() && !flow.transport().isSecured()) {
            answers.refuse(flow, request, Status.FORBIDDEN, "less-secure-flow");
        } else if (!Extensions.ALLOW.methods().contains(request.method())) {
            answers.refuse(flow, request, Status.METHOD_NOT_ALLOWED, "method", Extensions.ALLOW);
        } else {
            begin(flow, request, key, dialog, dialog::received);
        }
    }

    private void outside(Flow flow, SipRequest request, Keys.Server key) {
        RequestHandler handler = core.handlers.get(request.method());
        if (request.headers().maxForwards().orElse(70) == 0) {
            answers.refuse(flow, request, Status.TOO_MANY_HOPS, "max-forwards");
        } else if (request.is(Method.OPTIONS)) {
            answers.give(flow, request, Status.OK, Extensions.ALLOW, Extensions.SUPPORTED, ACCEPT_SDP);
        } else if (handler == null) {
            boolean ours = Extensions.ALLOW.methods().contains(request.method());
            if (request.is(Method.REFER)) {
                // whom nobody has talked to sends nobody anywhere (RFC 3515 2.4.2); for everybody the same, proved or
                // not
                answers.refuse(flow, request, Status.DECLINE, "refer-outside", Extensions.ALLOW);
            } else if (ours) {
                // BYE, PRACK, UPDATE, INFO, NOTIFY: fine methods, but only within a dialog.
                answers.refuse(flow, request, Status.CALL_DOES_NOT_EXIST, "no-dialog");
            } else {
                answers.refuse(flow, request, Status.METHOD_NOT_ALLOWED, "method", Extensions.ALLOW);
            }
        } else if (core.merged.containsKey(Keys.Merged.of(request, flow))) {
            answers.refuse(flow, request, Status.LOOP_DETECTED, "merged");
        } else if (request.is(Method.INVITE) && SessionTimers.isTooShort(request, core.settings.minSessionExpires())) {
            answers.refuse(flow, request, Status.SESSION_INTERVAL_TOO_SMALL, "session-interval", new MinSe((int)
                    core.settings.minSessionExpires().toSeconds()));
        } else {
            challengeOrBegin(flow, request, key, handler);
        }
    }

    private void challengeOrBegin(Flow flow, SipRequest request, Keys.Server key, RequestHandler handler) {
        List<Header> challenges;
        try {
            challenges = core.emergencies.test(request) ? List.of() : handler.challenges(request, flow);
        } catch (RuntimeException bug) {
            answers.give(flow, request, Status.SERVER_INTERNAL_ERROR);
            throw bug;
        }
        if (challenges.isEmpty()) {
            begin(flow, request, key, null, handler::handle);
        } else {
            answers.challenge(flow, request, challenges);
        }
    }

    private void begin(
            Flow flow, SipRequest request, Keys.Server key, @Nullable DialogCell dialog, Consumer<ServerHandle> next) {
        var handle = new ServerHandle(core, request, flow, dialog);
        handle.begin(key, answers.route(flow, request));
        if (request.is(Method.INVITE)) {
            handle.transmit(handle.response(Status.TRYING));
        }
        try {
            next.accept(handle);
        } catch (RuntimeException bug) {
            handle.send(handle.response(Status.SERVER_INTERNAL_ERROR));
            throw bug;
        }
    }

    /** A connection ended, and with it what it carried. */
    void closed(Flow flow) {
        core.carriedBy(flow).forEach(TransactionCell::transportError);
        List.copyOf(core.dialogs.values()).stream()
                .filter(dialog -> dialog.flow().token().equals(flow.token()))
                .forEach(DialogCell::flowClosed);
        flowClosed.accept(flow);
    }

    private static DialogId idOf(SipRequest request) {
        return new DialogId(
                request.headers().callId(),
                request.headers().to().tag().orElse(""),
                request.headers().from().tag().orElse(""));
    }
}
