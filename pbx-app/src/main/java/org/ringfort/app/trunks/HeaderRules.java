package org.ringfort.app.trunks;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ringfort.app.platform.rest.Problem;

/**
 * Which headers of an INVITE a trunk may bring or be sent. Only these can be named, since only of these it is known what passing
 * them on means; each that is not named for a trunk is dropped, and phones may bring none at all.
 *
 * @rfc 7315 6
 * @rfc 3325 5
 */
public final class HeaderRules {
    /** Who calls, towards the carrier; from it {@link Inward#trustsIdentity} says whether it is believed. */
    public static final String ASSERTED_IDENTITY = "P-Asserted-Identity";

    /** Whom a call was for that comes to the contact we have registered. */
    public static final String CALLED_PARTY = "P-Called-Party-ID";

    private static final Set<String> BELIEVED =
            Set.of("Diversion", "History-Info", "P-Access-Network-Info", "P-Charging-Vector", CALLED_PARTY);
    private static final Set<String> SENT =
            Set.of("Diversion", "History-Info", "P-Access-Network-Info", "P-Charging-Vector", ASSERTED_IDENTITY);
    /** The carrier's own. */
    private static final Pattern OWN = Pattern.compile("X-[A-Za-z0-9-]{1,40}");

    private HeaderRules() {}

    static void believed(List<String> names) {
        check("inward.believes", names, BELIEVED);
    }

    static void sent(List<String> names) {
        check("sends", names, SENT);
    }

    private static void check(String field, List<String> names, Set<String> known) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!known.contains(name) && !OWN.matcher(name).matches()) {
                throw Problem.invalid(
                        field + "[" + i + "]",
                        "unknown",
                        "Give one of " + known.stream().sorted().collect(Collectors.joining(", "))
                                + ", or a name that begins with X-.");
            }
            if (names.indexOf(name) < i) {
                throw Problem.invalid(field + "[" + i + "]", "repeated", "This header is in the list already.");
            }
        }
    }
}
