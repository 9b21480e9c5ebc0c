package org.ringfort.edge.loop;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.dialog.DialogRules;
import org.ringfort.edge.dialog.DialogState;
import org.ringfort.edge.dialog.DialogState.Phase;
import org.ringfort.edge.dialog.SessionTimer;
import org.ringfort.edge.dialog.SessionTimers;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.MinSe;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.Product;
import org.ringfort.protocol.sip.header.RAck;
import org.ringfort.protocol.sip.header.RetryAfter;
import org.ringfort.protocol.sip.header.SessionExpires;
import org.ringfort.protocol.sip.header.SessionExpires.Refresher;
import org.ringfort.protocol.sip.header.Via;

/**
 * A dialog in the tables. All but the methods of {@link Dialog} on the loop; what those read is volatile.
 *
 * <p>At any time at most one INVITE is pending, in one direction: {@link #pendingClient} ours, {@link #pendingServer} the
 * peer's. The 2xx that crosses its ACK is kept by number: {@link #confirmedCseq} is the INVITE of ours whose 2xx has been
 * delivered, {@link #ack} what answers its repeats.
 */
final class DialogCell implements Dialog {
    private final Core core;
    private final SessionClock clock;
    private volatile DialogState state;
    private volatile Flow flow;
    private volatile Mailbox mailbox;
    private volatile @Nullable Body remoteSession;
    private Body localSession = Body.EMPTY;
    private @Nullable ServerHandle pendingServer;
    private @Nullable ClientHandle pendingClient;
    private @Nullable ReliableResponses reliable;
    private @Nullable Repeater accepted;
    private @Nullable SipRequest ack;
    private int confirmedCseq = -1;
    private int provisionalCseq = -1;
    private long provisionalRseq = -1;
    private boolean peerUpdates;

    DialogCell(Core core, DialogState state, Flow flow, Mailbox mailbox) {
        this.core = core;
        this.state = state;
        this.flow = flow;
        this.mailbox = mailbox;
        this.clock = new SessionClock(core, this::refresh, () -> tell(new SipEvent.SessionExpired(this)));
    }

    /** Enters the tables. */
    void keep() {
        core.dialogs.put(state.id(), this);
    }

    // ------------------------------------------------------------------ for conversations

    @Override
    public DialogState state() {
        return state;
    }

    @Override
    public Flow flow() {
        return flow;
    }

    @Override
    public Optional<Body> remoteSession() {
        return Optional.ofNullable(remoteSession);
    }

    @Override
    public ClientTransaction request(Method method, Headers headers, Body body) {
        return request(method, headers, body, mailbox);
    }

    private ClientHandle request(Method method, Headers headers, Body body, Mailbox listener) {
        SipRequest draft = DialogRules.request(state, method, 0, contact(), headers, body);
        var handle = new ClientHandle(core, draft, Optional.of(this), listener);
        core.post(() -> send(handle, headers, body));
        return handle;
    }

    @Override
    public void ack(Headers headers, Body body) {
        core.post(() -> acknowledge(headers, body));
    }

    @Override
    public void close() {
        core.post(this::end);
    }

    // ------------------------------------------------------------------ our requests

    private void send(ClientHandle handle, Headers extra, Body body) {
        Method method = handle.request().method();
        Optional<Flow> hop = core.wire.flow(flow.token());
        if (hop.isEmpty() || state.phase() == Phase.TERMINATED) {
            handle.failed(SipEvent.Failure.UNREACHABLE);
            return;
        }
        if (method.equals(Method.INVITE)) {
            if (pendingClient != null || pendingServer != null) {
                handle.failed(SipEvent.Failure.GLARE);
                return;
            }
            pendingClient = handle;
        }
        int cseq = state.localCseq() + 1;
        state = state.withLocalCseq(cseq);
        SipRequest request = DialogRules.request(state, method, cseq, contact(), extra, body)
                .with(Product.userAgent(core.settings.product()));
        if (method.equals(Method.INVITE) || method.equals(Method.UPDATE)) {
            request = withSessionTimer(request.with(Extensions.ALLOW).with(Extensions.SUPPORTED));
            rememberLocal(request);
        }
        handle.send(request, hop.get());
    }

    private SipRequest withSessionTimer(SipRequest request) {
        SessionTimer timer = state.session();
        if (!timer.runs() || request.headers().has(HeaderName.SESSION_EXPIRES)) {
            return request;
        }
        SipRequest timed = request.with(new SessionExpires(
                (int) timer.interval().toSeconds(), Optional.of(timer.weRefresh() ? Refresher.UAC : Refresher.UAS)));
        return timer.minimum().compareTo(SessionTimer.SHORTEST) > 0
                ? timed.with(new MinSe((int) timer.minimum().toSeconds()))
                : timed;
    }

