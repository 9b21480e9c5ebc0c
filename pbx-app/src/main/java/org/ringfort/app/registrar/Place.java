package org.ringfort.app.registrar;

import java.util.List;

/**
 * Where a contact is reached, and how well protected.
 *
 * @param edgeId the edge that holds the flow
 * @param incarnation of that edge's process; connections die with it
 * @param flow the edge's own name for the connection or address
 * @param sourceAddress as the edge saw it, not as the phone claims
 * @param tlsVersion empty without TLS
 * @param tlsGroup key agreement; empty where it is not known
 * @param tlsClient subject of the client certificate that the edge verified, or the device's own; empty where there was none
 * @param zone the legacy zone that the phone is in; empty where there is TLS
 * @param userAgent as the phone calls itself
 * @param path topmost first (RFC 3327)
 */
public record Place(
        String edgeId,
        String incarnation,
        String flow,
        Transport transport,
        String sourceAddress,
        int sourcePort,
        String tlsVersion,
        String tlsCipher,
        String tlsGroup,
        String tlsClient,
        String zone,
        String userAgent,
        List<String> path) {
    public Place {
        path = List.copyOf(path);
    }

    /** The same where this certificate proved the device; unchanged where none did. */
    Place certifiedBy(String subject) {
        return subject.isEmpty()
                ? this
                : new Place(
                        edgeId,
                        incarnation,
                        flow,
                        transport,
                        sourceAddress,
                        sourcePort,
                        tlsVersion,
                        tlsCipher,
                        tlsGroup,
                        subject,
                        zone,
                        userAgent,
                        path);
    }

    boolean isSameFlow(Place other) {
        return edgeId.equals(other.edgeId) && flow.equals(other.flow);
    }
}
