package org.ringfort.app.identity.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.identity.ApiKey;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.TenantId;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of API keys. */
@Repository
public class ApiKeyStore {
    private static final UUID FIRST = new UUID(0, 0);

    private final ApiKeyRows rows;
    private final JdbcClient jdbc;

    ApiKeyStore(ApiKeyRows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    /** By the hash of its secret, in the platform's scope. */
    public Optional<ApiKey> byHash(byte[] hash) {
        return rows.findByHash(hash).map(ApiKeyEntity::value);
    }

    /** By name, of one home. */
    public Optional<ApiKey> byName(TenantId home, String name) {
        return rows.findByTenantIdAndName(home.value(), name).map(ApiKeyEntity::value);
    }

    /** By identity, of one home. */
    public Optional<ApiKey> find(TenantId home, UUID id) {
        return rows.findByIdAndTenantId(id, home.value()).map(ApiKeyEntity::value);
    }

    /** Of one home, oldest first. */
    public List<ApiKey> list(TenantId home, Cursor cursor) {
        return rows
                .findByTenantIdAndIdGreaterThanOrderById(
                        home.value(), cursor.afterId().orElse(FIRST), Limit.of(cursor.fetch()))
                .stream()
                .map(ApiKeyEntity::value)
                .toList();
    }

    /** A new row. */
    public ApiKey insert(ApiKey key, byte[] hash) {
        try {
            return rows.saveAndFlush(new ApiKeyEntity(key, hash)).value();
        } catch (DataIntegrityViolationException twice) {
            throw Problem.taken("name", "There is a key of this name.");
        }
    }

    /** Remembers a use, at most one write a minute. */
    public void used(UUID id, Instant now) {
        jdbc.sql("""
                        update identity.api_key set last_used_at = :now
                        where id = :id and (last_used_at is null or last_used_at < :now - interval '1 minute')""").param("now", now.atOffset(ZoneOffset.UTC)).param("id", id).update();
    }

    /** Gone. */
    public void delete(UUID id) {
        rows.deleteById(id);
        rows.flush();
    }
}
