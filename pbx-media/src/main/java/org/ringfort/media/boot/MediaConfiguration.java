package org.ringfort.media.boot;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
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
 * @param quarantine {@code media.quarantine}: how long a port rests before the next call gets it
 * @param recordings {@code recordings.folder}: where recordings wait, encrypted, until the app has them
 * @param tls {@code tls.certificate}, {@code tls.key}, {@code tls.trust}
 */
record MediaConfiguration(
        InetSocketAddress control,
        InetSocketAddress management,
        InetAddress bind,
        InetAddress advertised,
        PortRange ports,
        Duration quarantine,
        Path recordings,
        TlsFiles tls) {
    static final PortRange DEFAULT_PORTS = new PortRange(10_000, 10_500);
    static final Duration DEFAULT_QUARANTINE = Duration.ofSeconds(10);

    static MediaConfiguration from(Settings settings) {
        InetAddress bind = settings.optionalHost("media.bind", "the address media sockets are bound to")
                .orElseGet(InetAddress::getLoopbackAddress);
        var configuration = new MediaConfiguration(
                settings.address("control.listen", "127.0.0.1:7002", "edges reach the media plane here"),
                settings.address("management.listen", "127.0.0.1:7013", "health and metrics, for the operator alone"),
                bind,
                settings.optionalHost("media.address", "the address phones are told to send to")
                        .orElse(bind),
                settings.ports(
                        "media.ports",
                        DEFAULT_PORTS,
                        new PortRange(1_024, 65_535),
                        "each live leg takes two; a firewall must let them in"),
                settings.duration(
                        "media.quarantine",
                        DEFAULT_QUARANTINE,
                        Duration.ZERO,
                        Duration.ofMinutes(10),
                        "late packets of one call must not reach the next"),
                settings.path("recordings.folder", "recordings"),
                TlsFiles.from(settings, "tls"));
        settings.refuseUnknown();
        if (configuration.advertised().isAnyLocalAddress()) {
            throw new ConfigurationException("media.address: phones cannot send to "
                    + configuration.advertised().getHostAddress() + "; name the address they reach media by");
        }
        return configuration;
    }
}
