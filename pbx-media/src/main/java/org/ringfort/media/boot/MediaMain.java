package org.ringfort.media.boot;

import io.grpc.Server;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.media.control.MediaPlaneService;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.dtls.OwnCertificate;
import org.ringfort.media.port.PortPool;
import org.ringfort.media.port.SharedPorts;
import org.ringfort.media.recorder.RecordingShelf;
import org.ringfort.media.relay.RelayLoop;
import org.ringfort.media.relay.RelayLoops;
import org.ringfort.media.session.MediaAddress;
import org.ringfort.media.session.Sessions;
import org.ringfort.process.config.ConfigurationException;
import org.ringfort.process.config.Settings;
import org.ringfort.process.health.Check;
import org.ringfort.process.health.HealthServer;
import org.ringfort.process.life.Lifetime;
import org.ringfort.process.life.ServiceMain;
import org.ringfort.process.tls.MutualTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media process. */
public final class MediaMain {
    /** A loop comes round several times a second even when idle; so long without is a frozen one. */
    private static final Duration FROZEN_AFTER = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(MediaMain.class);
    /** What comes in the 50 ms that a process may be kept waiting, at a thousand calls. */
    private static final int ENOUGH_ROOM_BYTES = 4 << 20;

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
                configuration.reservedPairs(),
                configuration.quarantine(),
                System::nanoTime,
                random);
        RecordingShelf shelf = lifetime.add("recordings", RecordingShelf.open(configuration.recordings()));
        var handshakes = lifetime.add("handshakes", new Handshakes(OwnCertificate.create(random)));
        var loops = lifetime.add(
                "relay",
                new RelayLoops(
                        "relay", configuration.loops(), System::nanoTime, random, handshakes, configuration.gather()));
        share(configuration, loops);
        loops.thresholds(configuration.alarm());
        var sessions = lifetime.add(
                "sessions",
                new Sessions(
                        loops,
                        ports,
                        new MediaAddress(configuration.advertised()),
                        shelf,
                        random,
                        Sessions.ABANDONED_AFTER,
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
        var self = lifetime.add("self check", new SrtpSelfCheck(sessions, loops.all(), configuration.bind(), random));
        var alive = new Check(
                "relay loop", () -> loops.frozen(FROZEN_AFTER).map(name -> "the relay loop " + name + " stands still"));
        Check mixing = Check.of(
                "mixer",
                () -> sessions.mixedLateNanos() < FROZEN_AFTER.toNanos(),
                "conferences are not mixed any more");
        lifetime.add(
                "management",
                HealthServer.start(
                        configuration.management(),
                        List.of(alive, mixing),
                        List.of(alive, mixing, new Check("srtp echo", self::problem)),
                        metrics(sessions, ports, loops, shelf)));
    }

    /** Each loop gets two ports, the next ones, where legs are to share any. */
    private static void share(MediaConfiguration configuration, RelayLoops loops) {
        if (configuration.sharedPort().isEmpty()) {
            return;
        }
        int number = configuration.sharedPort().getAsInt();
        int roomBytes = Integer.MAX_VALUE;
        for (RelayLoop loop : loops.all()) {
            SharedPorts ports = sharedPorts(configuration.bind(), number);
            loop.share(ports);
            roomBytes = Math.min(roomBytes, ports.roomBytes());
            number += 2;
        }
        if (roomBytes < ENOUGH_ROOM_BYTES) {
            LOG.atWarn()
                    .addKeyValue(Fields.EVENT_ACTION, Events.MEDIA_SHARED_PORT_NARROW)
                    .log(
                            "the kernel keeps room for {} octets at a shared port: raise net.core.rmem_max to {}",
                            roomBytes,
                            SharedPorts.ROOM_BYTES);
        }
    }

    private static SharedPorts sharedPorts(InetAddress bind, int number) {
        try {
            return SharedPorts.open(bind, number);
        } catch (IOException taken) {
            throw new ConfigurationException(
                    "media.shared-port: " + number + " and the next cannot be had: " + taken.getMessage());
        }
    }

    private static PrometheusMeterRegistry metrics(
            Sessions sessions, PortPool ports, RelayLoops loops, RecordingShelf shelf) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        MediaMetrics.register(registry, sessions, ports, loops, shelf);
        return registry;
    }
}
