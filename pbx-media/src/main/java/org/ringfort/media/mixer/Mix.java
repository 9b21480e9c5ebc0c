package org.ringfort.media.mixer;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.codec.G711;
import org.ringfort.media.player.Sound;
import org.ringfort.media.relay.Tap;

/**
 * What several legs say together, 20 ms at a time: for each of them without himself (N-1), and whole for who records it. Orders from any
 * one thread.
 */
public final class Mix {
    private static final Seat[] NOBODY = {};

    private final Announcer announcer = new Announcer();
    private final int[] sum = new int[Frames.SAMPLES];
    private final short[] whole = new short[Frames.SAMPLES];
    private final byte[] octets = new byte[Frames.SAMPLES];
    private final Limiter limiter = new Limiter();
    private final SpeakerWatch speaking = new SpeakerWatch();
    private final AtomicReference<@Nullable Tap> listener = new AtomicReference<>();
    private volatile boolean over;
    private volatile Seat[] seats = NOBODY;
    private volatile boolean begun = true;

    public Mix() {
        this(null);
    }

    /** @param listener hears the whole, on the mixer's thread */
    public Mix(@Nullable Tap listener) {
        this.listener.set(listener);
    }

    /**
     * It hears the whole from now on, on the mixer's thread, instead of who did before; where nobody is there any more it is told at
     * once.
     */
    public void listen(Tap tap) {
        listener.set(tap);
        finished(); // who turns it no more tells nobody
    }

    /** Nobody is there any more; who listens is told, on the mixer's thread. */
    public void end() {
        over = true;
    }

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

    /** Any thread: whether it is this one who speaks, of all who are in it. */
    public boolean speaks(Seat seat) {
        return speaking.speaker() == seat;
    }

    /** Whether it is not to be turned again. */
    boolean finished() {
        boolean ended = over;
        Tap listens = ended ? listener.getAndSet(null) : null;
        if (listens != null) {
            listens.ended();
        }
        return ended;
    }

    /** The next 20 ms; the mixer's thread. Nothing is allocated. */
    void turn(long nowNanos) {
        Seat[] present = seats;
        boolean open = begun;
        Arrays.fill(sum, 0);
        for (Seat seat : present) {
            seat.addTo(sum, open);
        }
        speaking.turned(present);
        if (open) {
            announcer.addTo(sum);
        }
        for (Seat seat : present) {
            seat.tell(sum);
        }
        Tap listens = listener.get();
        if (listens != null) {
            limiter.limit(sum, whole);
            for (int index = 0; index < octets.length; index++) {
                octets[index] = G711.compressMu(whole[index]);
            }
            listens.heard(octets, 0, octets.length, false, 0, nowNanos);
        }
    }
}
