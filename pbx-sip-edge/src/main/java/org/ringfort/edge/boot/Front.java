package org.ringfort.edge.boot;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Comparator;
import org.ringfort.edge.admission.Admission;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.admission.Verdict;
import org.ringfort.edge.loop.LoopSettings;
import org.ringfort.edge.loop.SipLoop;
import org.ringfort.edge.transport.Inbound;
import org.ringfort.edge.transport.TransportSettings;
import org.ringfort.edge.transport.Transports;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.Allow;

/** Transports, admission and loop, wired: octets in, requests at the conversations' doors. */
public final class Front implements AutoCloseable {
    private final Admission admission;
    private final Transports transports;
    private final SipLoop loop;
    private final MeterRegistry registry;
    private final Allow allow;

    /**
     * Nothing is bound and no thread runs yet.
     *
     * @param incarnation new at every start of the process
     */
    public Front(
            TransportSettings transport,
            AdmissionSettings admitted,
            LoopSettings looped,
            String incarnation,
            MeterRegistry registry) {
        this.registry = registry;
        this.admission = new Admission(admitted, System::nanoTime);
        this.transports = new Transports(transport, incarnation, admission, this::arrived, registry);
        this.loop = new SipLoop(looped, transports, registry);
        this.allow = new Allow(admitted.methods().stream()
                .sorted(Comparator.comparing(Method::name))
                .toList());
        registry.gauge("ringfort.admission.addresses", admission, Admission::remembered);
    }

    /** Handlers are given to it before {@link #start()}. */
    public SipLoop loop() {
        return loop;
    }

    /** Who hears of what strangers are refused before there is a message of theirs to be answered. */
    public void tell(Admission.Witness witness) {
        admission.tell(witness);
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
            case Verdict.Drop drop ->
                registry.counter(Metrics.SIP_DROPPED, "reason", drop.reason()).increment();
            case Verdict.Refuse refuse -> {
                if (received.message() instanceof SipRequest request) {
                    loop.refuse(received.flow(), request, refuse.status(), refuse.reason(), allow);
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
