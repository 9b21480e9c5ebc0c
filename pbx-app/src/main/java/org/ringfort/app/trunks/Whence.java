package org.ringfort.app.trunks;

import java.util.Set;

/**
 * Where a request came from, as an edge saw it: nothing in here was written by whoever sent it.
 *
 * @param secured whether it came over TLS
 * @param address IP address in text
 * @param certified whether the peer showed a certificate that the edge verified
 * @param names host names of that certificate, lower case
 */
public record Whence(boolean secured, String address, boolean certified, Set<String> names) {
    public Whence {
        names = Set.copyOf(names);
    }
}
