package org.ringfort.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long FRAME = 20_000_000;

    private final Timeline timeline = new Timeline(65_534, 1_000);
    private final Object prompt = new Object();
    private final Object phone = new Object();

    @Test
    void sources_that_come_and_go_are_one_unbroken_stream() {
        int sequence = 65_534;
        int timestamp = 1_000;
        for (int frame = 0; frame < 20; frame++) {
            Object source = frame < 10 ? prompt : phone;
            int own = frame < 10 ? frame : 30_000 + frame;
            assertThat(timeline.place(source, 5, own & 0xffff, own * 160, 8_000, frame * FRAME))
                    .isTrue();
            assertThat(timeline.sequence()).isEqualTo(sequence & 0xffff);
            assertThat(timeline.timestamp()).isEqualTo(timestamp);
            assertThat(timeline.switched()).isEqualTo(frame == 0 || frame == 10);
            sequence++;
            timestamp += 160;
        }
    }

    @Test
    void places_that_a_source_leaves_out_are_counted_but_not_where_the_stream_begins_anew() {
        int[] sequences = {10, 11, 14, 12, 16};
        for (int sequence : sequences) {
            assertThat(timeline.place(prompt, 1, sequence, 0, 8_000, 0)).isTrue();
        }
        assertThat(timeline.places()).isEqualTo(7);
        assertThat(timeline.place(phone, 1, 900, 0, 8_000, 0)).isTrue();
        assertThat(timeline.places()).as("none between sources").isEqualTo(8);
        assertThat(timeline.place(phone, 1, 3_901, 0, 8_000, 0)).isTrue();
        assertThat(timeline.places()).as("RFC 3550, A.1").isEqualTo(9);
        assertThat(timeline.place(phone, 1, 6_901, 0, 8_000, 0)).isTrue();
        assertThat(timeline.places()).isEqualTo(9 + 3_000);
    }

    @Test
    void what_a_source_leaves_out_finds_room_in_its_stream_and_is_no_gap() {
        assertThat(timeline.place(phone, 1, 500, 8_000, 8_000, 0)).isTrue();
        for (int more = 1; more <= 3; more++) {
            timeline.insert(phone, 1, 500);
            assertThat(timeline.place(phone, 1, 500, 8_000 + more * 160, 8_000, more * FRAME))
                    .isTrue();
            assertThat(timeline.sequence()).isEqualTo((65_534 + more) & 0xffff);
            assertThat(timeline.timestamp()).isEqualTo(1_000 + more * 160);
            assertThat(timeline.switched()).isFalse();
        }
        assertThat(timeline.place(phone, 1, 499, 7_840, 8_000, 4 * FRAME))
                .as("its place is taken")
                .isFalse();
        assertThat(timeline.place(phone, 1, 501, 8_800, 8_000, 5 * FRAME)).isTrue();
        assertThat(timeline.sequence()).isEqualTo(2);
        assertThat(timeline.timestamp()).as("as the phone counts").isEqualTo(1_800);
        assertThat(timeline.places()).isEqualTo(5);

        timeline.insert(prompt, 1, 7); // somebody else by now
        assertThat(timeline.place(phone, 1, 502, 8_960, 8_000, 6 * FRAME)).isTrue();
        assertThat(timeline.sequence()).isEqualTo(3);
    }

    @Test
    void gaps_and_reorder_within_a_source_are_kept_and_stragglers_of_before_the_switch_are_not() {
        assertThat(timeline.place(prompt, 1, 10, 0, 8_000, 0)).isTrue();
        assertThat(timeline.place(phone, 1, 500, 0, 8_000, FRAME)).isTrue();
        assertThat(timeline.sequence()).isEqualTo(65_535);
        assertThat(timeline.place(phone, 1, 503, 480, 8_000, 4 * FRAME)).isTrue();
        assertThat(timeline.sequence()).isEqualTo(2);
        assertThat(timeline.place(phone, 1, 502, 320, 8_000, 4 * FRAME)).isTrue();
        assertThat(timeline.sequence()).isEqualTo(1);
        assertThat(timeline.place(phone, 1, 499, -160, 8_000, 4 * FRAME)).isFalse();
        assertThat(timeline.place(prompt, 1, 11, 160, 8_000, 5 * FRAME)).isTrue();
        assertThat(timeline.sequence()).isEqualTo(3);
    }

    @Test
    void what_is_not_to_be_heard_is_no_gap_but_a_pause() {
        assertThat(timeline.place(phone, 1, 65_534, 8_000, 8_000, 0)).isTrue();
        timeline.leaveOut(phone, 1, 65_535);
        timeline.leaveOut(phone, 1, 0);
        timeline.leaveOut(prompt, 1, 1); // of somebody else
        timeline.leaveOut(phone, 2, 1);
        assertThat(timeline.place(phone, 1, 1, 8_480, 8_000, 3 * FRAME)).isTrue();
        assertThat(timeline.sequence()).isEqualTo(65_535);
        assertThat(timeline.timestamp()).isEqualTo(1_480);
        assertThat(timeline.places()).isEqualTo(2);
        assertThat(timeline.place(phone, 1, 65_533, 7_840, 8_000, 4 * FRAME))
                .as("its place is taken")
                .isFalse();
    }

    @Test
    void what_comes_late_and_is_not_to_be_heard_moves_nothing() {
        assertThat(timeline.place(phone, 1, 10, 0, 8_000, 0)).isTrue();
        assertThat(timeline.place(phone, 1, 12, 320, 8_000, 2 * FRAME)).isTrue();
        timeline.leaveOut(phone, 1, 11);
        assertThat(timeline.place(phone, 1, 13, 480, 8_000, 3 * FRAME)).isTrue();
        assertThat(timeline.sequence()).isEqualTo((65_534 + 3) & 0xffff);
    }
}
