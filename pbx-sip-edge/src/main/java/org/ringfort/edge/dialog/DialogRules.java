package org.ringfort.edge.dialog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.ringfort.edge.dialog.DialogState.Phase;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.MaxForwards;
import org.ringfort.protocol.sip.header.RecordRoute;
import org.ringfort.protocol.sip.header.Route;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;

/**
 * How dialogs begin and what their requests look like. Pure.
 *
 * @rfc 3261 12
 */
public final class DialogRules {
    /** Methods whose Contact moves the remote target. */
    private static final List<Method> TARGET_REFRESH =
            List.of(Method.INVITE, Method.UPDATE, Method.SUBSCRIBE, Method.NOTIFY);

    private DialogRules() {}

    /**
     * The dialog that our response to {@code request} will make.
     *
     * @rfc 3261 12.1.1
     */
    public static DialogState asServer(SipRequest request, String localTag, String flow) {
        Headers headers = request.headers();
        return new DialogState(
                new DialogId(headers.callId(), localTag, headers.from().tag().orElse("")),
                Phase.NASCENT,
                false,
                headers.to().withTag(localTag).address(),
                headers.from().address(),
                headers.contact().map(Contact.At::uri).orElse(headers.from().uri()),
                headers.recordRoutes().stream().map(RecordRoute::address).toList(),
                0,
                OptionalLong.of(headers.cseq().number()),
                flow,
                SessionTimer.NONE);
    }

    /**
     * The dialog that {@code response} makes of a request of ours.
     *
     * @rfc 3261 12.1.2
     */
    public static DialogState asClient(SipRequest request, SipResponse response, String flow) {
        Headers headers = response.headers();
        return new DialogState(
                new DialogId(
                        headers.callId(),
                        request.headers().from().tag().orElse(""),
                        headers.to().tag().orElse("")),
                response.status().isProvisional() ? Phase.EARLY : Phase.CONFIRMED,
                true,
                request.headers().from().address(),
                headers.to().address(),
                headers.contact().map(Contact.At::uri).orElse(request.requestUri()),
                reversed(headers),
                request.headers().cseq().number(),
                OptionalLong.empty(),
                flow,
                SessionTimers.asked(request));
    }

    /** The state after a 2xx to the request that made it: remote target and routes are those of the 2xx (RFC 3261 13.2.2.4). */
    public static DialogState confirmedBy(DialogState state, SipResponse response) {
        return movedBy(state, Method.INVITE, response.headers())
                .withRoutes(state.phase() == Phase.CONFIRMED ? state.routes() : reversed(response.headers()))
                .withPhase(Phase.CONFIRMED);
    }

    /** The state after a message whose Contact may move the remote target. */
    public static DialogState movedBy(DialogState state, Method method, Headers headers) {
        return TARGET_REFRESH.contains(method)
                ? headers.contact()
                        .map(contact -> state.withRemoteTarget(contact.uri()))
                        .orElse(state)
                : state;
    }

    /** Whether a request comes after one that the peer sent later (RFC 3261 12.2.2). */
    public static boolean isOutOfOrder(DialogState state, SipRequest request) {
        OptionalLong last = state.remoteCseq();
        return last.isPresent() && request.headers().cseq().number() < last.getAsLong();
    }

    /**
     * A request in the dialog, without Via.
     *
     * @param cseq its number
     * @param contact ours, where the method wants one and {@code extra} has none
     * @param extra headers beside those of the dialog
     * @rfc 3261 12.2.1.1
     */
    public static SipRequest request(
            DialogState state, Method method, int cseq, Contact contact, Headers extra, Body body) {
        Uri target = state.remoteTarget();
        List<NameAddress> routes = state.routes();
        if (!routes.isEmpty() && routes.getFirst().uri() instanceof SipUri first && !first.isLooseRouter()) {
            // A strict router wants to be the Request-URI, and the target to come last.
            List<NameAddress> turned = new ArrayList<>(routes.subList(1, routes.size()));
            turned.add(NameAddress.of(target));
            routes = turned;
            target = first.withoutHeaders();
        }
        var headers = Headers.builder();
        routes.forEach(route -> headers.add(new Route(route)));
        headers.add(new MaxForwards(70));
        headers.add(new From(state.local()));
        headers.add(new To(state.remote()));
        headers.add(new SipCallId(state.id().callId()));
        headers.add(new CSeq(cseq, method));
        if (TARGET_REFRESH.contains(method) && !extra.has(HeaderName.CONTACT)) {
            headers.add(contact);
        }
        for (Header header : extra) {
            headers.add(header);
        }
        return new SipRequest(method, target, headers.build(), body);
    }

    /**
     * How long to wait before an INVITE that met 491 is tried again: the side that began the dialog waits longer.
     *
     * @rfc 3261 14.1
     */
    public static Duration afterGlare(DialogState state, RandomGenerator random) {
        long tens = state.initiator() ? 210 + random.nextInt(191) : random.nextInt(201);
        return Duration.ofMillis(tens * 10);
    }

    private static List<NameAddress> reversed(Headers headers) {
        return headers.recordRoutes().stream()
                .map(RecordRoute::address)
                .toList()
                .reversed();
    }
}
