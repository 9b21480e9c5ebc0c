package org.ringfort.app.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;

class LiveCallsTest {
    private static final TenantId ACME = TenantId.next();
    private static final TenantId UMBRELLA = TenantId.next();

    private final LiveCalls live = new LiveCalls(3, _ -> {});

    private static LiveCall call(CallId id, TenantId tenant, String edge, LiveCall.State state) {
        return new LiveCall(
                id, tenant, edge, state, "101", "Alice", "102", "102", Instant.EPOCH, Optional.empty(), List.of());
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
        assertThat(live.count(ACME)).isEqualTo(2).isEqualTo(live.of(ACME).size());
        assertThat(live.count(UMBRELLA)).isEqualTo(1);

        told(first, ACME, LiveCall.State.ENDED);
        told(first, ACME, LiveCall.State.ENDED);
        assertThat(live.count(ACME)).isEqualTo(1);
        told(second, ACME, LiveCall.State.ENDED);
        assertThat(live.count(ACME)).isZero();
    }

    @Test
    void what_does_not_fit_is_not_counted() {
        for (int i = 0; i < 5; i++) {
            told(CallId.next(), ACME, LiveCall.State.RINGING);
        }
        assertThat(live.count(ACME)).isEqualTo(3);
    }

    @Test
    void what_an_edge_does_not_name_any_more_is_over() {
        CallId stays = CallId.next();
        told(stays, ACME, LiveCall.State.ANSWERED);
        told(CallId.next(), ACME, LiveCall.State.ANSWERED);
        live.told(call(CallId.next(), ACME, "edge-2", LiveCall.State.ANSWERED));

        live.snapshot("edge-1", List.of(call(stays, ACME, "edge-1", LiveCall.State.ANSWERED)));

        assertThat(live.of(ACME)).extracting(LiveCall::edgeId).containsExactlyInAnyOrder("edge-1", "edge-2");
        assertThat(live.count(ACME)).isEqualTo(2);
    }
}
