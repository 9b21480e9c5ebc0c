package org.ringfort.edge.topology;

import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.MaxBreadth;
import org.ringfort.protocol.sip.header.MaxForwards;

/**
 * How far a request of ours may go, and how wide.
 *
 * @param hops Max-Forwards: one less than the calling leg had, so that a call that goes in circles ends (RFC 7332)
 * @param breadth Max-Breadth: its share of what the calling leg had, so that forks do not multiply
 * @rfc 5393 5.3.3
 */
public record Reach(int hops, int breadth) {
    Headers headers() {
        return Headers.of(new MaxForwards(hops), new MaxBreadth(breadth));
    }
}
