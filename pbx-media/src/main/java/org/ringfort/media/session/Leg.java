package org.ringfort.media.session;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.dtls.Fingerprint;
import org.ringfort.media.ice.IceCredentials;
import org.ringfort.media.negotiation.Agreement;
import org.ringfort.media.negotiation.AnswerWriter;
import org.ringfort.media.negotiation.Codec;
import org.ringfort.media.negotiation.EndToEnd;
import org.ringfort.media.negotiation.Floor;
import org.ringfort.media.negotiation.Keying;
import org.ringfort.media.negotiation.LocalOffer;
import org.ringfort.media.negotiation.LocalPort;
import org.ringfort.media.negotiation.OfferWriter;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.OwnKeys;
import org.ringfort.media.negotiation.RemoteOffer;
import org.ringfort.media.negotiation.SessionLines;
import org.ringfort.media.recorder.Recorder;
import org.ringfort.media.relay.RelayLeg;
import org.ringfort.media.relay.RelayLoop;
import org.ringfort.media.relay.Terms;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.MediaDescription;
import org.ringfort.protocol.sdp.Origin;
import org.ringfort.protocol.sdp.SdpEncoder;
import org.ringfort.protocol.sdp.SessionDescription;

/**
 * One leg: what was said to it and by it, what is agreed, and its place on the relay. The sessions' thread alone; orders to
 * the relay are posted.
 */
final class Leg {
    /** What a leg is in the exchange of offer and answer that was begun last. */
    enum Part {
        /** It has said nothing and was told nothing: what it is to agree to, we have to offer it. */
        SILENT,
        /** It has offered. */
        OFFERED,
        /** It was not asked: what it agreed to before stands. */
        STANDS,
        /** We have offered it something. */
        ASKED,
        /** It has answered us. */
        ANSWERED
    }

    /** What was said to the leg and by it, and what came of it: all that an offer may change. */
    record Standing(
            Part part,
            long version,
            List<MediaDescription> said,
            Optional<RemoteOffer> remoteOffer,
            Optional<LocalOffer> localOffer,
            Optional<Agreement> agreement,
            boolean holds,
            Optional<OfferWriter.Shape> shape,
            Optional<IceCredentials> ice) {}

    private final String id;
    private final Floor floor;
    private final OwnKeys ownKeys;
    private final LocalPort port;
    private final RelayLoop loop;
    private final RelayLeg relay;
    private @Nullable RecordedCall recorded;
    private @Nullable SupervisedCall supervised;
    private final HoldMusic hears;
    private final String holdMusic;
    private final String originId;
    private final MediaAddress address;
    private final LegNews news;

    private long version;
    private long highestVersion;
    private Part part = Part.SILENT;
    private boolean holds;
    private List<MediaDescription> said = List.of();
    private Optional<RemoteOffer> remoteOffer = Optional.empty();
    private Optional<LocalOffer> localOffer = Optional.empty();
    private Optional<Agreement> agreement = Optional.empty();
    private OfferWriter.@Nullable Shape shape;
    private Optional<InetAddress> signallingHost = Optional.empty();
    private @Nullable Recorder recorder;
    private @Nullable IceCredentials listening;

    Leg(
            LegOrder order,
            Tunes tunes,
            SecureRandom random,
            Fingerprint certificate,
            MediaAddress address,
            int rtpPort,
            RelayLoop loop,
            RelayLeg relay,
            LegNews news) {
        this.id = order.legId();
        this.news = news;
        this.floor = order.floor();
        this.holdMusic = order.floor().keyings().contains(Keying.ZRTP) ? "" : order.holdMusic();
        this.hears = new HoldMusic(tunes, loop, relay);
        this.ownKeys = new OwnKeys(random, certificate);
        this.address = address;
        this.port = address.port(rtpPort);
        this.loop = loop;
        this.relay = relay;
        this.originId = Long.toString(random.nextLong(1L << 53));
        this.version = random.nextInt(1 << 30);
        this.highestVersion = version;
    }

    String id() {
        return id;
    }

    Floor floor() {
        return floor;
    }

    OwnKeys ownKeys() {
        return ownKeys;
    }

    LocalPort port() {
        return port;
    }

    RelayLeg relay() {
        return relay;
    }

    RelayLoop loop() {
        return loop;
    }

    LegNews news() {
        return news;
    }

    Optional<RemoteOffer> remoteOffer() {
        return remoteOffer;
    }

    Optional<LocalOffer> localOffer() {
        return localOffer;
    }

    Optional<Agreement> agreement() {
        return agreement;
    }

    Optional<OfferWriter.Shape> shape() {
        return Optional.ofNullable(shape);
    }

    Part part() {
        return part;
    }

    void part(Part now) {
        part = now;
    }

    /** Whether the peer has put us on hold, by its own wish. */
    boolean holds() {
        return holds;
    }

    /** What others hear whom it keeps on hold; empty: what it sends, as of ZRTP, where nobody here can play. */
    String holdMusic() {
        return holdMusic;
    }

    HoldMusic hears() {
        return hears;
    }

    /** Whether it takes what we send. */
    boolean takes() {
        return agreement.filter(with -> with.direction().receives()).isPresent();
    }

    /** As it is now, for {@link #restore}. */
    Standing standing() {
        return new Standing(
                part,
                version,
                said,
                remoteOffer,
                localOffer,
                agreement,
                holds,
                shape(),
                Optional.ofNullable(ownKeys.standing()));
    }

