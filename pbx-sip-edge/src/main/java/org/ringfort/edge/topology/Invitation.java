package org.ringfort.edge.topology;

import java.util.List;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.Route;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;

/**
 * The INVITE of a leg that we make: everything in it is ours or the app's; of the calling leg's request nothing is here
 * to copy from. Via and Contact are added by the loop.
 *
 * @param target the registered contact
 * @param path hops towards it, topmost first
 * @param domain the tenant's, for From and To
 * @param callerNumber who calls, as authenticated
 * @param callerName perhaps empty
 * @param anonymous whether who calls is not to be named
 * @param number the number that is rung
 * @param tag of From, fresh
 * @param callId fresh
 * @param sdp media's offer for this leg
 * @param reach how far it may go
 * @param session the wish for a session timer
 * @param more what of the way that the call has come the phone is told
 */
public record Invitation(
        Uri target,
        List<NameAddress> path,
        Host domain,
        String callerNumber,
        String callerName,
        boolean anonymous,
        String number,
        String tag,
        String callId,
        Body sdp,
        Reach reach,
        SessionWish session,
        Headers more) {

    /** The same for another session timer: to be sent as the next of its Call-ID. */
    public Invitation with(SessionWish wish) {
        return new Invitation(
                target, path, domain, callerNumber, callerName, anonymous, number, tag, callId, sdp, reach, wish, more);
    }

    /** The same with more beside. */
    public Invitation with(Headers beside) {
        return new Invitation(
                target,
                path,
                domain,
                callerNumber,
                callerName,
                anonymous,
                number,
                tag,
                callId,
                sdp,
                reach,
                session,
                more.toBuilder().addAll(beside.asList()).build());
    }

    /** Who is not to be named, is not: a phone has nobody whom it could be asserted to in confidence. */
    public SipRequest request() {
        NameAddress caller = anonymous ? Nobody.ADDRESS : NameAddress.of(callerName, SipUri.of(callerNumber, domain));
        var headers = Headers.builder()
                .add(new From(caller.withTag(tag)))
                .add(new To(NameAddress.of(SipUri.of(number, domain))))
                .add(new SipCallId(callId))
                .add(new CSeq(1 + session.refused(), Method.INVITE));
        reach.headers().forEach(headers::add);
        path.forEach(hop -> headers.add(new Route(hop)));
        session.headers().forEach(headers::add);
        headers.addAll(more.asList());
        headers.add(Crossing.ALLOW).add(ContentType.SDP);
        return new SipRequest(Method.INVITE, withoutHeaders(target), headers.build(), sdp);
    }

    /** What stands behind a question mark must not go into a request (RFC 3261 19.1.1). */
    private static Uri withoutHeaders(Uri target) {
        return target instanceof SipUri sip ? sip.withoutHeaders() : target;
    }
}
