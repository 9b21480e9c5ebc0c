package org.ringfort.app.defence.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.defence.AccountName;
import org.ringfort.app.defence.Ban;

/**
 * A ban on the wire.
 *
 * @param domain of the account that is banned there; null: everybody is
 * @param spared user names that are heard nevertheless
 * @param automatic because of wrong answers; else by an administrator
 * @param times the how manieth in a row
 * @param endsAt null: until it is lifted
 */
record BanView(
        UUID id,
        String network,
        @Nullable String domain,
        @Nullable String username,
        List<String> spared,
        boolean automatic,
        String reason,
        int times,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endsAt) {
    static BanView of(Ban ban) {
        return new BanView(
                ban.id(),
                ban.network().toString(),
                ban.account().map(AccountName::domain).orElse(null),
                ban.account().map(AccountName::username).orElse(null),
                ban.spared(),
                ban.origin() == Ban.Origin.AUTOMATIC,
                ban.reason(),
                ban.times(),
                ban.createdBy(),
                ban.createdAt(),
                ban.endsAt().orElse(null));
    }
}
