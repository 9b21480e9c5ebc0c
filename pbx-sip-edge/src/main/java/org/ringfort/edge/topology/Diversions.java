package org.ringfort.edge.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.grammar.Parameters;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.RawHeader;

/**
 * By whom a call was sent elsewhere until it came here: at most {@value #MOST}, of more the latest. Kept as numbers and reasons, and
 * written anew for whoever is told, so that no host, name or parameter of one side reaches another.
 *
 * @param oldestFirst in the order that it happened
 * @rfc 5806 4
 * @rfc 7044 5
 * @rfc 7544 6
 */
public record Diversions(List<Diversion> oldestFirst) {
    static final int MOST = 10;
    public static final Diversions NONE = new Diversions(List.of());

    /** Copies the list, or its end. */
    public Diversions {
        oldestFirst = List.copyOf(oldestFirst.subList(Math.max(0, oldestFirst.size() - MOST), oldestFirst.size()));
    }

    Diversions and(Optional<Diversion> latest) {
        List<Diversion> all = new ArrayList<>(oldestFirst);
        latest.ifPresent(all::add);
        return new Diversions(all);
    }

    /** As whoever is no carrier may see it. */
    Diversions openly() {
        return new Diversions(oldestFirst.stream().map(Diversion::openly).toList());
    }

    /** The latest first, each at {@code host}. */
    List<Header> asDiversion(Host host) {
        return oldestFirst.reversed().stream()
                .<Header>map(one -> RawHeader.of(
                        "Diversion",
                        address(one, host)
                                .withParameters(
                                        Parameters.of("reason", one.why().reason())
                                                .with("privacy", one.hidden() ? "full" : "off"))
                                .toString()))
                .toList();
    }

    /** The oldest first, and at the end {@code target}, where the call goes now. Nothing where nobody sent it anywhere. */
    List<Header> asHistory(SipUri target) {
        List<Header> history = new ArrayList<>();
        String index = "";
        Optional<Diversion> before = Optional.empty();
        for (Diversion one : oldestFirst) {
            SipUri who = address(one, target.host()).sipUri().orElseThrow();
            String parent = index;
            index = next(parent);
            history.add(entry(caused(who, before, why(one)), index, parent));
            before = Optional.of(one);
        }
        if (before.isPresent()) {
            SipUri now = SipUri.of(target.userText(), target.host());
            history.add(entry(caused(now, before, Optional.empty()), next(index), index));
        }
        return history;
    }

    private static NameAddress address(Diversion one, Host host) {
        return one.number().isEmpty() ? Nobody.ADDRESS : NameAddress.of(SipUri.of(one.number(), host));
    }

    private static String next(String index) {
        return index.isEmpty() ? "1" : index + ".1";
    }

    /** @rfc 7044 10.2 */
    private static Optional<String> why(Diversion one) {
        return Optional.of("Reason=SIP%3Bcause%3D" + one.why().cause() + (one.hidden() ? "&Privacy=history" : ""));
    }

    private static SipUri caused(SipUri uri, Optional<Diversion> by, Optional<String> headers) {
        Parameters parameters = by.map(
                        one -> Parameters.of("cause", Integer.toString(one.why().cause())))
                .orElse(Parameters.NONE);
        return new SipUri(false, uri.user(), Optional.empty(), uri.host(), uri.port(), parameters, headers);
    }

    private static Header entry(SipUri uri, String index, String parent) {
        Parameters parameters = Parameters.of("index", index);
        return RawHeader.of(
                "History-Info",
                NameAddress.of(uri)
                        .withParameters(parent.isEmpty() ? parameters : parameters.with("mp", parent))
                        .toString());
    }
}
