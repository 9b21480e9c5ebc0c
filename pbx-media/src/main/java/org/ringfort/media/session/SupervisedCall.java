package org.ringfort.media.session;

import java.util.List;
import java.util.function.Consumer;
import org.ringfort.media.mixer.Mix;
import org.ringfort.media.mixer.Seat;
import org.ringfort.media.player.Playlist;
import org.ringfort.media.player.Prompts;
import org.ringfort.media.player.Sound;
import org.ringfort.media.relay.RelayLeg;
import org.ringfort.media.session.SupervisionOrder.Reach;

/**
 * A call of two with a third who listens, and may speak to one of them or to both. The three sit in a mix; who does not hear the third is
 * not spoken to by the mix, but hears the other by the relay as before. The sessions' thread alone.
 */
final class SupervisedCall implements Seat.Events {
    private static final String BEEP = "beep";

    private final Prompts prompts;
    private final Consumer<SupervisedCall> gone;
    private final Mix mix = new Mix();
    private final Place supervisor;
    private final Place supervised;
    private final Place other;
    private boolean over;

    /** Somebody in it. */
    private final class Place {
        private final Leg leg;
        private final RelayLeg relay;
        private final Seat seat = new Seat(SupervisedCall.this);
        private boolean hears;

        Place(Leg leg) {
            this.leg = leg;
            this.relay = leg.relay();
        }

        /** It is listened to. */
        void watched() {
            leg.supervised(SupervisedCall.this);
            leg.loop().post(() -> relay.supervise(seat));
        }

        /** Whatever it hears now, it hears that first; where it is on hold, as soon as it is not. */
        void told(Sound sound) {
            leg.loop().post(() -> relay.speak(new Playlist(List.of(sound), true, cut -> {})));
        }

        void hearsMix(boolean now) {
            if (hears != now) {
                hears = now;
                leg.loop().post(() -> {
                    seat.begins();
                    relay.mix(now ? seat : null);
                });
            }
        }

        /** Where nothing more can be posted the seat, being left, does no harm. */
        void leaves(Runnable then) {
            boolean there = !seat.over(); // else somebody else listens there by now
            seat.leave();
            if (there) {
                try {
                    leg.loop().post(then);
                } catch (IllegalStateException overloaded) {
                    return;
                }
            }
        }
    }

    /** @param gone one of the three has left, or does something else; any thread */
    SupervisedCall(Leg supervisor, Leg supervised, Leg other, Prompts prompts, Consumer<SupervisedCall> gone) {
        this.prompts = prompts;
        this.gone = gone;
        this.supervisor = new Place(supervisor);
        this.supervised = new Place(supervised);
        this.other = new Place(other);
    }

    /** What is to be mixed. */
    Mix mix() {
        return mix;
    }

    Leg supervisor() {
        return supervisor.leg;
    }

    /** Whether these are the three. */
    boolean isOf(Leg by, Leg one, Leg another) {
        return by.equals(supervisor.leg) && one.equals(supervised.leg) && another.equals(other.leg);
    }

    /** Whether it is one of the three. */
    boolean concerns(Leg leg) {
        return leg.equals(supervisor.leg) || leg.equals(supervised.leg) || leg.equals(other.leg);
    }

    /** Two talk from now on; where they are not the two that talked here, it is over. */
    void talk(Leg one, Leg another) {
        if (!concerns(one) || !concerns(another)) {
            dissolves();
        }
    }

    /** The two talk with each other no more. */
    void dissolves() {
        over = true;
        gone.accept(this);
    }

    /** @throws IllegalStateException where a loop takes no order; it is to be ended then */
    void begin(boolean tone) {
        for (Place place : List.of(supervisor, supervised, other)) {
            mix.add(place.seat);
        }
        for (Place watched : List.of(supervised, other)) {
            watched.watched();
            if (tone) {
                prompts.find(BEEP).ifPresent(watched::told);
            }
        }
        supervisor
                .leg
                .loop()
                .post(
                        () -> { // what it tells comes after this
                            supervisor.relay.tap(supervisor.seat);
                            supervisor.relay.speak(supervisor.seat);
                        });
    }

    /**
     * From now on this much, and no more; he is told by a word.
     *
     * @throws IllegalStateException as {@link #begin}
     */
    void reach(Reach now) {
        supervisor.seat.mute(now == Reach.LISTEN);
        supervised.hearsMix(now != Reach.LISTEN);
        other.hearsMix(now == Reach.BARGE);
        prompts.find(now.word()).ifPresent(supervisor.seat::announce);
    }

    /** Whether it is over, though nobody may have come to say so. */
    boolean isLeft() {
        return over || supervisor.seat.over() || supervised.seat.over() || other.seat.over();
    }

    /** The two go on by themselves; the third hears nothing any more. */
    void end() {
        mix.end();
        for (Place watched : List.of(supervised, other)) {
            watched.leaves(() -> {
                watched.relay.supervise(null);
                watched.relay.mix(null);
            });
        }
        supervisor.leaves(() -> supervisor.relay.tap(null));
    }

    @Override
    public void pressed(Seat seat, char key) {} // the edge hears keys by itself

    @Override
    public void gone(Seat seat) {
        gone.accept(this);
    }
}
