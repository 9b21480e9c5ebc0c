package org.ringfort.edge.topology;

import java.util.Optional;
import java.util.regex.Pattern;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.TelUri;
import org.ringfort.protocol.sip.address.Uri;

/**
 * Somebody sent a call elsewhere.
 *
 * @param number of the public network, as a carrier writes it; empty: whose it is, is not said
 * @param hidden whether the number is for carriers alone
 * @rfc 5806 4
 */
public record Diversion(String number, Why why, boolean hidden) {
    private static final Pattern TELEPHONE_NUMBER = Pattern.compile("\\+?[0-9]{1,20}");

    /**
     * For what reason, as the two headers say it.
     *
     * @rfc 7544 7
     * @rfc 4458 2
     */
    public enum Why {
        UNCONDITIONAL(302, "unconditional"),
        BUSY(486, "user-busy"),
        NO_ANSWER(408, "no-answer"),
        DEFLECTED(480, "deflection"),
        DEFLECTED_RINGING(487, "deflection"),
        UNREACHABLE(503, "unavailable"),
        UNKNOWN(404, "unknown");

        private final int cause;
        private final String reason;

        Why(int cause, String reason) {
            this.cause = cause;
            this.reason = reason;
        }

        int cause() {
            return cause;
        }

        String reason() {
            return reason;
        }

        static Why ofCause(String text) {
            for (Why why : values()) {
                if (text.equals(Integer.toString(why.cause))) {
                    return why;
                }
            }
            return UNKNOWN;
        }

        static Why ofReason(String text) {
            for (Why why : values()) {
                if (text.equalsIgnoreCase(why.reason)) {
                    return why;
                }
            }
            return UNKNOWN;
        }
    }

    /** A number that is none of the public network's is not said: it may be a name of somebody's inside. */
    public Diversion {
        number = TELEPHONE_NUMBER.matcher(number).matches() ? number : "";
    }

    static Diversion by(Uri uri, Why why, boolean hidden) {
        Optional<String> number = switch (uri) {
            case SipUri sip -> Optional.of(sip.userText());
            case TelUri tel -> Optional.of(tel.digits());
            default -> Optional.empty();
        };
        return new Diversion(number.orElse(""), why, hidden);
    }

    /** As whoever is no carrier may see it. */
    Diversion openly() {
        return hidden ? new Diversion("", why, true) : this;
    }
}