    private void acknowledge(Headers headers, Body body) {
        if (confirmedCseq < 0) {
            return; // there is nothing to acknowledge
        }
        SipRequest request = DialogRules.request(state, Method.ACK, confirmedCseq, contact(), headers, body);
        Via via = Via.of(flow.transport().viaToken(), flow.advertisedHost(), flow.advertisedPort(), core.newBranch());
        ack = request.withHeaders(
                request.headers().plusFirst(via.withParameters(via.parameters().withFlag("rport"))));
        core.send(flow, ack);
    }

    /**
     * A response to a request of ours.
     *
     * @return whether it is news for the conversation
     */
    boolean received(ClientHandle handle, SipResponse response) {
        Method method = handle.request().method();
        response.headers()
                .find(org.ringfort.protocol.sip.header.Allow.class)
                .ifPresent(allow -> peerUpdates = allow.methods().contains(Method.UPDATE));
        if (method.equals(Method.INVITE)) {
            return response.status().isProvisional() ? provisional(response) : answered(handle, response);
        }
        if (method.equals(Method.UPDATE) && response.status().isSuccess()) {
            state = DialogRules.movedBy(state, method, response.headers());
            rememberRemote(response);
            agree(SessionTimers.asClient(response, state.session().minimum()));
        }
        if (method.equals(Method.BYE) && response.status().isFinal()) {
            end();
        }
        return true;
    }

    private boolean provisional(SipResponse response) {
        if (response.headers().require().contains(ReliableResponses.TAG)
                && response.headers().rseq().isPresent()) {
            int cseq = response.headers().cseq().number();
            long rseq = response.headers().rseq().getAsLong();
            boolean first = cseq != provisionalCseq;
            if (!first && rseq != provisionalRseq + 1) {
                return false; // a repeat, or out of order: RFC 3262 4 wants neither acknowledged
            }
            provisionalCseq = cseq;
            provisionalRseq = rseq;
            request(Method.PRACK, Headers.of(new RAck(rseq, cseq, Method.INVITE)), Body.EMPTY, event -> {});
        }
        state = DialogRules.movedBy(state, Method.INVITE, response.headers());
        rememberRemote(response);
        return true;
    }

    private boolean answered(ClientHandle handle, SipResponse response) {
        if (response.status().isFailure()) {
            released(handle);
            return true;
        }
        int cseq = response.headers().cseq().number();
        if (cseq == confirmedCseq) {
            if (ack != null) {
                core.metrics.repeated("ack");
                core.send(flow, ack);
            }
            return false;
        }
        confirmedCseq = cseq;
        ack = null;
        released(handle);
        state = DialogRules.confirmedBy(state, response);
        rememberRemote(response);
        agree(SessionTimers.asClient(response, state.session().minimum()));
        return true;
    }

    /** A request of ours met no answer. */
    void failed(ClientHandle handle) {
        released(handle);
        if (handle.request().is(Method.BYE)) {
            end();
        }
    }

    private void released(ClientHandle handle) {
        if (pendingClient == handle) {
            pendingClient = null;
        }
    }

    // ------------------------------------------------------------------ the peer's requests

    /** The INVITE or SUBSCRIBE that makes this dialog. */
    void invitedBy(ServerHandle handle) {
        if (handle.request().is(Method.INVITE)) {
            pendingServer = handle;
            peerUpdates = handle.request().headers().allow().contains(Method.UPDATE);
            rememberRemote(handle.request());
        }
    }

    /** A request within the dialog, not a repeat. */
    void received(ServerHandle handle) {
        SipRequest request = handle.request();
        if (DialogRules.isOutOfOrder(state, request)) {
            handle.send(handle.response(Status.SERVER_INTERNAL_ERROR).withReason("CSeq Out Of Order"));
            return;
        }
        state = state.withRemoteCseq(request.headers().cseq().number());
        if (request.is(Method.PRACK)) {
            boolean known = reliable != null && reliable.acknowledge(request);
            handle.send(handle.response(known ? Status.OK : Status.CALL_DOES_NOT_EXIST));
            return;
        }
        if (request.is(Method.INVITE) || request.is(Method.UPDATE)) {
            if (refusedChange(handle)) {
                return;
            }
            rememberRemote(request);
            peerUpdates |= request.headers().allow().contains(Method.UPDATE);
        }
        moveTo(handle.flow());
        state = DialogRules.movedBy(state, request.method(), request.headers());
        if (request.is(Method.UPDATE) && request.body().isEmpty()) {
            handle.send(handle.response(Status.OK)); // a refresh of the session timer: nobody else need know
            return;
        }
        if (request.is(Method.INVITE)) {
            pendingServer = handle;
        }
        if (request.is(Method.BYE) && pendingServer != null) {
            pendingServer.send(pendingServer.response(Status.REQUEST_TERMINATED)); // RFC 3261 15.1.2
        }
        tell(new SipEvent.Request(this, handle));
    }

