package org.ringfort.media.mixer;

import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.codec.G711;
import org.ringfort.media.player.Sound;

/** Sounds one after the other into a mix. Anybody says, the mixer's thread adds; what comes while many wait is left out. */
final class Announcer {
    private final ArrayBlockingQueue<Sound> waiting = new ArrayBlockingQueue<>(8);
    private @Nullable Sound sound;
    private int at;

    void say(Sound next) {
        var _ = waiting.offer(next);
    }

    void addTo(int[] sum) {
        for (int index = 0; index < sum.length; index++) {
            while (sound == null || at >= sound.lengthBytes()) {
                sound = waiting.poll();
                at = 0;
                if (sound == null) {
                    return;
                }
            }
            sum[index] += G711.linearOfMu(sound.at(at++));
        }
    }
}
