package org.ringfort.edge.b2bua;

import java.util.Locale;
import java.util.Optional;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.emergency.EmergencyNumbers;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.OtherUri;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.TelUri;

/**
 * What an INVITE calls.
 *
 * @param domain whose number plan it is read by; where the Request-URI has no host, that of From: a claim, as any other
 *     domain is until the credentials for it are right
 * @param user number or name, or {@code urn:service:sos} with its kind, in small letters
 * @param gr what names one device of it (RFC 5627), where the Request-URI has it; empty in a temporary address
 */
record Called(String domain, String user, Optional<String> gr) {
    private static final String GR = "gr";
    private static final int LONGEST = 200;

    private Called(String domain, String user) {
        this(domain, user, Optional.empty());
    }

    /**
     * Empty where it is nothing that is called here. Service names reach this only where they call for help. An extension behind a
     * telephone number ({@code ext}) is not dialled: whoever answers there connects.
     *
     * @rfc 3261 19.1.6
     * @rfc 3966 4
     * @rfc 5031 4.2
     */
    static Optional<Called> by(SipRequest invite) {
        return switch (invite.requestUri()) {
            case SipUri sip -> Optional.of(new Called(sip.host().text(), digits(sip), gr(sip)));
            case TelUri tel -> fromDomain(invite).map(domain -> new Called(domain, tel.digits()));
            case OtherUri other ->
                fromDomain(invite)
                        .filter(domain -> EmergencyNumbers.isService(other))
                        .map(domain -> new Called(domain, other.toString().toLowerCase(Locale.ROOT)));
        };
    }

    /** Whether it is a local number of somewhere else, which nobody here can dial. */
    static boolean isElsewhere(SipRequest invite, Called called) {
        return switch (invite.requestUri()) {
            case SipUri sip ->
                phone(sip).filter(tel -> !tel.isNumberIn(called.domain())).isPresent();
            case TelUri tel -> !tel.isNumberIn(called.domain());
            case OtherUri other -> false;
        };
    }

    /** A user that says it is a telephone number is read as one, else it is what it is. */
    private static String digits(SipUri uri) {
        return phone(uri).map(TelUri::digits).orElseGet(uri::userText);
    }

    private static Optional<TelUri> phone(SipUri uri) {
        return uri.parameters()
                .get("user")
                .filter(kind -> kind.equalsIgnoreCase("phone"))
                .flatMap(kind -> TelUri.parse("tel:" + uri.userText()));
    }

    private static Optional<String> gr(SipUri sip) {
        return sip.parameters().has(GR)
                ? Optional.of(RequestFacts.printable(sip.parameters().get(GR).orElse(""), LONGEST))
                : Optional.empty();
    }

    private static Optional<String> fromDomain(SipRequest invite) {
        return invite.headers().from().sipUri().map(uri -> uri.host().text());
    }
}
