package org.ringfort.media.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.player.HoldTune;
import org.ringfort.media.player.Sound;

/**
 * Tunes for those on hold: ours, and those that edges have brought, the longest unused forgotten first. Who is to hear one that is not
 * here waits for it a little, and then hears ours. The sessions' thread alone.
 */
final class Tunes {
    /** Name of the one that is always here. */
    static final String BUILT_IN = "built-in";

    private static final long MOST_OCTETS = 64L << 20;
    private static final int MOST_WAITING = 4_096;
    private static final int LONGEST_NAME = 256;
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private record Waiting(String name, Consumer<Sound> to, long untilNanos) {}

    private final LongSupplier nanoTime;
    private final BiConsumer<EdgeName, SessionEvent> tell;
    private final Sound builtIn = HoldTune.builtIn();
    private final Map<String, Sound> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<String> wanted = new LinkedHashSet<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long octets;

    Tunes(LongSupplier nanoTime, BiConsumer<EdgeName, SessionEvent> tell) {
        this.nanoTime = nanoTime;
        this.tell = tell;
    }

    /** Once, now or later. */
    void give(String name, EdgeName edge, Consumer<Sound> to) {
        Sound tune = name.equals(BUILT_IN) ? builtIn : kept.get(name);
        if (tune != null) {
            to.accept(tune);
        } else if (waiting.size() >= MOST_WAITING || name.length() > LONGEST_NAME) {
            to.accept(builtIn);
        } else {
            want(name);
            waiting.add(new Waiting(name, to, nanoTime.getAsLong() + PATIENCE_NANOS));
            tell.accept(edge, new SessionEvent.TuneWanted(name));
        }
    }

    /** Who asked for it may have given up by now: it is there for the next. */
    private void want(String name) {
        wanted.add(name);
        if (wanted.size() > MOST_WAITING) {
            wanted.remove(wanted.iterator().next());
        }
    }

    /** One that was asked for and has not come yet; what is here stays as it is. */
    Outcome<Boolean> keep(String name, Sound tune) {
        if (!wanted.remove(name)) {
            return Outcome.refused(Refusal.Reason.UNKNOWN, "nobody waits for that tune");
        }
        kept.put(name, tune);
        octets += tune.lengthBytes();
        for (Iterator<Sound> oldest = kept.values().iterator(); octets > MOST_OCTETS && oldest.hasNext(); ) {
            octets -= oldest.next().lengthBytes();
            oldest.remove();
        }
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting one = each.next();
            if (one.name().equals(name)) {
                each.remove();
                one.to().accept(tune);
            }
        }
        return new Outcome.Agreed<>(true);
    }

    /** Now and then. */
    void sweep() {
        while (!waiting.isEmpty() && nanoTime.getAsLong() - waiting.getFirst().untilNanos() >= 0) {
            waiting.removeFirst().to().accept(builtIn);
        }
    }
}
