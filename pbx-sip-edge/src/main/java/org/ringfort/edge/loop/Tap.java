package org.ringfort.edge.loop;

import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.SipMessage;

/**
 * Sees every message that the loops take and send, as it passed. What has a number of its own is called by that loop's thread
 * alone; nothing here may block.
 */
public interface Tap {
    /** Nobody looks. */
    Tap NONE = new Tap() {
        @Override
        public void received(int loop, Flow flow, SipMessage message) {}

        @Override
        public void sent(int loop, Flow flow, SipMessage message) {}

        @Override
        public void leg(String sipCallId, String callId, String tenantId) {}
    };

    void received(int loop, Flow flow, SipMessage message);

    void sent(int loop, Flow flow, SipMessage message);

    /** The dialogs of that Call-ID are a leg of that call; any thread. */
    void leg(String sipCallId, String callId, String tenantId);
}
