package org.ringfort.edge.loop;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.ringfort.edge.emergency.EmergencyNumbers;
import org.ringfort.edge.transport.Destination;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.Inbound;
import org.ringfort.edge.transport.Wire;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.MaxForwards;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.SessionExpires;
import org.ringfort.protocol.sip.header.Via;

/**
 * All shards together: messages find theirs, requests by their Call-ID, responses by their branch.
 *
 * <p>Handlers and listeners are set before {@link #start()}.
 */
public final class SipLoop implements Signalling, AutoCloseable {
    private static final long LATE_NANOS = 20_000_000;

    private final LoopSettings settings;
    private final Wire wire;
    private final LoopMetrics metrics;
    private final LongSupplier clockNanos;
    private final RandomGenerator random;
    private final Tap tap;
    private final Map<Method, RequestHandler> handlers = new ConcurrentHashMap<>();
    private volatile EmergencyNumbers emergencies = new EmergencyNumbers(EmergencyNumbers.STANDARD);
    private final List<Consumer<Flow>> flowListeners = new CopyOnWriteArrayList<>();
    private final List<Shard> shards = new ArrayList<>();
    private final List<Core> cores = new ArrayList<>();
    private final List<Dispatcher> dispatchers = new ArrayList<>();

    /** A loop on the system's clock that nobody looks at. */
    public SipLoop(LoopSettings settings, Wire wire, MeterRegistry registry) {
        this(settings, wire, registry, Tap.NONE);
    }

    /** A loop on the system's clock. */
    public SipLoop(LoopSettings settings, Wire wire, MeterRegistry registry, Tap tap) {
        this(settings, wire, registry, System::nanoTime, new SecureRandom(), tap);
    }

    /**
     * A loop.
     *
     * @param clockNanos a clock that never jumps
     * @param random must not be guessable
     * @param tap sees what passes
     */
    public SipLoop(
            LoopSettings settings,
            Wire wire,
            MeterRegistry registry,
            LongSupplier clockNanos,
            RandomGenerator random,
            Tap tap) {
        this.tap = tap;
        this.settings = settings;
        this.wire = wire;
        this.metrics = new LoopMetrics(registry);
        this.clockNanos = clockNanos;
        this.random = random;
        for (int i = 0; i < settings.loops(); i++) {
            var shard = new Shard(i, settings.mailboxCapacity());
            var core =
                    new Core(i, settings, wire, metrics, handlers, this::isEmergency, clockNanos, random, tap, shard);
            metrics.gauges(i, core);
            shards.add(shard);
            cores.add(core);
            // A connection serves legs of every shard; its end is told once.
            dispatchers.add(new Dispatcher(core, i == 0 ? this::flowClosed : flow -> {}));
        }
    }

    /** Requests of {@code method} outside any dialog begin with {@code handler}. */
    public void handle(Method method, RequestHandler handler) {
        handlers.put(method, handler);
    }

    /** For what is called by these there is room when there is none for others. */
    public void makeRoomFor(EmergencyNumbers numbers) {
        emergencies = numbers;
    }

    private boolean isEmergency(SipRequest request) {
        return emergencies.calledBy(request);
    }

    private boolean callsForHelp(SipMessage message) {
        return message instanceof SipRequest request && isEmergency(request);
    }

    /** {@code listener} is told, on the loop, of every connection that closes. */
    public void onFlowClosed(Consumer<Flow> listener) {
        flowListeners.add(listener);
    }

    /** Starts the threads. */
    public void start() {
        for (int i = 0; i < shards.size(); i++) {
            shards.get(i).start(cores.get(i)::advance);
        }
    }

    /** Instead of {@link #start()}, for tests with a clock of their own: one turn of every shard on this thread. */
    void turnOnce() {
        for (int i = 0; i < shards.size(); i++) {
            shards.get(i).turnOnce(cores.get(i)::advance);
        }
    }

    /** Whether every table is empty and no timer runs. */
    boolean isIdle() {
        return cores.stream().allMatch(Core::isIdle);
    }

    /** Takes what came in; called by the transports' threads. */
    public void accept(Inbound inbound) {
        switch (inbound) {
            case Inbound.Closed closed -> {
                for (int i = 0; i < shards.size(); i++) {
                    Dispatcher dispatcher = dispatchers.get(i);
                    cores.get(i).post(() -> dispatcher.closed(closed.flow()));
                }
            }
            case Inbound.Received received -> {
                int shard = shardOf(received.message());
                Dispatcher dispatcher = dispatchers.get(shard);
                Core core = cores.get(shard);
                Shard thread = shards.get(shard);
                long came = clockNanos.getAsLong();
                Runnable task = () -> {
                    long waited = clockNanos.getAsLong() - came;
                    thread.looksAtAfter(waited);
                    core.guarded(() -> dispatcher.accept(received, waited));
                };
                if (!thread.offer(task) && !(callsForHelp(received.message()) && thread.offerUrgently(task))) {
                    metrics.dropped("mailbox-full");
                }
            }
        }
    }

