package org.ringfort.app.calls;

import java.util.List;
import org.ringfort.kernel.id.TenantId;

/** Legs of one tenant's calls, many together, are heard otherwise than before. Published a few times a second at most. */
public record CallsScored(TenantId tenant, List<ScoredLeg> legs) {
    public CallsScored {
        legs = List.copyOf(legs);
    }
}
