package org.ringfort.edge.topology;

import java.util.Optional;
import java.util.regex.Pattern;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.TelUri;
import org.ringfort.protocol.sip.grammar.Parameters;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.RawHeader;

/**
 * What became of verifying a caller's number, for a phone to show: P-Asserted-Identity of ours, with the parameter that carriers tell
 * their own customers by. Never copied: a word of that name in what a carrier writes is no number, and is dropped with it.
 *
 * @rfc 8224 6.2
 */
public final class Verified {
    private static final Pattern GLOBAL = Pattern.compile("\\+[0-9]{3,15}");

    private Verified() {}

    /**
     * Empty where nothing was verified, or nobody is to be named.
     *
     * @param number who calls; a telephone number where he is outside
     * @param verstat as in the plan: {@code TN-Validation-Passed}, {@code TN-Validation-Failed}, {@code No-TN-Validation}
     */
    public static Optional<Header> header(String number, String name, String verstat) {
        if (verstat.isEmpty() || !GLOBAL.matcher(number).matches()) {
            return Optional.empty();
        }
        var caller = new TelUri(number, Parameters.of("verstat", verstat));
        return Optional.of(RawHeader.of(
                Brought.ASSERTED_IDENTITY, NameAddress.of(name, caller).toString()));
    }
}
