package org.ringfort.kernel.telemetry;

/** Names of log fields: those of the Elastic Common Schema where it has one, else under {@code ringfort.}. */
public final class Fields {
    /** What happened: one of {@link Events}. */
    public static final String EVENT_ACTION = "event.action";
    /** {@code success}, {@code failure} or {@code unknown}. */
    public static final String EVENT_OUTCOME = "event.outcome";
    /** Why, in words or as a short label. */
    public static final String EVENT_REASON = "event.reason";

    public static final String SOURCE_IP = "source.ip";
    public static final String SOURCE_PORT = "source.port";
    public static final String NETWORK_TRANSPORT = "network.transport";
    public static final String TLS_VERSION = "tls.version";
    public static final String TLS_CIPHER = "tls.cipher";
    /** Which of our certificates: "default", or its file's name. */
    public static final String CERTIFICATE = "tls.server.certificate";

    public static final String USER_AGENT = "user_agent.original";

    /** Identity of a ban. */
    public static final String BAN = "ringfort.ban.id";

    public static final String BAN_NETWORK = "ringfort.ban.network";
    /** {@code account} or {@code everybody}. */
    public static final String BAN_SCOPE = "ringfort.ban.scope";
    /** When it ends; empty: not by itself. */
    public static final String BAN_ENDS = "ringfort.ban.ends";

    public static final String TENANT = "ringfort.tenant";
    public static final String EXTENSION = "ringfort.extension";
    /** Our own name of a call, the same in all processes. */
    public static final String CALL_ID = "ringfort.call_id";
    /** One side of a call. */
    public static final String LEG_ID = "ringfort.leg_id";

    /** Packets taken for the peer's. */
    public static final String MEDIA_PACKETS_IN = "ringfort.media.packets_in";
    /** Packets sent to the peer. */
    public static final String MEDIA_PACKETS_OUT = "ringfort.media.packets_out";
    /** Of the peer's stream, those that never came. */
    public static final String MEDIA_PACKETS_LOST = "ringfort.media.packets_lost";
    /** Mean opinion score (ITU-T G.107), 1 to 4.5; 0 where nothing was measured. */
    public static final String MEDIA_OPINION = "ringfort.media.mos";
    /** Of the worst few seconds. */
    public static final String MEDIA_OPINION_LOWEST = "ringfort.media.mos_lowest";
    /** Of the last few seconds, in the worse direction. */
    public static final String MEDIA_LOSS_PERCENT = "ringfort.media.loss_percent";
    /** Dropped datagrams: one field for each reason that occurred, its name in lower case behind this. */
    public static final String MEDIA_DROPPED = "ringfort.media.dropped.";

    public static final String SIP_METHOD = "ringfort.sip.method";
    public static final String SIP_STATUS = "ringfort.sip.status";
    public static final String FLOW = "ringfort.sip.flow";
    public static final String LISTENER = "ringfort.listener";

    private Fields() {}
}
