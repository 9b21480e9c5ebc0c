package org.ringfort.kernel.telemetry;

/** Names of metrics, as given to the registry; exporters add their own endings. */
public final class Metrics {
    /** Messages received; labels transport, method (of requests known to us) or "response". */
    public static final String SIP_RECEIVED = "ringfort.sip.received";
    /** Messages sent; labels transport, method or status class. */
    public static final String SIP_SENT = "ringfort.sip.sent";
    /** Dropped without any answer; label reason. */
    public static final String SIP_DROPPED = "ringfort.sip.dropped";
    /** Answered with a refusal before a conversation began; labels reason, status. */
    public static final String SIP_REFUSED = "ringfort.sip.refused";
    /** Live connections; label transport. */
    public static final String SIP_CONNECTIONS = "ringfort.sip.connections";
    /** Connections whose handshake is under way. */
    public static final String SIP_HANDSHAKES = "ringfort.sip.handshakes";
    /** Connections closed by us; label reason. */
    public static final String SIP_CONNECTIONS_CLOSED = "ringfort.sip.connections.closed";
    /** Addresses of strangers that the edge remembers. */
    public static final String ADMISSION_ADDRESSES = "ringfort.admission.addresses";
    /** Flows on which somebody has proved himself. */
    public static final String ADMISSION_KNOWN_FLOWS = "ringfort.admission.known.flows";
    /** Bans that the edge holds. */
    public static final String ADMISSION_BANS = "ringfort.admission.bans";
    /** TLS handshakes that failed; label reason. */
    public static final String TLS_HANDSHAKE_FAILURES = "ringfort.tls.handshake.failures";
    /** Seconds until a certificate of ours ends, negative afterwards; label certificate: "default", or its file's name. */
    public static final String TLS_CERTIFICATE_EXPIRY = "ringfort.tls.certificate.expiry.seconds";
    /** Times a certificate was not obtained by ACME. */
    public static final String ACME_FAILURES = "ringfort.acme.failures";
    /** Seconds until the first revocation list of client certificates ends; not a number where none is configured. */
    public static final String TLS_REVOCATION_EXPIRY = "ringfort.tls.revocation.expiry.seconds";
    /** Transactions in the tables; label kind. */
    public static final String SIP_TRANSACTIONS = "ringfort.sip.transactions";
    /** Dialogs in the tables. */
    public static final String SIP_DIALOGS = "ringfort.sip.dialogs";
    /** Timers that are running. */
    public static final String SIP_TIMERS = "ringfort.sip.timers";
    /** Messages sent again by a transaction or dialog; label kind. */
    public static final String SIP_RETRANSMISSIONS = "ringfort.sip.retransmissions";
    /** Transactions that ended by timeout; label kind. */
    public static final String SIP_TIMEOUTS = "ringfort.sip.timeouts";
    /** Conversations that run. */
    public static final String SIP_CONVERSATIONS = "ringfort.sip.conversations";
    /** Memory that traced messages take. */
    public static final String TRACE_BYTES = "ringfort.trace.bytes";
    /** Messages told to the collector of traces. */
    public static final String TRACE_SENT = "ringfort.trace.sent";
    /** What was not traced or not told; label reason. */
    public static final String TRACE_DROPPED = "ringfort.trace.dropped";
    /** Direct memory that the buffers of the network hold, octets. */
    public static final String BUFFERS_DIRECT = "ringfort.buffers.direct";
    /** A task of the loop threw; always a bug. */
    public static final String LOOP_FAULTS = "ringfort.loop.faults";

