package org.ringfort.edge.boot;

import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.ringfort.edge.acme.Acme;
import org.ringfort.edge.loop.Tap;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.edge.routing.NameServers;
import org.ringfort.edge.routing.Names;
import org.ringfort.edge.trace.Tracer;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.process.config.Settings;
import org.ringfort.process.health.Check;
import org.ringfort.process.health.HealthServer;
import org.ringfort.process.life.Lifetime;
import org.ringfort.process.life.ServiceMain;
import org.ringfort.process.tls.MutualTls;

/** The edge: {@code java -jar pbx-sip-edge.jar edge.properties}. */
public final class EdgeMain {
    /** A shard takes a turn every ten milliseconds; one that has not for so long will not. */
    private static final Duration STUCK = Duration.ofSeconds(5);

    private EdgeMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("pbx-sip-edge", arguments, EdgeMain::start);
    }

    private static void start(Settings settings, Lifetime lifetime) throws Exception {
        EdgeSettings edge = EdgeSettings.from(settings);
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var random = new SecureRandom();
        String incarnation = UUID.randomUUID().toString().substring(0, 13).replace("-", "");

        Optional<Tracer> tracer = tracer(edge, lifetime, registry);
        Tap tap = tracer.<Tap>map(found -> found).orElse(Tap.NONE);
        var front = new Front(edge.transport(), edge.admission(), edge.loop(), incarnation, registry, tap);
        ManagedChannel app = channel(lifetime, "app channel", edge.app(), edge);
        ManagedChannel media = channel(lifetime, "media channel", edge.media(), edge);
        var conversations = lifetime.add(
                "conversations",
                new Conversations(
                        new Conversations.Settings(
                                edge.edgeId(),
                                incarnation,
                                edge.journal(),
                                edge.calls(),
                                edge.quiet(),
                                edge.recordings()),
                        app,
                        media,
                        front.loop(),
                        gateways(edge, registry, random),
                        Clock.systemUTC(),
                        random));
        conversations.measure(registry);
        conversations.handlers().forEach(front.loop()::handle);
        front.loop().onFlowClosed(conversations::flowClosed);
        front.tell(conversations::turnedAway);
        conversations.obey(new BanOrders(front::ban));
        conversations.tellEmergencyNumbers(front.emergencies());
        tracer.ifPresent(conversations::tellTraces);
        lifetime.add("front", front);
        front.start();
        conversations.start();
        lifetime.add("registrations with carriers", conversations::leave);
        edge.acme()
                .ifPresent(acme -> lifetime.add("acme", new Acme(acme, Clock.systemUTC(), registry))
                        .start());

        List<Check> ready = new ArrayList<>(conversations.ready());
        ready.add(Check.of("listeners", () -> front.transports().isListening(), "a listener is closed"));
        selfCheck(front, lifetime).ifPresent(ready::add);
        Check alive = Check.of("loop", () -> front.loop().idleNanos() < STUCK.toNanos(), "a loop takes no turns");
        ready.add(alive);
        lifetime.add("health", HealthServer.start(edge.health(), List.of(alive), ready, registry));
    }

    private static Optional<Tracer> tracer(EdgeSettings edge, Lifetime lifetime, MeterRegistry registry) {
        if (!edge.trace().on()) {
            return Optional.empty();
        }
        var tracer = lifetime.add("trace", new Tracer(edge.trace(), edge.loop().loops(), Clock.systemUTC()));
        tracer.measure(registry);
        tracer.start();
        return Optional.of(tracer);
    }

    private static Gateways gateways(EdgeSettings edge, MeterRegistry registry, RandomGenerator random) {
        var names = new Names(new NameServers(edge.nameServer().map(List::of).orElse(List.of())), System::nanoTime);
        FunctionCounter.builder(Metrics.DNS_UNANSWERED, names, Names::unanswered)
                .register(registry);
        return new Gateways(names, edge.gatewayNetworks(), random, System::nanoTime);
    }

    private static Optional<Check> selfCheck(Front front, Lifetime lifetime) {
        Optional<InetSocketAddress> tls = front.transports().address("tls");
        return tls.map(address -> {
            var check = lifetime.add("self check", new SelfCheck(address, front.transports()::certificates));
            check.start();
            return new Check("tls listener", check::problem);
        });
    }

    private static ManagedChannel channel(Lifetime lifetime, String name, EdgeSettings.Peer peer, EdgeSettings edge) {
        ManagedChannel channel =
                MutualTls.channel(peer.target(), peer.name(), edge.internal()).build();
        lifetime.add(name, channel::shutdownNow);
        return channel;
    }
}
