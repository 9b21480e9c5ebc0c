package org.ringfort.edge.loop;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.dialog.DialogRules;
import org.ringfort.edge.dialog.DialogState;
import org.ringfort.edge.dialog.DialogState.Phase;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Headers;

/**
 * A dialog in the tables. All but the methods of {@link Dialog} on the loop; what those read is volatile.
 *
 * <p>At any time at most one INVITE is pending, in one direction: ours, which is {@link OutgoingChange}'s, or the peer's, which is
 * {@link IncomingChange}'s.
 *
 * <p>Longer than a file of ours should be, and on purpose. What can be told apart is: {@link OutgoingChange}, {@link
 * IncomingChange}, {@link Exchange} (who has offered what) and {@link SessionRefresh}. Left is the order in which one message
 * moves all of them and the state, and that has to be read in one place.
 */
final class DialogCell implements Dialog {
    private final Core core;
    private final SessionRefresh session;
    private final IncomingChange incoming;
    private final OutgoingChange outgoing;
    private final Exchange exchange = new Exchange();
    private volatile DialogState state;
    private volatile Flow flow;
    private volatile Mailbox mailbox;
    private volatile @Nullable Body remoteSession;
    private @Nullable ClientHandle inviting;
    private Body localSession = Body.EMPTY;
    private volatile boolean peerUpdates;

    DialogCell(Core core, DialogState state, Flow flow, Mailbox mailbox) {
        this.core = core;
        this.state = state;
        this.flow = flow;
        this.mailbox = mailbox;
        this.session = new SessionRefresh(core, this);
        this.incoming = new IncomingChange(core, this);
        this.outgoing = new OutgoingChange(core, this);
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

    ClientHandle request(Method method, Headers headers, Body body, Mailbox listener) {
        SipRequest draft = DialogRules.request(state, method, 0, contact(), headers, body);
        var handle = new ClientHandle(core, draft, Optional.of(this), listener);
        handle.again(() -> send(handle, headers, body));
        core.post(() -> send(handle, headers, body));
        return handle;
    }

    @Override
    public boolean allowsUpdate() {
        return peerUpdates;
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
        boolean offers = !body.isEmpty() && (method.equals(Method.INVITE) || method.equals(Method.UPDATE));
        if ((method.equals(Method.INVITE) && isChanging()) || (offers && !exchange.settled())) {
            handle.failed(SipEvent.Failure.GLARE);
            return;
        }
        if (method.equals(Method.INVITE)) {
            outgoing.begins(handle);
        }
        if (offers) {
            exchange.weOffer(handle);
        }
        int cseq = state.localCseq() + 1;
        state = state.withLocalCseq(cseq);
        SipRequest request = DialogRules.request(state, method, cseq, contact(), extra, body);
        if (method.equals(Method.INVITE) || method.equals(Method.UPDATE)) {
            request = session.timed(request.with(Extensions.ALLOW).with(Extensions.SUPPORTED));
        }
        handle.send(request, hop.get());
    }

    void acknowledge(Headers headers, Body body) {
        outgoing.acknowledge(headers, body);
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
            return response.status().isProvisional() ? provisional(handle, response) : answered(handle, response);
        }
        if (response.status().isFinal()) {
            settle(handle, response);
        }
        if (method.equals(Method.UPDATE) && response.status().isSuccess()) {
            state = DialogRules.movedBy(state, method, response.headers());
            rememberRemote(response);
            session.answered(response);
        }
        if (method.equals(Method.BYE) && response.status().isFinal()) {
            end();
        }
        return true;
    }

    /** What a final response makes of our offer; what we said last counts only if it was accepted. */
    private void settle(ClientHandle handle, SipResponse response) {
        if (response.status().isSuccess()) {
            rememberLocal(handle.request());
            if (Exchange.isSession(response)) {
                exchange.theyAnswer(handle);
            }
        }
        exchange.over(handle);
    }

    /** The INVITE of ours that made the dialog. */
    void invites(ClientHandle handle) {
        inviting = handle;
        rememberLocal(handle.request());
        if (Exchange.isSession(handle.request())) {
            exchange.weOffer(handle);
        }
    }

    private boolean provisional(ClientHandle handle, SipResponse response) {
        if (!outgoing.provisional(handle, response)) {
            return false;
        }
        state = DialogRules.movedBy(state, Method.INVITE, response.headers());
        rememberRemote(response);
        return true;
    }

    private boolean answered(ClientHandle handle, SipResponse response) {
        if (response.status().isFailure()) {
            outgoing.noLongerPending(handle);
            exchange.over(handle);
            return true;
        }
        if (!outgoing.accepted(handle, response)) {
            return false;
        }
        settle(handle, response);
        state = DialogRules.confirmedBy(state, response);
        rememberRemote(response);
        session.answered(response);
        return true;
    }

    /** A request of ours met no answer. */
    void failed(ClientHandle handle) {
        outgoing.noLongerPending(handle);
        exchange.over(handle);
        if (handle.request().is(Method.BYE)) {
            end();
        }
    }

    // ------------------------------------------------------------------ the peer's requests

