package org.ringfort.app.applications;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One thing to hear; a play is a sequence of these. */
public sealed interface Sound {
    /** A shipped prompt, by name. */
    record Prompt(String name) implements Sound {}

    /**
     * G.711 µ-law, 8000 Hz, mono.
     *
     * @param octets at most {@link #MAX_OCTETS}
     */
    @SuppressWarnings("ArrayRecordComponent") // made for one play, compared by nobody
    record Pcmu(byte[] octets) implements Sound {
        /** What one message to media may carry: 200 seconds. */
        public static final int MAX_OCTETS = 1_600_000;

        public Pcmu {
            if (octets.length > MAX_OCTETS) {
                throw new IllegalArgumentException("sound of " + octets.length + " octets");
            }
        }
    }

    /**
     * Nothing to hear.
     *
     * @param length up to ten seconds
     */
    record Silence(Duration length) implements Sound {}

    /** Shipped prompts, in this order. */
    static List<Sound> prompts(String... names) {
        List<Sound> sounds = new ArrayList<>();
        for (String name : names) {
            sounds.add(new Prompt(name));
        }
        return sounds;
    }

    /** A number said digit by digit; what is no digit is left out. */
    static List<Sound> digits(String number) {
        List<Sound> sounds = new ArrayList<>();
        number.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> sounds.add(new Prompt("digit-" + (char) c)));
        return sounds;
    }
}
