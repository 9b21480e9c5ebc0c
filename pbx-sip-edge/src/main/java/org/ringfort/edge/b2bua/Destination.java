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
 * What a phone means when it sends a call elsewhere: a number, or one device of it. Only what lies in the tenant's own domain is
 * one; what a URI says beside user, host and {@code gr} (parameters, headers, a password) has no meaning for us, so that no phone can
 * have us send a request of its own making.
 *
 * @param number or the user part of a temporary address
 * @param gr what names one device, where the URI has it; empty in a temporary address
 * @rfc 3261 19.1.5
 * @rfc 3966 5.1.5
 * @rfc 5627 6.1
 */
record Destination(String number, Optional<String> gr) {
    private static final String GR = "gr";
    private static final int LONGEST = 64;
    /** Temporary addresses are sealed, and so are longer than any number. */
    private static final int LONGEST_ADDRESS = 200;

    static Destination number(String number) {
        return new Destination(number, Optional.empty());
    }

    /** As the other is written where there is one; no two are the same. */
    String key() {
        return number + gr.map(device -> ";gr=" + device).orElse("");
    }

    /**
     * Empty where {@code uri} names something else: another domain, nobody, or a request other than INVITE.
     *
     * @param domain the tenant's
     * @param by the flow that the phone is reached on: some know us by that address alone
     */
    static Optional<Destination> of(Uri uri, String domain, Optional<Flow> by) {
        return switch (uri) {
            case SipUri sip -> isOurs(sip.host(), domain, by) && invites(sip) ? of(sip) : Optional.empty();
            case TelUri tel ->
                tel.isNumberIn(domain) ? plausible(tel.digits(), LONGEST).map(Destination::number) : Optional.empty();
            case OtherUri other -> Optional.empty();
        };
    }

    private static Optional<Destination> of(SipUri sip) {
        if (!sip.parameters().has(GR)) {
            return plausible(sip.userText(), LONGEST).map(Destination::number);
        }
        String device = sip.parameters().get(GR).orElse("");
        return device.isEmpty() || plausible(device, LONGEST_ADDRESS).isPresent()
                ? plausible(sip.userText(), LONGEST_ADDRESS).map(user -> new Destination(user, Optional.of(device)))
                : Optional.empty();
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

    private static Optional<String> plausible(String user, int longest) {
        return Optional.of(user)
                .filter(text ->
                        !text.isEmpty() && RequestFacts.printable(text, longest).equals(text));
    }
}
