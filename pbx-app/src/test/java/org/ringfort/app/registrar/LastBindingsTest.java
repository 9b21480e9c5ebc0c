package org.ringfort.app.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.ringfort.kernel.id.TenantId;

/** A database whose rows the test writes, and that goes away. */
class LastBindingsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final TenantId tenant = TenantId.next();
    private final UUID extension = UUID.randomUUID();
    private final AtomicLong nanos = new AtomicLong();
    private List<Binding> rows = List.of();
    private boolean away;
    private final LastBindings last = new LastBindings(database(), nanos::incrementAndGet);

    private Bindings database() {
        return (Bindings) Proxy.newProxyInstance(
                Bindings.class.getClassLoader(), new Class<?>[] {Bindings.class}, (_, asked, values) -> {
                    if (away) {
                        throw new IllegalStateException(new SQLTransientConnectionException("away"));
                    }
                    return switch (asked.getName()) {
                        case "of" ->
                            rows.stream()
                                    .filter(row -> row.extensionId().equals(values[1]))
                                    .toList();
                        case "page" -> rows;
                        default -> throw new AssertionError(asked.getName());
                    };
                });
    }

    private Binding binding(UUID of, int q, Instant expires) {
        return new Binding(
                UUID.randomUUID(),
                of,
                "101",
                UUID.randomUUID(),
                "sip:101@192.0.2.7",
                q,
                "",
                0,
                "call-id",
                1,
                NOW,
                expires,
                new Place(
                        "edge",
                        "first",
                        "flow",
                        Transport.TLS,
                        "192.0.2.7",
                        40000,
                        "TLSv1.3",
                        "",
                        "",
                        "",
                        "",
                        "",
                        List.of()));
    }

    @Test
    void while_the_database_is_away_bindings_are_what_somebody_found_last_and_their_time_ends() {
        Binding long_ = binding(extension, 1000, NOW.plusSeconds(300));
        Binding brief = binding(extension, 1000, NOW.plusSeconds(60));
        rows = List.of(long_, brief);
        last.of(tenant, extension, NOW);
        away = true;
        assertThat(last.of(tenant, extension, NOW)).containsExactly(long_, brief);
        assertThat(last.of(tenant, extension, NOW.plusSeconds(60))).containsExactly(long_);
        assertThatThrownBy(() -> last.of(tenant, UUID.randomUUID(), NOW)).hasRootCauseMessage("away");
    }

    @Test
    void what_was_read_ahead_is_known_in_order_and_who_left_is_not() {
        Binding second = binding(extension, 500, NOW.plusSeconds(300));
        Binding first = binding(extension, 1000, NOW.plusSeconds(300));
        UUID left = UUID.randomUUID();
        rows = List.of(binding(left, 1000, NOW.plusSeconds(300)));
        last.of(tenant, left, NOW);
        rows = List.of(second, first);
        last.readAhead(tenant);
        away = true;
        assertThat(last.of(tenant, extension, NOW)).containsExactly(first, second);
        assertThat(last.of(tenant, left, NOW)).isEmpty();
    }

    @Test
    void one_that_was_revoked_does_not_come_back_by_who_looked_before() {
        Binding one = binding(extension, 1000, NOW.plusSeconds(300));
        rows = List.of(one);
        var found = new LastBindings(
                (Bindings) Proxy.newProxyInstance(
                        Bindings.class.getClassLoader(), new Class<?>[] {Bindings.class}, (_, _, _) -> {
                            if (away) {
                                throw new IllegalStateException(new SQLTransientConnectionException("away"));
                            }
                            nanos.addAndGet(10); // the look takes its time
                            revokedMeanwhile.ifPresent(Runnable::run);
                            return rows;
                        }),
                nanos::incrementAndGet);
        found.of(tenant, extension, NOW);
        revokedMeanwhile = Optional.of(() -> found.removed(tenant, one));
        found.of(tenant, extension, NOW);
        away = true;
        assertThat(found.of(tenant, extension, NOW)).isEmpty();
    }

    private Optional<Runnable> revokedMeanwhile = Optional.empty();

    @Test
    void tenants_that_have_nobody_registered_are_not_kept() {
        rows = List.of(binding(extension, 1000, NOW.plusSeconds(300)));
        last.of(tenant, extension, NOW);
        last.retain(Set.of());
        away = true;
        assertThatThrownBy(() -> last.of(tenant, extension, NOW)).hasRootCauseMessage("away");
    }
}
