package org.ringfort.app.paging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ringfort.kernel.id.TenantId;

/**
 * Extensions that one phone speaks to at once.
 *
 * @param number that is dialled, of 2 to 8 digits; no extension and no conference room of the tenant has it
 * @param members numbers of the extensions that hear it
 * @param everybody whether every device of the tenant that may call may page; else those of {@code pagers} alone
 * @param pagers numbers of extensions; where all of them were deleted nobody may page
 * @param mostSeconds after which a page ends
 * @param version for the entity tag
 */
public record PageGroup(
        PageGroupId id,
        TenantId tenant,
        String number,
        String name,
        List<String> members,
        boolean everybody,
        List<String> pagers,
        int mostSeconds,
        long version,
        Instant createdAt) {
    public PageGroup {
        members = List.copyOf(members);
        pagers = List.copyOf(pagers);
    }

    /** Whether the devices of that extension may page. */
    public boolean lets(String extension) {
        return everybody || pagers.contains(extension);
    }

    /** After so long a page ends. */
    public Duration most() {
        return Duration.ofSeconds(mostSeconds);
    }
}