    /**
     * Whether an INVITE or UPDATE had to be refused at once.
     *
     * @rfc 3261 14.2
     * @rfc 3311 5.2
     * @rfc 4028 9
     */
    private boolean refusedChange(ServerHandle handle) {
        SipRequest request = handle.request();
        if (SessionTimers.isTooShort(request, core.settings.minSessionExpires())) {
            handle.send(handle.response(Status.SESSION_INTERVAL_TOO_SMALL)
                    .with(new MinSe((int) core.settings.minSessionExpires().toSeconds())));
            return true;
        }
        if (request.is(Method.UPDATE) && request.body().isEmpty()) {
            return false;
        }
        if (pendingClient != null) {
            handle.send(handle.response(Status.REQUEST_PENDING));
            return true;
        }
        if (pendingServer != null) {
            handle.send(handle.response(Status.SERVER_INTERNAL_ERROR).with(new RetryAfter(core.random.nextInt(11))));
            return true;
        }
        return false;
    }

    /** Follows the peer to the flow of its latest request, but never from a secured one to one that is not. */
    private void moveTo(Flow newFlow) {
        if (!flow.token().equals(newFlow.token())
                && (newFlow.transport().isSecured() || !flow.transport().isSecured())) {
            flow = newFlow;
            state = state.withFlow(newFlow.token());
        }
    }

    /** ACK for a 2xx of ours. */
    void acknowledged(SipRequest request) {
        if (accepted != null && accepted.isWaiting()) {
            accepted.acknowledge();
            rememberRemote(request);
            tell(new SipEvent.Acknowledged(this, request));
        }
    }

    /** Sends a response to an INVITE, now or when PRACK has come. */
    void sending(ServerHandle handle, SipResponse response) {
        if (response.status().isFailure()) {
            handle.transmit(response);
            noLongerPending(handle);
            if (!isConfirmed()) {
                end();
            }
            return;
        }
        if (reliable == null) {
            reliable = new ReliableResponses(core, handle, () -> tell(new SipEvent.Unacknowledged(this)));
        }
        if (reliable.mustWait(response)) {
            reliable.await(response);
        } else if (response.status().isProvisional()) {
            if (state.phase() == Phase.NASCENT) {
                state = state.withPhase(Phase.EARLY);
            }
            rememberLocal(response);
            if (reliable.applies(response)) {
                reliable.send(response);
            } else {
                handle.transmit(response);
            }
        } else {
            accept(handle, response);
        }
    }

    private void accept(ServerHandle handle, SipResponse response) {
        state = state.withPhase(Phase.CONFIRMED);
        SipResponse agreed = agreed(handle.request(), response);
        rememberLocal(agreed);
        handle.transmit(agreed);
        noLongerPending(handle);
        if (accepted != null) {
            accepted.stop();
        }
        accepted = new Repeater(
                core,
                () -> core.send(flow, agreed),
                core.settings.timers().t2(),
                () -> {},
                () -> tell(new SipEvent.Unacknowledged(this)));
    }

    /** A response to another request, with what the dialog adds to it. */
    SipResponse decorated(ServerHandle handle, SipResponse response) {
        return handle.request().is(Method.UPDATE) && response.status().isSuccess()
                ? agreed(handle.request(), response)
                : response;
    }

    /** A final response to a request other than INVITE has been sent. */
    void sent(ServerHandle handle, SipResponse response) {
        if (handle.request().is(Method.BYE)) {
            end();
        } else if (handle.request().is(Method.SUBSCRIBE) && state.phase() == Phase.NASCENT) {
            if (response.status().isSuccess()) {
                state = state.withPhase(Phase.CONFIRMED);
            } else {
                end();
            }
        }
    }

    private SipResponse agreed(SipRequest request, SipResponse response) {
        Duration wish = response.headers()
                .sessionExpires()
                .map(said -> Duration.ofSeconds(said.seconds()))
                .orElse(core.settings.sessionExpires());
        SessionTimer timer = SessionTimers.asServer(request, wish, core.settings.minSessionExpires());
        agree(timer);
        SipResponse plain = response.withHeaders(response.headers().without(HeaderName.SESSION_EXPIRES));
        if (!timer.runs()) {
            return plain;
        }
        SipResponse timed = plain.with(new SessionExpires(
                (int) timer.interval().toSeconds(), Optional.of(timer.weRefresh() ? Refresher.UAS : Refresher.UAC)));
        return timer.weRefresh() ? timed : timed.with(OptionTags.require(SessionTimers.TAG));
    }

