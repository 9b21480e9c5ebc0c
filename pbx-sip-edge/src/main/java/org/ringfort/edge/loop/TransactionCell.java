package org.ringfort.edge.loop;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.transaction.Action;
import org.ringfort.edge.transaction.Machine;
import org.ringfort.edge.transaction.Timer;
import org.ringfort.edge.transaction.TransactionState;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;

/** Drives one transaction: asks the machine's table, does what it says. On the loop only. */
abstract class TransactionCell<S extends Enum<S>, E extends Enum<E>> {
    final Core core;
    final Flow flow;
    private final Machine<S, E> machine;
    private final E transportError;
    private final Map<Timer, TimerWheel.Handle> timers = new EnumMap<>(Timer.class);
    private TransactionState<S> state;
    private boolean wireFailed;

    TransactionCell(Core core, Machine<S, E> machine, E transportError, SipRequest request, Flow flow) {
        this.core = core;
        this.machine = machine;
        this.transportError = transportError;
        this.flow = flow;
        this.state = TransactionState.begin(
                machine.initial(), request, flow.token(), flow.transport().isReliable());
    }

    /** As it stands; a value that could be handed to a peer. */
    TransactionState<S> state() {
        return state;
    }

    SipRequest request() {
        return state.request();
    }

    boolean isOver() {
        return state.state() == machine.end();
    }

    void begin(@Nullable SipMessage message) {
        core.carry(this);
        perform(machine.opening(), message);
    }

    void on(E event, @Nullable SipMessage message) {
        if (isOver()) {
            return;
        }
        var step = machine.table().on(state.state(), event);
        state = state.withState(step.next());
        perform(step.actions(), message);
        if (isOver()) {
            timers.values().forEach(TimerWheel.Handle::cancel);
            timers.clear();
            core.release(this);
            over();
        }
    }

    void transportError() {
        on(transportError, null);
    }

    private void perform(List<Action> actions, @Nullable SipMessage message) {
        for (Action action : actions) {
            perform(action, message);
        }
        if (wireFailed) {
            wireFailed = false;
            transportError();
        }
    }

    private void perform(Action action, @Nullable SipMessage message) {
        switch (action) {
            case SEND -> {
                if (message != null) {
                    state = state.withLastSent(message);
                    transmit(message);
                }
            }
            case RESEND ->
                state.lastSent().ifPresent(last -> {
                    core.metrics.repeated(machine.name());
                    transmit(last);
                });
            case PASS_UP -> {
                if (message != null) {
                    passUp(message);
                }
            }
            case SEND_ACK -> {
                if (message instanceof SipResponse response) {
                    transmit(ackFor(response));
                }
            }
            case SEND_CANCEL -> sendCancel();
            case REPORT_TIMEOUT -> {
                core.metrics.timedOut(machine.name());
                reportTimeout();
            }
            case REPORT_TRANSPORT_ERROR -> reportTransportError();
            case AGAIN_A, AGAIN_E, AGAIN_G ->
                action.timer()
                        .ifPresent(timer -> run(timer, core.settings.timers().next(timer, interval(timer))));
            case SLOW_E -> run(Timer.E, core.settings.timers().t2());
            default ->
                action.timer().ifPresent(timer -> {
                    if (core.settings.timers().runs(timer, state.reliable())) {
                        run(timer, first(timer));
                    }
                });
        }
    }

    /** How long a timer runs that starts now. */
    Duration first(Timer timer) {
        return core.settings.timers().first(timer, state.reliable());
    }

    private Duration interval(Timer timer) {
        Duration last = state.intervals().get(timer);
        return last == null ? core.settings.timers().t1() : last;
    }

    private void run(Timer timer, Duration interval) {
        state = state.withInterval(timer, interval);
        TimerWheel.Handle before = timers.put(
                timer, core.after(interval, () -> machine.event(timer).ifPresent(event -> on(event, null))));
        if (before != null) {
            before.cancel();
        }
    }

    private void transmit(SipMessage message) {
        if (!core.send(flow, message)) {
            wireFailed = true;
        }
    }

    abstract void passUp(SipMessage message);

    abstract void reportTimeout();

    abstract void reportTransportError();

    abstract SipRequest ackFor(SipResponse response);

    abstract void sendCancel();

    /** The machine has ended: leave the tables. */
    abstract void over();
}
