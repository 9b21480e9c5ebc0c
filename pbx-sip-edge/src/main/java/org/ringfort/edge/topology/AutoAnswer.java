package org.ringfort.edge.topology;

import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RawHeader;

/**
 * By what a phone is asked to answer by itself: by the standard, which few read, and by what most do. A phone that reads none of them
 * rings, and one that its user does not let be opened rings as well. Ours alone: what a caller says so never reaches another leg, or
 * anybody could listen into a room.
 *
 * <p>{@code Answer-Mode} is read by baresip from 1.1 on. {@code Call-Info} with {@code answer-after}: AudioCodes, Gigaset, baresip, and
 * what others send to phones that they do not know. {@code Alert-Info} with {@code alert-autoanswer}: AudioCodes, Gigaset, Mitel,
 * OpenScape, Snom, Yealink, as far as they are set to; Poly phones where their own settings name the word.
 *
 * @rfc 5373 4.1
 */
public final class AutoAnswer {
    private AutoAnswer() {}

    /** @param domain the tenant's */
    public static Headers headers(Host domain) {
        return Headers.of(
                RawHeader.of("Answer-Mode", "Auto"),
                RawHeader.of("Call-Info", "<" + SipUri.of(domain) + ">;answer-after=0"),
                RawHeader.of("Alert-Info", "<http://www.notused.com>;info=alert-autoanswer;delay=0"));
    }
}
