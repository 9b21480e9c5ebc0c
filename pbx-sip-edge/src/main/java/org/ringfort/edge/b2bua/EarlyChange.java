package org.ringfort.edge.b2bua;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.RetryAfter;

/**
 * An offer in UPDATE or PRACK before the call is answered. It comes only where the offer of the INVITE has its answer in a
 * reliable response, so media knows both sides; it is answered out of what the other side has agreed to, and that side is
 * not asked.
 *
 * @rfc 3262 5
 * @rfc 3311 5.2
 */
final class EarlyChange {
    private static final int LONGEST_WAIT_SECONDS = 11;

    private final Scene scene;

    EarlyChange(Scene scene) {
        this.scene = scene;
    }

    /** A request of a party that is called and has not answered yet. */
    void requested(Leg leg, Waiting waiting, ServerTransaction request) {
        if (request.request().is(Method.UPDATE) || request.request().is(Method.PRACK)) {
            asked(leg, waiting.heard().filter(leg::equals).map(heard -> waiting.leg()), request);
        } else if (request.request().is(Method.OPTIONS) || request.request().is(Method.INFO)) {
            request.respond(request.response(Status.OK).with(Crossing.ALLOW));
        } else {
            request.respond(request.response(Status.METHOD_NOT_ALLOWED).with(Crossing.ALLOW));
        }
    }

    /** @param other who has agreed with {@code leg}; where nobody has, the offer may come again later */
    void asked(Leg leg, Optional<Leg> other, ServerTransaction request) {
        if (other.isEmpty()) {
            notNow(request);
            return;
        }
        MediaSession.Agreed agreed = scene.media().offer(leg, request.request().body(), List.of());
        if (agreed instanceof MediaSession.Agreed.Bodies) {
            agreed = scene.media().answer(other.get(), leg, Body.EMPTY);
        }
        switch (agreed) {
            case MediaSession.Agreed.Bodies bodies ->
                request.respond(request.response(Status.OK)
                        .with(Contact.of(request.flow().contact("")))
                        .with(Crossing.ALLOW)
                        .with(ContentType.SDP)
                        .withBody(bodies.first()));
            case MediaSession.Agreed.No(var status, var why) -> {
                scene.media().rollback();
                scene.mediaRefused(leg, status.code(), why);
                request.respond(Status.NOT_ACCEPTABLE_HERE);
            }
            case MediaSession.Agreed.Away away -> request.respond(Status.SERVER_INTERNAL_ERROR);
        }
    }

    private static void notNow(ServerTransaction request) {
        request.respond(request.response(Status.SERVER_INTERNAL_ERROR)
                .with(new RetryAfter(RandomGenerator.getDefault().nextInt(LONGEST_WAIT_SECONDS))));
    }
}
