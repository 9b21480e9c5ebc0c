package org.ringfort.app.defence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/**
 * Silence towards a network, or towards one account at a network. It never changes: where it is repeated, another takes its
 * place.
 *
 * @param tenant who may see and lift it: the tenant of the account, or that alone was attacked from there; else the platform
 * @param account empty: everybody there
 * @param spared user names that are heard nevertheless, at most {@value #MOST_SPARED}; only where it is about everybody
 * @param reason in words
 * @param times the how manieth in a row it is, 1 for the first
 * @param createdBy an administrator's name, or {@code ringfort}
 * @param endsAt empty: until it is lifted
 */
public record Ban(
        UUID id,
        TenantId tenant,
        Network network,
        Optional<AccountName> account,
        List<String> spared,
        Origin origin,
        String reason,
        int times,
        String createdBy,
        Instant createdAt,
        Optional<Instant> endsAt) {
    /** So many are spared at most, those who proved themselves last. */
    public static final int MOST_SPARED = 200;

    /** Copies who is spared. */
    public Ban {
        spared = List.copyOf(spared);
    }

    /** Who wanted it. */
    public enum Origin {
        /** Wrong answers. */
        AUTOMATIC,
        /** An administrator. */
        BY_HAND
    }

    /** Whether it stands at that moment. */
    public boolean standsAt(Instant moment) {
        return endsAt.isEmpty() || endsAt.get().isAfter(moment);
    }

    /** Whether somebody who claims that name there is not heard. */
    boolean covers(AccountName claimed) {
        return account.map(claimed::equals).orElseGet(() -> !spared.contains(claimed.username()));
    }
}
