package org.ringfort.edge.b2bua;

import java.util.Locale;
import java.util.Optional;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.OtherUri;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.TelUri;
import org.ringfort.protocol.sip.address.Uri;

/**
 * The number that a phone means when it sends a call elsewhere. Only what lies in the tenant's own domain is a number; what
 * a URI says beside user and host (parameters, headers, a password) has no meaning for us, so that no phone can have us
 * send a request of its own making.
 *
 * @rfc 3261 19.1.5
 * @rfc 3966 5.1.5
 */
final class Destination {
    private static final int LONGEST = 64;

    private Destination() {}

    /**
     * Empty where {@code uri} names something else: another domain, nobody, or a request other than INVITE.
     *
     * @param domain the tenant's
     * @param by the flow that the phone is reached on: some know us by that address alone
     */
    static Optional<String> number(Uri uri, String domain, Optional<Flow> by) {
        return switch (uri) {
            case SipUri sip ->
                isOurs(sip.host(), domain, by) && invites(sip) ? plausible(sip.userText()) : Optional.empty();
            case TelUri tel -> tel.isNumberIn(domain) ? plausible(tel.digits()) : Optional.empty();
            case OtherUri other -> Optional.empty();
        };
    }

    private static boolean isOurs(Host host, String domain, Optional<Flow> by) {
        String named = host.text().toLowerCase(Locale.ROOT);
        return named.equals(domain.toLowerCase(Locale.ROOT))
                || by.filter(flow -> flow.advertisedHost().equals(host)).isPresent();
    }

    private static boolean invites(SipUri uri) {
        return uri.parameters()
                .get("method")
                .filter(name -> !name.equals("INVITE"))
                .isEmpty();
    }

    private static Optional<String> plausible(String user) {
        return Optional.of(user)
                .filter(text ->
                        !text.isEmpty() && RequestFacts.printable(text, LONGEST).equals(text));
    }
}
