package org.ringfort.edge.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RawHeader;

/**
 * What the INVITE of a carrier brings beside who calls whom, as far as its trunk is believed: an allow-list of names, and whatever is
 * not on it is not looked at. Phones bring nothing. It goes on to phones of the tenant and to trunks that may be sent it, again by
 * name; what is for networks among themselves is for no phone.
 *
 * @param others headers that go on as they are: short, printable, few
 * @rfc 7315 6
 * @rfc 3325 5
 */
public record Brought(Diversions diversions, List<RawHeader> others) {
    /** Of whoever is not believed. */
    public static final Brought NOTHING = new Brought(Diversions.NONE, List.of());

    /** Who calls: never copied, said by us to whom may hear it. */
    public static final String ASSERTED_IDENTITY = "P-Asserted-Identity";

    private static final String DIVERSION = "Diversion";
    private static final String HISTORY_INFO = "History-Info";
    private static final String CHARGING_VECTOR = "P-Charging-Vector";
    /** Between networks alone: who pays, and by which access somebody came. */
    private static final List<String> OF_NETWORKS = List.of(CHARGING_VECTOR, "P-Access-Network-Info");

    private static final Pattern OWN = Pattern.compile("(?i)X-[A-Z0-9-]{1,40}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{1,256}");
    private static final int MOST_OTHERS = 16;

    /** Copies the list. */
    public Brought {
        others = List.copyOf(others);
    }

    /** Of two that tell the same, History-Info is the one that says more. */
    public static Brought of(SipRequest invite, Collection<String> believed) {
        Diversions diversions = believed.contains(HISTORY_INFO) ? DiversionReading.ofHistory(invite) : Diversions.NONE;
        if (diversions.equals(Diversions.NONE) && believed.contains(DIVERSION)) {
            diversions = DiversionReading.ofDiversion(invite);
        }
        List<RawHeader> others = new ArrayList<>();
        for (String name : believed) {
            if (OF_NETWORKS.contains(name) || isOwn(name)) {
                for (Header header : invite.headers().all(HeaderName.of(name))) {
                    String value = header.value().text();
                    if (VALUE.matcher(value).matches() && others.size() < MOST_OTHERS) {
                        others.add(RawHeader.of(name, value));
                    }
                }
            }
        }
        return new Brought(diversions, others);
    }

    private static boolean isOwn(String name) {
        return OWN.matcher(name).matches();
    }

    /** What a phone of the tenant is told of it; who wants to be hidden is. */
    public Headers toPhone(Host domain, String called) {
        Diversions open = diversions.openly();
        return Headers.builder()
                .addAll(open.asDiversion(domain))
                .addAll(open.asHistory(SipUri.of(called, domain)))
                .addAll(others.stream().filter(one -> isOwn(one.name().text())).toList())
                .build();
    }

    /**
     * What the carrier of a trunk is told; one that is not told who calls is told of nobody who wants to be hidden either.
     *
     * @param sends names of headers that may go there
     * @param latest who sends the call there
     * @param target the number at the gateway
     * @param charge by what this call is known to whom it costs, where nobody has said so before
     * @rfc 7315 4.6
     */
    public Headers toTrunk(Collection<String> sends, Optional<Diversion> latest, SipUri target, String charge) {
        Diversions known = diversions.and(latest);
        Diversions all = sends.contains(ASSERTED_IDENTITY) ? known : known.openly();
        var headers = Headers.builder();
        if (sends.contains(DIVERSION)) {
            headers.addAll(all.asDiversion(target.host()));
        }
        if (sends.contains(HISTORY_INFO)) {
            headers.addAll(all.asHistory(target));
        }
        List<RawHeader> onward =
                others.stream().filter(one -> isIn(sends, one.name())).toList();
        headers.addAll(onward);
        if (sends.contains(CHARGING_VECTOR)
                && onward.stream().noneMatch(one -> one.name().equals(HeaderName.of(CHARGING_VECTOR)))) {
            headers.add(RawHeader.of(CHARGING_VECTOR, "icid-value=" + charge));
        }
        return headers.build();
    }

    private static boolean isIn(Collection<String> names, HeaderName name) {
        return names.stream().anyMatch(one -> HeaderName.of(one).equals(name));
    }
}
