package org.ringfort.edge.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClosedFlowsTest {
    private final ClosedFlows flows = new ClosedFlows();

    @Test
    void those_that_close_together_are_told_together_and_once() {
        assertThat(flows.add("a")).isTrue();
        assertThat(flows.add("b")).isFalse();
        assertThat(flows.add("c")).isFalse();
        assertThat(flows.untold(2)).containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(flows.untold(2)).isEmpty();
        assertThat(flows.add("d")).isTrue();
        assertThat(flows.untold(2)).containsExactly(List.of("d"));
    }

    @Test
    void an_app_that_was_away_hears_of_all() {
        flows.add("a");
        flows.untold(10);
        flows.add("b");
        assertThat(flows.all(10)).containsExactly(List.of("a", "b"));
        assertThat(flows.untold(10)).isEmpty();
    }
}
