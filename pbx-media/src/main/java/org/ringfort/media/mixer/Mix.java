package org.ringfort.media.mixer;

import java.util.Arrays;
import org.ringfort.media.player.Sound;

/** One conference's sound: 20 ms at a time, everybody's sum less himself (N-1). Orders from any one thread. */
public final class Mix {
    private static final Seat[] NOBODY = {};

    private final Announcer announcer = new Announcer();
    private final int[] sum = new int[Frames.SAMPLES];
    private volatile Seat[] seats = NOBODY;
    private volatile boolean begun = true;

    public void add(Seat seat) {
        Seat[] more = Arrays.copyOf(seats, seats.length + 1);
        more[more.length - 1] = seat;
        seats = more;
    }

    public void remove(Seat seat) {
        seats = Arrays.stream(seats).filter(other -> other != seat).toArray(Seat[]::new);
    }

    /** While it has not begun nobody hears anybody. */
    public void begun(boolean now) {
        begun = now;
    }

    /** For everybody. */
    public void announce(Sound sound) {
        announcer.say(sound);
    }

    /** The next 20 ms; the mixer's thread. Nothing is allocated. */
    void turn() {
        Seat[] present = seats;
        boolean open = begun;
        Arrays.fill(sum, 0);
        for (Seat seat : present) {
            seat.addTo(sum, open);
        }
        if (open) {
            announcer.addTo(sum);
        }
        for (Seat seat : present) {
            seat.tell(sum);
        }
    }
}
