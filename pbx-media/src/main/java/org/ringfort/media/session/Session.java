package org.ringfort.media.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringfort.media.negotiation.Agreement;
import org.ringfort.media.negotiation.AnswerReader;
import org.ringfort.media.negotiation.AnswerWriter;
import org.ringfort.media.negotiation.Codec;
import org.ringfort.media.negotiation.Floor;
import org.ringfort.media.negotiation.Format;
import org.ringfort.media.negotiation.LocalOffer;
import org.ringfort.media.negotiation.OfferReader;
import org.ringfort.media.negotiation.OfferWriter;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.negotiation.RemoteAudio;
import org.ringfort.media.negotiation.RemoteOffer;
import org.ringfort.protocol.sdp.Attribute.Direction;

/**
 * The legs of one call, and who hears whom. The sessions' thread alone.
 *
 * <p>Ports are opened only after an offer is found acceptable, and closed again where nothing comes of it.
 */
final class Session {
    /** More forks than any plan has. */
    private static final int MOST_LEGS = 64;

    private final String id;
    private final EdgeName edge;
    private final LegMaker maker;
    private final Map<String, Leg> legs = new LinkedHashMap<>();
    /** Whose answer a leg was given last: early and final answers come twice, the very same. */
    private final Map<String, Answered> answered = new LinkedHashMap<>();

    private record Answered(String by, Body body, Body reply) {}

    /** Opens and closes legs. */
    interface LegMaker {
        /** Empty where no port is free. */
        Optional<Leg> make(Session session, LegOrder order);

        void unmake(Leg leg);
    }

    Session(String id, EdgeName edge, LegMaker maker) {
        this.id = id;
        this.edge = edge;
        this.maker = maker;
    }

    String id() {
        return id;
    }

    EdgeName edge() {
        return edge;
    }

    Collection<Leg> legs() {
        return List.copyOf(legs.values());
    }

    Optional<Leg> leg(String legId) {
        return Optional.ofNullable(legs.get(legId));
    }

    /** Takes a leg away; its ports are closed by the caller. */
    Optional<Leg> remove(String legId) {
        answered.remove(legId);
        return Optional.ofNullable(legs.remove(legId));
    }

    Outcome<Offered> offer(OfferOrder order) {
        // a leg keeps the floor it was made with
        Floor floor =
                leg(order.leg().legId()).map(Leg::floor).orElse(order.leg().floor());
        return OfferReader.read(order.body().octets(), floor).then(offer -> offer(order, offer));
    }

    private Outcome<Offered> offer(OfferOrder order, RemoteOffer offer) {
        List<Leg> made = new ArrayList<>();
        Outcome<Offered> outcome = offer(order, offer, made);
        if (outcome instanceof Outcome.Refused<Offered>) {
            made.forEach(leg -> {
                remove(leg.id());
                maker.unmake(leg);
            });
        }
        return outcome;
    }

    private Outcome<Offered> offer(OfferOrder order, RemoteOffer offer, List<Leg> made) {
        Optional<Leg> from = obtain(order.leg(), made);
        if (from.isEmpty()) {
            return exhausted();
        }
        from.get().offered(offer);
        answered.remove(from.get().id());
        List<Offered.LegOffer> offers = new ArrayList<>();
        Optional<Refusal> why = Optional.empty();
        for (LegOrder wanted : order.toward()) {
            boolean known = legs.containsKey(wanted.legId());
            Optional<Leg> leg = obtain(wanted, made);
            if (leg.isEmpty()) {
                return exhausted();
            }
            switch (write(offer.audio(), leg.get())) {
                case Outcome.Agreed<LocalOffer> agreed ->
                    offers.add(new Offered.LegOffer(
                            wanted.legId(), Optional.of(leg.get().offer(agreed.value()))));
                case Outcome.Refused<LocalOffer> refused -> {
                    why = Optional.of(refused.refusal());
                    offers.add(new Offered.LegOffer(wanted.legId(), Optional.empty()));
                    if (!known) {
                        made.remove(leg.get());
                        remove(leg.get().id());
                        maker.unmake(leg.get());
                    }
                }
            }
        }
        if (!offers.isEmpty()
                && why.isPresent()
                && offers.stream().allMatch(one -> one.body().isEmpty())) {
            return new Outcome.Refused<>(why.get());
        }
        return new Outcome.Agreed<>(new Offered(offers, offer.hold()));
    }

