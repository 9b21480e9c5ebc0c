package org.ringfort.media.mixer;

import org.ringfort.media.codec.G711;
import org.ringfort.media.player.Sound;
import org.ringfort.media.relay.Speaker;
import org.ringfort.media.relay.Tap;

/**
 * A leg's place in a conference: hears the leg and speaks to it on the leg's loop, and is heard and spoken to by the mix on the
 * mixer's thread.
 */
public final class Seat implements Tap, Speaker {
    /** What happens to it; told on the leg's loop, which must not wait. */
    public interface Events {
        /** A key was pressed. */
        void pressed(Seat seat, char key);

        /** The leg is closed, or does something else. Told once. */
        void gone(Seat seat);
    }

    private final Events events;
    private final Arrivals arrivals = new Arrivals();
    private final Frames toLeg = new Frames();
    private final JitterBuffer buffer = new JitterBuffer();
    private final Announcer announcer = new Announcer();
    private final Announcer warner = new Announcer();
    private final Limiter limiter = new Limiter();
    private final short[] voice = new short[Frames.SAMPLES];
    private final int[] sum = new int[Frames.SAMPLES];
    private boolean counted;
    private long loudness;
    private boolean told;
    private volatile boolean muted;
    private volatile boolean over;
    private volatile boolean reached;

    public Seat(Events events) {
        this.events = events;
    }

    /** Any thread: nobody hears it, or they do again. */
    public void mute(boolean now) {
        muted = now;
    }

    public boolean muted() {
        return muted;
    }

    /** Any thread: whether its leg has left. */
    public boolean over() {
        return over;
    }

    /** Any thread: for this leg alone, as soon as it can hear. */
    public void announce(Sound sound) {
        announcer.say(sound);
    }

    /** Any thread: for this leg alone, as soon as it can hear, and over whatever it hears then. */
    public void warn(Sound sound) {
        warner.say(sound);
    }

    /** Any thread: the leg is spoken to no more. */
    public void leave() {
        over = true;
    }

    // ------------------------------------------------------------- the mixer's thread

    /** Adds what the leg says in these 20 ms to what everybody says, unless nobody is to hear it. */
    void addTo(int[] everybody, boolean open) {
        arrivals.into(buffer);
        buffer.take(voice);
        counted = open && !muted;
        for (int index = 0; counted && index < everybody.length; index++) {
            everybody[index] += voice[index];
            loudness += Math.abs(voice[index]);
        }
    }

    /** How loud it was heard since the last time, over so many frames: the mean of its samples' size, 0 to 32,768. */
    int takeLevel(int frames) {
        int level = (int) (loudness / ((long) frames * Frames.SAMPLES));
        loudness = 0;
        return level;
    }

    /** What everybody says goes to the leg, without what it says itself. */
    void tell(int[] everybody) {
        short[] frame = toLeg.next();
        if (frame == null) {
            return;
        }
        for (int index = 0; index < sum.length; index++) {
            sum[index] = everybody[index] - (counted ? voice[index] : 0);
        }
        if (reached) {
            announcer.addTo(sum);
            warner.addTo(sum);
        }
        limiter.limit(sum, frame);
        toLeg.written();
    }

    // ------------------------------------------------------------- the leg's loop

    @Override
    public void heard(byte[] octets, int start, int lengthBytes, boolean aLaw, int timestamp, long nowNanos) {
        arrivals.put(octets, start, lengthBytes, aLaw, timestamp);
    }

    @Override
    public void pressed(char key) {
        events.pressed(this, key);
    }

    @Override
    public void passed(long nowNanos) {}

    /** Who is in a conference may be recorded, and has to hear that first; who leaves waits for nothing. */
    @Override
    public boolean waits() {
        return !over;
    }

    /** What is mixed passes; what is for this leg alone waits. */
    @Override
    public void unheard() {
        if (reached) {
            reached = false;
        }
        if (toLeg.first() != null) {
            toLeg.read();
        }
    }

    /** On the loop: it is to speak from now on, and nothing that was said before. */
    public void begins() {
        toLeg.forget();
    }

    @Override
    public boolean speak(byte[] octets, int at, boolean aLaw) {
        if (over) {
            return false;
        }
        if (!reached) {
            reached = true;
        }
        short[] frame = toLeg.first();
        for (int index = 0; index < Frames.SAMPLES; index++) {
            int sample = frame == null ? 0 : frame[index];
            octets[at + index] = aLaw ? G711.compressA(sample) : G711.compressMu(sample);
        }
        if (frame != null) {
            toLeg.read();
        }
        return true;
    }

    @Override
    public void ended(boolean cut) {
        ended();
    }

    @Override
    public void ended() {
        over = true;
        if (!told) {
            told = true;
            events.gone(this);
        }
    }
}
