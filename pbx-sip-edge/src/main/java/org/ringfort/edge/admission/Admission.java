package org.ringfort.edge.admission;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;
import org.ringfort.edge.transport.Doorkeeper;
import org.ringfort.edge.transport.Inbound;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;

/**
 * The first judge: nothing is remembered of a message before it has passed here. Untrusted networks and oversized messages have
 * been dropped by the transport on the listener's own settings. Any thread; never blocks.
 */
public final class Admission implements Doorkeeper {
    private static final Verdict PASS = new Verdict.Pass();

    private final AdmissionSettings settings;
    private final Allowances allowances;
    private volatile Witness witness = (event, transport, source, why) -> {};

    /** Is told of what was turned away, on a transport's thread; must not block. */
    @FunctionalInterface
    public interface Witness {
        /** {@code event} is a documented name. */
        void turnedAway(String event, TransportKind transport, InetSocketAddress source, String why);
    }

    /**
     * A judge who has seen nobody yet.
     *
     * @param clockNanos a clock that never jumps
     */
    public Admission(AdmissionSettings settings, LongSupplier clockNanos) {
        this.settings = settings;
        this.allowances =
                new Allowances(settings.messagesEachSecond(), settings.burst(), settings.addresses(), clockNanos);
    }

    @Override
    public boolean admits(InetAddress source, int bytes) {
        return allowances.take(source);
    }

    /** Who hears of what is turned away from now on. */
    public void tell(Witness listener) {
        witness = listener;
    }

    @Override
    public void turnedAway(String event, TransportKind transport, InetSocketAddress source, String why) {
        witness.turnedAway(event, transport, source, why);
    }

    /** What becomes of a message that could be read. */
    public Verdict judge(Inbound.Received received) {
        if (received.message() instanceof SipRequest request
                && !settings.methods().contains(request.method())) {
            turnedAway(
                    Events.SIP_REFUSED,
                    received.flow().transport(),
                    received.flow().remote(),
                    "method");
            return new Verdict.Refuse(Status.METHOD_NOT_ALLOWED, "method");
        }
        return PASS;
    }

    /** How many addresses are remembered. */
    public int remembered() {
        return allowances.size();
    }
}
