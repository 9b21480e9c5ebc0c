package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfort.media.relay.RelayLoop;

/** What is copied to a recording server leaves by the loop of the call, however little others have to do. */
class LoopsCopyTest extends CopyScene {
    @Override
    int loops() {
        return 2;
    }

    @Override
    int firstPort() {
        return 25_450;
    }

    @Test
    void the_copy_is_where_the_call_is() throws Exception {
        record(true, false);
        copied();
        assertThat(house.loops.all().stream().map(RelayLoop::legs)).containsExactly(4, 0);
        talk(500);
        Heard heard = talk(1_000);
        theyTalk(heard);
        assertThat(Hum.of(heard.first, ALICE_HZ)).isGreaterThan(LOUD);
        assertThat(Hum.of(heard.second, BOB_HZ)).isGreaterThan(LOUD);
    }
}
