package org.ringfort.app.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static List<Reach> all(Reach may) {
        return Arrays.stream(Reach.values()).filter(may::holds).toList();
    }

    @Test
    void each_holds_those_before_it_and_none_after() {
        assertThat(all(Reach.LISTEN)).containsExactly(Reach.LISTEN);
        assertThat(all(Reach.WHISPER)).containsExactly(Reach.LISTEN, Reach.WHISPER);
        assertThat(all(Reach.BARGE)).containsExactly(Reach.values());
    }

    @Test
    void a_wire_name_is_read_back_and_another_is_none() {
        for (Reach reach : Reach.values()) {
            assertThat(Reach.parse(reach.wireName())).isEqualTo(reach);
        }
        assertThatThrownBy(() -> Reach.parse("LISTEN")).isInstanceOf(IllegalArgumentException.class);
    }
}
