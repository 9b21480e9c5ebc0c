package org.ringfort.edge.controlplane;

import java.util.List;
import java.util.Optional;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.OtherUri;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.TelUri;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.identity.IdentityHeader;

/**
 * What a request says of its sender besides From. Claims all of it: whether they are believed, the app decides, which knows
 * whose request it is. No such header crosses to another leg.
 */
public final class AssertedIdentity {
    private static final HeaderName CALLED_PARTY = HeaderName.of("P-Called-Party-ID");
    private static final int LONGEST = 100;
    /** As many as the app reads, of which it understands four at most. */
    private static final int MOST_SIGNED = 8;
    /** One more than the app reads, so that what was cut is not taken for whole. */
    private static final int LONGEST_SIGNED = IdentityHeader.LONGEST + 1;

    private AssertedIdentity() {}

    /**
     * The user, or the number, of the first P-Asserted-Identity; empty where there is none that can be read.
     *
     * @rfc 3325 9.1
     */
    public static String user(SipRequest request) {
        return user(request, HeaderName.P_ASSERTED_IDENTITY);
    }

    /**
     * The user of P-Called-Party-ID: whom the request was for before the carrier sent it to the contact that we registered.
     *
     * @rfc 7315 4.2
     */
    public static String called(SipRequest request) {
        return user(request, CALLED_PARTY);
    }

    private static String user(SipRequest request, HeaderName name) {
        Optional<NameAddress> named = request.headers().text(name).flatMap(AssertedIdentity::first);
        String user = named.map(identity -> switch (identity.uri()) {
                    case SipUri sip -> sip.userText();
                    case TelUri tel -> tel.digits();
                    case OtherUri other -> "";
                })
                .orElse("");
        return RequestFacts.printable(user, LONGEST);
    }

    /**
     * Its Identity headers, as they are: signed claims, for the app to verify.
     *
     * @rfc 8224 4
     */
    public static List<String> signed(SipRequest request) {
        return request.headers().all(HeaderName.IDENTITY).stream()
                .map(header -> header.value().text())
                .limit(MOST_SIGNED)
                .map(text -> text.length() <= LONGEST_SIGNED ? text : text.substring(0, LONGEST_SIGNED))
                .toList();
    }

    /** A list may have one SIP and one tel URI, which name the same. */
    private static Optional<NameAddress> first(String value) {
        Optional<NameAddress> whole = NameAddress.parse(value);
        int end = value.indexOf('>');
        return whole.isPresent() || end < 0 ? whole : NameAddress.parse(value.substring(0, end + 1));
    }
}
