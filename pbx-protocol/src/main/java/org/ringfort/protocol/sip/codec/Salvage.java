package org.ringfort.protocol.sip.codec;

import java.util.Optional;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.Via;

/**
 * What is left of a malformed request: enough to answer it.
 *
 * @param method where it was readable
 * @param headers of Via, From, To, Call-ID and CSeq those that were there, as they came where they were malformed; at
 *     least one Via
 */
public record Salvage(Optional<Method> method, Headers headers) {
    /** The topmost Via where it was well-formed. */
    public Optional<Via> topVia() {
        return headers.find(Via.class);
    }
}