    /** Answers a request that is not admitted; nothing is remembered of it. One that was before is answered as then. Any thread. */
    public void refuse(Flow flow, SipRequest request, Status status, String reason, Header... headers) {
        int shard = shardOf(request);
        Dispatcher dispatcher = dispatchers.get(shard);
        Core core = cores.get(shard);
        Shard thread = shards.get(shard);
        long came = clockNanos.getAsLong();
        Runnable task = () -> {
            thread.looksAtAfter(clockNanos.getAsLong() - came);
            core.guarded(() -> dispatcher.refuse(flow, request, status, reason, headers));
        };
        if (!thread.offer(task)) {
            metrics.dropped("mailbox-full");
        }
    }

    @Override
    public ClientTransaction send(SipRequest request, Flow flow, Mailbox mailbox) {
        Core core = cores.get(shardOf(request.headers().callId()));
        var handle = new ClientHandle(core, request, Optional.empty(), mailbox);
        SipRequest complete = completed(request, flow);
        core.post(() -> handle.send(complete, flow));
        return handle;
    }

    private SipRequest completed(SipRequest request, Flow flow) {
        Headers headers = request.headers();
        if (headers.maxForwards().isEmpty()) {
            headers = headers.with(new MaxForwards(70));
        }
        boolean makesDialog = request.is(Method.INVITE) || request.is(Method.SUBSCRIBE);
        if (makesDialog && !headers.has(HeaderName.CONTACT)) {
            headers = headers.with(Contact.of(flow.contact("")));
        }
        if (request.is(Method.INVITE)) {
            // A reliable answer to an INVITE without offer would itself be an offer, for which PRACK has no answer
            // here.
            headers = headers.with(Extensions.ALLOW)
                    .with(request.body().isEmpty() ? OptionTags.supported("timer") : Extensions.SUPPORTED);
            if (!headers.has(HeaderName.SESSION_EXPIRES)
                    && !settings.sessionExpires().isZero()) {
                headers = headers.with(
                        new SessionExpires((int) settings.sessionExpires().toSeconds(), Optional.empty()));
            }
        }
        return request.withHeaders(headers);
    }

    @Override
    public Optional<Flow> flow(String token) {
        return wire.flow(token);
    }

    @Override
    public CompletableFuture<Flow> open(Destination destination) {
        return wire.open(destination);
    }

    @Override
    public void close(Flow flow, String reason) {
        wire.close(flow, reason);
    }

    @Override
    public void leg(String sipCallId, String callId, String tenantId) {
        tap.leg(sipCallId, callId, tenantId);
    }

    @Override
    public String newTag() {
        return Core.randomText(random, 16);
    }

    @Override
    public String newCallId() {
        return Core.randomText(random, 22);
    }

    /** Whether messages have to wait before a shard looks at them; any thread. */
    public boolean isLate() {
        for (int i = 0; i < shards.size(); i++) {
            if (shards.get(i).isLate(LATE_NANOS)) {
                return true;
            }
        }
        return false;
    }

    /** The longest time since a shard last took a turn, in nanoseconds: far beyond a second the loop is stuck. */
    public long idleNanos() {
        return shards.stream().mapToLong(Shard::idleNanos).max().orElse(0);
    }

    @Override
    public void close() {
        shards.forEach(Shard::stop);
    }

    private void flowClosed(Flow flow) {
        flowListeners.forEach(listener -> listener.accept(flow));
    }

    private int shardOf(SipMessage message) {
        return switch (message) {
            case SipRequest request -> shardOf(request.headers().callId());
            case SipResponse response -> shardOfBranch(response);
        };
    }

    private int shardOf(String callId) {
        return Math.floorMod(callId.hashCode(), shards.size());
    }

    private int shardOfBranch(SipResponse response) {
        String branch = response.headers().topVia().branch().orElse("");
        int from = Via.MAGIC_COOKIE.length();
        int dot = branch.indexOf('.');
        if (dot > from && dot <= from + 2) {
            int shard = Character.digit(branch.charAt(from), 36);
            return shard >= 0 && shard < shards.size() ? shard : 0;
        }
        return 0;
    }
}
