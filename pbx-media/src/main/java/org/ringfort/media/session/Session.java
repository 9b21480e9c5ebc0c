package org.ringfort.media.session;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringfort.media.negotiation.Agreement;
import org.ringfort.media.negotiation.Codec;
import org.ringfort.media.negotiation.CodecChoice;
import org.ringfort.media.negotiation.EndToEnd;
import org.ringfort.media.negotiation.Floor;
import org.ringfort.media.negotiation.LocalOffer;
import org.ringfort.media.negotiation.OfferReader;
import org.ringfort.media.negotiation.OfferWriter;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.negotiation.RemoteAudio;
import org.ringfort.media.negotiation.RemoteOffer;
import org.ringfort.media.relay.RelayLoop;
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
    private final String tenantId;
    private final RelayLoop loop;
    private final LegMaker maker;
    private final Map<String, Leg> legs = new LinkedHashMap<>();
    /** Whose answer a leg was given last: early and final answers come twice, the very same. */
    private final Map<String, Answered> answered = new LinkedHashMap<>();
    /** While an offer is open: what the legs it reached were before. */
    private final Map<Leg, Leg.Standing> before = new LinkedHashMap<>();

    private record Answered(String by, Body body, Body reply) {}

    /** Opens and closes legs. */
    interface LegMaker {
        /** Empty where no port is free. */
        Optional<Leg> make(Session session, LegOrder order);

        void unmake(Session session, Leg leg);
    }

    /**
     * @param tenantId whose it is; empty: told by nobody
     * @param loop where all its legs are
     */
    Session(String id, EdgeName edge, String tenantId, RelayLoop loop, LegMaker maker) {
        this.id = id;
        this.edge = edge;
        this.tenantId = tenantId;
        this.loop = loop;
        this.maker = maker;
    }

    String id() {
        return id;
    }

    EdgeName edge() {
        return edge;
    }

    String tenantId() {
        return tenantId;
    }

    /** Where all its legs are. */
    RelayLoop loop() {
        return loop;
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
        Optional<Leg> gone = Optional.ofNullable(legs.remove(legId));
        gone.ifPresent(before::remove);
        return gone;
    }

    /** G.711, key presses and pauses: what media best speaks and hears by itself. */
    private static final List<Codec> SPOKEN =
            List.of(Codec.PCMU, Codec.PCMA, Codec.TELEPHONE_EVENT, Codec.COMFORT_NOISE);

    Outcome<Offered> offer(OfferOrder order) {
        if (order.body().isEmpty()) {
            return offer(order, Optional.empty());
        }
        // a leg keeps the floor it was made with
        Floor floor =
                leg(order.leg().legId()).map(Leg::floor).orElse(order.leg().floor());
        return OfferReader.read(order.body().octets(), floor).then(offer -> offer(order, Optional.of(offer)));
    }

    private Outcome<Offered> offer(OfferOrder order, Optional<RemoteOffer> offer) {
        List<Leg> made = new ArrayList<>();
        Outcome<Offered> outcome = offer(order, offer, made);
        if (outcome instanceof Outcome.Refused<Offered>) {
            rollback();
            made.forEach(leg -> {
                remove(leg.id());
                maker.unmake(this, leg);
            });
        }
        return outcome;
    }

    private Outcome<Offered> offer(OfferOrder order, Optional<RemoteOffer> offer, List<Leg> made) {
        Optional<Leg> from = obtain(order.leg(), made);
        if (from.isEmpty()) {
            return exhausted("no media port is free");
        }
        from.get().signallingHost(order.signallingHost());
        Wanted wanted = opened(from.get(), offer);
        List<Offered.LegOffer> offers = new ArrayList<>();
        Optional<Refusal> why = Optional.empty();
        for (LegOrder one : order.toward()) {
            boolean known = legs.containsKey(one.legId());
            Optional<Leg> leg = obtain(one, made);
            if (leg.isEmpty()) {
                return exhausted("no media port is free");
            }
            begins(leg.get());
            switch (write(wanted, leg.get())) {
                case Outcome.Agreed<LocalOffer> agreed ->
                    offers.add(new Offered.LegOffer(
                            one.legId(), Optional.of(leg.get().offer(agreed.value()))));
                case Outcome.Refused<LocalOffer> refused -> {
                    why = Optional.of(refused.refusal());
                    offers.add(new Offered.LegOffer(one.legId(), Optional.empty()));
                    if (!known) {
                        made.remove(leg.get());
                        remove(leg.get().id());
                        maker.unmake(this, leg.get());
                    }
                }
            }
        }
        if (!offers.isEmpty()
                && why.isPresent()
                && offers.stream().allMatch(one -> one.body().isEmpty())) {
            return new Outcome.Refused<>(why.get());
        }
        return new Outcome.Agreed<>(
                new Offered(offers, offer.map(RemoteOffer::hold).orElse(false)));
    }

    /** An exchange begins: what the leg offers; where it offers nothing, what it stands for. */
    private Wanted opened(Leg from, Optional<RemoteOffer> offer) {
        begins(from);
        if (offer.isPresent()) {
            from.offered(offer.get());
            RemoteAudio audio = offer.get().audio();
            return Wanted.of(
                    audio, HoldMusic.told(audio.direction(), from, offer.get().hold()));
        }
        from.part(from.agreement().isPresent() ? Leg.Part.STANDS : Leg.Part.SILENT);
        return from.agreement()
                .map(agreed -> Wanted.of(agreed, Said.unasked(from)))
                .orElseGet(() -> Wanted.of(from.floor().codecs()));
    }

    private void begins(Leg leg) {
        before.putIfAbsent(leg, leg.standing());
        answered.remove(leg.id());
    }

    /** The offer that is open came to nothing. */
    void rollback() {
        before.forEach(Leg::restore);
        before.clear();
    }

    /** Takes a leg over that was another session's of the same edge and tenant; nobody hears it yet. */
    Outcome<Boolean> adopt(Session from, String legId) {
        Leg leg = from.legs.get(legId);
        if (leg == null || !from.edge.equals(edge)) {
            return Outcome.refused(Refusal.Reason.UNKNOWN, "no such leg");
        }
        if (!from.tenantId.equals(tenantId) || from.loop != loop) { // two loops share nothing, least of all a leg
            return Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, "a session of somebody else");
        }
        if (legs.size() >= MOST_LEGS || legs.putIfAbsent(legId, leg) != null) {
            return exhausted("too many legs");
        }
        leg.moveTo(this);
        from.disconnect(leg);
        from.remove(legId);
        return new Outcome.Agreed<>(true);
    }

    private static Outcome<LocalOffer> write(Wanted what, Leg leg) {
        return OfferWriter.write(
                leg.floor(),
                leg.ownKeys(),
                CodecChoice.offered(what.formats(), leg.floor()),
                what.across(),
                what.packetTimeMs(),
                what.direction(),
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

    /** A leg more; empty where there is no room for it. */
    Optional<Leg> open(LegOrder order) {
        return obtain(order, new ArrayList<>());
    }

    Outcome<Body> answer(String legId, Optional<InetAddress> signallingHost, String towardId, Body body) {
        Optional<Leg> by = leg(legId);
        by.ifPresent(leg -> leg.signallingHost(signallingHost));
        if (by.isPresent() && towardId.isEmpty()) {
            return answerToMedia(by.get(), body);
        }
        Optional<Leg> toward = leg(towardId);
        if (by.isEmpty() || toward.isEmpty()) {
            return Outcome.refused(Refusal.Reason.UNKNOWN, "no such leg");
        }
        Answered earlier = answered.get(towardId);
        if (earlier != null && earlier.by().equals(legId) && earlier.body().equals(body)) {
            return new Outcome.Agreed<>(earlier.reply());
        }
        return Said.by(by.get(), body)
                .then(said -> reply(by.get(), toward.get(), said))
                .then(reply -> {
                    answered.put(towardId, new Answered(legId, body, reply));
                    return new Outcome.Agreed<>(reply);
                });
    }

    private Outcome<Body> reply(Leg by, Leg toward, Said said) {
        return switch (toward.part()) {
            case OFFERED -> answerFor(by, toward, said);
            case STANDS, ANSWERED -> {
                if (!toward.wasToldOf(said.agreement().remote().hellos())) {
                    yield elsewhere();
                }
                by.agrees(said.agreement(), said.holds());
                complete(by, toward);
                yield new Outcome.Agreed<>(Body.EMPTY);
            }
            case SILENT, ASKED ->
                write(Wanted.of(said.agreement(), HoldMusic.told(said.direction(), by, said.holds())), toward)
                        .then(offer -> {
                            by.agrees(said.agreement(), said.holds());
                            return new Outcome.Agreed<>(toward.offer(offer));
                        });
        };
    }

    private Outcome<Body> answerFor(Leg by, Leg toward, Said said) {
        Optional<RemoteOffer> theirs = toward.remoteOffer();
        if (theirs.isEmpty()) {
            return Outcome.refused(Refusal.Reason.UNKNOWN, "nothing was offered");
        }
        if (!by.wasToldOf(theirs.get().audio().hellos())) {
            return elsewhere();
        }
        return toward.answer(
                        theirs.get(),
                        said.agreement().codecs(),
                        EndToEnd.of(said.agreement()),
                        said.agreement().remote().packetTimeMs(),
                        HoldMusic.told(said.direction(), by, said.holds()))
                .then(written -> {
                    by.agrees(said.agreement(), said.holds());
                    toward.agrees(written.agreement(), theirs.get().hold());
                    complete(by, toward);
                    return new Outcome.Agreed<>(toward.say(written.sections()));
                });
    }

    /** Both have agreed: the relay is told, and the offer is no longer open. */
    private void complete(Leg one, Leg other) {
        one.agreement().ifPresent(one::agree);
        other.agreement().ifPresent(other::agree);
        connect(one, other);
        HoldMusic.settle(one, other, edge);
        before.clear();
    }

    /** A leg that had made no offer answers what media offered it for itself. */
    private Outcome<Body> answerToMedia(Leg by, Body body) {
        return Said.by(by, body).then(said -> {
            by.agrees(said.agreement(), said.holds());
            by.agree(said.agreement());
            disconnect(by);
            before.clear();
            return new Outcome.Agreed<>(Body.EMPTY);
        });
    }

    /** Media answers by itself; a leg that has not offered gets media's offer. */
    Outcome<Body> terminate(String legId) {
        Optional<Leg> found = leg(legId);
        if (found.isEmpty()) {
            return Outcome.refused(Refusal.Reason.UNKNOWN, "no such leg");
        }
        Leg leg = found.get();
        Optional<RemoteOffer> offer = leg.remoteOffer().filter(theirs -> leg.part() == Leg.Part.OFFERED);
        if (offer.isEmpty()) {
            return write(Wanted.of(SPOKEN), leg).then(ours -> new Outcome.Agreed<>(leg.offer(ours)));
        }
        return leg.answer(offer.get(), SPOKEN, EndToEnd.NOTHING, 20, Direction.SENDRECV)
                .then(written -> {
                    leg.agrees(written.agreement(), offer.get().hold());
                    leg.agree(written.agreement());
                    disconnect(leg);
                    answered.remove(legId);
                    before.clear();
                    return new Outcome.Agreed<>(leg.say(written.sections()));
                });
    }

    private void connect(Leg one, Leg other) {
        one.connected(other);
        other.connected(one);
        one.loop().post(() -> {
            one.relay().route(other.relay());
            other.relay().route(one.relay());
        });
        for (Leg third : legs.values()) { // a fork that answered early is no longer heard
            if (third != one && third != other) {
                one.loop().post(() -> third.relay().unroute(one.relay(), other.relay()));
                third.hears().stops();
            }
        }
    }

    private void disconnect(Leg leg) {
        leg.disconnected();
        leg.loop().post(() -> leg.relay().unroute());
        leg.hears().stops();
        for (Leg other : legs.values()) {
            if (other != leg) {
                leg.loop().post(() -> other.relay().unroute(leg.relay(), leg.relay()));
                other.hears().stops();
            }
        }
    }

    /** What is agreed with a leg, where anything is. */
    Optional<Agreement> agreement(String legId) {
        return leg(legId).flatMap(Leg::agreement);
    }

    private static <T> Outcome<T> elsewhere() {
        return Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, "end to end with somebody else");
    }

    private static <T> Outcome<T> exhausted(String what) {
        return Outcome.refused(Refusal.Reason.EXHAUSTED, what);
    }
}
