package org.ringfort.app.music.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.music.HoldMusic;
import org.ringfort.app.music.MusicSource;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of music on hold; a tenant without a row has the default. */
@Repository
public class HoldMusicStore {
    private static final String SELECT = """
            select source, octet_length(tune) / 8, digest, version from music.hold_music where tenant_id = ?""";

    private final JdbcClient jdbc;

    HoldMusicStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was said, and its version; version 0 was never written. */
    public record Versioned(HoldMusic music, long version) {}

    /** As it is, or the default as version 0. */
    public Versioned read(TenantId tenant) {
        return select(tenant, SELECT);
    }

    /** As {@link #read}, and nobody else changes it until the transaction ends, nor says it for the first time. */
    public Versioned readForChange(TenantId tenant) {
        jdbc.sql("""
                        insert into music.hold_music (tenant_id, source, version) values (?, ?, 0)
                        on conflict (tenant_id) do nothing""")
                .params(tenant.value(), HoldMusic.DEFAULT.source().wireName())
                .update();
        return select(tenant, SELECT + " for update");
    }

    private Versioned select(TenantId tenant, String sql) {
        return jdbc.sql(sql)
                .param(tenant.value())
                .query((rs, _) -> {
                    Optional<String> digest = Optional.ofNullable(rs.getString(3));
                    long length = rs.getLong(2);
                    return new Versioned(
                            new HoldMusic(
                                    MusicSource.parse(rs.getString(1)),
                                    digest.map(of -> new HoldMusic.Tune(length, of))),
                            rs.getLong(4));
                })
                .optional()
                .orElseGet(() -> new Versioned(HoldMusic.DEFAULT, 0));
    }

    /** Writes the next version, after {@link #readForChange}; the tune stays. */
    public void source(TenantId tenant, MusicSource source) {
        jdbc.sql("update music.hold_music set source = ?, version = version + 1 where tenant_id = ?")
                .params(source.wireName(), tenant.value())
                .update();
    }

    /** Writes the next version with another tune, or none, after {@link #readForChange}. */
    public void tune(TenantId tenant, MusicSource source, byte @Nullable [] tune, @Nullable String digest) {
        jdbc.sql("""
                        update music.hold_music set source = :source, tune = :tune, digest = :digest, version = version + 1
                        where tenant_id = :tenant""")
                .param("tenant", tenant.value())
                .param("source", source.wireName())
                .param("tune", tune, java.sql.Types.BINARY)
                .param("digest", digest, java.sql.Types.VARCHAR)
                .update();
    }

    /** The sound of the tune, where that is still the one. */
    public Optional<byte[]> sound(TenantId tenant, String digest) {
        return jdbc.sql("select tune from music.hold_music where tenant_id = ? and digest = ?")
                .params(tenant.value(), digest)
                .query((rs, _) -> rs.getBytes(1))
                .optional();
    }
}
