package org.ringfort.app.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.ringfort.app.SteppedClock;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;

class LiveCallsTest {
    private static final TenantId ACME = TenantId.next();
    private static final TenantId UMBRELLA = TenantId.next();

    private static final Duration ROUTED_AGO = Duration.ofSeconds(11);

    private final SteppedClock clock = new SteppedClock();
    private final List<CallsScored> scored = new ArrayList<>();
    private final LiveCalls live = new LiveCalls(3, clock, _ -> {}, scored::add);

    private static LiveCall call(CallId id, TenantId tenant, String edge, LiveCall.State state) {
        return new LiveCall(
                id,
                tenant,
                edge,
                state,
                "101",
                "Alice",
                "102",
                "102",
                Instant.EPOCH,
                Optional.empty(),
                List.of(),
                List.of(),
                LiveCall.Recording.NONE);
    }

    private void told(CallId id, TenantId tenant, LiveCall.State state) {
        live.told(call(id, tenant, "edge-1", state));
    }

    @Test
    void a_tenant_has_as_many_calls_as_are_up_however_often_they_are_told_of() {
        CallId first = CallId.next();
        CallId second = CallId.next();
        told(first, ACME, LiveCall.State.RINGING);
        told(first, ACME, LiveCall.State.ANSWERED);
        told(second, ACME, LiveCall.State.RINGING);
        told(CallId.next(), UMBRELLA, LiveCall.State.RINGING);
        assertThat(live.of(ACME)).hasSize(2);
        assertThat(live.claim(ACME, CallId.next(), 2)).isFalse();
        assertThat(live.of(UMBRELLA)).hasSize(1);

        told(first, ACME, LiveCall.State.ENDED);
        told(first, ACME, LiveCall.State.ENDED);
        assertThat(live.of(ACME)).hasSize(1);
        told(second, ACME, LiveCall.State.ENDED);
        assertThat(live.of(ACME)).isEmpty();
        assertThat(live.claim(ACME, CallId.next(), 1))
                .as("no place is left behind")
                .isTrue();
    }

    @Test
    void who_supervises_a_call_is_told_until_it_is_over_and_not_after() {
        CallId call = CallId.next();
        var alice = new LiveSupervisor(CallId.next(), "104", "listen");
        var late = new LiveSupervisor(CallId.next(), "104", "barge");
        live.supervised(call, alice);
        assertThat(live.supervisor(call)).as("nobody has told of such a call").isEmpty();
        told(call, ACME, LiveCall.State.ANSWERED);
        live.supervised(call, alice);
        told(call, ACME, LiveCall.State.HELD);
        live.supervised(call, late);
        live.unsupervised(call, late.by());
        assertThat(live.supervisor(call)).as("there is one at a time").contains(alice);
        live.unsupervised(call, alice.by());
        assertThat(live.supervisor(call)).isEmpty();
        live.supervised(call, alice);
        told(call, ACME, LiveCall.State.ENDED);
        assertThat(live.supervisor(call)).isEmpty();
    }

    @Test
    void scores_are_of_calls_that_are_up_and_tenants_hear_of_their_own_together() {
        CallId acmes = CallId.next();
        CallId another = CallId.next();
        CallId umbrellas = CallId.next();
        told(acmes, ACME, LiveCall.State.ANSWERED);
        told(another, ACME, LiveCall.State.ANSWERED);
        told(umbrellas, UMBRELLA, LiveCall.State.ANSWERED);
        ScoredLeg good = leg(acmes, "a", Optional.of(score(LegScore.Grade.GOOD)));
        ScoredLeg poor = leg(another, "b", Optional.of(score(LegScore.Grade.POOR)));
        ScoredLeg fair = leg(umbrellas, "c", Optional.of(score(LegScore.Grade.FAIR)));
        live.scored("edge-1", List.of(good, fair, poor, leg(CallId.next(), "d", good.score())));
        assertThat(scored)
                .containsExactlyInAnyOrder(
                        new CallsScored(ACME, List.of(good, poor)), new CallsScored(UMBRELLA, List.of(fair)));
        assertThat(live.scores(acmes)).containsExactly(Map.entry("a", score(LegScore.Grade.GOOD)));

        live.scored("edge-2", List.of(leg(acmes, "a", poor.score())));
        assertThat(scored).as("an edge speaks of its own calls alone").hasSize(2);

        live.scored("edge-1", List.of(leg(acmes, "a", Optional.empty())));
        assertThat(live.scores(acmes)).as("it is on hold").isEmpty();

        for (int i = 0; i < 100; i++) {
            live.scored("edge-1", List.of(leg(acmes, "leg-" + i, good.score())));
        }
        assertThat(live.scores(acmes)).hasSize(64);
        told(acmes, ACME, LiveCall.State.ENDED);
        live.scored("edge-1", List.of(good));
        assertThat(live.scores(acmes)).isEmpty();
    }

