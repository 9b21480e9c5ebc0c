package org.ringfort.app.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.app.conferences.RoomId;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;

class LiveConferencesTest {
    private static final TenantId ACME = TenantId.next();
    private static final TenantId UMBRELLA = TenantId.next();

    private final RoomId board = RoomId.next();
    private final List<LiveConferences.ConferenceChanged> changed = new ArrayList<>();
    private final LiveConferences conferences = new LiveConferences(3, changed::add);

    private static LiveConference.Member member(long second) {
        return new LiveConference.Member(
                CallId.next(), "leg-" + second, Instant.ofEpochSecond(second), false, false, false, false);
    }

    private static LiveConference conference(TenantId tenant, RoomId room, LiveConference.Member... members) {
        return new LiveConference(tenant, room, false, false, List.of(members));
    }

    @Test
    void a_room_has_all_who_are_in_it_whichever_edge_they_are_on_longest_first() {
        LiveConference.Member first = member(1);
        LiveConference.Member second = member(2);
        LiveConference.Member third = member(3);
        conferences.told("edge-1", conference(ACME, board, third, first));
        conferences.told("edge-2", conference(ACME, board, second));
        conferences.told("edge-1", conference(UMBRELLA, RoomId.next(), member(4)));
        assertThat(conferences.of(ACME))
                .singleElement()
                .satisfies(room -> assertThat(room.members()).containsExactly(first, second, third));
        assertThat(changed).hasSize(3);

        conferences.told("edge-1", conference(ACME, board));
        assertThat(conferences.of(ACME, board).members()).containsExactly(second);
        changed.clear();
        conferences.forget("edge-2");
        assertThat(conferences.of(ACME)).isEmpty();
        assertThat(changed)
                .as("who looks on sees it")
                .containsExactly(new LiveConferences.ConferenceChanged(ACME, board));
    }

    @Test
    void what_does_not_fit_is_not_known() {
        for (int room = 0; room < 5; room++) {
            conferences.told("edge-1", conference(ACME, RoomId.next(), member(room)));
        }
        assertThat(conferences.of(ACME)).hasSize(3);
    }
}
