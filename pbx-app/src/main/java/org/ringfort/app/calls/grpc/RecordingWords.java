package org.ringfort.app.calls.grpc;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.recordings.OrderedRecording;
import org.ringfort.app.recordings.RecordingDestination;
import org.ringfort.app.recordings.RecordingPolicies;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RecordingServer;
import org.ringfort.contract.control.v1.Talker;
import org.ringfort.contract.control.v1.TalkingReply;
import org.ringfort.contract.control.v1.TalkingRequest;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;

/** What is recorded, and recording servers, in the words of the contract. */
final class RecordingWords {
    private RecordingWords() {}

    /** What is recorded by the plan, and by whom it may be paused. */
    static void recorded(Plan.Builder plan, OrderedRecording recording) {
        plan.setRecording(order(recording))
                .setCallerPausesRecording(recording.callerPauses())
                .addAllCalleesPauseRecording(recording.calleesPause());
        server(recording, plan.getTenantId()).ifPresent(plan::setRecordingServer);
    }

    /** How two are recorded for whom the plan was not made. */
    static TalkingReply talking(TalkingRequest request, RecordingPolicies policies) {
        if (request.getTalkersCount() != 2) {
            throw new IllegalArgumentException("two talk, and not " + request.getTalkersCount());
        }
        Talker stays = request.getTalkers(0);
        Talker comes = request.getTalkers(1);
        var reply = TalkingReply.newBuilder();
        policies.order(
                        TenantId.parse(request.getTenantId()),
                        CallId.parse(request.getCallId()).toString(),
                        new RecordingPolicies.Talker(stays.getNumber(), stays.getOutside()),
                        new RecordingPolicies.Talker(comes.getNumber(), comes.getOutside()))
                .ifPresent(recording -> {
                    reply.setRecording(order(recording)).addAllPausing(recording.calleesPause());
                    if (recording.callerPauses() && !reply.getPausingList().contains(stays.getNumber())) {
                        reply.addPausing(stays.getNumber());
                    }
                    server(recording, request.getTenantId()).ifPresent(reply::setRecordingServer);
                });
        return reply.build();
    }

    /** It is kept here where the server does not have it alone. */
    private static RecordingOrder order(OrderedRecording recording) {
        boolean elsewhere = recording
                .server()
                .filter(server -> server.address().isPresent() && server.destination() == RecordingDestination.SERVER)
                .isPresent();
        return Words.order(recording.order()).toBuilder()
                .setOnDemand(recording.onDemand())
                .setElsewhere(elsewhere)
                .build();
    }

    private static Optional<RecordingServer> server(OrderedRecording recording, String tenantId) {
        return recording
                .server()
                .flatMap(server -> server.address().map(at -> {
                    String name = "recording server " + tenantId + " " + server.uri();
                    return RecordingServer.newBuilder()
                            .setUser(at.user())
                            .setGateway(Gateway.newBuilder()
                                    .setGatewayId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                            .toString())
                                    .setHost(at.host())
                                    .setPort(at.port())
                                    .setTransport(Transport.TRANSPORT_TLS)
                                    .setTlsName(at.tlsName())
                                    .setAuthoritiesPem(server.authorities()))
                            .build();
                }));
    }
}
