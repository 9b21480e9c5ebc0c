package org.ringfort.edge.loop;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ringfort.edge.dialog.SessionTimers;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.Allow;
import org.ringfort.protocol.sip.header.OptionTags;

/** What we understand, as we say it in Allow and Supported. */
final class Extensions {
    static final Allow ALLOW = Allow.of(
            Method.INVITE,
            Method.ACK,
            Method.BYE,
            Method.CANCEL,
            Method.OPTIONS,
            Method.REGISTER,
            Method.PRACK,
            Method.UPDATE,
            Method.INFO,
            Method.SUBSCRIBE,
            Method.NOTIFY,
            Method.REFER,
            Method.PUBLISH);

    /** A REFER may say that no NOTIFY is wanted (RFC 4488). */
    private static final String NO_SUBSCRIPTION = "norefersub";

    /** An INVITE may take the place of a dialog (RFC 3891). */
    private static final String REPLACES = "replaces";

    static final OptionTags SUPPORTED =
            OptionTags.supported(ReliableResponses.TAG, SessionTimers.TAG, NO_SUBSCRIPTION, REPLACES);

    /** Of requests to us; path, outbound and gruu concern REGISTER. */
    private static final Set<String> UNDERSTOOD =
            Set.of(ReliableResponses.TAG, SessionTimers.TAG, NO_SUBSCRIPTION, REPLACES, "path", "outbound", "gruu");

    private Extensions() {}

    /** What {@code request} requires and we do not understand. */
    static List<String> missing(SipRequest request) {
        return Stream.concat(request.headers().require().stream(), request.headers().proxyRequire().stream())
                .filter(tag -> !UNDERSTOOD.contains(tag))
                .distinct()
                .toList();
    }
}
