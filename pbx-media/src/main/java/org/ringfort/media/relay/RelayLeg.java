package org.ringfort.media.relay;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.demux.Demux;
import org.ringfort.media.dtls.Association;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.ice.IceCredentials;
import org.ringfort.media.port.LegPorts;
import org.ringfort.media.port.PacketBuffer;
import org.ringfort.media.rtcp.Reception;
import org.ringfort.media.srtp.SrtpReceiver;
import org.ringfort.protocol.rtp.RtpView;

/**
 * One side of a call on the loop.
 *
 * <p>What comes in is worth nothing until it opens with the peer's key: only then is its source learned (to it we send from
 * then on), only then is it counted, heard or passed on. Clear media, a named exception, is taken from its {@link
 * ClearSource} alone. All methods belong to the loop's thread.
 */
public final class RelayLeg {
    private final RelayLoop loop;
    private final LegPorts ports;
    private final LegEvents events;
    private final long[] drops = new long[Drop.values().length];
    private final KeyRing keys = new KeyRing();
    private final RtcpKeys rtcpKeys;
    private final Output output;
    private final Crossing crossing;
    private final Hearing hearing;
    private final Judging judging;
    private final ReportExchange reports;
    private final Voice voice;
    private final Connectivity connectivity;
    private final Reception reception = new Reception();
    private final RtpView view = new RtpView();
    private final Silence silence = new Silence();
    private final Lull lull = new Lull();
    private final ZrtpPassage passage;
    private final Digits digits;
    private final @Nullable Payload[] payloads = new Payload[128];

    private @Nullable Terms terms;
    private final ClearSource clearRtp = new ClearSource();
    private final ClearSource clearRtcp = new ClearSource();
    private Switchboard.@Nullable Line line;
    private @Nullable RelayLeg route;
    private boolean echo;
    private boolean rtcpClosed;
    private long authenticated;
    private long clear;
    private long lastConsentNanos;

    RelayLeg(
            RelayLoop loop,
            LegPorts ports,
            LegEvents events,
            RandomGenerator random,
            Handshakes handshakes,
            Totals totals) {
        this.loop = loop;
        this.ports = ports;
        this.events = events;
        var timeline = new Timeline(random.nextInt(0x8000), random.nextInt());
        this.output = new Output(ports.rtp(), timeline, random.nextInt(), keys, totals, drops);
        this.rtcpKeys = new RtcpKeys(loop, ports, handshakes, keys, events::unkeyed);
        this.reports = new ReportExchange(output, rtcpKeys, reception, random);
        this.passage = new ZrtpPassage(ports, output, silence, loop);
        this.crossing = new Crossing(loop, output);
        this.hearing = new Hearing(loop);
        this.voice = new Voice(output, crossing);
        this.judging = new Judging(loop, reception, reports.peer(), events);
        this.digits = new Digits(loop, output::drop, (key, durationMillis) -> {
            hearing.pressed(key);
            events.pressed(key, durationMillis);
        });
        this.connectivity = new Connectivity(loop, ports.rtp(), handshakes, keys::take, events::unkeyed);
    }

    /** New terms. Keys that did not change keep their indexes and windows; so does a source that was learned. */
    public void agree(Terms agreed) {
        Terms before = terms;
        terms = agreed;
        boolean sameTheirs = keys.agree(agreed.keys());
        for (int type = 0; type < payloads.length; type++) {
            payloads[type] = agreed.receiving().get(type);
        }
        output.agree(agreed);
        crossing.agree(agreed);
        connectivity.agree(agreed);
        rtcpKeys.agree(agreed);
        digits.agree(agreed);
        judging.agree(before, agreed);
        reports.wanted(agreed.wanted());
        boolean moved = before == null || !before.rtp().equals(agreed.rtp());
        chosen(); // a peer may have chosen before it answered
        if (agreed.ice().isEmpty() && (moved || !sameTheirs)) {
            output.destination(agreed.rtp().orElse(null));
            reports.destination(agreed.rtcp().orElse(null));
        }
        clearRtp.expect(agreed.rtp(), agreed.signallingHost());
        clearRtcp.expect(agreed.rtcp(), agreed.signallingHost());
        passage.agree(agreed);
        if (agreed.rtcpMux() && !rtcpClosed) {
            rtcpClosed = true;
            ports.rtcp().close();
        }
        silence.broken(loop.now());
        if (line != null) {
            line.agreed(agreed);
        }
    }

    /** The peer was told to prove its checks by these; any that come are answered from now on. */
    public void offer(IceCredentials ours) {
        connectivity.offer(ours);
        if (line != null) {
            line.listens(ours);
        }
    }

    /** The leg has no port of its own: there it is found from now on. */
    void line(Switchboard.Line at) {
        line = at;
    }

    /** Media goes where the peer has chosen; until it chooses anew, where it did before. */
    private void chosen() {
        InetSocketAddress to = connectivity.chosen();
        if (to != null && connectivity.checks()) {
            output.destination(to);
        }
    }

