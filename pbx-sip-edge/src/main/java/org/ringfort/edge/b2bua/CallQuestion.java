package org.ringfort.edge.b2bua;

import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.edge.controlplane.AssertedIdentity;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.topology.Claims;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.OtherUri;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.TelUri;

/** What the app is asked about a call: who calls, from where, what he says of himself, and whom he wants. */
final class CallQuestion {
    private CallQuestion() {}

    static RouteRequest of(String callId, ServerTransaction invite, Called dialled) {
        SipRequest request = invite.request();
        var question = RouteRequest.newBuilder()
                .setRequester(RequestFacts.requester(request, invite.flow()))
                .setCallId(callId)
                .setDomain(dialled.domain())
                .setDialled(dialled.user())
                .setHasOffer(!request.body().isEmpty());
        dialled.gr().ifPresent(question::setGr);
        var from = request.headers().from();
        question.setFromUser(user(from.address()));
        from.sipUri().ifPresent(uri -> question.setFromDomain(uri.host().text()));
        question.setToUser(user(request.headers().to().address()));
        question.setFromDisplayName(
                        RequestFacts.printable(from.address().displayName().orElse(""), 100))
                .setAssertedUser(AssertedIdentity.user(request))
                .setCalledParty(AssertedIdentity.called(request))
                .addAllIdentities(AssertedIdentity.signed(request))
                .setWantsPrivacy(Claims.of(request).anonymous());
        return question.build();
    }

    /** As it would be dialled; empty where it is neither a SIP address nor a telephone number. */
    private static String user(NameAddress address) {
        return switch (address.uri()) {
            case SipUri sip -> sip.userText();
            case TelUri tel -> tel.digits();
            case OtherUri other -> "";
        };
    }
}
