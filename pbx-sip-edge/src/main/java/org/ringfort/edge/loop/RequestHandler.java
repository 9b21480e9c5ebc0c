package org.ringfort.edge.loop;

import java.util.List;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.Header;

/** Begins a conversation: takes the requests of one method that come outside any dialog. */
@FunctionalInterface
public interface RequestHandler {
    /** Called on the loop: must return at once, so it starts a virtual thread, or responds 503. */
    void handle(ServerTransaction transaction);

    /**
     * The challenges for a request that proves nothing, where they are known without asking. It is answered 401 by them and forgotten,
     * so that strangers fill no memory. Empty: it is handled. Called on the loop, but not about
     * calls for help; must return at once.
     *
     * @rfc 3261 8.2.7
     */
    default List<Header> challenges(SipRequest request, Flow flow) {
        return List.of();
    }
}
