package org.ringfort.edge.boot;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.ringfort.edge.admission.Admission;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.admission.Bans;
import org.ringfort.edge.admission.Verdict;
import org.ringfort.edge.emergency.EmergencyNumbers;
import org.ringfort.edge.loop.LoopSettings;
import org.ringfort.edge.loop.SipLoop;
import org.ringfort.edge.loop.Tap;
import org.ringfort.edge.transport.Inbound;
import org.ringfort.edge.transport.TransportSettings;
import org.ringfort.edge.transport.Transports;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.protocol.sip.SipRequest;

/** Transports, admission and loop, wired: octets in, requests at the conversations' doors. */
public final class Front implements AutoCloseable {
    private final Admission admission;
    private final Transports transports;
    private final SipLoop loop;

    /** As the other, and nobody looks at what passes. */
    public Front(
            TransportSettings transport,
            AdmissionSettings admitted,
            LoopSettings looped,
            String incarnation,
            MeterRegistry registry) {
        this(transport, admitted, looped, incarnation, registry, Tap.NONE);
    }

    /**
     * Nothing is bound and no thread runs yet.
     *
     * @param incarnation new at every start of the process
     * @param tap sees what the loops take and send
     */
    public Front(
            TransportSettings transport,
            AdmissionSettings admitted,
            LoopSettings looped,
            String incarnation,
            MeterRegistry registry,
            Tap tap) {
        this.admission = new Admission(admitted, System::nanoTime, new SecureRandom());
        this.transports = new Transports(transport, incarnation, admission, this::arrived, registry);
        this.loop = new SipLoop(looped, transports, registry, tap);
        loop.makeRoomFor(admission.emergencies());
        admission.spare(loop::isLate);
        registry.gauge(Metrics.ADMISSION_ADDRESSES, admission, Admission::remembered);
        registry.gauge(Metrics.ADMISSION_KNOWN_FLOWS, admission, Admission::knownFlows);
        registry.gauge(Metrics.ADMISSION_BANS, admission.bans(), Bans::size);
    }

    /** Handlers are given to it before {@link #start()}. */
    public SipLoop loop() {
        return loop;
    }

    /** Which numbers are called past every limit. */
    public EmergencyNumbers emergencies() {
        return admission.emergencies();
    }

    /** Who hears of what strangers are refused before there is a message of theirs to be answered. */
    public void tell(Admission.Witness witness) {
        admission.tell(witness);
    }

    /** Whom not to speak with from now on: {@code change} is done to it, and connections it concerns are closed. */
    public void ban(Consumer<Bans> change) {
        change.accept(admission.bans());
        transports.close(admission::isBanned, "banned");
    }

    public Transports transports() {
        return transports;
    }

    /**
     * Starts the loop, then binds.
     *
     * @throws IOException where an address cannot be bound
     */
    public void start() throws IOException {
        loop.start();
        transports.start();
    }

    private void arrived(Inbound inbound) {
        if (!(inbound instanceof Inbound.Received received)) {
            loop.accept(inbound);
            return;
        }
        switch (admission.judge(received)) {
            case Verdict.Pass pass -> loop.accept(received);
            case Verdict.Drop(var reason) -> transports.dropped(reason);
            case Verdict.Close(var reason) -> {
                transports.dropped(reason);
                if (received.flow().transport().isReliable()) { // a datagram may be forged: it says nothing of the flow
                    transports.close(received.flow(), reason);
                }
            }
            case Verdict.Refuse refuse -> {
                if (received.message() instanceof SipRequest request) {
                    loop.refuse(received.flow(), request, refuse.status(), refuse.reason(), refuse.header());
                }
            }
        }
    }

    @Override
    public void close() {
        transports.close();
        loop.close();
    }
}
