package org.ringfort.edge.b2bua;

import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.edge.controlplane.AssertedIdentity;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.topology.Claims;
import org.ringfort.protocol.sip.SipRequest;

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
        question.setFromUser(RequestFacts.user(from.address()));
        from.sipUri().ifPresent(uri -> question.setFromDomain(uri.host().text()));
        question.setToUser(RequestFacts.user(request.headers().to().address()));
        question.setFromDisplayName(
                        RequestFacts.printable(from.address().displayName().orElse(""), 100))
                .setAssertedUser(AssertedIdentity.user(request))
                .setCalledParty(AssertedIdentity.called(request))
                .addAllIdentities(AssertedIdentity.signed(request))
                .setWantsPrivacy(Claims.of(request).anonymous());
        return question.build();
    }
}