    private static ScoredLeg leg(CallId call, String leg, Optional<LegScore> score) {
        return new ScoredLeg(call, leg, score);
    }

    private static LegScore score(LegScore.Grade grade) {
        return new LegScore(grade, 44, 0, 3, Optional.of(20));
    }

    @Test
    void what_is_said_last_of_a_call_that_ends_meanwhile_is_that_it_ended() {
        List<LiveCall.State> said = new ArrayList<>();
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        var calls = new LiveCalls(
                3,
                clock,
                call -> {
                    meanwhile.getAndSet(() -> {}).run(); // another thread's word comes through first
                    said.add(call.state());
                },
                _ -> {});
        CallId id = CallId.next();
        calls.told(call(id, ACME, "edge-1", LiveCall.State.ANSWERED));
        meanwhile.set(() -> calls.told(call(id, ACME, "edge-1", LiveCall.State.ENDED)));
        calls.supervised(id, new LiveSupervisor(CallId.next(), "104", "listen"));
        assertThat(said).endsWith(LiveCall.State.ENDED);
        assertThat(calls.supervisor(id)).isEmpty();
    }

    @Test
    void calls_that_are_routed_at_the_same_moment_do_not_exceed_the_limit_between_them() throws Exception {
        var taken = new AtomicInteger();
        try (var routing = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                routing.execute(() -> taken.addAndGet(live.claim(ACME, CallId.next(), 10) ? 1 : 0));
            }
        }
        assertThat(taken.get()).isEqualTo(10);
        assertThat(live.claim(UMBRELLA, CallId.next(), 1)).isTrue();
    }

    @Test
    void a_place_is_its_calls_from_the_plan_to_the_end() {
        CallId call = CallId.next();
        assertThat(live.claim(ACME, call, 1)).isTrue();
        told(call, ACME, LiveCall.State.RINGING);
        clock.pass(ROUTED_AGO);
        assertThat(live.claim(ACME, CallId.next(), 1)).as("it is up").isFalse();
        assertThat(live.claim(ACME, CallId.next(), 2)).isTrue();
        told(call, ACME, LiveCall.State.ENDED);
        assertThat(live.claim(ACME, CallId.next(), 2)).isTrue();
    }

    @Test
    void a_place_whose_call_never_comes_up_is_free_again() {
        CallId refused = CallId.next();
        assertThat(live.claim(ACME, refused, 1)).isTrue();
        live.givenUp(ACME, refused);
        assertThat(live.claim(ACME, CallId.next(), 1)).isTrue();
        assertThat(live.claim(ACME, CallId.next(), 1)).isFalse();
        clock.pass(ROUTED_AGO);
        assertThat(live.claim(ACME, CallId.next(), 1)).isTrue();
    }

    @Test
    void what_does_not_fit_is_not_counted() {
        for (int i = 0; i < 5; i++) {
            told(CallId.next(), ACME, LiveCall.State.RINGING);
        }
        assertThat(live.claim(ACME, CallId.next(), 3)).isFalse();
        assertThat(live.claim(ACME, CallId.next(), 4)).isTrue();
    }

    @Test
    void what_an_edge_does_not_name_any_more_is_over() {
        CallId stays = CallId.next();
        told(stays, ACME, LiveCall.State.ANSWERED);
        told(CallId.next(), ACME, LiveCall.State.ANSWERED);
        live.told(call(CallId.next(), ACME, "edge-2", LiveCall.State.ANSWERED));

        live.snapshot("edge-1", List.of(call(stays, ACME, "edge-1", LiveCall.State.ANSWERED)));

        assertThat(live.of(ACME)).extracting(LiveCall::edgeId).containsExactlyInAnyOrder("edge-1", "edge-2");
        assertThat(live.claim(ACME, CallId.next(), 2)).isFalse();
        assertThat(live.claim(ACME, CallId.next(), 3)).isTrue();
    }
}
