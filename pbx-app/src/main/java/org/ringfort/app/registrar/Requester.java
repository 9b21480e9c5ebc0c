package org.ringfort.app.registrar;

import java.util.List;
import org.ringfort.protocol.sip.digest.Credentials;

/**
 * A SIP request, as far as it matters who sent it.
 *
 * @param userAgent as the phone calls itself; a claim
 * @param cseq with {@code sipCallId}, what a retransmission repeats
 */
public record Requester(
        String method,
        Source source,
        String userAgent,
        List<Credentials.Digest> credentials,
        String sipCallId,
        long cseq) {
    public Requester {
        credentials = List.copyOf(credentials);
    }

    /** Where it came from, as the edge saw it. */
    public record Source(Transport transport, String address, int port, String tlsVersion, String tlsCipher) {}
}
