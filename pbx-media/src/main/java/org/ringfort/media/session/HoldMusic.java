package org.ringfort.media.session;

import org.ringfort.media.player.HoldTune;
import org.ringfort.media.relay.RelayLeg;
import org.ringfort.media.relay.RelayLoop;
import org.ringfort.protocol.sdp.Attribute.Direction;

/**
 * What a leg hears while the other keeps it on hold. It follows from what both have agreed to, and is settled whenever they agree, so
 * that glare, refused offers and transfers need no care of their own. The sessions' thread alone; the relay is told by its mailbox.
 *
 * @rfc 3264 8.4
 */
final class HoldMusic {
    private final Tunes tunes;
    private final RelayLoop loop;
    private final RelayLeg relay;
    private String playing = "";
    private int orders;
    /** Whether it has taken what we send, now or before: who never does holds nobody, but is a microphone. */
    private boolean listened;

    HoldMusic(Tunes tunes, RelayLoop loop, RelayLeg relay) {
        this.tunes = tunes;
        this.loop = loop;
        this.relay = relay;
    }

    /** What is told of the one that holds: where there is music for whom it holds, that one has to take something.
     *
     * @param direction what it will do by itself
     */
    static Direction told(Direction direction, Leg by, boolean holds) {
        return holds && by.hears().listened && !by.holdMusic().isEmpty()
                ? Direction.of(true, direction.receives())
                : direction;
    }

    /** The leg has, to this as its peer sees it. */
    void agreed(Direction direction) {
        listened |= direction.receives();
    }

    /** Both have agreed. */
    static void settle(Leg one, Leg other, EdgeName edge) {
        one.hears().plays(of(other, one), edge);
        other.hears().plays(of(one, other), edge);
    }

    private static String of(Leg holder, Leg held) {
        return holder.holds() && holder.hears().listened && held.takes() ? holder.holdMusic() : "";
    }

    /** Nobody keeps it on hold any longer. */
    void stops() {
        if (!playing.isEmpty()) {
            playing = "";
            orders++;
            loop.post(() -> relay.music(null));
        }
    }

    private void plays(String tune, EdgeName edge) {
        if (tune.isEmpty()) {
            stops();
        } else if (!tune.equals(playing)) {
            playing = tune;
            int order = ++orders;
            tunes.give(tune, edge, sound -> {
                if (order == orders) {
                    loop.post(() -> relay.music(new HoldTune(sound)));
                }
            });
        }
    }
}
