package org.ringfort.edge.boot;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.edge.acme.AcmeSettings;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.loop.LoopSettings;
import org.ringfort.edge.trace.TraceSettings;
import org.ringfort.edge.transaction.Timers;
import org.ringfort.edge.transport.LegacyZone;
import org.ringfort.edge.transport.ListenerSettings;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.edge.transport.TransportSettings;
import org.ringfort.process.config.ConfigurationException;
import org.ringfort.process.config.Network;
import org.ringfort.process.config.Settings;
import org.ringfort.process.tls.TlsFiles;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.codec.Limits;

/**
 * Everything an operator can set, each with its default, range and reason.
 *
 * @param edgeId {@code edge.id}, stable over restarts: bindings name it
 * @param transport {@code listen.*}, {@code sip.*}, {@code connection.*}
 * @param admission {@code admission.*}
 * @param loop {@code loop.*}, {@code session.*}
 * @param app {@code app.*}
 * @param media {@code media.*}
 * @param internal {@code tls.*}: what the edge shows to the app and to media
 * @param acme {@code acme.*}
 * @param journal {@code journal.path}: call records that the app has not stored yet
 * @param calls {@code calls.max}
 * @param quiet {@code calls.quiet}
 * @param recordings {@code recordings.at-once}
 * @param gatewayNetworks {@code trunks.networks}
 * @param nameServer {@code dns.server}
 * @param trace {@code trace.*}
 * @param health {@code health.listen}
 */
