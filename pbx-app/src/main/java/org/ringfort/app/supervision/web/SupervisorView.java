package org.ringfort.app.supervision.web;

import java.time.Instant;
import java.util.UUID;
import org.ringfort.app.supervision.NamedGrant;
import org.ringfort.app.supervision.Reach;

record SupervisorView(
        UUID id,
        String supervisor,
        String supervisorName,
        String supervised,
        String supervisedName,
        Reach may,
        boolean tone,
        Instant createdAt,
        long version) {
    static SupervisorView of(NamedGrant grant) {
        return new SupervisorView(
                grant.id().value(),
                grant.supervisor(),
                grant.supervisorName(),
                grant.supervised(),
                grant.supervisedName(),
                grant.may(),
                grant.tone(),
                grant.createdAt(),
                grant.version());
    }
}
