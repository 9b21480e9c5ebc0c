package org.ringfort.edge.admission;

import java.util.Set;
import org.ringfort.protocol.sip.Method;

/**
 * Who may speak how much.
 *
 * @param methods that are let in; others are answered 405
 * @param messagesEachSecond from one address, on average; many phones may share one behind NAT
 * @param burst that may come at once
 * @param addresses that are remembered; while there are more, strangers share one allowance
 */
public record AdmissionSettings(Set<Method> methods, int messagesEachSecond, int burst, int addresses) {
    /** Every method that some conversation understands. */
    public static final Set<Method> METHODS = Set.of(
            Method.INVITE,
            Method.ACK,
            Method.BYE,
            Method.CANCEL,
            Method.OPTIONS,
            Method.REGISTER,
            Method.PRACK,
            Method.UPDATE,
            Method.INFO,
            Method.SUBSCRIBE,
            Method.NOTIFY);

    public AdmissionSettings {
        methods = Set.copyOf(methods);
    }
}
