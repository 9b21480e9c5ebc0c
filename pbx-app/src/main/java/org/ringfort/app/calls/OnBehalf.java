package org.ringfort.app.calls;

import java.util.Optional;
import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/**
 * Who sends another party of a call elsewhere; it proved itself when the call was set up, or registered the contact that is
 * rung.
 *
 * @param number of its extension, as the plan of the call said
 * @param outside whether whom it sends came in by a trunk
 * @param sent device of whom it sends; empty: not one of ours
 */
public record OnBehalf(TenantId tenant, UUID device, String number, Cause cause, boolean outside, Optional<UUID> sent) {
    /** By what. */
    public enum Cause {
        /** A phone that is rung answers 3xx. */
        REDIRECT,
        /** A party of the call sends REFER. */
        TRANSFER
    }

    /** For the call record: "Redirected by 102 to 103". */
    String words(String dialled) {
        return switch (cause) {
                    case REDIRECT -> "Redirected";
                    case TRANSFER -> "Transferred";
                }
                + " by " + number + " to " + dialled;
    }
}
