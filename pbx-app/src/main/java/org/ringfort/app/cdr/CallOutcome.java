package org.ringfort.app.cdr;

import org.ringfort.app.calls.EndedCall;

/** What became of a call, in one word. */
public enum CallOutcome {
    /** Somebody or something answered. */
    ANSWERED,
    /** It rang, or could have: busy, no answer, declined, given up. */
    MISSED,
    /** It could not be put through. */
    FAILED;

    /** By the final status and whether it was answered. */
    public static CallOutcome of(EndedCall call) {
        if (call.answeredAt().isPresent()) {
            return ANSWERED;
        }
        return switch (call.status()) {
            case 408, 480, 486, 487, 600, 603 -> MISSED;
            default -> call.rungAt().isPresent() ? MISSED : FAILED;
        };
    }

    /**
     * Whether every leg that carried media was protected as far as we can see: signalling over TLS, media by SRTP, and not
     * one packet in clear. Applications have no leg to protect.
     */
    public static boolean secure(EndedCall call) {
        return call.legs().stream()
                .filter(leg -> leg.role() != EndedCall.Role.APPLICATION)
                .filter(leg ->
                        leg.role() == EndedCall.Role.CALLER || leg.answeredAt().isPresent())
                .allMatch(leg -> signallingSecure(leg)
                        && !leg.security().keying().equals("CLEAR")
                        && leg.packets().clear() == 0);
    }

    private static boolean signallingSecure(EndedCall.Leg leg) {
        return leg.security().transport().equals("TLS")
                || leg.security().transport().equals("WSS");
    }
}
