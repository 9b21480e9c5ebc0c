package org.ringfort.app.calls;

import java.time.Instant;
import org.ringfort.kernel.id.TenantId;

/**
 * Somebody calls for help, or what became of it; published in the transaction that writes it to the audit trail, so that who writes
 * something because of it does so for good or not at all.
 *
 * @param call its identity
 * @param extension who calls
 * @param device from which; empty: not known
 * @param number that was called
 * @param trunk its name; empty: not known, or there was none
 * @param locationSent whether the carrier was told where the device is
 * @param at when the request left, or when the call was over
 * @param why in words
 */
public record HelpNews(
        TenantId tenant,
        String call,
        What what,
        String extension,
        String device,
        String number,
        String trunk,
        boolean locationSent,
        Instant at,
        String why) {
    /** What is new. */
    public enum What {
        /** The request has left. */
        CALLED,
        /** The call is over, and was answered. */
        REACHED,
        /** There is no way there, or nobody answered. */
        UNREACHED
    }
}
