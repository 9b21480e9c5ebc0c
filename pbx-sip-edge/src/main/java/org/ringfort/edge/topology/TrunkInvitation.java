package org.ringfort.edge.topology;

import java.util.List;
import java.util.Optional;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;

/**
 * The INVITE for a gateway. Who calls is the number that the trunk presents, never what a phone says of itself; nothing of the
 * calling leg, and no inner domain, is in it. Via and Contact are added by the loop.
 *
 * @param target the number at the gateway
 * @param callerNumber E.164; empty: nobody is named
 * @param anonymous whether the number is for the carrier alone, and not for whom it calls
 * @param asserted whether the carrier is told the number of who calls beside From
 * @param identities Identity headers that the app has signed for this call, or verified of who is sent on in it
 * @param tag of From, fresh
 * @param callId fresh
 * @param sdp media's offer for this leg
 * @param reach how far it may go
 * @param session the wish for a session timer
 * @param more what else this carrier is told
 * @param where whoever calls for help is, if this carrier is told
 */
public record TrunkInvitation(
        SipUri target,
        String callerNumber,
        boolean anonymous,
        boolean asserted,
        List<String> identities,
        String tag,
        String callId,
        Body sdp,
        Reach reach,
        SessionWish session,
        Headers more,
        Optional<Whereabouts> where) {
    /** Copies the list. */
    public TrunkInvitation {
        identities = List.copyOf(identities);
    }

    /**
     * The first one.
     *
     * @rfc 3325 9.1
     * @rfc 3323 4.1.1.3
     */
    public SipRequest request() {
        return request(1, Optional.empty());
    }

    /**
     * The same again.
     *
     * @param number which of its Call-ID
     * @param authorization the answer to a challenge, fresh: it counts once
     */
    public SipRequest again(int number, Optional<Header> authorization) {
        return request(number, authorization);
    }

    /** The same for another session timer. */
    public TrunkInvitation with(SessionWish wish) {
        return new TrunkInvitation(
                target, callerNumber, anonymous, asserted, identities, tag, callId, sdp, reach, wish, more, where);
    }

    /** The same without saying where the caller is. */
    public TrunkInvitation nowhere() {
        return new TrunkInvitation(
                target,
                callerNumber,
                anonymous,
                asserted,
                identities,
                tag,
                callId,
                sdp,
                reach,
                session,
                more,
                Optional.empty());
    }

    private Header assertion() {
        return RawHeader.of(
                "P-Asserted-Identity",
                "<sip:" + callerNumber + "@" + target.host().text() + ">");
    }

    private SipRequest request(int number, Optional<Header> authorization) {
        boolean known = !callerNumber.isEmpty();
        boolean named = known && !anonymous;
        NameAddress caller = named ? NameAddress.of(SipUri.of(callerNumber, target.host())) : Nobody.ADDRESS;
        var headers = Headers.builder()
                .add(new From(caller.withTag(tag)))
                .add(new To(NameAddress.of(SipUri.of(target.userText(), target.host()))))
                .add(new SipCallId(callId))
                .add(new CSeq(number, Method.INVITE))
                .addAll(reach.headers().asList())
                .add(known && asserted ? Optional.of(assertion()) : Optional.empty())
                .add(named ? Optional.empty() : Optional.of(RawHeader.of("Privacy", "id")))
                .addAll(identities.stream()
                        .map(identity -> RawHeader.of("Identity", identity))
                        .toList())
                .addAll(more.asList());
        authorization.ifPresent(headers::add);
        session.headers().forEach(headers::add);
        headers.add(Crossing.ALLOW);
        where.ifPresent(place -> headers.addAll(place.headers()));
        headers.add(where.map(Whereabouts::type).orElse(ContentType.SDP));
        return new SipRequest(
                Method.INVITE,
                target,
                headers.build(),
                where.map(place -> place.body(sdp)).orElse(sdp));
    }
}
