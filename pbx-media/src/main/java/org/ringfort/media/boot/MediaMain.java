package org.ringfort.media.boot;

import io.grpc.Server;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.ringfort.media.control.MediaPlaneService;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.dtls.OwnCertificate;
import org.ringfort.media.port.PortPool;
import org.ringfort.media.recorder.RecordingShelf;
import org.ringfort.media.relay.RelayLoop;
import org.ringfort.media.session.MediaAddress;
import org.ringfort.media.session.Sessions;
import org.ringfort.process.config.Settings;
import org.ringfort.process.health.Check;
import org.ringfort.process.health.HealthServer;
import org.ringfort.process.life.Lifetime;
import org.ringfort.process.life.ServiceMain;
import org.ringfort.process.tls.MutualTls;

/** The media process. */
public final class MediaMain {
    /** A loop comes round several times a second even when idle; so long without is a frozen one. */
    private static final Duration FROZEN_AFTER = Duration.ofSeconds(5);

    private MediaMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("pbx-media", arguments, MediaMain::start);
    }

    private static void start(Settings settings, Lifetime lifetime) throws IOException {
        MediaConfiguration configuration = MediaConfiguration.from(settings);
        var random = new SecureRandom();
        var ports = new PortPool(
                configuration.bind(),
                configuration.ports().first(),
                configuration.ports().last(),
                configuration.quarantine(),
                System::nanoTime,
                random);
        RecordingShelf shelf = lifetime.add("recordings", RecordingShelf.open(configuration.recordings()));
        var handshakes = lifetime.add("handshakes", new Handshakes(OwnCertificate.create(random)));
        var loop = lifetime.add("relay", new RelayLoop("relay-0", System::nanoTime, random, handshakes));
        var sessions = lifetime.add(
                "sessions",
                new Sessions(
                        loop,
                        ports,
                        new MediaAddress(configuration.advertised()),
                        shelf,
                        random,
                        System::nanoTime,
                        Clock.systemUTC()));
        Server server = MutualTls.server(configuration.control(), configuration.tls())
                .addService(
                        new MediaPlaneService(sessions, shelf, UUID.randomUUID().toString()))
                .build()
                .start();
        lifetime.add("control", () -> {
            server.shutdownNow();
            server.awaitTermination(2, TimeUnit.SECONDS);
        });
        var self = lifetime.add("self check", new SrtpSelfCheck(sessions, configuration.bind(), random));
        Check alive = Check.of(
                "relay loop", () -> loop.sinceLastTurnNanos() < FROZEN_AFTER.toNanos(), "the relay loop stands still");
        lifetime.add(
                "management",
                HealthServer.start(
                        configuration.management(),
                        List.of(alive),
                        List.of(alive, new Check("srtp echo", self::problem)),
                        metrics(sessions, ports, loop, shelf)));
    }

    private static PrometheusMeterRegistry metrics(
            Sessions sessions, PortPool ports, RelayLoop loop, RecordingShelf shelf) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        MediaMetrics.register(registry, sessions, ports, loop.totals(), shelf);
        return registry;
    }
}
