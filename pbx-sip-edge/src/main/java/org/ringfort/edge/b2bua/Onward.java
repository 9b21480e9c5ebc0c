package org.ringfort.edge.b2bua;

import java.util.List;
import java.util.Optional;
import org.ringfort.contract.control.v1.FirstCaller;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Requester;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.controlplane.SipAnswers;
import org.ringfort.edge.peer.Asked;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A party of a call sends another elsewhere: the app decides where that goes, with the rights of the one who sends. A value of
 * one question; asking blocks.
 *
 * @param by who sends; its device was authenticated, or is registered, in the tenant of the call
 * @param sent who is sent, and remains on the call
 */
record Onward(Scene scene, Leg by, Leg sent, OnBehalf.Cause cause) {
    private static final Logger LOG = LoggerFactory.getLogger(Onward.class);

    /** What the app says. */
    sealed interface Decision {
        /** To be carried out. */
        record Go(Plan plan) implements Decision {}

        /** It leads nowhere, for the reason that the status says. */
        record No(Status status) implements Decision {}
    }

    Decision to(Destination destination) {
        Decision decision = ask(destination);
        if (decision instanceof Decision.Go(var plan)) {
            scene.ledger().decided(plan.getWhy());
        }
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.CALL_SENT_ON)
                .addKeyValue(Fields.CALL_ID, scene.callId())
                .addKeyValue(Fields.TENANT, scene.plan().getTenantId())
                .addKeyValue(Fields.EXTENSION, by.record().getNumber())
                .addKeyValue(Fields.EVENT_REASON, cause == OnBehalf.Cause.CAUSE_TRANSFER ? "transferred" : "redirected")
                .addKeyValue(
                        Fields.SIP_STATUS,
                        decision instanceof Decision.No(var status) ? status.code() : Status.OK.code())
                .log("a party sends the call elsewhere");
        return decision;
    }

    private Decision ask(Destination destination) {
        var requester = Requester.newBuilder()
                .setMethod(cause == OnBehalf.Cause.CAUSE_TRANSFER ? Method.REFER.name() : Method.INVITE.name())
                .setUserAgent(by.record().getUserAgent());
        var onBehalf = OnBehalf.newBuilder()
                .setTenantId(scene.plan().getTenantId())
                .setDeviceId(by.record().getDeviceId())
                .setNumber(by.record().getNumber())
                .setCause(cause)
                .setSentDeviceId(sent.record().getDeviceId())
                .setOutside(scene.parties().now().stream().anyMatch(party -> !party.equals(by) && party.outside()));
        firstCaller().ifPresent(onBehalf::setFirstCaller);
        by.flow().ifPresent(flow -> requester.setSource(RequestFacts.source(flow)));
        var question = RouteRequest.newBuilder()
                .setRequester(requester)
                .setCallId(scene.callId())
                .setDomain(scene.plan().getDomain())
                .setDialled(destination.number())
                .setHasOffer(true)
                .setOnBehalf(onBehalf);
        destination.gr().ifPresent(question::setGr);
        return switch (scene.app().route(question.build())) {
            case Asked.Answered<RouteReply>(var reply) ->
                switch (reply.getOutcomeCase()) {
                    case PLAN -> new Decision.Go(reply.getPlan());
                    case REFUSED -> new Decision.No(SipAnswers.status(reply.getRefused()));
                    case CHALLENGED, OUTCOME_NOT_SET -> new Decision.No(Status.SERVER_INTERNAL_ERROR);
                };
            case Asked.Unavailable<RouteReply> away -> new Decision.No(Status.SERVICE_UNAVAILABLE);
        };
    }

    /** Who is sent, where it came in by a trunk, lets its number be seen and brought tokens for it; the app verifies them anew. */
    private Optional<FirstCaller> firstCaller() {
        boolean seen = sent.equals(scene.callerLeg())
                && scene.plan().hasInward()
                && !scene.caller().anonymous()
                && !scene.caller().unnamed();
        return Optional.of(seen ? scene.caller().signed() : List.<String>of())
                .filter(signed -> !signed.isEmpty())
                .map(signed -> FirstCaller.newBuilder()
                        .setNumber(scene.plan().getCaller().getNumber())
                        .setCalled(scene.plan().getDialled())
                        .addAllIdentities(signed)
                        .build());
    }
}
