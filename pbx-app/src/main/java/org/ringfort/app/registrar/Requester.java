package org.ringfort.app.registrar;

import java.util.List;
import java.util.Optional;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.Credentials;

/**
 * A SIP request, as far as it matters who sent it.
 *
 * @param userAgent as the phone calls itself; a claim
 * @param token an access token (RFC 8898), which came over TLS or WSS
 * @param cseq with {@code sipCallId}, what a retransmission repeats
 * @param requestUri the Request-URI as received; empty where an edge of an earlier version does not say
 * @param fromUser user part of From: whom it says to be from; a claim
 * @param asked a fingerprint of what is asked for (contacts, whom to call); a retransmission repeats it
 */
public record Requester(
        String method,
        Source source,
        String userAgent,
        List<Credentials.Digest> credentials,
        Optional<Secret> token,
        String sipCallId,
        long cseq,
        String requestUri,
        String fromUser,
        String asked) {
    public Requester {
        credentials = List.copyOf(credentials);
    }

    /**
     * Where it came from, as the edge saw it.
     *
     * @param certified whether the peer showed a certificate that the edge verified
     * @param certificateNames host names that the certificate speaks for, lower case
     * @param shown a certificate whose key the peer holds, whoever signed it
     */
    public record Source(
            Transport transport,
            String address,
            int port,
            String tlsVersion,
            String tlsCipher,
            boolean certified,
            List<String> certificateNames,
            Optional<Shown> shown) {
        public Source {
            certificateNames = List.copyOf(certificateNames);
        }
    }

    /**
     * A certificate as it was shown.
     *
     * @param sha256 of its DER, lower case hexadecimal
     * @param uris SIP URIs of its subjectAltName: claims
     */
    public record Shown(String sha256, List<String> uris) {
        public Shown {
            uris = List.copyOf(uris);
        }
    }
}
