package org.ringfort.media.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringfort.media.negotiation.Agreement;
import org.ringfort.media.negotiation.AnswerReader;
import org.ringfort.media.negotiation.Codec;
import org.ringfort.media.negotiation.EndToEnd;
import org.ringfort.media.negotiation.Floor;
import org.ringfort.media.negotiation.Format;
import org.ringfort.media.negotiation.Keying;
import org.ringfort.media.negotiation.LocalOffer;
import org.ringfort.media.negotiation.OfferWriter;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.Attribute.Direction;
import org.ringfort.protocol.sdp.MediaDescription;

/**
 * Copies of recorded calls for recording servers: a session of its own, with a leg for each party, whose peer is the server and hears
 * that party alone. Nothing of a server is ever routed anywhere. The sessions' thread alone.
 *
 * @rfc 7866 7.1
 * @rfc 7866 12.2
 */
final class Copies {
    private static final int PACKET_TIME_MS = 20;
    private static final String NOTHING = "nothing is copied";

    private Copies() {}

    /** Of one party, as the server is offered it. */
    private record Stream(Leg leg, Leg of, LocalOffer offer) {}

    /** One description for all: legs are opened in {@code copy}, and are its even where this is refused. */
    static Outcome<Body> offer(Session call, Session copy, CopyOrder order) {
        List<Stream> streams = new ArrayList<>();
        for (CopyOrder.Stream wanted : order.streams()) {
            Outcome<Stream> opened = call.leg(wanted.copiedLegId())
                    .map(of -> open(copy, of, wanted, order.floor()))
                    .orElseGet(() -> unknown("no such leg"));
            switch (opened) {
                case Outcome.Agreed<Stream>(Stream stream) -> streams.add(stream);
                case Outcome.Refused<Stream>(Refusal why) -> {
                    return new Outcome.Refused<>(why);
                }
            }
        }
        Optional<RecordedCall> recorded = recorded(streams);
        if (recorded.isEmpty()) {
            return unknown("the call is not recorded");
        }
        recorded.get().copies(copies(streams));
        return new Outcome.Agreed<>(say(streams));
    }