public record EdgeSettings(
        String edgeId,
        TransportSettings transport,
        AdmissionSettings admission,
        LoopSettings loop,
        Peer app,
        Peer media,
        TlsFiles internal,
        Optional<AcmeSettings> acme,
        Path journal,
        int calls,
        Duration quiet,
        int recordings,
        List<Network> gatewayNetworks,
        Optional<InetSocketAddress> nameServer,
        TraceSettings trace,
        InetSocketAddress health) {

    /**
     * Another of our processes.
     *
     * @param target host:port; a name is looked up again when the connection breaks
     * @param name that its certificate must carry, where it is not the host of {@code target}
     */
    public record Peer(String target, Optional<String> name) {
        private static Peer from(Settings settings, String key, String otherwise) {
            return new Peer(
                    settings.text(key + ".target", otherwise, 255, "host:port of its gRPC server"),
                    settings.optionalText(
                            key + ".name", "the name in its certificate, where that is not the target's"));
        }
    }

    /** Reads and judges all of it. */
    public static EdgeSettings from(Settings settings) {
        var read = new EdgeSettings(
                settings.text("edge.id", "edge-1", 64, "names this edge in bindings, over restarts"),
                transport(settings),
                AdmissionReading.of(settings),
                loop(settings),
                Peer.from(settings, "app", "127.0.0.1:7001"),
                Peer.from(settings, "media", "127.0.0.1:7002"),
                TlsFiles.from(settings, "tls"),
                AcmeReading.of(settings),
                settings.path(
                        "journal.path",
                        "journal",
                        "folder of what is to be told the app of calls; survives the process"),
                settings.integer("calls.max", 2_000, 1, 100_000, "calls at the same time; bounds memory"),
                settings.duration(
                        "calls.quiet",
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(20),
                        Duration.ofDays(1),
                        "a call whose phone sends no media for so long is ended"),
                settings.integer("recordings.at-once", 2, 1, 64, "transfers to the app at the same time"),
                settings.networks(
                        "trunks.networks",
                        "",
                        "networks that are not public, where gateways of trunks may be called nevertheless"),
                settings.optionalAddress(
                        "dns.server", "asked where gateways of trunks are; not set: those that this machine asks"),
                trace(settings),
                settings.address("health.listen", "127.0.0.1:7012", "management, never public"));
        settings.refuseUnknown();
        return read;
    }

    private static TraceSettings trace(Settings settings) {
        TraceSettings standard = TraceSettings.DEFAULT;
        int mebibytes = settings.integer("trace.mebibytes", 32, 1, 4_096, "of memory for the SIP messages of calls");
        Optional<TraceSettings.Collector> collector = settings.optionalText(
                        "trace.collector", "host of a collector of traces (HEP), e.g. Homer; not set: none")
                .map(host -> new TraceSettings.Collector(
                        host,
                        settings.integer("trace.collector-port", 9_060, 1, 65_535, "of a collector of HEP, e.g. Homer"),
                        settings.choice(
                                "trace.collector-way",
                                TraceSettings.Way.UDP,
                                "in clear: it belongs in your own network"),
                        settings.integer("trace.capture-id", 1, 0, Integer.MAX_VALUE, "how the collector knows us")));
        return new TraceSettings(
                settings.duration(
                        "trace.kept",
                        standard.kept(),
                        Duration.ZERO,
                        Duration.ofHours(24),
                        "how long the SIP messages of calls are kept for the console; 0: not at all"),
                (long) mebibytes << 20,
                standard.ringEntries(),
                collector);
    }

    private static TransportSettings transport(Settings settings) {
        List<LegacyZone> zones = ZoneReading.of(settings);
        List<Network> denied =
                settings.networks("denied.networks", "", "networks that no listener serves, whatever else is said");
        List<ListenerSettings> listeners = new ArrayList<>();
        zoned(settings, "udp", TransportKind.UDP, zones, denied).ifPresent(listeners::add);
        zoned(settings, "tcp", TransportKind.TCP, zones, denied).ifPresent(listeners::add);
        listener(settings, "tls", TransportKind.TLS, served(settings, "tls"), denied)
                .ifPresent(listeners::add);
        listener(settings, "wss", TransportKind.WSS, served(settings, "wss"), denied)
                .ifPresent(listeners::add);
        if (listeners.isEmpty()) {
            throw new ConfigurationException(
                    "none of listen.tls, listen.wss, listen.tcp, listen.udp is set: nobody could call");
        }
        boolean tls = listeners.stream().anyMatch(one -> one.transport().isSecured());
        return new TransportSettings(
                listeners,
                TlsReading.of(settings, tls),
                limits(settings),
                settings.duration(
                        "connection.handshake",
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60),
                        "for TLS and the upgrade to a WebSocket; three lost packets cost seven"),
                settings.duration(
                        "connection.patience",
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60),
                        "for a first message, the rest of a message, a slow reader"),
                settings.duration(
                        "connection.idle",
                        Duration.ofMinutes(65),
                        Duration.ofMinutes(3),
                        Duration.ofDays(1),
                        "longer than any registration lasts, since the flow is the binding; phones keep theirs alive each two minutes"),
                settings.duration(
                        "connection.stranger-idle",
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(5),
                        Duration.ofHours(1),
                        "for connections on which nobody has proved himself; keep-alives do not count"),
                room(settings),
                settings.integer(
                        "connection.outbound-bytes", 1 << 18, 65_536, 1 << 26, "then a slow reader is cut off"),
                settings.integer("connection.threads", 2, 1, 64, "for reading, writing and TLS"),
                settings.list(
                        "wss.origins", "", "pages whose scripts may connect, as https://host:port; * for every page"));
    }

    private static List<Network> served(Settings settings, String name) {
        return settings.networks(
                "listen." + name + "-networks",
                "0.0.0.0/0,::/0",
                "networks that SIP over " + name + " is served to; connections of others are closed unread");
    }

    private static TransportSettings.Room room(Settings settings) {
        return new TransportSettings.Room(
                settings.integer("connection.max", 50_000, 10, 1_000_000, "bounds memory"),
                settings.integer(
                        "connection.per-address", 1_000, 1, 1_000_000, "phones behind one NAT share an address"),
                settings.integer(
                        "connection.handshakes", 2_000, 1, 1_000_000, "under way; beyond, the oldest makes room"),
                settings.integer(
                        "connection.handshakes-per-address",
                        200,
                        1,
                        1_000_000,
                        "under way with one address; beyond, its oldest makes room"));
    }

    private static Limits limits(Settings settings) {
        Limits standard = Limits.DEFAULT;
        int section = settings.integer(
                "limits.header-section-bytes",
                standard.headerSectionBytes(),
                1_024,
                1 << 20,
                "start line and headers of a message");
        return new Limits(
                section,
                settings.integer(
                        "limits.line-bytes", standard.lineBytes(), 256, section, "one header or the start line"),
                settings.integer("limits.headers", standard.headerCount(), 8, 1_024, "header lines of a message"),
                settings.integer("limits.body-bytes", standard.bodyBytes(), 0, 1 << 24, "body of a message"));
    }

    /** In clear. */
    private static Optional<ListenerSettings> zoned(
            Settings settings, String name, TransportKind transport, List<LegacyZone> zones, List<Network> denied) {
        List<Network> trusted =
                zones.stream().flatMap(zone -> zone.networks().stream()).toList();
        return listener(settings, name, transport, trusted, denied)
                .map(one -> new ListenerSettings(
                        one.name(),
                        one.transport(),
                        one.bind(),
                        one.advertisedHost(),
                        one.advertisedPort(),
                        one.trusted(),
                        one.denied(),
                        zones));
    }

    private static Optional<ListenerSettings> listener(
            Settings settings, String name, TransportKind transport, List<Network> trusted, List<Network> denied) {
        Optional<InetSocketAddress> bind =
                settings.optionalAddress("listen." + name, "where SIP over " + name + " is served; not set: nowhere");
        Optional<Host> advertised = settings.optionalText(
                        "advertise.host", "host name or address that phones are told to come back to")
                .map(text -> Host.parse(text)
                        .orElseThrow(() -> new ConfigurationException(
                                "advertise.host = " + text + ": allowed is a host name or address (phones write it)")));
        return bind.map(address -> {
            if (advertised.isEmpty() && address.getAddress().isAnyLocalAddress()) {
                throw new ConfigurationException(
                        "advertise.host is not set, but listen." + name + " is every address: phones must be told one");
            }
            return new ListenerSettings(
                    name,
                    transport,
                    address,
                    advertised.orElseGet(
                            () -> Host.ofAddress(address.getAddress().getHostAddress())),
                    settings.integer("advertise." + name + "-port", 0, 0, 65_535, "0: the port that is bound"),
                    trusted,
                    denied);
        });
    }

    private static LoopSettings loop(Settings settings) {
        LoopSettings standard = LoopSettings.DEFAULT;
        return new LoopSettings(
                settings.integer("loop.shards", standard.loops(), 1, 36, "one thread each"),
                settings.integer(
                        "loop.mailbox", standard.mailboxCapacity(), 1_024, 1 << 22, "tasks waiting for a shard"),
                settings.integer("loop.transactions", standard.maxTransactions(), 100, 10_000_000, "of a shard"),
                settings.integer("loop.dialogs", standard.maxDialogs(), 100, 10_000_000, "of a shard"),
                Timers.STANDARD,
                settings.duration(
                        "session.expires",
                        standard.sessionExpires(),
                        Duration.ofSeconds(90),
                        Duration.ofDays(1),
                        "session timer proposed where the plan says nothing, RFC 4028"),
                settings.duration(
                        "session.minimum",
                        standard.minSessionExpires(),
                        Duration.ofSeconds(90),
                        Duration.ofHours(1),
                        "shortest session timer accepted, RFC 4028"));
    }
}
