package org.ringfort.edge.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.ringfort.edge.dialog.DialogId;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.Wire;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.Via;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the parts of one shard share: tables, timers, the wire. Everything here is touched by the shard's thread alone, but
 * for {@link #post}.
 */
final class Core {
    private static final Logger LOG = LoggerFactory.getLogger(Core.class);
    static final int TAG_LENGTH = 16;

    private static final char[] TAG_CHARS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_".toCharArray();

    final LoopSettings settings;
    final Wire wire;
    final LoopMetrics metrics;
    final RandomGenerator random;
    final Tap tap;
    final TimerWheel wheel;
    final Map<Keys.Client, ClientCell<?, ?>> clients = new HashMap<>();
    final Map<Keys.Server, ServerCell<?, ?>> servers = new HashMap<>();
    final Map<Keys.Merged, Keys.Server> merged = new HashMap<>();
    final Map<DialogId, DialogCell> dialogs = new HashMap<>();
    final Map<Method, RequestHandler> handlers;
    final Predicate<SipRequest> emergencies;

    /** By the connection they answer to, so that one that closes costs what it carried; nothing over UDP can close. */
    private final Map<String, Set<TransactionCell<?, ?>>> carried = new HashMap<>();

    private final int shard;
    private final LongSupplier clockNanos;
    private final Executor mailbox;

    /**
     * Parts of one shard.
     *
     * @param shard its number, which its branches name so that responses find it
     * @param emergencies which requests call for help
     * @param clockNanos a clock that never jumps
     * @param random must not be guessable
     * @param tap sees what passes
     * @param mailbox runs tasks on the shard's thread
     */
    Core(
            int shard,
            LoopSettings settings,
            Wire wire,
            LoopMetrics metrics,
            Map<Method, RequestHandler> handlers,
            Predicate<SipRequest> emergencies,
            LongSupplier clockNanos,
            RandomGenerator random,
            Tap tap,
            Executor mailbox) {
        this.shard = shard;
        this.settings = settings;
        this.wire = wire;
        this.metrics = metrics;
        this.handlers = handlers;
        this.emergencies = emergencies;
        this.clockNanos = clockNanos;
        this.random = random;
        this.tap = tap;
        this.mailbox = mailbox;
        this.wheel = new TimerWheel(clockNanos.getAsLong());
    }

    /** Runs {@code task} on the shard's thread, later; from any thread. */
    void post(Runnable task) {
        mailbox.execute(() -> guarded(task));
    }

    TimerWheel.Handle after(Duration delay, Runnable task) {
        return wheel.schedule(clockNanos.getAsLong(), delay, task);
    }

    /** Fires the timers that are due. */
    void advance() {
        wheel.advance(clockNanos.getAsLong(), this::guarded);
    }

    /** A bug met by one message must not stop the others: it is logged with its cause, counted, and the loop goes on. */
    void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | StackOverflowError bug) {
            metrics.fault();
            LOG.atError()
                    .setCause(bug)
                    .addKeyValue(Fields.EVENT_ACTION, Events.LOOP_FAULT)
                    .log("a task of the loop failed");
        }
    }

    boolean send(Flow flow, SipMessage message) {
        boolean sent = wire.send(flow, message);
        if (sent) {
            metrics.sent(message);
            tap.sent(shard, flow, message);
        } else {
            metrics.dropped("flow-gone");
        }
        return sent;
    }

    /** A transaction begins. */
    void carry(TransactionCell<?, ?> cell) {
        if (cell.flow.transport().isReliable()) {
            carried.computeIfAbsent(cell.flow.token(), _ -> new LinkedHashSet<>())
                    .add(cell);
        }
    }

    /** A transaction is over. */
    void release(TransactionCell<?, ?> cell) {
        if (cell.flow.transport().isReliable()) {
            carried.computeIfPresent(cell.flow.token(), (_, cells) -> {
                cells.remove(cell);
                return cells.isEmpty() ? null : cells;
            });
        }
    }

    /** The transactions that a connection carries. */
    List<TransactionCell<?, ?>> carriedBy(Flow flow) {
        return List.copyOf(carried.getOrDefault(flow.token(), Set.of()));
    }

    /** A message came in. */
    void received(Flow flow, SipMessage message) {
        tap.received(shard, flow, message);
    }

    /** Whether there is no room for it: for a call for help there is a twentieth more than for others. */
    boolean isFullFor(SipRequest request) {
        int transactions = clients.size() + servers.size();
        if (transactions < settings.maxTransactions() && dialogs.size() < settings.maxDialogs()) {
            return false;
        }
        return !emergencies.test(request)
                || transactions >= withReserve(settings.maxTransactions())
                || dialogs.size() >= withReserve(settings.maxDialogs());
    }

    private static int withReserve(int most) {
        return most + Math.max(1, most / 20);
    }

    boolean isIdle() {
        return clients.isEmpty()
                && servers.isEmpty()
                && merged.isEmpty()
                && dialogs.isEmpty()
                && carried.isEmpty()
                && wheel.running() == 0;
    }

    Optional<DialogCell> dialog(DialogId id) {
        return Optional.ofNullable(dialogs.get(id));
    }

    /** 96 random bits. */
    String newTag() {
        return randomText(random, TAG_LENGTH);
    }

    String newBranch() {
        return Via.MAGIC_COOKIE + Integer.toString(shard, 36) + "." + randomText(random, 16);
    }

    /** So many characters of six random bits each. */
    static String randomText(RandomGenerator random, int length) {
        byte[] bits = new byte[length]; // asked for at once: each question of a secure source has its price
        random.nextBytes(bits);
        var text = new StringBuilder(length);
        for (byte six : bits) {
            text.append(TAG_CHARS[six & 63]);
        }
        return text.toString();
    }
}
