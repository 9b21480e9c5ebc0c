package org.ringfort.app.calls;

import java.util.List;
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
 * @param first whom it sends, where that is who brought the call in by a trunk, lets its number be seen and brought tokens for it
 */
public record OnBehalf(
        TenantId tenant,
        UUID device,
        String number,
        Cause cause,
        boolean outside,
        Optional<UUID> sent,
        Optional<FirstCaller> first) {
    /**
     * A caller from outside.
     *
     * @param number as it was presented, E.164
     * @param called the number of ours that it called, E.164
     * @param identities values of the Identity headers that it brought; claims
     */
    public record FirstCaller(String number, String called, List<String> identities) {
        /** Copies the list. */
        public FirstCaller {
            identities = List.copyOf(identities);
        }
    }

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
