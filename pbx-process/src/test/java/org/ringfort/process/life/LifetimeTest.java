package org.ringfort.process.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.process.config.ConfigurationException;

class LifetimeTest {
    @Test
    void closes_once_last_opened_first_whatever_fails() {
        List<String> closed = new ArrayList<>();
        var lifetime = new Lifetime();
        lifetime.add("first", () -> closed.add("first"));
        lifetime.add("broken", () -> {
            closed.add("broken");
            throw new IllegalStateException("on purpose");
        });
        lifetime.add("last", () -> closed.add("last"));
        lifetime.close();
        lifetime.close();
        assertThat(closed).containsExactly("last", "broken", "first");
    }

    @Test
    void a_start_that_failed_is_told_in_one_line() {
        assertThat(ServiceMain.reasonOf(new ConfigurationException("a = b: allowed is c")))
                .isEqualTo("a = b: allowed is c");
        assertThat(ServiceMain.reasonOf(new IllegalStateException("two\nlines")))
                .startsWith("java.lang.IllegalStateException: two lines at ")
                .doesNotContain("\n");
    }
}
