package org.ringfort.edge.trace;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.ringfort.edge.loop.Tap;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.protocol.hep.HepPacket;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what passes without touching it. A loop puts a reference into its ring, and no more; this class's own thread takes it
 * out some milliseconds later, redacts it, keeps what belongs to calls, and tells the collector of everything. What it has no
 * time for is dropped and counted; no loop ever waits.
 *
 * <p>A turn takes only what was in the rings when the turn before ended: by then whoever began a call has told which Call-ID is
 * whose, so that both legs go to the collector under the call's name.
 */
public final class Tracer implements Tap, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tracer.class);
    private static final Duration TURN = Duration.ofMillis(20);
    private static final int MOST_TASKS = 16_384;
    private static final int MOST_CALLS = 20_000;
    private static final InetAddress NOWHERE = InetAddress.ofLiteral("0.0.0.0");
    private static final InetAddress NOWHERE_6 = InetAddress.ofLiteral("::");
    private static final int UDP = 17;
    private static final int TCP = 6;

    /** What calls are made of; others are kept where a call is known to own them. */
    private static final Set<Method> OF_CALLS = Set.of(
            Method.INVITE,
            Method.ACK,
            Method.CANCEL,
            Method.BYE,
            Method.PRACK,
            Method.UPDATE,
            Method.INFO,
            Method.REFER);

    private final TraceSettings settings;
    private final Clock clock;
    private final List<Ring> rings = new ArrayList<>();
    private final BlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(MOST_TASKS);
    private final Legs legs = new Legs(MOST_CALLS);
    private final Kept kept;
    private final Redaction redaction = new Redaction();
    private final Optional<HepSender> collector;
    private final LongAdder overrun = new LongAdder();
    private final LongAdder untold = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private final Thread thread = Thread.ofPlatform().name("sip-trace").daemon().unstarted(this::run);
    private final long[] until;
    private volatile boolean running = true;
    private volatile long keptBytes;

    /**
     * Not started.
     *
     * @param loops how many there are
     */
    public Tracer(TraceSettings settings, int loops, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        for (int i = 0; i < loops; i++) {
            rings.add(new Ring(settings.ringEntries()));
        }
        until = new long[loops];
        kept = new Kept(settings.kept(), settings.mostBytes());
        collector = settings.collector().map(HepSender::new);
    }

    public void start() {
        collector.ifPresent(HepSender::start);
        thread.start();
    }

    public void measure(MeterRegistry registry) {
        Gauge.builder(Metrics.TRACE_BYTES, this, tracer -> tracer.keptBytes).register(registry);
        dropped(registry, "ring", overrun);
        dropped(registry, "leg", untold);
        dropped(registry, "fault", faults);
        collector.ifPresent(sender -> {
            FunctionCounter.builder(Metrics.TRACE_DROPPED, sender, HepSender::dropped)
                    .tag("reason", "collector")
                    .register(registry);
            FunctionCounter.builder(Metrics.TRACE_SENT, sender, HepSender::sent).register(registry);
        });
    }

    private static void dropped(MeterRegistry registry, String reason, LongAdder count) {
        FunctionCounter.builder(Metrics.TRACE_DROPPED, count, LongAdder::sum)
                .tag("reason", reason)
                .register(registry);
    }

    // ------------------------------------------------------------------ by the loops

    @Override
    public void received(int loop, Flow flow, SipMessage message) {
        note(loop, false, flow, message);
    }

    @Override
    public void sent(int loop, Flow flow, SipMessage message) {
        note(loop, true, flow, message);
    }

    private void note(int loop, boolean sent, Flow flow, SipMessage message) {
        if (loop >= rings.size() || !rings.get(loop).offer(new Seen(nowMicros(), sent, flow, message))) {
            overrun.increment();
        }
    }

    @Override
    public void leg(String sipCallId, String callId, String tenantId) {
        if (!tasks.offer(() -> legs.add(sipCallId, callId, tenantId))) {
            untold.increment();
        }
    }

    // ------------------------------------------------------------------ by those who ask

    /** What is still known of a call; any thread. */
    public CompletableFuture<Trace> of(String callId) {
        var answer = new CompletableFuture<Trace>();
        boolean asked = tasks.offer(
                () -> answer.complete(legs.call(callId).map(kept::of).orElse(Trace.UNKNOWN)));
        if (!asked) {
            answer.complete(Trace.UNKNOWN);
        }
        return answer;
    }

    // ------------------------------------------------------------------ by its own thread

    private void run() {
        while (running) {
            try {
                turn();
            } catch (RuntimeException | StackOverflowError bug) {
                faults.increment();
                LOG.atError()
                        .setCause(bug)
                        .addKeyValue(Fields.EVENT_ACTION, Events.TRACE_FAULT)
                        .log("a message could not be traced");
            }
            LockSupport.parkNanos(TURN.toNanos());
        }
    }

    /** One turn; in tests without the thread. */
    void turn() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        for (int i = 0; i < until.length; i++) {
            Ring ring = rings.get(i);
            for (Seen seen = ring.poll(until[i]); seen != null; seen = ring.poll(until[i])) {
                take(seen);
            }
            until[i] = ring.end();
        }
        kept.expire(nowMicros());
        keptBytes = kept.bytes();
    }

    private void take(Seen seen) {
        String sipCallId = seen.message().headers().callId();
        Optional<String> call = legs.callOf(sipCallId);
        boolean ofCall = call.isPresent() || OF_CALLS.contains(seen.message().method());
        boolean keeps = ofCall && !settings.kept().isZero();
        if (!keeps && collector.isEmpty()) {
            return;
        }
        Body octets = redaction.of(seen.message());
        if (keeps) {
            kept.add(seen.atMicros(), seen.sent(), seen.flow(), sipCallId, octets);
        }
        if (octets.lengthBytes() <= HepPacket.MOST_PAYLOAD) {
            collector.ifPresent(sender -> sender.send(packet(seen, call.orElse(sipCallId), octets)));
        }
    }

    private byte[] packet(Seen seen, String correlation, Body octets) {
        Flow flow = seen.flow();
        int id = settings.collector().map(TraceSettings.Collector::captureId).orElse(0);
        return new HepPacket(
                        seen.sent() ? local(flow) : flow.remote(),
                        seen.sent() ? flow.remote() : local(flow),
                        flow.transport() == TransportKind.UDP ? UDP : TCP,
                        seen.atMicros(),
                        id,
                        Optional.empty(),
                        Optional.of(correlation.length() <= 80 ? correlation : correlation.substring(0, 80)),
                        octets)
                .octets();
    }

    /** Our end. Where it is bound to every address of the other family, none is known. */
    private static InetSocketAddress local(Flow flow) {
        byte[] theirs = flow.remote().getAddress().getAddress();
        return flow.local().getAddress().getAddress().length == theirs.length
                ? flow.local()
                : new InetSocketAddress(
                        theirs.length == 4 ? NOWHERE : NOWHERE_6, flow.local().getPort());
    }

    private long nowMicros() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        collector.ifPresent(HepSender::close);
    }
}
