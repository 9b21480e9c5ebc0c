package org.ringfort.app.registrar;

import java.util.Optional;
import org.ringfort.protocol.sip.address.SipUri;

/**
 * Whether an answer was made for the request that carries it.
 *
 * <p>The password vouches for the {@code uri} of the answer and not for the Request-URI; whoever reads a request in the clear
 * could send its answer along with another number (RFC 7616 3.4.6, RFC 3261 22.4 item 7). What says whom a request is for is
 * the scheme and the user part: where the answer names a user, the Request-URI must name the same. SIPp and a few old phones
 * name nobody, but the address that they send to: they are let in, since a count that was used counts again for nothing but
 * the very same request ({@link NonceCounts}), so that only who also keeps the first from arriving gains by it. Parameters are
 * not compared, since phones leave {@code transport} out of one of the two, and port, password and headers mean nothing here.
 * The host must be the same, or the realm itself, or an address in digits. That costs nothing: a realm belongs to one tenant,
 * and the host of the Request-URI chose the realm, so an answer never counts for another tenant whatever host it names. Any
 * other host is refused.
 *
 * @rfc 7616 3.4.6
 * @rfc 3261 22.4
 */
final class ProvedUri {
    private ProvedUri() {}

    /** {@code requestUri} empty: nobody said, and nothing is compared. */
    static boolean covers(String digestUri, String requestUri, String realm) {
        if (requestUri.isEmpty() || digestUri.equals(requestUri)) {
            return true;
        }
        Optional<SipUri> proved = SipUri.parse(digestUri);
        Optional<SipUri> asked = SipUri.parse(requestUri);
        return proved.isPresent() && asked.isPresent() && covers(proved.get(), asked.get(), realm);
    }

    private static boolean covers(SipUri proved, SipUri asked, String realm) {
        return proved.secure() == asked.secure()
                && (proved.user().isEmpty() || proved.userText().equals(asked.userText()))
                && (proved.host().equals(asked.host())
                        || proved.host().isAddress()
                        || proved.host().text().equalsIgnoreCase(realm));
    }
}