    /** Calls that are up. */
    public static final String CALLS = "ringfort.calls";
    /** Threads of calls, those that wait for the last answers included. */
    public static final String CALL_THREADS = "ringfort.calls.threads";
    /** INVITEs answered 503 because of a limit. */
    public static final String CALLS_REFUSED_FOR_LOAD = "ringfort.calls.refused_for_load";
    /** New calls that may be under way at once, until they wait for somebody else than us; falls under overload. */
    public static final String CALLS_WINDOW = "ringfort.calls.window";
    /** Gateways of trunks that are asked whether they are there. */
    public static final String GATEWAYS_WATCHED = "ringfort.gateways.watched";
    /** Those of them that do not answer. */
    public static final String GATEWAYS_DOWN = "ringfort.gateways.down";
    /** Gateways of trunks that rest, since calls failed there. */
    public static final String GATEWAYS_RESTING = "ringfort.gateways.resting";
    /** Questions about names of gateways that no name server answered in time, or not to be believed. */
    public static final String DNS_UNANSWERED = "ringfort.dns.unanswered";
    /** Trunks that want to be registered with their carrier and are not. */
    public static final String TRUNKS_UNREGISTERED = "ringfort.trunks.unregistered";
    /** REGISTERs that are being carried out or wait. */
    public static final String REGISTRATIONS_UNDER_WAY = "ringfort.registrations.under_way";
    /** REGISTERs and SUBSCRIBEs that the edge challenged without asking the app. */
    public static final String CHALLENGES_MADE = "ringfort.challenges.made";
    /** REGISTERs answered 503 because of a limit. */
    public static final String REGISTRATIONS_REFUSED_FOR_LOAD = "ringfort.registrations.refused_for_load";
    /** REGISTERs that may be under way at once; falls under overload. */
    public static final String REGISTRATIONS_WINDOW = "ringfort.registrations.window";
    /** Connections that carry a binding. */
    public static final String FLOWS_BOUND = "ringfort.flows.bound";
    /** Subscriptions that run. */
    public static final String SUBSCRIPTIONS = "ringfort.subscriptions";
    /** SUBSCRIBEs answered 503 because of a limit. */
    public static final String SUBSCRIPTIONS_REFUSED_FOR_LOAD = "ringfort.subscriptions.refused_for_load";
    /** Extensions whose calls somebody watches. */
    public static final String LAMPS_WATCHED = "ringfort.lamps.watched";
    /** Call records that the app has not stored yet. */
    public static final String RECORDS_WAITING = "ringfort.records.waiting";
    /** Recordings that the app has not stored yet. */
    public static final String RECORDINGS_WAITING = "ringfort.recordings.waiting";
    /** Calls that should have been recorded and were not, of an edge. */
    public static final String RECORDINGS_MISSED = "ringfort.recordings.missed";
    /** What should have gone to a recording server and did not, or no more, of an edge. */
    public static final String RECORDINGS_NOT_SENT = "ringfort.recordings.not.sent";
    /** 1 while the disk takes the call journal. */
    public static final String JOURNAL_HEALTHY = "ringfort.journal.healthy";
    /** Times the disk refused the call journal. */
    public static final String JOURNAL_FAILURES = "ringfort.journal.failures";
    /** 1 while the stream to a peer is up; label peer. */
    public static final String PEER_ATTACHED = "ringfort.peer.attached";
    /** Streams to a peer that broke; label peer. */
    public static final String PEER_BREAKS = "ringfort.peer.breaks";
    /** What strangers tried that found no room on the way to the audit trail. */
    public static final String SECURITY_EVENTS_DROPPED = "ringfort.security.events.dropped";
    /** Phones whose calls for help the edge could place without the app. */
    public static final String HELP_PREPARED = "ringfort.help.prepared";
    /** Phones, or their plans, that the edge had no room for. */
    public static final String HELP_UNPREPARED = "ringfort.help.unprepared";
    /** Times the queue to a peer was full; label peer. */
    public static final String PEER_OVERFLOWS = "ringfort.peer.overflows";
    /** Live media sessions. */
    public static final String MEDIA_SESSIONS = "ringfort.media.sessions";
    /** Port pairs in use, and pairs of the whole range. */
    public static final String MEDIA_PORTS_IN_USE = "ringfort.media.ports.in.use";

    public static final String MEDIA_PORTS = "ringfort.media.ports";
    /** How often no port was free. */
    public static final String MEDIA_PORTS_EXHAUSTED = "ringfort.media.ports.exhausted";
    /** How often of those for a call for help: the reserve was used up too. */
    public static final String MEDIA_PORTS_EXHAUSTED_FOR_HELP = "ringfort.media.ports.exhausted.for.help";
    /** Pairs that calls for help alone may have, and how many of those are in use. */
    public static final String MEDIA_PORTS_RESERVED = "ringfort.media.ports.reserved";

