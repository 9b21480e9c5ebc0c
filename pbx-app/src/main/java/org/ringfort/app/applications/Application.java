package org.ringfort.app.applications;

import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;

/** Something that converses with a caller; a bean of this type is found by its name. */
public interface Application {
    /** As in a plan's step: "voicemail-menu". */
    String name();

    /** Converses; runs on a virtual thread of its own. The call is hung up when this returns. */
    void converse(Visit visit, Caller caller) throws CallerGone;

    /**
     * Who came, and for what.
     *
     * @param callerNumber as authenticated; empty where unknown
     * @param argument what the plan's step said; written by this application's own side
     */
    record Visit(
            CallId call, TenantId tenant, String callerNumber, String callerName, String dialled, String argument) {}
}
