package org.ringfort.media.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.rtcp.Thresholds;

/** All loops of the process: each has a thread and legs of its own, and none knows of another. Any thread. */
public final class RelayLoops implements AutoCloseable {
    /** A loop never rests longer than a second. */
    private static final Duration STANDS_STILL = Duration.ofSeconds(3);

    private final List<RelayLoop> loops;
    private final CodecLanes lanes;

    /**
     * Starts them; they are called by the name and a number.
     *
     * @param count of loops, above 0
     * @param random as {@link Handshakes} and the clock used by all of them at once
     * @param gather for how long packets may wait for others
     * @throws IOException where the machine has no descriptor left
     */
    public RelayLoops(
            String name,
            int count,
            LongSupplier nanoTime,
            RandomGenerator random,
            Handshakes handshakes,
            Duration gather)
            throws IOException {
        this.lanes = new CodecLanes(name);
        List<RelayLoop> started = new ArrayList<>();
        try {
            for (int number = 0; number < count; number++) {
                started.add(new RelayLoop(name + "-" + number, nanoTime, random, handshakes, gather, lanes));
            }
        } catch (IOException | RuntimeException failed) {
            started.forEach(RelayLoop::close);
            lanes.close();
            throw failed;
        }
        this.loops = List.copyOf(started);
    }

    /** In the order of their numbers. */
    public List<RelayLoop> all() {
        return loops;
    }

    /** The one with the fewest legs, of those that come round. */
    public RelayLoop idlest() {
        return loops.stream()
                .min(Comparator.comparing(RelayLoops::standsStill).thenComparingInt(RelayLoop::legs))
                .orElseThrow();
    }

    private static boolean standsStill(RelayLoop loop) {
        return loop.sinceLastTurnNanos() >= STANDS_STILL.toNanos();
    }

    /** From when on legs are poor. */
    public void thresholds(Thresholds now) {
        loops.forEach(loop -> loop.thresholds(now));
    }

    /** A count over the legs of all loops. */
    public double sum(ToDoubleFunction<Totals> count) {
        return loops.stream()
                .mapToDouble(loop -> count.applyAsDouble(loop.totals()))
                .sum();
    }

    /** The name of one that has not come round for so long, if any. */
    public Optional<String> frozen(Duration since) {
        return loops.stream()
                .filter(loop -> loop.sinceLastTurnNanos() >= since.toNanos())
                .map(RelayLoop::name)
                .findFirst();
    }

    /** Stops all, closing every leg; waits for them. */
    @Override
    public void close() {
        loops.forEach(RelayLoop::close);
        lanes.close();
    }
}
