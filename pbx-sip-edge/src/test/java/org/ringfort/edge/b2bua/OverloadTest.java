package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.PhoneCall;

/** More new calls at once than the app answers in time. */
class OverloadTest extends CallScene {
    private static final int AT_FIRST = 64;

    /** @rfc 7339 5.10.2 */
    @Test
    void who_is_too_many_hears_so_at_once_and_who_calls_for_help_is_served() {
        edge.app.hangs = true;
        for (int i = 0; i < AT_FIRST; i++) {
            alice.calls("102", OFFER);
        }
        Until.equal(AT_FIRST, edge.app.routes::size);
        PhoneCall tooMany = alice.calls("102", OFFER);
        assertThat(tooMany.hears(503).headers().retryAfter()).isPresent();
        tooMany.acksFailure();
        assertThat(edge.app.routes).hasSize(AT_FIRST);
        assertThat(edge.conversations.calls().refusedForLoad()).isEqualTo(1);
        alice.calls("112", OFFER);
        Until.equal(AT_FIRST + 1, edge.app.routes::size);
    }

    @Test
    void calls_that_ring_are_not_under_way() {
        edge.plan(ring(20, bob));
        for (int i = 0; i < AT_FIRST + 10; i++) {
            alice.calls("102", OFFER);
            bob.rings();
        }
        Until.equal(0, edge.conversations.calls().window()::underWay);
        assertThat(edge.conversations.calls().up()).isEqualTo(AT_FIRST + 10);
        assertThat(edge.conversations.calls().refusedForLoad()).isZero();
    }
}
