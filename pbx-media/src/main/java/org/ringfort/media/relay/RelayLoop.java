package org.ringfort.media.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.media.dtls.Fingerprint;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.port.LegPorts;
import org.ringfort.media.port.LoopPorts;
import org.ringfort.media.port.PacketBuffer;
import org.ringfort.media.port.Poller;
import org.ringfort.media.port.PortPair;
import org.ringfort.media.port.SharedPorts;
import org.ringfort.media.port.UdpPort;
import org.ringfort.media.rtcp.Thresholds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that owns legs: it waits for datagrams, serves them, and lets time pass for its legs. Everything about a leg
 * happens on this thread; others post what they want done. A shard: several {@link RelayLoops} share nothing, and legs that hear each
 * other by the relay are on one.
 */
public final class RelayLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
    private static final int MAILBOX = 65_536;
    private static final int PACKETS_IN_A_ROW = 64;
    private static final long TICK_NANOS = 5_000_000;

    private final Poller poller;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final Handshakes handshakes;
    private final Gathering gathering;
    private final BlockingQueue<Runnable> mailbox = new ArrayBlockingQueue<>(MAILBOX);
    private final List<RelayLeg> legs = new ArrayList<>();
    private final Totals totals = new Totals();
    private final Thread thread;
    private final PacketBuffer packet = new PacketBuffer();
    private final PacketBuffer spare = new PacketBuffer();
    private @Nullable Sharing shared;
    private final CodecLanes lanes;
    private final String name;
    private final AtomicInteger open = new AtomicInteger();
    private volatile LoopPorts ports = LoopPorts.apart();
    private volatile Thresholds thresholds = Thresholds.DEFAULT;
    private boolean settled;
    private volatile boolean stopped;
    private volatile long lastTurnNanos;

    /**
     * @param random for SSRCs, first sequence numbers and timing; unpredictable
     * @param handshakes where legs that have their keys by DTLS get them
     * @param gather for how long packets may wait for others
     * @param lanes where it has decoded and encoded; closed by others
     */
    RelayLoop(
            String name,
            LongSupplier nanoTime,
            RandomGenerator random,
            Handshakes handshakes,
            Duration gather,
            CodecLanes lanes)
            throws IOException {
        this.name = name;
        this.poller = new Poller();
        this.nanoTime = nanoTime;
        this.random = random;
        this.handshakes = handshakes;
        this.gathering = new Gathering(gather);
        this.lastTurnNanos = nanoTime.getAsLong();
        this.lanes = lanes;
        this.thread = Thread.ofPlatform().name(name).start(this::run);
    }

    /**
     * Has something done on the loop; any thread.
     *
     * @throws IllegalStateException where the loop has stopped or is hopelessly behind
     */
    public void post(Runnable task) {
        if (stopped || !mailbox.offer(task)) {
            throw new IllegalStateException(stopped ? "the loop has stopped" : "the loop's mailbox is full");
        }
        if (!Thread.currentThread().equals(thread)) {
            poller.wake();
        }
    }

    /** Has something found out on the loop; any thread. */
    public <T> CompletableFuture<T> ask(Supplier<T> question) {
        var answer = new CompletableFuture<T>();
        post(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException fault) {
                answer.completeExceptionally(fault);
            }
        });
        return answer;
    }

    /** A leg on its ports, owned by the loop from now on; any thread. It is deaf and mute until terms are agreed. */
    public RelayLeg open(LegPorts ports, LegEvents events) {
        var leg = new RelayLeg(this, ports, events, random, handshakes, totals);
        post(() -> {
            legs.add(leg);
            switch (ports) {
                case PortPair own -> {
                    poller.watch(own.rtp(), () -> receive(leg, false, own.rtp()));
                    poller.watch(own.rtcp(), () -> receive(leg, true, own.rtcp()));
                }
                case SharedPorts.Place place ->
                    leg.line(Objects.requireNonNull(shared).line(leg));
            }
        });
        open.incrementAndGet();
        return leg;
    }

    /** Legs may have their place on these ports from now on, which the loop closes at its end; any thread, before the first such leg. */
    public void share(SharedPorts both) {
        post(() -> {
            var sharing = new Sharing(this, both);
            shared = sharing;
            both.rtp().watch(poller, () -> receive(sharing.rtp()));
            both.rtcp().watch(poller, () -> receive(sharing.rtcp()));
        });
        ports = LoopPorts.on(both);
    }

    /** What the ports of its legs have in common; any thread. */
    public LoopPorts ports() {
        return ports;
    }

    /** The ports that legs share, and who finds out whose a datagram is. */
    private record Sharing(SharedPorts ports, Switchboard rtp, Switchboard rtcp) {
        Sharing(RelayLoop loop, SharedPorts ports) {
            this(ports, new Switchboard(ports.rtp(), false, loop), new Switchboard(ports.rtcp(), true, loop));
        }

        Switchboard.Line line(RelayLeg leg) {
            return new Switchboard.Line(leg, rtp, rtcp);
        }

        void passed() {
            rtp.passed();
            rtcp.passed();
        }
    }

    /** Closes a leg and its ports; what was measured comes with the end. Any thread. */
    public CompletableFuture<LegFigures> close(RelayLeg leg) {
        return ask(() -> end(leg));
    }

    private LegFigures end(RelayLeg leg) {
        if (legs.remove(leg)) {
            open.decrementAndGet();
        }
        legs.forEach(other -> other.unroute(leg, leg));
        return leg.close();
    }

    /** Of the certificate that legs show in handshakes. */
    public Fingerprint certificate() {
        return handshakes.fingerprint();
    }

    public Totals totals() {
        return totals;
    }

    /** As its thread is called. */
    public String name() {
        return name;
    }

    /** Legs that it owns; any thread. */
    public int legs() {
        return open.get();
    }

    /** Nanoseconds since the loop last came round: it never rests longer than a second. */
    public long sinceLastTurnNanos() {
        return nanoTime.getAsLong() - lastTurnNanos;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    PacketBuffer packet() {
        return packet;
    }

    /** Room for what is sent beside what lies in {@link #packet()}. */
    PacketBuffer spare() {
        return spare;
    }

    /** Whether the leg is not closed. */
    boolean has(RelayLeg leg) {
        return legs.contains(leg);
    }

    /** From when on legs are poor; any thread. */
    public void thresholds(Thresholds now) {
        thresholds = now;
    }

    Thresholds thresholds() {
        return thresholds;
    }

    CodecLanes lanes() {
        return lanes;
    }

    private void run() {
        long nextTick = nanoTime.getAsLong();
        while (!stopped) {
            try {
                settle();
                long now = nanoTime.getAsLong();
                lastTurnNanos = now;
                if (now - nextTick >= 0) {
                    for (int at = 0; at < legs.size(); at++) {
                        legs.get(at).passed(now);
                    }
                    if (shared != null) {
                        shared.passed();
                    }
                    nextTick += TICK_NANOS * Math.max(1, (now - nextTick) / TICK_NANOS);
                }
                flush();
                settled = false;
                poller.poll(legs.isEmpty() ? 500 : Math.max(1, (nextTick - nanoTime.getAsLong()) / 1_000_000));
                flush();
                long rest = gathering.rest(totals.datagramsReceived(), nanoTime.getAsLong());
                if (rest > 0) {
                    LockSupport.parkNanos(rest);
                }
            } catch (RuntimeException fault) {
                fault(fault);
            }
        }
        for (RelayLeg leg : legs) {
            try {
                leg.close();
            } catch (RuntimeException fault) {
                fault(fault);
            }
        }
        legs.clear();
        if (shared != null) {
            flush();
            shared.ports().close();
        }
    }

    /** Counts and tells a bug of ours. */
    void fault(RuntimeException fault) {
        totals.fault();
        LOG.atError()
                .setCause(fault)
                .addKeyValue(Fields.EVENT_ACTION, Events.LOOP_FAULT)
                .log("the relay loop met a bug of ours");
    }

    private void settle() {
        for (Runnable task = mailbox.poll(); task != null; task = mailbox.poll()) {
            task.run();
        }
        settled = true;
    }

    private void receive(RelayLeg leg, boolean rtcp, UdpPort port) {
        if (!settled) {
            settle(); // what was posted before the packet came, the terms it falls under above all
        }
        for (int count = 0; count < PACKETS_IN_A_ROW; count++) {
            int length = port.receive(packet);
            if (length < 0) {
                return;
            }
            leg.take(rtcp, packet, length, port.source());
            totals.received();
        }
    }

    private void receive(Switchboard board) {
        if (!settled) {
            settle();
        }
        board.receive(packet);
    }

    private void flush() {
        if (shared != null) {
            for (int refused = shared.ports().flush(); refused > 0; refused--) {
                totals.drop(Drop.UNSENDABLE);
            }
        }
    }

    /** Stops the thread, closing every leg; waits for it. */
    @Override
    public void close() {
        stopped = true;
        poller.wake();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        poller.close();
    }
}
