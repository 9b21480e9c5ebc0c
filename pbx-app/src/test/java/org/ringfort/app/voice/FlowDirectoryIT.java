package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.registrar.Bindings;
import org.ringfort.app.registrar.Bindings.Gone;
import org.ringfort.app.registrar.Place;
import org.ringfort.app.registrar.Transport;
import org.springframework.beans.factory.annotation.Autowired;

/** The directory of flows: what is there is found when its time is over, however seldom it is written. */
class FlowDirectoryIT extends VoiceIT {
    /** Later than anything that the application's own sweep takes away. */
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));

    private final String flow = "flow-" + UUID.randomUUID();
    private final UUID extension = UUID.randomUUID();

    @Autowired
    Bindings bindings;

    private Binding binding(String uri, long seconds) {
        return new Binding(
                UUID.randomUUID(),
                extension,
                "101",
                UUID.randomUUID(),
                uri,
                1000,
                "",
                0,
                "call",
                1,
                start,
                start.plusSeconds(seconds),
                new Place(
                        "edge-x",
                        "i",
                        flow,
                        Transport.TLS,
                        "192.0.2.1",
                        5061,
                        "TLSv1.3",
                        "",
                        "",
                        "",
                        "",
                        "Phone",
                        List.of()));
    }

    private static Binding until(Binding before, Instant end) {
        return new Binding(
                before.id(),
                before.extensionId(),
                before.extension(),
                before.deviceId(),
                before.uri(),
                before.q(),
                before.instanceId(),
                before.regId(),
                before.sipCallId(),
                before.cseq() + 1,
                before.registeredAt(),
                end,
                before.place());
    }

    private void write(List<Binding> saved, List<Binding> placed) {
        bindings.eachTenant(Set.of(tenant.id()), id -> bindings.write(id, saved, placed, List.of()));
    }

    /** Of this tenant: what others have here is none of this test's. */
    private List<UUID> goneBy(long seconds) {
        return bindings.removeExpired(start.plusSeconds(seconds)).stream()
                .filter(gone -> gone.tenant().equals(tenant.id()))
                .map(Gone::binding)
                .map(Binding::id)
                .toList();
    }

    private List<Instant> looks() {
        return transactions.in(
                TenantScope.PLATFORM,
                () -> jdbc.sql("select expires_at from registrar.flow where flow = ?")
                        .param(flow)
                        .query((row, number) -> row.getTimestamp("expires_at").toInstant())
                        .list());
    }

    private long looksAfter() {
        return Duration.between(start, looks().getFirst()).toSeconds();
    }

    @Test
    void a_refresh_leaves_it_alone_and_nothing_is_lost_by_that() {
        Binding phone = binding("sip:a", 100);
        write(List.of(phone), List.of(phone));
        write(List.of(until(phone, start.plusSeconds(250))), List.of());
        assertThat(looksAfter()).isEqualTo(100);
        assertThat(goneBy(101)).isEmpty();
        assertThat(looksAfter()).as("when it ends").isEqualTo(250);
        assertThat(goneBy(251)).containsExactly(phone.id());
        assertThat(looks()).isEmpty();
    }

    @Test
    void of_several_the_first_that_ends_is_found_in_its_time() {
        Binding one = binding("sip:a", 300);
        Binding other = binding("sip:b", 100);
        write(List.of(one), List.of(one));
        write(List.of(other), List.of(other));
        assertThat(goneBy(101)).containsExactly(other.id());
        assertThat(looksAfter()).isEqualTo(300);
        Binding shorter = until(one, start.plusSeconds(200));
        write(List.of(shorter), List.of(shorter));
        assertThat(goneBy(201)).containsExactly(one.id());
        assertThat(looks()).isEmpty();
    }

    /** Somebody registers by the flow, and commits once {@code sweep} waits for him; what the sweep takes away. */
    private List<Gone> meanwhile(Binding comes, Callable<List<Gone>> sweep) throws Exception {
        var written = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> registers = threads.submit(() -> bindings.eachTenant(Set.of(tenant.id()), id -> {
                bindings.write(id, List.of(comes), List.of(comes), List.of());
                written.countDown();
                try {
                    commit.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }));
            assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
            Future<List<Gone>> sweeps = threads.submit(sweep);
            while (!sweeps.isDone() && !anybodyWaits()) {
                Thread.sleep(10); // only the database knows that the sweep has come to where it has to wait
            }
            commit.countDown();
            registers.get();
            return sweeps.get();
        }
    }

    private boolean anybodyWaits() {
        return jdbc.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    @Test
    void who_registers_by_a_flow_that_is_closing_goes_with_it() throws Exception {
        Binding there = binding("sip:a", 300);
        Binding comes = binding("sip:b", 300);
        write(List.of(there), List.of(there));
        assertThat(meanwhile(comes, () -> bindings.removeFlows("edge-x", List.of(flow))))
                .extracting(gone -> gone.binding().id())
                .containsExactlyInAnyOrder(there.id(), comes.id());
        assertThat(looks()).isEmpty();
    }

    @Test
    void who_registers_by_a_flow_whose_time_is_over_stays_in_the_directory() throws Exception {
        Binding there = binding("sip:a", 100);
        Binding comes = binding("sip:b", 300);
        write(List.of(there), List.of(there));
        assertThat(meanwhile(comes, () -> bindings.removeExpired(start.plusSeconds(101))))
                .extracting(gone -> gone.binding().id())
                .contains(there.id())
                .doesNotContain(comes.id());
        assertThat(looksAfter()).isEqualTo(300);
    }
}