    public static final String MEDIA_PORTS_RESERVED_IN_USE = "ringfort.media.ports.reserved.in.use";
    /** How often a port was used again before its rest was over: the range is too small for so many calls a second. */
    public static final String MEDIA_PORTS_HURRIED = "ringfort.media.ports.hurried";
    /** Datagrams that came, good or bad. */
    public static final String MEDIA_RECEIVED = "ringfort.media.received";
    /** RTP packets sent. */
    public static final String MEDIA_SENT = "ringfort.media.sent";
    /** Legs of each relay loop, and the datagrams that came to them; label loop. */
    public static final String MEDIA_LOOP_LEGS = "ringfort.media.loop.legs";

    public static final String MEDIA_LOOP_RECEIVED = "ringfort.media.loop.received";
    /** Datagrams or packets that went no further; label reason. */
    public static final String MEDIA_DROPPED = "ringfort.media.dropped";
    /** Windows of four seconds in which a leg was judged; what follows are sums over them. */
    public static final String MEDIA_QUALITY_WINDOWS = "ringfort.media.quality.windows";
    /** Mean opinion scores (ITU-T G.107). */
    public static final String MEDIA_QUALITY_MOS = "ringfort.media.quality.mos.sum";
    /** Seconds. */
    public static final String MEDIA_QUALITY_JITTER = "ringfort.media.quality.jitter.sum";
    /** Seconds; nothing where it is not known. */
    public static final String MEDIA_QUALITY_ROUND_TRIP = "ringfort.media.quality.roundtrip.sum";
    /** Legs that are poor now, and how often one became so. */
    public static final String MEDIA_QUALITY_POOR = "ringfort.media.quality.poor";

    public static final String MEDIA_QUALITY_ALARMS = "ringfort.media.quality.alarms";
    /** Recordings that wait for the app. */
    public static final String MEDIA_RECORDINGS = "ringfort.media.recordings";
    /** Recordings of calls and conferences that were ordered and could not begin, since the disk has no room. */
    public static final String MEDIA_RECORDINGS_MISSED = "ringfort.media.recordings.missed";

    /** Times that the directory or the bucket of messages and recordings did not {@code put}, {@code get} or {@code delete} one. */
    public static final String APP_OBJECTS_REFUSED = "ringfort.app.objects.refused";
    /** 1 while the database does not answer the app in time, else 0. */
    public static final String APP_DATABASE_AWAY = "ringfort.app.database.away";
    /** Calls that are up, as the edges tell the app. */
    public static final String APP_CALLS_LIVE = "ringfort.app.calls.live";
    /** Edges attached to this app process. */
    public static final String APP_EDGES_ATTACHED = "ringfort.app.edges.attached";
    /** Registrations that wait for the database. */
    public static final String APP_REGISTRAR_WAITING = "ringfort.app.registrar.waiting";
    /** REGISTERs answered; label outcome: bound, challenged, refused, busy. */
    public static final String APP_REGISTRAR_ANSWERS = "ringfort.app.registrar.answers";

    /** Bans that stand; label scope: account, everybody. */
    public static final String BANS_ACTIVE = "ringfort.bans.active";
    /** Bans set because of wrong answers. */
    public static final String BANS_IMPOSED = "ringfort.bans.imposed";
    /** Charges that would have silenced everybody at a trunk's address. */
    public static final String BANS_WITHHELD = "ringfort.bans.withheld";
    /** Charges and proofs that found no room on the way to the database. */
    public static final String BANS_DROPPED = "ringfort.bans.dropped";
    /** Wrong answers of phones, each counted once. */
    public static final String DEFENCE_WRONG_ANSWERS = "ringfort.defence.wrong_answers";
    /** Wrong answers, and accounts that gave them, remembered now. */
    public static final String DEFENCE_REMEMBERED = "ringfort.defence.remembered";
    /** Sources whose wrong answers were forgotten early, for want of room. */
    public static final String DEFENCE_FORGOTTEN = "ringfort.defence.forgotten";

    private Metrics() {}
}
