package org.ringfort.edge.b2bua;

import java.util.Locale;
import java.util.Optional;
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
 */
record Called(String domain, String user) {
    /**
     * Empty where it is nothing that is called here. Telephone URIs and service names reach this only where they call for help.
     *
     * @rfc 5031 4.2
     */
    static Optional<Called> by(SipRequest invite) {
        return switch (invite.requestUri()) {
            case SipUri sip -> Optional.of(new Called(sip.host().text(), sip.userText()));
            case TelUri tel -> fromDomain(invite).map(domain -> new Called(domain, tel.digits()));
            case OtherUri other ->
                fromDomain(invite)
                        .filter(domain -> EmergencyNumbers.isService(other))
                        .map(domain -> new Called(domain, other.toString().toLowerCase(Locale.ROOT)));
        };
    }

    private static Optional<String> fromDomain(SipRequest invite) {
        return invite.headers().from().sipUri().map(uri -> uri.host().text());
    }
}