    private static Outcome<Stream> open(Session copy, Leg of, CopyOrder.Stream wanted, Floor server) {
        List<Codec> codecs = of.agreement().map(Agreement::codecs).orElse(List.of()).stream()
                .filter(Codec::isAudio)
                .toList();
        if (!of.speaks() || !wanted.isSayable() || copy.leg(wanted.legId()).isPresent()) {
            return Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, "what the leg says cannot be copied");
        }
        var floor = new Floor(List.of(Keying.SDES), server.profiles(), codecs, server.signallingSecured());
        return copy.open(new LegOrder(wanted.legId(), floor))
                .<Outcome<Stream>>map(leg -> write(leg, codecs)
                        .then(offer -> new Outcome.Agreed<>(new Stream(leg, of, labelled(offer, wanted.label())))))
                .orElseGet(() -> Outcome.refused(Refusal.Reason.EXHAUSTED, "no media port is free"));
    }

    private static Outcome<LocalOffer> write(Leg leg, List<Codec> codecs) {
        return OfferWriter.write(
                leg.floor(),
                leg.ownKeys(),
                codecs.stream().map(Format::of).toList(),
                EndToEnd.NOTHING,
                PACKET_TIME_MS,
                Direction.SENDONLY,
                leg.port(),
                Optional.empty(),
                Optional.empty());
    }

    /** @rfc 4574 4 */
    private static LocalOffer labelled(LocalOffer offer, String label) {
        MediaDescription plain = offer.sections().getFirst();
        List<Attribute> attributes = new ArrayList<>(plain.attributes());
        attributes.add(new Attribute.Other("label", Optional.of(label)));
        var section = new MediaDescription(
                plain.type(), plain.port(), plain.protocol(), plain.formats(), plain.connection(), attributes);
        return with(List.of(section), 0, offer);
    }

    private static LocalOffer with(List<MediaDescription> sections, int chosen, LocalOffer offer) {
        return new LocalOffer(sections, chosen, offer.keyings(), offer.keys(), offer.formats(), offer.direction());
    }

    /** Each leg has offered all sections, of which one is its own. */
    private static Body say(List<Stream> streams) {
        List<MediaDescription> sections = streams.stream()
                .map(stream -> stream.offer().sections().getFirst())
                .toList();
        List<Body> said = new ArrayList<>();
        for (int at = 0; at < streams.size(); at++) {
            said.add(streams.get(at)
                    .leg()
                    .offer(with(sections, at, streams.get(at).offer())));
        }
        return said.getFirst();
    }

    /** Of which all that are copied are the parties. */
    private static Optional<RecordedCall> recorded(List<Stream> streams) {
        return streams.stream()
                .flatMap(stream -> stream.of().recorded().stream())
                .findFirst()
                .filter(call -> !call.isOver()
                        && call.legs().equals(streams.stream().map(Stream::of).toList()));
    }

    private static Map<Leg, Leg> copies(List<Stream> streams) {
        Map<Leg, Leg> copies = new LinkedHashMap<>();
        streams.forEach(stream -> copies.put(stream.of(), stream.leg()));
        return copies;
    }

    /**
     * What the server is offered anew, since the recording rests or goes on; by the time that it says so it may be otherwise again.
     *
     * @rfc 7866 7.1.1.1
     */
    static Outcome<Body> again(Session copy, boolean rests) {
        if (recorded(copy).isEmpty()) {
            return unknown(NOTHING);
        }
        Direction direction = rests ? Direction.INACTIVE : Direction.SENDONLY;
        List<Body> said = new ArrayList<>();
        for (Leg leg : copy.legs()) {
            leg.localOffer().ifPresent(before -> said.add(leg.offer(directed(before, direction))));
        }
        return new Outcome.Agreed<>(said.getFirst());
    }

    /** What is copied to the session; the recorded call's own has legs that are recorded, too. */
    private static Optional<RecordedCall> recorded(Session copy) {
        return copy.legs().stream()
                .flatMap(leg -> leg.recorded().stream())
                .findFirst()
                .filter(call -> call.isCopiedTo(copy.legs()));
    }

    private static LocalOffer directed(LocalOffer offer, Direction direction) {
        List<MediaDescription> sections = offer.sections().stream()
                .map(section -> directed(section, direction))
                .toList();
        return new LocalOffer(sections, offer.chosen(), offer.keyings(), offer.keys(), offer.formats(), direction);
    }

    private static MediaDescription directed(MediaDescription section, Direction direction) {
        List<Attribute> attributes = section.attributes().stream()
                .map(attribute -> attribute instanceof Direction ? direction : attribute)
                .toList();
        return new MediaDescription(
                section.type(),
                section.port(),
                section.protocol(),
                section.formats(),
                section.connection(),
                attributes);
    }

    /** The server takes every stream that is sent from now on; or none. */
    static Outcome<Boolean> connect(Session copy, Body answer) {
        return recorded(copy).map(call -> connect(copy, call, answer)).orElseGet(() -> unknown(NOTHING));
    }

    private static Outcome<Boolean> connect(Session copy, RecordedCall call, Body answer) {
        Map<Leg, Agreement> agreed = new LinkedHashMap<>();
        for (Leg leg : copy.legs()) {
            Outcome<Agreement> taken = leg.localOffer()
                    .map(ours -> AnswerReader.read(answer.octets(), ours, leg.floor()))
                    .orElseGet(() -> unknown("nothing was offered"));
            switch (taken) {
                case Outcome.Agreed<Agreement>(Agreement with) -> {
                    if (sends(leg) && !with.remote().direction().receives()) {
                        return Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, "a stream that is not heard");
                    }
                    agreed.put(leg, with);
                }
                case Outcome.Refused<Agreement>(Refusal why) -> {
                    return new Outcome.Refused<>(why);
                }
            }
        }
        agreed.forEach((leg, with) -> {
            leg.agrees(with, false);
            leg.agree(with);
        });
        call.copied();
        return new Outcome.Agreed<>(true);
    }

    private static boolean sends(Leg leg) {
        return leg.localOffer().filter(ours -> ours.direction().sends()).isPresent();
    }

    /** A leg that closes is copied to no more; most never were. */
    static void ended(Leg leg) {
        leg.recorded().ifPresent(call -> call.copyEnds(leg));
    }

    private static <T> Outcome<T> unknown(String what) {
        return Outcome.refused(Refusal.Reason.UNKNOWN, what);
    }
}
