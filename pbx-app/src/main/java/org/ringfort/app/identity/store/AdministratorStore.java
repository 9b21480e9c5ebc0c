package org.ringfort.app.identity.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringfort.app.identity.Administrator;
import org.ringfort.app.identity.AdministratorDraft;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.TenantId;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of those who sign in. */
@Repository
public class AdministratorStore {
    private static final UUID FIRST = new UUID(0, 0);

    private final AdministratorRows rows;
    private final JdbcClient jdbc;
    private final Clock clock;

    AdministratorStore(AdministratorRows rows, JdbcClient jdbc, Clock clock) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What signing in is checked against.
     *
     * @param passwordHash argon2id
     * @param totpSecret sealed; empty while not enrolled
     */
    public record Secrets(String passwordHash, Optional<byte[]> totpSecret, long totpLastStep) {}

    /** By sign-in name, in the platform's scope. */
    public Optional<Administrator> byUsername(String username) {
        return rows.findByUsername(username).map(AdministratorEntity::value);
    }

    /** By identity, whoever's they are; in the platform's scope. */
    public Optional<Administrator> byId(UUID id) {
        return rows.findById(id).map(AdministratorEntity::value);
    }

    /** By identity, of one home. */
    public Optional<Administrator> find(TenantId home, UUID id) {
        return rows.findByIdAndTenantId(id, home.value()).map(AdministratorEntity::value);
    }

    /** The secrets of somebody. */
    public Secrets secrets(UUID id) {
        return row(id).secrets();
    }

    /** Of one home, oldest first. */
    public List<Administrator> list(TenantId home, Cursor cursor) {
        return rows
                .findByTenantIdAndIdGreaterThanOrderById(
                        home.value(), cursor.afterId().orElse(FIRST), Limit.of(cursor.fetch()))
                .stream()
                .map(AdministratorEntity::value)
                .toList();
    }

    /** A new row. */
    public Administrator insert(
            TenantId home, String username, AdministratorDraft draft, String passwordHash, boolean mustChange) {
        AdministratorEntity row = new AdministratorEntity(home, username, draft, passwordHash, now());
        row.passwordChangeRequired = mustChange;
        try {
            return rows.saveAndFlush(row).value();
        } catch (DataIntegrityViolationException twice) {
            throw Problem.taken("username", "This name is taken.");
        }
    }

    /** What is said of them. */
    public Administrator update(UUID id, AdministratorDraft draft) {
        return change(id, row -> row.apply(draft));
    }

    /** Another password; all their sessions end. */
    public Administrator password(UUID id, String hash, boolean mustChange) {
        return change(id, row -> {
            row.passwordHash = hash;
            row.passwordChangeRequired = mustChange;
            row.sessionEpoch++;
        });
    }

    /** A second factor is set up. */
    public Administrator enrol(UUID id, byte[] sealedSecret) {
        return change(id, row -> row.totpSecret = sealedSecret.clone());
    }

    /** The second factor is forgotten; all their sessions end. */
    public Administrator forgetSecondFactor(UUID id) {
        return change(id, row -> {
            row.totpSecret = null;
            row.sessionEpoch++;
        });
    }

    /** They are in. */
    public Administrator signedIn(UUID id) {
        return change(id, row -> row.lastSignInAt = now());
    }

    /** Gone. */
    public void delete(UUID id) {
        rows.deleteById(id);
        rows.flush();
    }

    /** Uses up a time step; false where it, or a later one, was used before, also by somebody at this very moment. */
    public boolean useStep(UUID id, long step) {
        return jdbc.sql("update identity.administrator set totp_last_step = ? where id = ? and totp_last_step < ?")
                        .params(step, id, step)
                        .update()
                == 1;
    }

    /** Replaces all recovery codes. */
    public void recoveryCodes(TenantId home, UUID id, List<byte[]> hashes) {
        jdbc.sql("delete from identity.recovery_code where administrator_id = ?")
                .param(id)
                .update();
        for (byte[] hash : hashes) {
            jdbc.sql("insert into identity.recovery_code (tenant_id, administrator_id, hash) values (?, ?, ?)")
                    .params(home.value(), id, hash)
                    .update();
        }
    }

    /** Uses up a recovery code; false where there is none such, or it was used. */
    public boolean useRecoveryCode(UUID id, byte[] hash) {
        return jdbc.sql("""
                        update identity.recovery_code set used_at = now()
                        where administrator_id = ? and hash = ? and used_at is null""").params(id, hash).update() == 1;
    }

    private Administrator change(UUID id, Consumer<AdministratorEntity> change) {
        AdministratorEntity row = row(id);
        change.accept(row);
        return rows.saveAndFlush(row).value();
    }

    private AdministratorEntity row(UUID id) {
        return rows.findById(id).orElseThrow(Problem::notFound);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
