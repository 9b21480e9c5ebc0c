package org.ringfort.edge.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.TelUri;
import org.ringfort.protocol.sip.grammar.Lexer;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;

/**
 * Who a phone says that it is, and whether it wants to be named. What it says is compared with what was authenticated and
 * never passed on: whoever is called sees the number and the name that the app knows.
 *
 * @param users user parts, or telephone numbers, of From, P-Asserted-Identity, P-Preferred-Identity and Remote-Party-ID, in
 *     this order; those that cannot be read stand as they are
 * @param anonymous whether whom it calls is not to learn who it is
 * @rfc 3325 9.1
 * @rfc 3323 4.2
 */
public record Claims(List<String> users, boolean anonymous) {
    private static final HeaderName REMOTE_PARTY_ID = HeaderName.of("Remote-Party-ID");
    private static final List<HeaderName> IDENTITIES =
            List.of(HeaderName.P_ASSERTED_IDENTITY, HeaderName.P_PREFERRED_IDENTITY, REMOTE_PARTY_ID);
    /** Nobody is compared with a longer list. */
    private static final int MOST = 8;

    /** Values that hide who calls; "session" and "header" ask for no more than every call of ours has (RFC 3323 5). */
    private static final Set<String> HIDING = Set.of("id", "user");

    /** Copies the list. */
    public Claims {
        users = List.copyOf(users);
    }

    public static Claims of(SipRequest request) {
        NameAddress from = request.headers().from().address();
        boolean unnamed = from.sipUri()
                .filter(uri -> uri.host().text().toLowerCase(Locale.ROOT).equals("anonymous.invalid"))
                .isPresent();
        List<String> users = new ArrayList<>();
        if (!unnamed) {
            users.add(user(from));
        }
        for (HeaderName name : IDENTITIES) {
            for (Header header : request.headers().all(name)) {
                users.addAll(named(header.value().text()));
            }
        }
        return new Claims(
                users.stream().distinct().limit(MOST).toList(),
                unnamed || hides(request.headers().all(HeaderName.PRIVACY)));
    }

    /** The first claim that is none of {@code own}. */
    public Optional<String> foreign(Set<String> own) {
        return users.stream().filter(user -> !own.contains(user)).findFirst();
    }

    /** A header may name several: a SIP address and a telephone number (RFC 3325 9.1). */
    private static List<String> named(String text) {
        List<String> users = new ArrayList<>();
        var in = new Lexer(text);
        do {
            NameAddress.read(in, true).ifPresent(claimed -> users.add(user(claimed)));
        } while (in.take(',') && users.size() < MOST);
        return in.complete() && !users.isEmpty() ? users : List.of(text);
    }

    private static String user(NameAddress address) {
        return switch (address.uri()) {
            case TelUri tel -> tel.digits();
            default ->
                address.sipUri().map(uri -> uri.userText()).orElse(address.uri().toString());
        };
    }

    private static boolean hides(List<Header> privacy) {
        return privacy.stream()
                .flatMap(header -> List.of(header.value().text().split("[;,]", -1)).stream())
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .anyMatch(HIDING::contains);
    }
}
