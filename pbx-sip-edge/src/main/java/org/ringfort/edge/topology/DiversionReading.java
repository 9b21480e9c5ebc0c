package org.ringfort.edge.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ringfort.edge.topology.Diversion.Why;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.grammar.Lexer;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;

/** Reads who sent a call elsewhere. What is malformed says nothing: a call does not fail by its history. */
final class DiversionReading {
    private static final HeaderName DIVERSION = HeaderName.of("Diversion");
    private static final HeaderName HISTORY_INFO = HeaderName.of("History-Info");
    /** Longer lists are not read to their end. */
    private static final int MOST = 30;
    /** Values of Privacy that hide a history. */
    private static final Set<String> HIDING = Set.of("history", "header", "session", "user", "id");

    private DiversionReading() {}

    /** @rfc 5806 6 */
    static Diversions ofDiversion(SipRequest invite) {
        return new Diversions(addresses(invite, DIVERSION).stream()
                .map(one -> Diversion.by(
                        one.uri(),
                        Why.ofReason(one.parameters().get("reason").orElse("")),
                        one.parameters()
                                .get("privacy")
                                .filter(privacy -> !privacy.equalsIgnoreCase("off"))
                                .isPresent()))
                .toList()
                .reversed());
    }

    /**
     * Who stands before an entry that was sent on: named by it ({@code mp}), else the one above it.
     *
     * @rfc 7044 10.2
     * @rfc 7544 7.1
     */
    static Diversions ofHistory(SipRequest invite) {
        boolean allHidden = hides(invite.headers().text(HeaderName.PRIVACY), Set.of("history", "header"));
        List<NameAddress> entries = addresses(invite, HISTORY_INFO);
        List<Diversion> found = new ArrayList<>();
        for (int i = 1; i < entries.size(); i++) {
            NameAddress here = entries.get(i);
            NameAddress from = parent(entries, here).orElse(entries.get(i - 1));
            Optional<String> cause =
                    here.sipUri().flatMap(uri -> uri.parameters().get("cause")).or(() -> reason(from));
            if (cause.isPresent() || here.parameters().has("mp")) {
                found.add(Diversion.by(
                        from.uri(),
                        Why.ofCause(cause.orElse("")),
                        allHidden || hides(header(from, "Privacy"), HIDING)));
            }
        }
        return new Diversions(found);
    }

    private static Optional<NameAddress> parent(List<NameAddress> entries, NameAddress of) {
        return of.parameters()
                .get("mp")
                .flatMap(index -> entries.stream()
                        .filter(one -> one.parameters().get("index").equals(Optional.of(index)))
                        .findFirst());
    }

    private static Optional<String> reason(NameAddress entry) {
        return header(entry, "Reason")
                .map(text -> text.replace(" ", "").toLowerCase(Locale.ROOT))
                .filter(text -> text.startsWith("sip;cause="))
                .map(text -> text.substring("sip;cause=".length()).split(";", 2)[0]);
    }

    private static Optional<String> header(NameAddress entry, String name) {
        return entry.sipUri().flatMap(uri -> uri.header(name));
    }

    private static boolean hides(Optional<String> privacy, Set<String> values) {
        return privacy.stream()
                .flatMap(text -> List.of(text.split("[;,]", -1)).stream())
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .anyMatch(values::contains);
    }

    private static List<NameAddress> addresses(SipRequest invite, HeaderName name) {
        List<NameAddress> addresses = new ArrayList<>();
        for (Header header : invite.headers().all(name)) {
            var in = new Lexer(header.value().text());
            do {
                NameAddress.read(in, true).ifPresent(addresses::add);
            } while (in.take(',') && addresses.size() < MOST);
            if (!in.complete()) {
                return List.of();
            }
        }
        return addresses;
    }
}
