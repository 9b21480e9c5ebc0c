package org.ringfort.app.trunks;

import java.util.List;

/**
 * By what calls of a trunk are known when they come in: by where they come from, never by anything written in them. Where
 * both networks and names are given, a call needs both.
 *
 * @param networks the carrier's, as {@code 192.0.2.7} or {@code 192.0.2.0/24}; at most 50
 * @param certificateNames host names, lower case, of which its certificate must hold one; at most 20
 * @param trustsIdentity whether who calls is read from P-Asserted-Identity; else from From
 * @param believes names of further headers of its calls that are believed, at most 20; see {@link HeaderRules}
 * @param bulk whether the trunk registers all of its numbers at once, if it registers (RFC 6140)
 * @rfc 3325 9.1
 */
public record Inward(
        List<String> networks,
        List<String> certificateNames,
        boolean trustsIdentity,
        List<String> believes,
        boolean bulk) {
    public Inward {
        networks = List.copyOf(networks);
        certificateNames = List.copyOf(certificateNames);
        believes = List.copyOf(believes);
    }

    /** Of which no further header is believed. */
    public Inward(List<String> networks, List<String> certificateNames, boolean trustsIdentity) {
        this(networks, certificateNames, trustsIdentity, List.of(), false);
    }
}
