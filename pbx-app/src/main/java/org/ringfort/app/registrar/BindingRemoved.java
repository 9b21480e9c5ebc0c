package org.ringfort.app.registrar;

import org.ringfort.kernel.id.TenantId;

/** A contact is no more; published after commit. */
public record BindingRemoved(TenantId tenant, Binding binding, Why why) {
    /** What ended it. */
    public enum Why {
        UNREGISTERED,
        EXPIRED,
        /** Its connection closed, or its edge was restarted. */
        FLOW_GONE,
        /** By an administrator, or because device or extension may no longer be used. */
        REVOKED
    }
}
