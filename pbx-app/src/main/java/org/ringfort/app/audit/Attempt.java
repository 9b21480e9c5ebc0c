package org.ringfort.app.audit;

import org.ringfort.kernel.id.TenantId;

/**
 * What a stranger tried in vain.
 *
 * @param tenant whose trail it belongs to; the platform's where no tenant is known
 * @param event a documented event name, e.g. {@code auth.failed}
 * @param sourceAddress where it came from
 * @param targetKind what it was aimed at, e.g. {@code extension}; {@code source} where that is not known
 * @param targetId which one
 * @param facts what else is known
 */
public record Attempt(
        TenantId tenant, String event, String sourceAddress, String targetKind, String targetId, Facts facts) {
    /**
     * What else is known.
     *
     * @param reason safe to show
     * @param transport as in Via; empty where unknown
     * @param edge that told of it; empty where the app saw it itself
     */
    public record Facts(String reason, String transport, String edge) {}

    /** Aimed at nothing that we have. */
    public static Attempt from(TenantId tenant, String event, String sourceAddress, Facts facts) {
        return new Attempt(tenant, event, sourceAddress, "source", sourceAddress, facts);
    }
}