    /** The INVITE or SUBSCRIBE that makes this dialog. */
    void invitedBy(ServerHandle handle) {
        if (handle.request().is(Method.INVITE)) {
            incoming.begins(handle);
            peerUpdates = handle.request().headers().allow().contains(Method.UPDATE);
            rememberRemote(handle.request());
            if (Exchange.isSession(handle.request())) {
                exchange.theyOffer(handle);
            }
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
            acknowledgedEarly(handle);
            return;
        }
        if (request.is(Method.INVITE) || request.is(Method.UPDATE)) {
            if (incoming.refuses(handle)) {
                return;
            }
            rememberRemote(request);
            peerUpdates |= request.headers().allow().contains(Method.UPDATE);
            if (Exchange.isSession(request)) {
                exchange.theyOffer(handle);
            }
        }
        moveTo(handle.flow());
        state = DialogRules.movedBy(state, request.method(), request.headers());
        if (request.is(Method.UPDATE) && request.body().isEmpty()) {
            handle.send(handle.response(Status.OK)); // a refresh of the session timer: nobody else need know
            return;
        }
        if (request.is(Method.INVITE)) {
            incoming.begins(handle);
        }
        if (request.is(Method.BYE)) {
            incoming.terminated();
        }
        tell(new SipEvent.Request(this, handle));
    }

    /**
     * PRACK: answered here, but for one that carries an offer, which is the conversation's to answer.
     *
     * @rfc 3262 5
     */
    private void acknowledgedEarly(ServerHandle handle) {
        SipRequest prack = handle.request();
        boolean offers = Exchange.isSession(prack) && !exchange.oursOpen();
        boolean mayOffer = exchange.settled();
        if (!incoming.acknowledges(prack)) {
            handle.send(handle.response(Status.CALL_DOES_NOT_EXIST));
        } else if (!offers) {
            exchange.acknowledged(prack);
            handle.send(handle.response(Status.OK));
        } else if (!mayOffer) {
            handle.send(handle.response(Status.NOT_ACCEPTABLE_HERE)); // the offer of its INVITE is open
        } else {
            rememberRemote(prack);
            exchange.theyOffer(handle);
            tell(new SipEvent.Request(this, handle));
        }
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
        if (incoming.acknowledged()) {
            rememberRemote(request);
            exchange.acknowledged(request);
            tell(new SipEvent.Acknowledged(this, request));
        }
    }

    /** Sends a response to an INVITE, now or when PRACK has come. */
    void sending(ServerHandle handle, SipResponse response) {
        incoming.sending(handle, response);
    }

    /** A response to another request, with what the dialog adds to it. */
    SipResponse decorated(ServerHandle handle, SipResponse response) {
        return handle.request().is(Method.UPDATE) && response.status().isSuccess()
                ? session.agreed(handle.request(), response)
                : response;
    }

    /** A final response to a request other than INVITE has been sent. */
    void sent(ServerHandle handle, SipResponse response) {
        if (response.status().isSuccess() && Exchange.isSession(response)) {
            exchange.weAnswer(handle);
            rememberLocal(response);
        }
        exchange.over(handle);
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

    /** No answer of ours can reach the peer. */
    void lost(ServerHandle handle) {
        incoming.noLongerPending(handle);
        exchange.over(handle);
        if (handle.request().is(Method.BYE) || state.phase() == Phase.NASCENT || state.phase() == Phase.EARLY) {
            end();
        }
    }

    // ------------------------------------------------------------------ its end

    /** Ends what nobody talks to any more. */
    void sweep() {
        mailbox = Mailbox.NOBODY;
        if (isConfirmed()) {
            if (!isAcknowledged()) {
                acknowledge(Headers.EMPTY, Body.EMPTY);
            }
            request(Method.BYE, Headers.EMPTY, Body.EMPTY, Mailbox.NOBODY);
        }
    }

    /**
     * Leaves the tables, and lets go of the conversation: transactions keep the dialog for half a minute, and with it they would
     * keep all that the call was.
     */
    void end() {
        if (state.phase() != Phase.TERMINATED) {
            if (inviting != null && isConfirmed()) {
                inviting.leave();
            }
            inviting = null;
            mailbox = Mailbox.NOBODY;
            state = state.withPhase(Phase.TERMINATED);
            session.stop();
            incoming.stop();
            core.dialogs.remove(state.id(), this);
        }
    }

    void flowClosed() {
        tell(new SipEvent.FlowLost(this));
    }

    void tell(SipEvent event) {
        mailbox.post(event);
    }

    // ------------------------------------------------------------------ for its parts

    Exchange exchange() {
        return exchange;
    }

    SessionRefresh session() {
        return session;
    }

    void moved(DialogState next) {
        state = next;
    }

    /** Whether an INVITE is pending, in either direction. */
    boolean isChanging() {
        return offers() || incoming.isPending();
    }

    /** Whether an INVITE of ours is pending. */
    boolean offers() {
        return outgoing.isPending();
    }

    boolean peerUpdates() {
        return peerUpdates;
    }

    void peerUpdates(boolean now) {
        peerUpdates = now;
    }

    Body localSession() {
        return localSession;
    }

    boolean isConfirmed() {
        return state.phase() == Phase.CONFIRMED;
    }

    boolean isAcknowledged() {
        return outgoing.isAcknowledged();
    }

    Contact contact() {
        return Contact.of(flow.contact(""));
    }

    private void rememberRemote(SipMessage message) {
        Exchange.session(message).ifPresent(session -> remoteSession = session);
    }

    void rememberLocal(SipMessage message) {
        Exchange.session(message).ifPresent(session -> localSession = session);
    }
}
