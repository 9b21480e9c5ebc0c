package org.ringfort.app.platform.tenancy;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.database.DatabaseWatch;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only way to the database: one transaction, for one tenant, told to PostgreSQL so that row-level security holds.
 *
 * <p>Works for JPA and {@link JdbcClient} alike, since both share the transaction's connection. Without it every tenant
 * table is empty, so a forgotten scope shows nothing rather than everything.
 */
@Component
public final class TenantTransactions {
    private static final ScopedValue<TenantId> OPEN_FOR = ScopedValue.newInstance();

    private static final String TELL = "select set_config('ringfort.tenant', ?, true)";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final DatabaseWatch database;
    private final TransactionTemplate joining;
    private final TransactionTemplate separate;

    TenantTransactions(
            JdbcClient jdbc, JdbcTemplate template, PlatformTransactionManager manager, DatabaseWatch database) {
        this.jdbc = jdbc;
        this.template = template;
        this.database = database;
        joining = new TransactionTemplate(manager);
        separate = new TransactionTemplate(manager);
        separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Does {@code work} in a transaction for {@code tenant}, or in the one that is open for the same tenant.
     *
     * @throws IllegalStateException if a transaction is open for another tenant
     */
    public <T extends @Nullable Object> T in(TenantId tenant, Supplier<T> work) {
        return isOpenFor(tenant) ? work.get() : open(joining, tenant, work);
    }

    private static boolean isOpenFor(TenantId tenant) {
        if (OPEN_FOR.isBound() && !OPEN_FOR.get().equals(tenant)) {
            throw new IllegalStateException("a transaction is open for another tenant");
        }
        return OPEN_FOR.isBound();
    }

    /** As {@link #in}, for work that returns nothing. */
    public void run(TenantId tenant, Runnable work) {
        in(tenant, () -> {
            work.run();
            return true;
        });
    }

    /** As {@link #in}, for the tenant bound to this thread. */
    public <T extends @Nullable Object> T current(Supplier<T> work) {
        return in(TenantScope.current(), work);
    }

    /**
     * What one statement finds, in the transaction that is open for the same tenant or in one of its own. That one costs a single
     * way to the database instead of three: the tenant and the question go in one message, which PostgreSQL takes for a
     * transaction. For hot paths.
     *
     * @throws IllegalStateException if a transaction is open for another tenant
     */
    public <T> List<T> look(TenantId tenant, String select, RowMapper<T> row, Object... values) {
        if (isOpenFor(tenant)) {
            return jdbc.sql(select).params(values).query(row).list();
        }
        PreparedStatementCallback<List<T>> both = statement -> {
            statement.setString(1, tenant.toString());
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 2, values[i]);
            }
            statement.execute();
            statement.getMoreResults();
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    found.add(row.mapRow(rows, found.size()));
                }
            }
            return found;
        };
        long asked = System.nanoTime();
        List<T> found = Objects.requireNonNull(template.execute(TELL + "; " + select, both));
        database.answered(asked);
        return found;
    }

    /** Does {@code work} in a transaction of its own, which stands whatever becomes of the one around it. */
    public <T extends @Nullable Object> T separately(TenantId tenant, Supplier<T> work) {
        return open(separate, tenant, work);
    }

    /** Does {@code work} for each tenant in turn, in one transaction that commits once: for batches over several tenants. */
    public void each(Set<TenantId> tenants, Consumer<TenantId> work) {
        if (OPEN_FOR.isBound()) {
            throw new IllegalStateException("a transaction is open for one tenant");
        }
        joining.executeWithoutResult(_ -> tenants.forEach(tenant -> ScopedValue.where(OPEN_FOR, tenant)
                .run(() -> TenantScope.call(tenant, () -> {
                    tell(tenant);
                    work.accept(tenant);
                    return true;
                }))));
    }

    private void tell(TenantId tenant) {
        jdbc.sql(TELL).param(tenant.toString()).query(String.class).single();
    }

    @SuppressWarnings("NullAway") // the template hands back exactly what the work returned
    private <T extends @Nullable Object> T open(TransactionTemplate template, TenantId tenant, Supplier<T> work) {
        Objects.requireNonNull(tenant, "tenant");
        long asked = System.nanoTime();
        T done = ScopedValue.where(OPEN_FOR, tenant)
                .call(() -> TenantScope.call(
                        tenant,
                        () -> template.execute(_ -> {
                            tell(tenant);
                            return work.get();
                        })));
        database.answered(asked);
        return done;
    }
}
