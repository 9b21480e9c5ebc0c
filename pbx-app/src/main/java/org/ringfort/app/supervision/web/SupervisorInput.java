package org.ringfort.app.supervision.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.supervision.GrantDraft;
import org.ringfort.app.supervision.Reach;

/**
 * What may be said of a supervisor.
 *
 * @param tone not given: there is one
 */
record SupervisorInput(
        @NotNull @Size(max = 8) String supervisor,
        @NotNull @Size(max = 8) String supervised,
        @NotNull Reach may,
        @Nullable Boolean tone) {
    GrantDraft draft() {
        return new GrantDraft(supervisor, supervised, may, !Boolean.FALSE.equals(tone));
    }
}
