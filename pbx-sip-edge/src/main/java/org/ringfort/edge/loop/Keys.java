package org.ringfort.edge.loop;

import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.header.Via;

/** How messages find their transactions. */
final class Keys {
    private Keys() {}

    /**
     * A client transaction.
     *
     * @rfc 3261 17.1.3
     */
    record Client(String branch, Method method) {
        static Client of(SipResponse response) {
            return new Client(response.headers().topVia().branch().orElse(""), response.method());
        }
    }

    /**
     * A server transaction. The address it came from is part of it, so that a stranger who learnt a branch can neither
     * cancel nor acknowledge in another's name; so is the transport, since answers go back by it.
     *
     * @param branch of the topmost Via; for a sender older than RFC 3261 all that it says of itself
     * @rfc 3261 17.2.3
     */
    record Server(String branch, String sentBy, String from, Method method) {
        static Server of(SipRequest request, Flow flow) {
            return of(request, flow, request.is(Method.ACK) ? Method.INVITE : request.method());
        }

        static Server of(SipRequest request, Flow flow, Method method) {
            Via via = request.headers().topVia();
            String sentBy = via.host().text() + ":" + via.port().orElse(0);
            String branch = via.hasUniqueBranch()
                    ? via.branch().orElse("")
                    : request.requestUri() + " "
                            + request.headers().from().tag().orElse("") + " "
                            + request.headers().callId() + " "
                            + request.headers().cseq().number() + " "
                            + via.branch().orElse("");
            return new Server(branch, sentBy, flow.transport().uriToken() + " " + flow.remoteAddress(), method);
        }
    }

    /**
     * What a request that took two ways here has in common with itself.
     *
     * @rfc 3261 8.2.2.2
     */
    record Merged(String fromTag, String callId, int cseq, Method method, TransportKind transport) {
        static Merged of(SipRequest request, Flow flow) {
            return new Merged(
                    request.headers().from().tag().orElse(""),
                    request.headers().callId(),
                    request.headers().cseq().number(),
                    request.method(),
                    flow.transport());
        }
    }
}
