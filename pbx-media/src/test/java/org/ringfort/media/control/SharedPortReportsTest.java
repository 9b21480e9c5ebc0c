package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.ringfort.media.relay.Drop;

/** The same where all legs share a port. */
class SharedPortReportsTest extends ReportsTest {
    @Override
    boolean shares() {
        return true;
    }

    @Override
    long refused() {
        assertThat(super.refused()).isZero();
        return house.loop.totals().dropped(Drop.NOBODYS);
    }
}