    private static Outcome<LocalOffer> write(RemoteAudio audio, Leg leg) {
        List<Format> wanted = new ArrayList<>(audio.formats());
        if (!leg.floor().codecs().equals(Floor.EVERY_CODEC)) { // somebody chose an order
            wanted.sort((one, other) -> Integer.compare(
                    leg.floor().codecs().indexOf(one.codec()),
                    leg.floor().codecs().indexOf(other.codec())));
        }
        return OfferWriter.write(
                leg.floor(),
                leg.ownKeys(),
                wanted,
                audio.packetTimeMs(),
                audio.direction(),
                leg.port(),
                leg.agreement(),
                leg.shape());
    }

    private Optional<Leg> obtain(LegOrder order, List<Leg> made) {
        Leg known = legs.get(order.legId());
        if (known != null) {
            return Optional.of(known);
        }
        if (legs.size() >= MOST_LEGS) {
            return Optional.empty();
        }
        Optional<Leg> leg = maker.make(this, order);
        leg.ifPresent(fresh -> {
            made.add(fresh);
            legs.put(fresh.id(), fresh);
        });
        return leg;
    }

    Outcome<Body> answer(String legId, String towardId, Body body) {
        Optional<Leg> by = leg(legId);
        Optional<Leg> toward = leg(towardId);
        if (by.isEmpty() || toward.isEmpty()) {
            return Outcome.refused(Refusal.Reason.UNKNOWN, "no such leg");
        }
        Answered before = answered.get(towardId);
        if (before != null && before.by().equals(legId) && before.body().equals(body)) {
            return new Outcome.Agreed<>(before.reply());
        }
        Optional<LocalOffer> ours = by.get().localOffer();
        Optional<RemoteOffer> theirs = toward.get().remoteOffer();
        if (ours.isEmpty() || theirs.isEmpty()) {
            return Outcome.refused(Refusal.Reason.UNKNOWN, "nothing was offered");
        }
        return AnswerReader.read(body.octets(), ours.get(), by.get().floor()).then(agreement -> {
            Outcome<AnswerWriter.Answer> answer = answer(
                    toward.get(),
                    theirs.get(),
                    agreement.codecs(),
                    agreement.remote().packetTimeMs(),
                    agreement.direction());
            return answer.then(written -> {
                by.get().agree(agreement);
                toward.get().agree(written.agreement());
                connect(by.get(), toward.get());
                Body reply = toward.get().say(written.sections());
                answered.put(towardId, new Answered(legId, body, reply));
                return new Outcome.Agreed<>(reply);
            });
        });
    }

    /** Media answers by itself: G.711 only, since that is what it can speak. */
    Outcome<Body> terminate(String legId) {
        Optional<Leg> leg = leg(legId);
        if (leg.isEmpty() || leg.get().remoteOffer().isEmpty()) {
            return Outcome.refused(Refusal.Reason.UNKNOWN, "nothing was offered");
        }
        List<Codec> spoken = List.of(Codec.PCMU, Codec.PCMA, Codec.TELEPHONE_EVENT);
        return answer(leg.get(), leg.get().remoteOffer().get(), spoken, 20, Direction.SENDRECV)
                .then(written -> {
                    leg.get().agree(written.agreement());
                    disconnect(leg.get());
                    answered.remove(legId);
                    return new Outcome.Agreed<>(leg.get().say(written.sections()));
                });
    }

    private static Outcome<AnswerWriter.Answer> answer(
            Leg leg, RemoteOffer offer, List<Codec> possible, int packetTimeMs, Direction direction) {
        return AnswerWriter.write(offer, leg.floor(), leg.ownKeys(), possible, packetTimeMs, direction, leg.port());
    }

    private void connect(Leg one, Leg other) {
        one.loop().post(() -> {
            one.relay().route(other.relay());
            other.relay().route(one.relay());
        });
        for (Leg third : legs.values()) { // a fork that answered early is no longer heard
            if (third != one && third != other) {
                one.loop().post(() -> third.relay().unroute(one.relay(), other.relay()));
            }
        }
    }

    private void disconnect(Leg leg) {
        leg.loop().post(() -> leg.relay().route(null));
        for (Leg other : legs.values()) {
            if (other != leg) {
                leg.loop().post(() -> other.relay().unroute(leg.relay(), leg.relay()));
            }
        }
    }

    /** What is agreed with a leg, where anything is. */
    Optional<Agreement> agreement(String legId) {
        return leg(legId).flatMap(Leg::agreement);
    }

    private static Outcome<Offered> exhausted() {
        return Outcome.refused(Refusal.Reason.EXHAUSTED, "no media port is free");
    }
}
