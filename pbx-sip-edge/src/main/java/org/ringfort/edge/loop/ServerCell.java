package org.ringfort.edge.loop;

import java.time.Duration;
import java.util.function.IntFunction;
import org.ringfort.edge.transaction.InviteServer;
import org.ringfort.edge.transaction.Machine;
import org.ringfort.edge.transaction.NonInviteServer;
import org.ringfort.edge.transaction.Timer;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;

/** A server transaction in the tables; its user answers through its handle. */
final class ServerCell<S extends Enum<S>, E extends Enum<E>> extends TransactionCell<S, E> {
    private final ServerHandle handle;
    private final Keys.Server key;
    private final E repeat;
    private final IntFunction<E> sent;

    private ServerCell(
            Core core,
            Machine<S, E> machine,
            E transportError,
            E repeat,
            IntFunction<E> sent,
            Keys.Server key,
            Flow answerTo,
            ServerHandle handle) {
        super(core, machine, transportError, handle.request(), answerTo);
        this.repeat = repeat;
        this.sent = sent;
        this.key = key;
        this.handle = handle;
    }

    /** Keeps the transaction until it is over. */
    static ServerCell<?, ?> begin(Core core, Keys.Server key, Flow answerTo, ServerHandle handle) {
        ServerCell<?, ?> cell = handle.request().is(Method.INVITE)
                ? new ServerCell<>(
                        core,
                        InviteServer.MACHINE,
                        InviteServer.Event.TRANSPORT_ERROR,
                        InviteServer.Event.REQUEST,
                        InviteServer::sent,
                        key,
                        answerTo,
                        handle)
                : new ServerCell<>(
                        core,
                        NonInviteServer.MACHINE,
                        NonInviteServer.Event.TRANSPORT_ERROR,
                        NonInviteServer.Event.REQUEST,
                        NonInviteServer::sent,
                        key,
                        answerTo,
                        handle);
        core.servers.put(key, cell);
        core.merged.put(Keys.Merged.of(handle.request(), handle.flow()), key);
        cell.begin(null);
        return cell;
    }

    /** The request came again. */
    void repeated() {
        on(repeat, null);
    }

    /** ACK came: for a failure it belongs here. */
    void acknowledged(SipRequest ack) {
        if (repeat == InviteServer.Event.REQUEST) {
            @SuppressWarnings("unchecked") // the event just compared is of this machine
            var event = (E) InviteServer.Event.ACK;
            on(event, ack);
        }
    }

    void send(SipResponse response) {
        on(sent.apply(response.status().code()), response);
    }

    ServerHandle handle() {
        return handle;
    }

    /**
     * A REGISTER that was answered is remembered for repeats under way, not for half a minute: the same request asked of the
     * app again changes nothing and gets the same answer, so here may be forgotten, as by a server without state, what would
     * fill the memory when all phones of a site come back at once.
     *
     * @rfc 3261 8.2.7
     */
    @Override
    Duration first(Timer timer) {
        Duration standard = super.first(timer);
        Duration shorter = core.settings.timers().t4();
        boolean soon = timer == Timer.J && request().is(Method.REGISTER) && shorter.compareTo(standard) < 0;
        return soon ? shorter : standard;
    }

    @Override
    void passUp(SipMessage message) {
        // ACK for a 2xx with the branch of its INVITE: some phones do that; the dialog wants it.
        if (message instanceof SipRequest ack) {
            handle.acknowledged(ack);
        }
    }

    @Override
    void reportTimeout() {
        handle.lost();
    }

    @Override
    void reportTransportError() {
        handle.lost();
    }

    @Override
    SipRequest ackFor(SipResponse response) {
        throw new IllegalStateException("a server acknowledges nothing");
    }

    @Override
    void sendCancel() {
        throw new IllegalStateException("a server cancels nothing");
    }

    @Override
    void over() {
        core.servers.remove(key);
        core.merged.remove(Keys.Merged.of(handle.request(), handle.flow()), key);
    }
}
