package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.sound.v1.ConferenceMember;
import org.ringfort.contract.sound.v1.ConferenceSeen;

class LiveConferencesTest {
    private final Set<String> up = ConcurrentHashMap.newKeySet();
    private final LiveConferences conferences = new LiveConferences(up::contains);

    private static ConferenceSeen seen(String... calls) {
        var seen = ConferenceSeen.newBuilder().setConferenceId("board").setLocked(true);
        for (String call : calls) {
            seen.addMembers(ConferenceMember.newBuilder().setCallId(call).setLegId("leg"));
        }
        return seen.build();
    }

    @Test
    void a_conference_is_known_while_a_call_that_is_up_is_in_it() {
        up.add("alice");
        up.add("bob");
        assertThat(conferences.seen(seen("alice", "bob", "gone"))).isEqualTo(seen("alice", "bob"));
        assertThat(conferences.all()).containsExactly(seen("alice", "bob"));
        up.remove("alice");
        assertThat(conferences.over("alice")).containsExactly(seen("bob"));
        assertThat(conferences.all()).containsExactly(seen("bob"));
        up.remove("bob");
        assertThat(conferences.over("bob"))
                .as("media may be gone, and say nothing")
                .containsExactly(seen());
        assertThat(conferences.all()).isEmpty();
        assertThat(conferences.seen(seen("bob")))
                .as("the app hears that nobody is")
                .isEqualTo(seen());
    }

    @Test
    void one_that_everybody_has_left_is_forgotten() {
        up.add("alice");
        conferences.seen(seen("alice"));
        assertThat(conferences.seen(seen())).isEqualTo(seen());
        assertThat(conferences.all()).isEmpty();
    }
}
