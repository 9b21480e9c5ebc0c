package org.ringfort.edge.loop;

import java.util.function.IntFunction;
import org.ringfort.edge.transaction.InviteClient;
import org.ringfort.edge.transaction.Machine;
import org.ringfort.edge.transaction.NonInviteClient;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.MaxForwards;
import org.ringfort.protocol.sip.header.Via;

/** A client transaction in the tables; what comes of it goes to its handle. */
final class ClientCell<S extends Enum<S>, E extends Enum<E>> extends TransactionCell<S, E> {
    private final ClientHandle handle;
    private final Keys.Client key;
    private final IntFunction<E> received;

    private ClientCell(
            Core core,
            Machine<S, E> machine,
            E transportError,
            IntFunction<E> received,
            SipRequest request,
            Flow flow,
            ClientHandle handle) {
        super(core, machine, transportError, request, flow);
        this.handle = handle;
        this.received = received;
        this.key = new Keys.Client(request.headers().topVia().branch().orElse(""), request.method());
    }

    /** Adds our Via, sends, and keeps the transaction until it is over. */
    static ClientCell<?, ?> send(Core core, SipRequest request, Flow flow, ClientHandle handle) {
        Via via = Via.of(flow.transport().viaToken(), flow.advertisedHost(), flow.advertisedPort(), core.newBranch());
        Via withPort = via.withParameters(via.parameters().withFlag("rport"));
        return sendAsIs(core, request.withHeaders(request.headers().plusFirst(withPort)), flow, handle);
    }

    private static ClientCell<?, ?> sendAsIs(Core core, SipRequest request, Flow flow, ClientHandle handle) {
        ClientCell<?, ?> cell = request.is(Method.INVITE)
                ? new ClientCell<>(
                        core,
                        InviteClient.MACHINE,
                        InviteClient.Event.TRANSPORT_ERROR,
                        InviteClient::received,
                        request,
                        flow,
                        handle)
                : new ClientCell<>(
                        core,
                        NonInviteClient.MACHINE,
                        NonInviteClient.Event.TRANSPORT_ERROR,
                        NonInviteClient::received,
                        request,
                        flow,
                        handle);
        core.clients.put(cell.key, cell);
        cell.begin(request);
        return cell;
    }

    void received(SipResponse response) {
        on(received.apply(response.status().code()), response);
    }

    /** The user takes its INVITE back. */
    void cancel(E cancel) {
        on(cancel, null);
    }

    @Override
    void passUp(SipMessage message) {
        if (message instanceof SipResponse response) {
            handle.received(response);
        }
    }

    @Override
    void reportTimeout() {
        handle.failed(SipEvent.Failure.TIMEOUT);
    }

    @Override
    void reportTransportError() {
        handle.failed(SipEvent.Failure.UNREACHABLE);
    }

    /**
     * ACK for a failure: part of this transaction.
     *
     * @rfc 3261 17.1.1.3
     */
    @Override
    SipRequest ackFor(SipResponse response) {
        return sibling(Method.ACK).with(response.headers().to());
    }

    /**
     * CANCEL: a transaction of its own, with the branch of the INVITE.
     *
     * @rfc 3261 9.1
     */
    @Override
    void sendCancel() {
        SipRequest cancel = sibling(Method.CANCEL);
        for (Header header : handle.cancelHeaders()) {
            cancel = cancel.withHeaders(cancel.headers().plus(header));
        }
        sendAsIs(core, cancel, flow, ClientHandle.unattended(core, cancel));
    }

    private SipRequest sibling(Method method) {
        Headers from = request().headers();
        var headers = Headers.builder()
                .add(from.topVia())
                .add(new MaxForwards(70))
                .add(from.from())
                .add(from.to())
                .addAll(from.all(HeaderName.CALL_ID))
                .add(new CSeq(from.cseq().number(), method))
                .addAll(from.all(HeaderName.ROUTE));
        return SipRequest.of(method, request().requestUri(), headers.build());
    }

    @Override
    void over() {
        core.clients.remove(key);
        handle.over(this);
    }
}
