package org.ringfort.media.port;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The ports that legs may have. A socket exists only while its leg lives; afterwards its number rests, so that late
 * packets of one call never reach the next. Numbers are handed out in random order. Any thread; a port belongs to the loop that it was
 * opened for.
 *
 * <p>Where all numbers rest, the one that has rested longest is handed out before its time, rather than refuse a call: late
 * packets of another call are dropped by the leg's keys or its source. A hundredth of the time it always rests.
 *
 * <p>So many pairs as the reserve has are left to calls for help, which wait for no rest either. It is a number, not certain ports: what
 * is given back fills it before an ordinary leg is served again.
 */
public final class PortPool {
    private static final int SHORTEST_REST = 100;

    private final InetAddress bind;
    private final long quarantineNanos;
    private final LongSupplier nanoTime;
    private final int size;
    private final int reserve;
    private final Deque<Resting> resting = new ArrayDeque<>();
    private int open;
    private long exhaustions;
    private long helpExhaustions;
    private long hurried;

    private record Resting(int rtp, long freeAtNanos) {}

    /**
     * @param first the first port; an odd one is left out
     * @param last the last port
     */
    public PortPool(
            InetAddress bind, int first, int last, Duration quarantine, LongSupplier nanoTime, RandomGenerator random) {
        this(bind, first, last, 0, quarantine, nanoTime, random);
    }

    /** @param reserve pairs that calls for help alone may have */
    public PortPool(
            InetAddress bind,
            int first,
            int last,
            int reserve,
            Duration quarantine,
            LongSupplier nanoTime,
            RandomGenerator random) {
        this.bind = bind;
        this.quarantineNanos = quarantine.toNanos();
        this.nanoTime = nanoTime;
        List<Integer> numbers = new ArrayList<>();
        for (int number = first + (first & 1); number + 1 <= last; number += 2) {
            numbers.add(number);
        }
        Collections.shuffle(numbers, Random.from(random));
        long now = nanoTime.getAsLong();
        numbers.forEach(number -> resting.add(new Resting(number, now)));
        this.size = numbers.size();
        this.reserve = reserve;
    }

    /**
     * Where a leg's media may come and go; empty where no port is free.
     *
     * @param of the leg's loop
     * @param proved whether its packets will prove whose they are: only then can it share a port with others
     * @param forHelp whether it may have one of the reserve
     */
    public Optional<LegPorts> place(LoopPorts of, boolean proved, boolean forHelp) {
        return proved && of.shared().isPresent()
                ? Optional.of(of.shared().get().place())
                : open(of, forHelp).map(LegPorts.class::cast);
    }

    /** Opens a pair for a loop; empty where none is free. A number that somebody else holds is passed over. */
    public Optional<PortPair> open(LoopPorts of, boolean forHelp) {
        synchronized (this) {
            int candidates = forHelp || resting.size() > reserve ? resting.size() : 0;
            for (int tried = 0; tried < candidates; tried++) {
                Resting next = resting.getFirst();
                long still = next.freeAtNanos() - nanoTime.getAsLong();
                if (!forHelp && still > quarantineNanos - quarantineNanos / SHORTEST_REST) {
                    break;
                }
                resting.removeFirst();
                Optional<PortPair> pair = tryOpen(of.scratch(), next.rtp());
                if (pair.isPresent()) {
                    open++;
                    hurried += still > 0 ? 1 : 0;
                    return pair;
                }
                resting.addLast(new Resting(next.rtp(), nanoTime.getAsLong() + quarantineNanos));
            }
            exhaustions++;
            return Optional.empty();
        }
    }

    void release(int rtp) {
        synchronized (this) {
            open--;
            resting.addLast(new Resting(rtp, nanoTime.getAsLong() + quarantineNanos));
        }
    }

    /** Pairs in use. */
    public synchronized int inUse() {
        return open;
    }

    /** Pairs of the whole range. */
    public int size() {
        return size;
    }

    /** Pairs that calls for help alone may have. */
    public int reserve() {
        return reserve;
    }

    /** How many of those are in use. */
    public synchronized int reserveInUse() {
        return Math.max(0, reserve - resting.size());
    }

    /** How often nobody could be served. */
    public synchronized long exhaustions() {
        return exhaustions;
    }

    /** It was a call for help that could not be served. */
    public synchronized void failedHelp() {
        helpExhaustions++;
    }

    /** How often of those it was a call for help: {@link #failedHelp}. */
    public synchronized long helpExhaustions() {
        return helpExhaustions;
    }

    /** How many numbers were handed out before their rest was over. */
    public synchronized long hurried() {
        return hurried;
    }

    private Optional<PortPair> tryOpen(Scratch scratch, int number) {
        UdpPort rtp;
        try {
            rtp = UdpPort.open(bind, number, scratch);
        } catch (IOException taken) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PortPair(this, rtp, UdpPort.open(bind, number + 1, scratch)));
        } catch (IOException taken) {
            rtp.close();
            return Optional.empty();
        }
    }
}
