package org.ringfort.media.boot;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.ringfort.media.rtcp.Thresholds;
import org.ringfort.process.config.ConfigurationException;
import org.ringfort.process.config.PortRange;
import org.ringfort.process.config.Settings;
import org.ringfort.process.tls.TlsFiles;

/**
 * Everything an operator may set.
 *
 * @param control {@code control.listen}: where edges reach the media plane over mutual TLS
 * @param management {@code management.listen}: health and metrics
 * @param bind {@code media.bind}: the address media sockets are bound to
 * @param advertised {@code media.address}: the address that session descriptions name; the bound one unless NAT stands
 *     between
 * @param ports {@code media.ports}: RTP on the even ones, RTCP on the odd ones above them
 * @param reservedCalls {@code media.reserved-calls}: for so many calls ports are left to calls for help, two pairs each
 * @param loops {@code media.loops}: threads that relay, each for tenants of its own
 * @param sharedPort {@code media.shared-port}: RTP of all legs with keys on this port, RTCP of those that keep it apart on the next, and
 *     so on with two ports for each loop; absent: each leg has ports of its own
 * @param quarantine {@code media.quarantine}: how long a port rests before the next call gets it
 * @param gather {@code media.gather}: for how long packets of a busy relay wait for others
 * @param recordings {@code recordings.folder}: where recordings wait, encrypted, until the app has them
 * @param alarm {@code media.alarm-mos}, {@code media.alarm-loss}: beyond which a leg is reported as poor
 * @param tls {@code tls.certificate}, {@code tls.key}, {@code tls.trust}
 */
record MediaConfiguration(
        InetSocketAddress control,
        InetSocketAddress management,
        InetAddress bind,
        InetAddress advertised,
        PortRange ports,
        int reservedCalls,
        int loops,
        OptionalInt sharedPort,
        Duration quarantine,
        Duration gather,
        Path recordings,
        Thresholds alarm,
        TlsFiles tls) {
    static final PortRange DEFAULT_PORTS = new PortRange(10_000, 10_500);
    static final int DEFAULT_RESERVED_CALLS = 4;
    private static final int PAIRS_OF_A_CALL = 2;
    /** More were measured by nobody. */
    static final int MOST_LOOPS_BY_DEFAULT = 8;

    static final int MOST_LOOPS = 32;
    private static final int HIGHEST_PORT = 65_535;
    static final Duration DEFAULT_QUARANTINE = Duration.ofSeconds(10);
    static final Duration DEFAULT_GATHER = Duration.ofMillis(1);
    static final Duration LONGEST_GATHER = Duration.ofMillis(5);

    static MediaConfiguration from(Settings settings) {
        InetAddress bind = settings.optionalHost(
                        "media.bind", "the address media sockets are bound to; not set: the loopback")
                .orElseGet(InetAddress::getLoopbackAddress);
        var configuration = new MediaConfiguration(
                settings.address("control.listen", "127.0.0.1:7002", "edges reach the media plane here"),
                settings.address("management.listen", "127.0.0.1:7013", "health and metrics, for the operator alone"),
                bind,
                settings.optionalHost("media.address", "the address phones are told to send to; not set: media.bind")
                        .orElse(bind),
                settings.ports(
                        "media.ports",
                        DEFAULT_PORTS,
                        new PortRange(1_024, HIGHEST_PORT),
                        "each live leg takes two; a firewall must let them in"),
                settings.integer(
                        "media.reserved-calls",
                        DEFAULT_RESERVED_CALLS,
                        0,
                        1_000,
                        "so many calls for help find ports where others have taken all they may"),
                settings.integer(
                        "media.loops",
                        Math.min(Runtime.getRuntime().availableProcessors(), MOST_LOOPS_BY_DEFAULT),
                        1,
                        MOST_LOOPS,
                        "as many processors relay, each for tenants of its own"),
                sharedPort(settings),
                settings.duration(
                        "media.quarantine",
                        DEFAULT_QUARANTINE,
                        Duration.ZERO,
                        Duration.ofMinutes(10),
                        "late packets of one call must not reach the next"),
                settings.duration(
                        "media.gather",
                        DEFAULT_GATHER,
                        Duration.ZERO,
                        LONGEST_GATHER,
                        "each packet costs less where several are served at once, and comes so much later"),
                settings.path(
                        "recordings.folder",
                        "recordings",
                        "sealed recordings on their way to the app; survives the process"),
                alarm(settings),
                TlsFiles.from(settings, "tls"));
        settings.refuseUnknown();
        if (configuration.advertised().isAnyLocalAddress()) {
            throw new ConfigurationException("media.address: phones cannot send to "
                    + configuration.advertised().getHostAddress() + "; name the address they reach media by");
        }
        PortRange ports = configuration.ports();
        int pairs = (ports.last() + 1 - ports.first() - (ports.first() & 1)) / 2;
        if (configuration.reservedPairs() > pairs / 2) {
            throw new ConfigurationException("media.reserved-calls = " + configuration.reservedCalls() + ": needs "
                    + configuration.reservedPairs() + " pairs of ports, and half of media.ports = " + ports + " has "
                    + pairs / 2);
        }
        configuration.refuseUnfitSharedPorts();
        return configuration;
    }

    private void refuseUnfitSharedPorts() {
        sharedPort.ifPresent(shared -> {
            int last = shared + 2 * loops - 1;
            if (shared % 2 != 0 || last > HIGHEST_PORT || (last >= ports.first() && shared <= ports.last())) {
                throw new ConfigurationException("media.shared-port = " + shared
                        + ": must be even, since RTCP has the next, "
                        + "and with media.loops = " + loops + " those up to " + last
                        + " are shared, of which none may lie in media.ports = " + ports + " or above " + HIGHEST_PORT);
            }
        });
    }

    /** Pairs of ports that calls for help alone may have. */
    int reservedPairs() {
        return reservedCalls * PAIRS_OF_A_CALL;
    }

    private static OptionalInt sharedPort(Settings settings) {
        int port = settings.integer(
                "media.shared-port",
                0,
                0,
                HIGHEST_PORT - 1,
                "one port for all legs of a loop with keys; 0: each has ports of its own");
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    private static Thresholds alarm(Settings settings) {
        String opinion = settings.text("media.alarm-mos", "3.6", 4, "a leg with a mean opinion score below it is poor");
        if (!opinion.matches("[1-4](\\.[0-9]{1,2})?")) {
            throw new ConfigurationException("media.alarm-mos: a score from 1 to 4.99 is wanted, not " + opinion);
        }
        return new Thresholds(
                (int) Math.round(Double.parseDouble(opinion) * 100),
                settings.integer(
                        "media.alarm-loss",
                        Thresholds.DEFAULT.lossPercent(),
                        1,
                        100,
                        "so many percent lost are heard"));
    }
}