    /** From now on the other leg hears this one. */
    public void route(@Nullable RelayLeg to) {
        route = to;
        echo = false;
    }

    /** From now on this leg hears itself. */
    public void echo() {
        echo = true;
        route = null;
    }

    /** Speaks to the peer; whoever spoke is cut. Empty: silence. */
    public void speak(@Nullable Speaker speaker) {
        voice.speak(speaker, loop.now());
    }

    /** Plays to the peer whenever nothing else is spoken to it, instead of the other leg. Empty: no more. */
    public void music(@Nullable Speaker tune) {
        voice.music(tune, loop.now());
    }

    /** Listens to the peer; who listened before is told that it ended. */
    public void tap(@Nullable Tap listener) {
        hearing.listener(listener);
    }

    /** Listens to the peer from outside the call, beside whoever does; as {@link #tap}. */
    public void supervise(@Nullable Tap supervisor) {
        hearing.supervisor(supervisor);
    }

    /** A leg whose peer hears what this one's says, beside whoever does, and is never heard. Empty: none, and so where it is closed. */
    public void copy(@Nullable RelayLeg to) {
        hearing.copy(to != null && loop.has(to) ? to.crossing : null);
    }

    /** What the peer hears instead of the other leg while nothing else is spoken to it. Empty: the other leg. */
    public void mix(@Nullable Speaker voices) {
        voice.mix(voices, loop.now());
    }

    public LegFigures figures() {
        return LegFigures.of(authenticated, clear, output, reception, reports, keys, judging.quality(), drops);
    }

    /** No other leg hears this one any longer; where it hears itself, it goes on. */
    public void unroute() {
        route = null;
    }

    /** Neither of the two hears this leg any longer. */
    public void unroute(RelayLeg one, RelayLeg other) {
        if (route == one || route == other) {
            route = null;
        }
        hearing.uncopy(one.crossing);
    }

    LegFigures close() {
        try {
            speak(null);
            hearing.close();
            reports.bye(ports, rtcpClosed, loop.packet(), loop.now());
            return figures();
        } finally { // nobody finds it any more, whatever failed
            Optional.ofNullable(line).ifPresent(Switchboard.Line::leave);
            connectivity.close();
            rtcpKeys.close();
            judging.close();
            ports.close();
        }
    }

    /** Takes one datagram; whether it was the peer's, as far as can be proved. */
    boolean take(boolean onRtcpPort, PacketBuffer packet, int length, InetSocketAddress from) {
        if (length == PacketBuffer.DATAGRAM_BYTES) {
            return drop(Drop.MALFORMED);
        }
        Demux.Kind kind = Demux.kind(packet.octets(), 0, length);
        if (kind == Demux.Kind.STUN && !onRtcpPort) {
            return check(packet, length, from);
        }
        Terms agreed = terms;
        if (agreed == null) {
            return drop(Drop.NO_KEY);
        }
        if (agreed.endToEnd()) {
            RelayLeg to = route;
            return passage.take(agreed, kind, onRtcpPort, packet, length, from, to == null ? null : to.passage);
        }
        return switch (kind) {
            case RTP -> onRtcpPort ? drop(Drop.NOT_MEDIA) : rtp(agreed, packet, length, from);
            case RTCP ->
                (onRtcpPort || agreed.rtcpMux())
                        ? rtcp(agreed, onRtcpPort, packet, length, from)
                        : drop(Drop.NOT_MEDIA);
            case DTLS ->
                (onRtcpPort
                                ? rtcpKeys.handshake(packet.octets(), length, from)
                                : connectivity.handshake(agreed, packet.octets(), length, from))
                        || drop(Drop.NOT_MEDIA);
            case STUN, ZRTP, OTHER -> drop(Drop.NOT_MEDIA);
        };
    }

    /** Takes a datagram that may be anybody's where it opens with the peer's key; nothing is counted where it does not. */
    boolean claim(boolean onRtcpPort, boolean rtcp, PacketBuffer packet, int length, InetSocketAddress from) {
        Terms agreed = terms;
        SrtpReceiver open = rtcp ? rtcpKeys.receiver(onRtcpPort) : keys.receiver();
        if (agreed == null || open == null || onRtcpPort != (rtcp && !agreed.rtcpMux())) {
            return false;
        }
        int plain = rtcp ? open.openRtcp(packet.octets(), 0, length) : open.openRtp(packet.octets(), 0, length);
        return plain >= 0 && (rtcp ? reported(packet, plain, from, true) : said(agreed, packet, plain, from, true));
    }

    /** Whether this is who the peer was last heard as. */
    boolean heardAs(int ssrc) {
        return reception.begun() && reception.ssrc() == ssrc;
    }

    private boolean check(PacketBuffer packet, int length, InetSocketAddress from) {
        if (!connectivity.check(packet.octets(), length, from)) {
            return drop(Drop.NOT_MEDIA);
        }
        chosen();
        return connectivity.checked(from);
    }

