package org.ringfort.edge.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfort.edge.lamps.Place;

/** How many may be had. */
class QuotaTest {
    private static final Place ALICE = new Place("t1", "101");
    private static final Place BOB = new Place("t1", "102");
    private static final Place CARLA = new Place("t1", "103");
    private static final Place DAVE = new Place("t2", "101");

    private final Quota quota = new Quota(new Subscriptions.Limits(100, 3, 2, 30, 30));

    @Test
    void an_extension_has_so_many_and_its_tenant_too() {
        assertThat(quota.take(ALICE)).isTrue();
        assertThat(quota.take(ALICE)).isTrue();
        assertThat(quota.take(ALICE)).as("a third of one extension").isFalse();
        assertThat(quota.take(BOB)).isTrue();
        assertThat(quota.take(CARLA)).as("a fourth of the tenant").isFalse();
        assertThat(quota.take(DAVE)).as("another tenant's").isTrue();
        quota.release(ALICE);
        assertThat(quota.take(CARLA)).isTrue();
    }

    @Test
    void nothing_is_remembered_of_who_has_none() {
        quota.take(ALICE);
        quota.take(ALICE);
        quota.take(ALICE);
        quota.release(ALICE);
        quota.release(ALICE);
        assertThat(quota.watchers()).isZero();
        assertThat(quota.take(ALICE)).isTrue();
    }
}
