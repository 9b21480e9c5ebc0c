package org.ringfort.edge.boot;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.ringfort.edge.b2bua.Calls;
import org.ringfort.edge.controlplane.PreparedHelp;
import org.ringfort.edge.journal.CallJournal;
import org.ringfort.edge.lamps.LampBoard;
import org.ringfort.edge.overload.WorkWindow;
import org.ringfort.edge.peer.Attachment;
import org.ringfort.edge.registration.Registration;
import org.ringfort.edge.routing.Breakers;
import org.ringfort.edge.subscription.Subscriptions;
import org.ringfort.edge.trunking.CarrierRegistrations;
import org.ringfort.edge.trunking.GatewayHealth;
import org.ringfort.kernel.telemetry.Metrics;

/** What is measured of the conversations, under which names. */
final class Meters {
    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    void measure(Calls calls) {
        gauge(Metrics.CALLS, calls, Calls::up);
        gauge(Metrics.CALL_THREADS, calls, Calls::threads);
        gauge(Metrics.CALLS_WINDOW, calls.window(), WorkWindow::size);
        count(Metrics.CALLS_REFUSED_FOR_LOAD, calls, Calls::refusedForLoad);
        count(Metrics.RECORDINGS_MISSED, calls, Calls::missedRecordings);
        count(Metrics.RECORDINGS_NOT_SENT, calls, Calls::recordingsNotSent);
    }

    void measure(Registration registration) {
        gauge(Metrics.REGISTRATIONS_WINDOW, registration.window(), WorkWindow::size);
        gauge(Metrics.REGISTRATIONS_UNDER_WAY, registration, Registration::underWay);
        gauge(Metrics.FLOWS_BOUND, registration, Registration::boundFlows);
        count(Metrics.REGISTRATIONS_REFUSED_FOR_LOAD, registration, Registration::refusedForLoad);
    }

    void measure(Subscriptions subscriptions, LampBoard lamps) {
        gauge(Metrics.SUBSCRIPTIONS, subscriptions, Subscriptions::running);
        count(Metrics.SUBSCRIPTIONS_REFUSED_FOR_LOAD, subscriptions, Subscriptions::refusedForLoad);
        gauge(Metrics.LAMPS_WATCHED, lamps, LampBoard::watched);
    }

    void measure(PreparedHelp help) {
        gauge(Metrics.HELP_PREPARED, help, PreparedHelp::phones);
        count(Metrics.HELP_UNPREPARED, help, PreparedHelp::left);
    }

    void measure(CallJournal journal) {
        gauge(Metrics.RECORDS_WAITING, journal, CallJournal::unstoredCount);
        gauge(Metrics.JOURNAL_HEALTHY, journal, kept -> kept.healthy() ? 1 : 0);
        count(Metrics.JOURNAL_FAILURES, journal, CallJournal::failures);
    }

    void measure(GatewayHealth health, Breakers breakers, CarrierRegistrations carriers) {
        gauge(Metrics.GATEWAYS_WATCHED, health, GatewayHealth::size);
        gauge(Metrics.GATEWAYS_DOWN, health, GatewayHealth::down);
        gauge(Metrics.GATEWAYS_RESTING, breakers, Breakers::resting);
        gauge(Metrics.TRUNKS_UNREGISTERED, carriers, CarrierRegistrations::unregistered);
    }

    /** @param peer "app" or "media" */
    void measure(String peer, Attachment<?, ?> stream) {
        Gauge.builder(Metrics.PEER_ATTACHED, stream, here -> here.attached() ? 1 : 0)
                .tag("peer", peer)
                .register(registry);
        FunctionCounter.builder(Metrics.PEER_BREAKS, stream, Attachment::breaks)
                .tag("peer", peer)
                .register(registry);
        FunctionCounter.builder(Metrics.PEER_OVERFLOWS, stream, Attachment::overflows)
                .tag("peer", peer)
                .register(registry);
    }

    <T> void gauge(String name, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).register(registry);
    }

    <T> void count(String name, T of, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, of, value).register(registry);
    }
}
