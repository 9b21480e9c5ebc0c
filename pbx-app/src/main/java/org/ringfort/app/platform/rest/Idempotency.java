package org.ringfort.app.platform.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Creates something once for each {@code Idempotency-Key} of an actor, however often the request is repeated within a day.
 *
 * <p>Only the identity of what was created is kept, never the answer: answers may hold credentials, and those are shown once.
 */
@Component
public final class Idempotency {
    private static final int LONGEST_KEY = 200;

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    Idempotency(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * What became of a request.
     *
     * @param created the identity of what was created, now or earlier
     * @param repeated whether it was earlier
     */
    public record Outcome(UUID created, boolean repeated) {}

    /**
     * Runs {@code create} in the current tenant's transaction unless this key did so before.
     *
     * @param key the header, or null: then it always runs
     * @param request what was asked; another request under the same key is refused
     */
    public Outcome once(@Nullable String key, Object request, Supplier<UUID> create) {
        return transactions.current(() -> {
            if (key == null) {
                return new Outcome(create.get(), false);
            }
            if (key.isBlank() || key.length() > LONGEST_KEY) {
                throw Problem.invalid("Idempotency-Key", "length", "Use 1 to " + LONGEST_KEY + " characters.");
            }
            return claim(key, fingerprint(request), create);
        });
    }

    private Outcome claim(String key, byte[] fingerprint, Supplier<UUID> create) {
        UUID tenant = TenantScope.current().value();
        UUID actor = Actors.current().id();
        jdbc.sql("delete from platform.idempotency where created_at < now() - interval '1 day'")
                .update();
        int claimed = jdbc.sql("""
                        insert into platform.idempotency (tenant_id, actor_id, key, fingerprint) values (?, ?, ?, ?)
                        on conflict do nothing""").params(tenant, actor, key, fingerprint).update();
        if (claimed == 1) {
            UUID created = create.get();
            jdbc.sql("update platform.idempotency set resource = ? where tenant_id = ? and actor_id = ? and key = ?")
                    .params(created, tenant, actor, key)
                    .update();
            return new Outcome(created, false);
        }
        @SuppressWarnings("ArrayRecordComponent") // a row, never compared
        record Row(byte[] fingerprint, UUID resource) {}
        Row row = jdbc.sql("""
                        select fingerprint, resource from platform.idempotency
                        where tenant_id = ? and actor_id = ? and key = ?""")
                .params(tenant, actor, key)
                .query((rs, _) -> new Row(rs.getBytes(1), rs.getObject(2, UUID.class)))
                .single();
        if (!MessageDigest.isEqual(row.fingerprint, fingerprint)) {
            throw new Problem(
                    422, "idempotency-key-reused", "This Idempotency-Key was used for another request.", List.of());
        }
        return new Outcome(row.resource, true);
    }

    /** Records print all their parts (secrets redacted), so equal requests print equally. */
    private static byte[] fingerprint(Object request) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((request.getClass().getName() + request).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