    private boolean rtp(Terms agreed, PacketBuffer packet, int length, InetSocketAddress from) {
        SrtpReceiver open = keys.receiver();
        if (open == null && !agreed.clear()) {
            return drop(Drop.NO_KEY);
        }
        int plain = open != null ? open.openRtp(packet.octets(), 0, length) : clearRtp.admitted(length, from);
        return plain < 0 ? drop(Drop.of(plain)) : said(agreed, packet, plain, from, open != null);
    }

    private boolean said(Terms agreed, PacketBuffer packet, int plain, InetSocketAddress from, boolean opened) {
        int payloadBytes = view.wrap(packet.octets(), 0, plain) ? view.payloadBytes() : -1;
        if (payloadBytes < 0) {
            return drop(Drop.MALFORMED);
        }
        if (opened) {
            authenticated++;
        } else if (payloads[view.payloadType()] == null) {
            return drop(Drop.UNKNOWN_FORMAT); // nothing that was agreed on: no reason to believe that it is the peer
        } else {
            clear++;
            clearRtp.fix(from);
        }
        if (from.equals(output.destination())) {
            lastConsentNanos = loop.now();
        } else if (!connectivity.checks()) {
            output.destination(from);
        }
        heard(agreed, packet, payloadBytes);
        return true;
    }

    private void heard(Terms agreed, PacketBuffer packet, int payloadBytes) {
        long now = loop.now();
        silence.broken(now);
        Payload payload = payloads[view.payloadType()];
        if (payload == null) {
            drop(Drop.UNKNOWN_FORMAT);
            return;
        }
        judging.heard(payload);
        reception.packet(view.ssrc(), view.sequence(), view.timestamp(), payload.clockHz(), now);
        if (!agreed.peerSends()) {
            drop(Drop.HELD);
            return;
        }
        if (payload == Payload.COMFORT_NOISE) {
            if (lull.tells(view, packet.octets(), payloadBytes, now)) {
                digits.lull(now);
                pauses(packet, now);
            } else {
                drop(Drop.LATE);
            }
            return;
        }
        lull.broken(view);
        RelayLeg to = echo && payload != Payload.EVENT ? this : route;
        boolean events = to == null || (!echo && !to.voice.speaks() && to.output.sends(Payload.EVENT));
        digits.heard(payload, view, packet.octets(), payloadBytes, events, now);
        boolean aloud = !digits.hides() && (to == null || !to.voice.plays());
        hearing.heard(aloud, payload, view, packet.octets(), payloadBytes, now);
        if (to == null) {
            if (!hearing.listened() && payload != Payload.EVENT) {
                drop(Drop.NO_ROUTE);
            }
        } else if (!to.voice.speaks()) { // a prompt is heard alone
            digits.send(to.crossing, events, this, payload, view, packet, payloadBytes, now);
        }
    }

    /** 20 ms in which the peer says nothing. */
    private void pauses(PacketBuffer packet, long now) {
        RelayLeg to = echo ? this : route;
        hearing.lull(to == null || !to.voice.plays(), lull, now);
        if (to != null && !to.voice.speaks()) {
            to.crossing.lull(this, lull, packet, now);
        }
    }

    private boolean rtcp(Terms agreed, boolean onRtcpPort, PacketBuffer packet, int length, InetSocketAddress from) {
        SrtpReceiver open = rtcpKeys.receiver(onRtcpPort);
        if (open == null && !agreed.clear()) {
            return drop(Drop.NO_KEY);
        }
        ClearSource source = agreed.rtcpMux() ? clearRtp : clearRtcp;
        int plain = open != null ? open.openRtcp(packet.octets(), 0, length) : source.admitted(length, from);
        return plain < 0 ? drop(Drop.of(plain)) : reported(packet, plain, from, open != null);
    }

    private boolean reported(PacketBuffer packet, int plain, InetSocketAddress from, boolean opened) {
        if (!reports.received(packet.octets(), plain, loop.now())) {
            return drop(Drop.MALFORMED);
        }
        if (!opened) {
            clearRtcp.fix(from);
        }
        reports.destination(from);
        lull.reported(silence, loop.now());
        return true;
    }

    private boolean drop(Drop reason) {
        output.drop(reason);
        return false;
    }

    /** Called every few milliseconds. */
    void passed(long now) {
        Terms agreed = terms;
        if (agreed == null) {
            return;
        }
        if (connectivity.checks() && !connectivity.consents(lastConsentNanos, now)) {
            output.destination(null);
        }
        if (connectivity.passed(now, Association.MOST_HANDSHAKES_OF_A_SOURCE)) {
            keys.forget();
        }
        rtcpKeys.passed(now, connectivity.due());
        voice.passed(now, loop.packet());
        digits.passed(now);
        while (lull.goesOn(agreed.peerSends(), now)) {
            pauses(loop.packet(), now);
        }
        judging.passed(agreed, now);
        hearing.passed(now);
        reports.passed(ports, rtcpClosed, loop.packet(), now);
        silence.passed(agreed, now, events);
    }
}
