package org.ringfort.edge.transaction;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;

/**
 * Everything that a peer needs to go on with a transaction. Immutable.
 *
 * @param <S> states of its machine
 * @param state where its machine stands
 * @param request the request it is about, as sent or received
 * @param flow token of the flow its messages take
 * @param reliable whether that is a connection
 * @param lastSent what is said again when asked
 * @param intervals of the timers that run, as last started
 */
public record TransactionState<S extends Enum<S>>(
        S state,
        SipRequest request,
        String flow,
        boolean reliable,
        Optional<SipMessage> lastSent,
        Map<Timer, Duration> intervals) {

    public TransactionState {
        intervals = Map.copyOf(intervals);
    }

    /** A transaction that begins. */
    public static <S extends Enum<S>> TransactionState<S> begin(
            S initial, SipRequest request, String flow, boolean reliable) {
        return new TransactionState<>(initial, request, flow, reliable, Optional.empty(), Map.of());
    }

    public TransactionState<S> withState(S next) {
        return new TransactionState<>(next, request, flow, reliable, lastSent, intervals);
    }

    public TransactionState<S> withLastSent(SipMessage message) {
        return new TransactionState<>(state, request, flow, reliable, Optional.of(message), intervals);
    }

    public TransactionState<S> withInterval(Timer timer, Duration interval) {
        var changed = new EnumMap<Timer, Duration>(Timer.class);
        changed.putAll(intervals);
        changed.put(timer, interval);
        return new TransactionState<>(state, request, flow, reliable, lastSent, changed);
    }
}
