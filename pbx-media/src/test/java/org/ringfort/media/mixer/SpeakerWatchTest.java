package org.ringfort.media.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.media.codec.G711;

/** Who speaks, of two who say a tone each. */
class SpeakerWatchTest {
    private final Mix mix = new Mix();
    private final Seat alice = seat();
    private final Seat bob = seat();
    private int frames;

    private static Seat seat() {
        return new Seat(new Seat.Events() {
            @Override
            public void pressed(Seat seat, char key) {}

            @Override
            public void gone(Seat seat) {}
        });
    }

    @BeforeEach
    void sit() {
        mix.add(alice);
        mix.add(bob);
    }

    /** Two seconds, each as loud as that. */
    private void say(int alices, int bobs) {
        for (int count = 0; count < 100; count++) {
            say(alice, alices);
            say(bob, bobs);
            frames++;
            mix.turn(0);
        }
    }

    private void say(Seat who, int amplitude) {
        byte[] octets = new byte[160];
        Arrays.fill(octets, 0, 80, G711.compressMu(amplitude));
        Arrays.fill(octets, 80, 160, G711.compressMu(-amplitude));
        who.heard(octets, 0, octets.length, false, frames * 160, 0);
    }

    @Test
    void whoever_is_loudest_speaks_until_he_falls_silent_or_another_is_twice_as_loud() {
        say(0, 0);
        assertThat(mix.speaks(alice)).isFalse();
        assertThat(mix.speaks(bob)).isFalse();
        say(2_000, 0);
        assertThat(mix.speaks(alice)).isTrue();
        say(2_000, 3_000);
        assertThat(mix.speaks(alice)).as("both talk").isTrue();
        assertThat(mix.speaks(bob)).isFalse();
        say(2_000, 6_000);
        assertThat(mix.speaks(bob)).isTrue();
        say(2_000, 0);
        assertThat(mix.speaks(alice)).isTrue();
        say(0, 0);
        assertThat(mix.speaks(alice)).isFalse();
    }

    @Test
    void the_noise_of_a_room_is_no_speech_and_who_is_muted_does_not_speak() {
        say(100, 0);
        assertThat(mix.speaks(alice)).isFalse();
        alice.mute(true);
        say(8_000, 0);
        assertThat(mix.speaks(alice)).isFalse();
    }

    @Test
    void who_has_left_does_not_speak() {
        say(2_000, 0);
        mix.remove(alice);
        say(0, 2_000);
        assertThat(mix.speaks(alice)).isFalse();
        assertThat(mix.speaks(bob)).isTrue();
    }
}
