package org.ringfort.app.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ringfort.kernel.id.TenantId;

class ReturnedTest {
    private static final TenantId FIRST = TenantId.next();
    private static final TenantId SECOND = TenantId.next();

    private final Queue<Runnable> moments = new ArrayDeque<>();
    private final List<Collection<String>> looks = new ArrayList<>();
    private final Set<String> mailboxes = new HashSet<>();
    private final List<String> lamps = new ArrayList<>();
    private boolean away = true;
    private final Returned returned = new Returned(
            moments::add,
            (tenant, extensions) -> {
                looks.add(List.copyOf(extensions));
                if (away && extensions.contains("away")) {
                    throw new IllegalStateException("the database is away");
                }
                Set<String> with = new HashSet<>(extensions);
                with.retainAll(mailboxes);
                return with;
            },
            (tenant, extension) -> lamps.add((tenant.equals(FIRST) ? "first " : "second ") + extension));

    @Test
    void those_that_come_within_a_moment_cost_one_look_and_those_without_a_mailbox_nothing_else() {
        mailboxes.addAll(List.of("101", "999"));

        returned.came(FIRST, "101");
        returned.came(FIRST, "102");
        returned.came(FIRST, "101");
        passes();

        assertThat(looks).singleElement().satisfies(look -> assertThat(look).containsExactlyInAnyOrder("101", "102"));
        assertThat(lamps).containsExactly("first 101");
    }

    @Test
    void who_comes_after_the_look_gets_one_too() {
        mailboxes.add("101");
        returned.came(FIRST, "101");
        passes();

        returned.came(FIRST, "101");
        passes();

        assertThat(lamps).containsExactly("first 101", "first 101");
        assertThat(moments).isEmpty();
    }

    @Test
    void each_tenant_is_looked_at_by_itself_and_one_that_fails_hinders_no_other() {
        mailboxes.add("101");
        returned.came(FIRST, "101");
        returned.came(SECOND, "101");
        returned.came(SECOND, "away");
        passes();

        assertThat(looks).hasSize(2);
        assertThat(lamps).containsExactly("first 101");
    }

    @Test
    void a_look_that_failed_is_tried_once_more() {
        mailboxes.add("101");
        returned.came(FIRST, "101");
        returned.came(FIRST, "away");
        passes();
        assertThat(lamps).isEmpty();

        away = false;
        passes();
        assertThat(lamps).containsExactly("first 101");

        away = true;
        returned.came(FIRST, "away");
        passes();
        passes();
        assertThat(moments).as("and no third time").isEmpty();
    }

    @Test
    void however_many_come_a_look_is_bounded() {
        IntStream.range(0, 3 * Returned.MOST - 1).forEach(number -> returned.came(FIRST, String.valueOf(number)));
        passes();

        assertThat(looks).hasSize(3).allSatisfy(look -> assertThat(look).hasSizeLessThanOrEqualTo(Returned.MOST));
    }

    private void passes() {
        List<Runnable> due = List.copyOf(moments);
        moments.clear();
        assertThat(due).hasSize(1);
        due.getFirst().run();
    }
}