    /** Back to what it was. The relay was told nothing since: it is told of what both sides agree to, and not before. */
    void restore(Standing before) {
        part = before.part();
        version = before.version();
        said = before.said();
        remoteOffer = before.remoteOffer();
        localOffer = before.localOffer();
        agreement = before.agreement();
        holds = before.holds();
        shape = before.shape().orElse(null);
        ownKeys.restore(before.ice().orElse(null));
    }

    /** The leg belongs to another session from now on. */
    void moveTo(Session session) {
        part = Part.SILENT;
        news.moveTo(session);
        loop.post(
                () -> { // what it is recorded, mixed or supervised for belongs to the session that it leaves
                    relay.tap(null);
                    relay.copy(null);
                    relay.supervise(null);
                    relay.mix(null);
                });
    }

    /** Where the leg's signalling comes from now; clear media may come from there too. */
    void signallingHost(Optional<InetAddress> host) {
        signallingHost = host;
    }

    /** The peer offered. Where it begins its checks anew, what it is answered is new as well. */
    void offered(RemoteOffer offer) {
        Optional<IceCredentials> theirs = offer.audio().path().ice();
        if (agreement
                .flatMap(with -> with.remote().path().ice())
                .filter(before -> theirs.isPresent() && !theirs.get().equals(before))
                .isPresent()) {
            ownKeys.restartIce();
        }
        part = Part.OFFERED;
        remoteOffer = Optional.of(offer);
        shape = new OfferWriter.Shape(offer.sections(), offer.chosen());
    }

    /** What we would answer.
     *
     * @param possible codecs the other side can do, best first
     * @param across what of the other side passes to the letter */
    Outcome<AnswerWriter.Answer> answer(
            RemoteOffer offer, List<Codec> possible, EndToEnd across, int packetTimeMs, Attribute.Direction direction) {
        return AnswerWriter.write(offer, floor, ownKeys, possible, across, packetTimeMs, direction, port, agreement);
    }

    /** We offer. */
    Body offer(LocalOffer offer) {
        part = Part.ASKED;
        localOffer = Optional.of(offer);
        shape = new OfferWriter.Shape(offer.sections(), offer.chosen());
        return say(offer.sections());
    }

    /** This side agrees; the relay is told when the other does too. */
    void agrees(Agreement with, boolean holding) {
        agreement = Optional.of(with);
        holds = holding;
        if (part == Part.ASKED) {
            part = Part.ANSWERED;
        }
    }

    /** Both sides agree; packets may flow. */
    void agree(Agreement with) {
        agreement = Optional.of(with);
        hears.agreed(with.direction());
        Terms terms = RelayTerms.of(with, signallingHost, floor.inBandDigits());
        loop.post(() -> relay.agree(terms));
    }

    void recorded(RecordedCall by) {
        recorded = by;
    }

    /** What records the call that it is in. */
    Optional<RecordedCall> recorded() {
        return Optional.ofNullable(recorded);
    }

    /** Whoever comes in the other's place is in no recording that he was not told of. */
    void connected(Leg other) {
        RecordedCall by = recorded;
        if (by != null && !by.legs().contains(other)) {
            by.letsGo();
            recorded = null;
        }
        if (supervised != null) {
            supervised.talk(this, other);
        }
    }

    /** It talks with nobody from now on, but perhaps with media itself. */
    void disconnected() {
        if (supervised != null) {
            supervised.dissolves();
        }
    }

    /** Somebody listens to the call that it is in; or did. */
    void supervised(SupervisedCall by) {
        supervised = by;
    }

    /** Whether its keys are its peer's and the other leg's alone: nothing here can speak to it or hear it. */
    boolean endToEnd() {
        return agreement.filter(with -> with.keying() == Keying.ZRTP).isPresent();
    }

    /** Whether its peer knows of these Hellos, if there are any: it agrees on keys with whom it was told of. */
    boolean wasToldOf(List<Attribute.ZrtpHash> hellos) {
        return hellos.isEmpty()
                || said.stream()
                        .anyMatch(section ->
                                section.attributes(Attribute.ZrtpHash.class).equals(hellos));
    }

    /** Whether media itself can speak to this leg and hear it. */
    boolean speaks() {
        return agreement
                .filter(with -> with.keying() != Keying.ZRTP)
                .map(with -> with.codecs().stream().anyMatch(Codec::isAudio))
                .orElse(false);
    }

    /** What records the leg, if anything. */
    Optional<Recorder> recorder() {
        return Optional.ofNullable(recorder);
    }

    void recorder(@Nullable Recorder now) {
        recorder = now;
    }

    /** Our description; its version goes up where it says something new.
     *  @rfc 3264 8 */
    Body say(List<MediaDescription> sections) {
        if (!sections.equals(said)) {
            said = sections;
            version = ++highestVersion;
        }
        List<Attribute> session = SessionLines.of(sections);
        if (session.contains(new Attribute.IceLite())) {
            listen(ownKeys.ice());
        }
        var origin = new Origin(
                "-",
                originId,
                Long.toString(version),
                address.type(),
                address.advertised().getHostAddress());
        return Body.of(SdpEncoder.encode(
                new SessionDescription(origin, "-", Optional.of(port.connection()), session, sections)));
    }

    /** The relay answers checks that prove themselves by these. */
    private void listen(IceCredentials ours) {
        if (!ours.equals(listening)) {
            listening = ours;
            loop.post(() -> relay.offer(ours));
        }
    }
}
