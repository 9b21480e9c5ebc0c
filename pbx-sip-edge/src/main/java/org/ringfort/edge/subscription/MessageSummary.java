package org.ringfort.edge.subscription;

import org.ringfort.contract.control.v1.MailboxCounts;
import org.ringfort.protocol.sip.Body;

/**
 * What lights a phone's lamp for messages.
 *
 * @rfc 3842 3.5
 */
final class MessageSummary {
    static final String EVENT = "message-summary";

    private MessageSummary() {}

    static Body body(MailboxCounts counts, String account) {
        return Body.ofText("Messages-Waiting: " + (counts.getUnheard() > 0 ? "yes" : "no") + "\r\n"
                + "Message-Account: " + account + "\r\n"
                + "Voice-Message: " + counts.getUnheard() + "/" + counts.getHeard() + " (0/0)\r\n");
    }
}