    /** No answer of ours can reach the peer. */
    void lost(ServerHandle handle) {
        noLongerPending(handle);
        if (handle.request().is(Method.BYE) || state.phase() == Phase.NASCENT || state.phase() == Phase.EARLY) {
            end();
        }
    }

    private void noLongerPending(ServerHandle handle) {
        if (pendingServer == handle) {
            pendingServer = null;
            if (reliable != null) {
                reliable.stop();
                reliable = null;
            }
        }
    }

    // ------------------------------------------------------------------ session timer

    private void agree(SessionTimer timer) {
        state = state.withSession(timer);
        clock.restart(timer);
    }

    /** Our refresh is due: UPDATE where the peer knows it, else INVITE with the session as it is. */
    private void refresh() {
        if (pendingClient != null || pendingServer != null) {
            clock.tryAgain(Duration.ofSeconds(5)); // that INVITE will refresh, if it succeeds
            return;
        }
        if (peerUpdates) {
            request(Method.UPDATE, Headers.EMPTY, Body.EMPTY, this::refreshed);
        } else {
            Headers type = localSession.isEmpty() ? Headers.EMPTY : Headers.of(ContentType.SDP);
            request(Method.INVITE, type, localSession, this::refreshed);
        }
    }

    /** What came of our refresh: on the loop, as every mailbox is called there. */
    private void refreshed(SipEvent event) {
        if (event instanceof SipEvent.Failed failed) {
            switch (failed.failure()) {
                case GLARE -> clock.tryAgain(DialogRules.afterGlare(state, core.random));
                case TIMEOUT -> tell(new SipEvent.SessionExpired(this));
                case UNREACHABLE -> clock.tryAgain(Duration.ofSeconds(5)); // the phone may come back on a new flow
            }
        } else if (event instanceof SipEvent.Response answer
                && answer.response().status().isFinal()) {
            refreshed(answer.transaction().request().method(), answer.response());
        }
    }

    private void refreshed(Method method, SipResponse response) {
        switch (response.status().code()) {
            case 200, 202 -> {
                if (method.equals(Method.INVITE)) {
                    acknowledge(Headers.EMPTY, Body.EMPTY);
                }
            }
            case 408, 481 -> tell(new SipEvent.SessionExpired(this));
            case 491 -> clock.tryAgain(DialogRules.afterGlare(state, core.random));
            case 422 -> {
                Duration least = Duration.ofSeconds(response.headers().minSe().orElse(0));
                Duration interval = state.session().interval();
                state = state.withSession(new SessionTimer(
                        interval.compareTo(least) < 0 ? least : interval,
                        state.session().weRefresh(),
                        least));
                clock.tryAgain(Duration.ZERO);
            }
            case 405, 501 -> {
                peerUpdates = false;
                clock.tryAgain(Duration.ZERO);
            }
            default -> {} // the session lasts until its time is over
        }
    }

    // ------------------------------------------------------------------ its end

    /** Ends what nobody talks to any more. */
    void sweep() {
        mailbox = event -> {};
        if (isConfirmed()) {
            if (!isAcknowledged()) {
                acknowledge(Headers.EMPTY, Body.EMPTY);
            }
            request(Method.BYE, Headers.EMPTY, Body.EMPTY, event -> {});
        }
    }

    /** Leaves the tables. */
    void end() {
        if (state.phase() != Phase.TERMINATED) {
            state = state.withPhase(Phase.TERMINATED);
            clock.stop();
            if (accepted != null) {
                accepted.stop();
            }
            if (reliable != null) {
                reliable.stop();
            }
            core.dialogs.remove(state.id(), this);
        }
    }

    void flowClosed() {
        tell(new SipEvent.FlowLost(this));
    }

    void tell(SipEvent event) {
        mailbox.post(event);
    }

    boolean isConfirmed() {
        return state.phase() == Phase.CONFIRMED;
    }

    boolean isAcknowledged() {
        return ack != null;
    }

    private Contact contact() {
        return Contact.of(flow.contact(""));
    }

    private void rememberRemote(SipMessage message) {
        if (isSession(message)) {
            remoteSession = message.body();
        }
    }

    private void rememberLocal(SipMessage message) {
        if (isSession(message)) {
            localSession = message.body();
        }
    }

    private static boolean isSession(SipMessage message) {
        return !message.body().isEmpty()
                && message.headers()
                        .contentType()
                        .filter(type -> type.is(ContentType.SDP))
                        .isPresent();
    }
}
