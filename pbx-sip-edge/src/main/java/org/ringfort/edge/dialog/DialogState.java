package org.ringfort.edge.dialog;

import java.util.List;
import java.util.OptionalLong;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.Uri;

/**
 * Everything that a peer needs to go on with a dialog. Immutable.
 *
 * @param id which dialog
 * @param phase how far it is
 * @param initiator whether we sent the request that made it; also who waits longer after glare
 * @param local From of our requests, with our tag
 * @param remote To of our requests, with the peer's tag where it has one
 * @param remoteTarget Request-URI of our requests
 * @param routes Route of our requests, topmost first
 * @param localCseq of our latest request
 * @param remoteCseq of the peer's latest request
 * @param flow token of the flow by which the peer is reached
 * @param session its session timer
 * @rfc 3261 12
 */
public record DialogState(
        DialogId id,
        Phase phase,
        boolean initiator,
        NameAddress local,
        NameAddress remote,
        Uri remoteTarget,
        List<NameAddress> routes,
        int localCseq,
        OptionalLong remoteCseq,
        String flow,
        SessionTimer session) {

    /** How far a dialog is. */
    public enum Phase {
        /** Nothing sent or received yet that would make it one. */
        NASCENT,
        EARLY,
        CONFIRMED,
        TERMINATED
    }

    public DialogState {
        routes = List.copyOf(routes);
    }

    public DialogState withPhase(Phase next) {
        return new DialogState(
                id, next, initiator, local, remote, remoteTarget, routes, localCseq, remoteCseq, flow, session);
    }

    public DialogState withRemoteTarget(Uri target) {
        return new DialogState(
                id, phase, initiator, local, remote, target, routes, localCseq, remoteCseq, flow, session);
    }

    public DialogState withRoutes(List<NameAddress> newRoutes) {
        return new DialogState(
                id, phase, initiator, local, remote, remoteTarget, newRoutes, localCseq, remoteCseq, flow, session);
    }

    public DialogState withLocalCseq(int number) {
        return new DialogState(
                id, phase, initiator, local, remote, remoteTarget, routes, number, remoteCseq, flow, session);
    }

    public DialogState withRemoteCseq(long number) {
        return new DialogState(
                id,
                phase,
                initiator,
                local,
                remote,
                remoteTarget,
                routes,
                localCseq,
                OptionalLong.of(number),
                flow,
                session);
    }

    public DialogState withFlow(String token) {
        return new DialogState(
                id, phase, initiator, local, remote, remoteTarget, routes, localCseq, remoteCseq, token, session);
    }

    public DialogState withSession(SessionTimer timer) {
        return new DialogState(
                id, phase, initiator, local, remote, remoteTarget, routes, localCseq, remoteCseq, flow, timer);
    }
}
