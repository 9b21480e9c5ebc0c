package org.ringfort.app.calls.grpc;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.ringfort.app.recordings.RecordingDestination;
import org.ringfort.app.recordings.RecordingServer;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Transport;

/** Recording servers in the words of the contract. Pure. */
final class RecordingWords {
    private RecordingWords() {}

    /** What is recorded by the plan goes there, and is kept here where that is wanted. */
    static void server(Plan.Builder plan, RecordingServer server) {
        server.address().ifPresent(at -> {
            String name = "recording server " + plan.getTenantId() + " " + server.uri();
            plan.getRecordingServerBuilder()
                    .setUser(at.user())
                    .setGateway(Gateway.newBuilder()
                            .setGatewayId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                    .toString())
                            .setHost(at.host())
                            .setPort(at.port())
                            .setTransport(Transport.TRANSPORT_TLS)
                            .setTlsName(at.tlsName())
                            .setAuthoritiesPem(server.authorities()));
            plan.getRecordingBuilder().setElsewhere(server.destination() == RecordingDestination.SERVER);
        });
    }
}
