package org.ringfort.app.supervision;

import java.time.Instant;

/**
 * A grant as people see it, in lists and in the audit trail; see {@link Grant}.
 *
 * @param supervisorName whom others see under the supervisor's number; empty where nobody has it any more
 * @param supervisedName the same of the supervised
 * @param version for the entity tag
 */
public record NamedGrant(
        GrantId id,
        String supervisor,
        String supervisorName,
        String supervised,
        String supervisedName,
        Reach may,
        boolean tone,
        long version,
        Instant createdAt) {
    static NamedGrant of(Grant grant, String supervisorName, String supervisedName, long version, Instant createdAt) {
        return new NamedGrant(
                grant.id(),
                grant.supervisor(),
                supervisorName,
                grant.supervised(),
                supervisedName,
                grant.may(),
                grant.tone(),
                version,
                createdAt);
    }
}
