package org.ringfort.edge.trunking;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.GatewayWatch;
import org.ringfort.contract.control.v1.TrunkRegistration;
import org.ringfort.contract.control.v1.WatchedTrunk;
import org.ringfort.edge.controlplane.ControlPlane;
import org.ringfort.edge.loop.Signalling;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.edge.transport.Flow;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers with carriers that send calls only to whom they know: each trunk that wants it, with the first of its gateways that
 * takes it, from a virtual thread of its own; again in half of the time that was granted, and elsewhere where it is refused. Who
 * is no longer to be registered is taken back, as is everybody at the end.
 *
 * @rfc 3261 10.2.4
 */
public final class CarrierRegistrations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CarrierRegistrations.class);
    private static final int MOST = 2_000;
    /** However short a carrier grants it, it is not asked more often. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    /**
     * How fast one asks.
     *
     * @param patience for each answer, and for the connection
     * @param shortest time between two rounds; doubled after each round in vain
     * @param longest of those
     * @param farewell how long the end waits for registrations to be taken back
     */
    public record Pace(Duration patience, Duration shortest, Duration longest, Duration farewell) {
        public static final Pace DEFAULT =
                new Pace(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(5), Duration.ofSeconds(3));
    }

    private final Signalling signalling;
    private final Gateways gateways;
    private final ControlPlane app;
    private final Clock clock;
    private final RandomGenerator random;
    private final Pace pace;
    private final Map<String, Keeper> keepers = new ConcurrentHashMap<>();
    private boolean closed;

    public CarrierRegistrations(
            Signalling signalling,
            Gateways gateways,
            ControlPlane app,
            Clock clock,
            RandomGenerator random,
            Pace pace) {
        this.signalling = signalling;
        this.gateways = gateways;
        this.app = app;
        this.clock = clock;
        this.random = random;
        this.pace = pace;
    }

    /** Which trunks to register; any thread. */
    public void watch(GatewayWatch order) {
        obey(order);
    }

    /** Those that are no longer kept, on their way to be taken back. */
    private synchronized List<Keeper> obey(GatewayWatch order) {
        List<Keeper> leaving = new ArrayList<>();
        if (closed) {
            return leaving;
        }
        Map<String, WatchedTrunk> wanted = new HashMap<>();
        Set<String> named = new HashSet<>();
        for (WatchedTrunk trunk : order.getTrunksList()) {
            named.add(trunk.getTrunkId());
            if (!trunk.getRegistersAs().isEmpty() && trunk.getGatewaysCount() > 0) {
                wanted.put(trunk.getTrunkId(), trunk);
            }
        }
        keepers.forEach((id, keeper) -> {
            if ((order.getAll() || named.contains(id)) && !keeper.trunk.equals(wanted.get(id))) {
                keepers.remove(id, keeper);
                leaving.add(keeper);
                keeper.thread.interrupt();
            }
        });
        wanted.forEach((id, trunk) -> {
            if (keepers.size() < MOST && !keepers.containsKey(id)) {
                var keeper = new Keeper(trunk);
                keepers.put(id, keeper);
                keeper.thread.start();
            }
        });
        return leaving;
    }

    /** The app is back and has forgotten what it was told. */
    public void attached() {
        keepers.values().forEach(Keeper::tell);
    }

    /** A connection is closed: who is registered on it registers again; any thread. */
    public void flowClosed(Flow flow) {
        keepers.values().forEach(keeper -> keeper.lost(flow.token()));
    }

    private synchronized List<Keeper> leaveAll() {
        List<Keeper> leaving = obey(GatewayWatch.newBuilder().setAll(true).build());
        closed = true;
        return leaving;
    }

    /** How many trunks are registered now. */
    public long registered() {
        return keepers.values().stream().filter(Keeper::isRegistered).count();
    }

    /** How many want to be and are not. */
    public long unregistered() {
        return keepers.size() - registered();
    }

    /** Takes all registrations back, while the wire and the app are still there; waits for it, but not for long. */
    @Override
    public void close() {
        List<Keeper> leaving = leaveAll();
        long deadline = System.nanoTime() + pace.farewell().toNanos();
        try {
            for (Keeper keeper : leaving) {
                keeper.thread.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps one trunk registered; all but {@link #state}, {@link #by} and {@link #lost} by its own thread. */
    private final class Keeper {
        private final WatchedTrunk trunk;
        private final Thread thread;
        private final Map<String, Enrolment> enrolments = new HashMap<>();
        private final Semaphore lost = new Semaphore(0);
        private volatile Optional<TrunkRegistration> state = Optional.empty();
        private volatile String by = "";

        Keeper(WatchedTrunk trunk) {
            this.trunk = trunk;
            this.thread = Thread.ofVirtual().name("carrier-registration").unstarted(this::run);
        }

        boolean isRegistered() {
            return state.filter(TrunkRegistration::getRegistered).isPresent();
        }

        private void run() {
            try {
                keep();
            } catch (InterruptedException stopped) {
                leave(); // the thread is not interrupted any more: what it asks now may take its time
            }
        }

        private void leave() {
            try {
                for (Enrolment enrolment : enrolments.values()) {
                    enrolment.deregister();
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException bug) {
                LOG.atError().setCause(bug).log("a trunk could not be deregistered");
            }
        }

        private void keep() throws InterruptedException {
            Duration wait = pace.shortest();
            while (true) {
                Optional<Duration> granted = turn();
                Duration pause = granted.map(length -> spread(longer(length.dividedBy(2), LEAST)))
                        .orElse(longer(spread(wait), rest()));
                wait = granted.isPresent() ? pace.shortest() : shorter(wait.multipliedBy(2), pace.longest());
                if (lost.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    lost.drainPermits();
                    Thread.sleep(soon());
                }
            }
        }

        /** How long all of its gateways want to be left alone. */
        private Duration rest() {
            return enrolments.values().stream()
                    .map(Enrolment::rest)
                    .min(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
        }

        private Optional<Duration> turn() throws InterruptedException {
            try {
                return round();
            } catch (RuntimeException bug) { // it must be tried again all the same
                LOG.atError().setCause(bug).log("a trunk could not be registered");
                return Optional.empty();
            }
        }

        /** The connection is gone on which we are registered. */
        void lost(String flow) {
            if (by.equals(flow)) {
                lost.release();
            }
        }

        /** The first gateway that takes it, those that rest asked last. */
        private Optional<Duration> round() throws InterruptedException {
            by = "";
            String why = "no gateway";
            String last = "";
            for (Gateway gateway : gateways.inOrder(trunk.getGatewaysList(), Gateway::getGatewayId)) {
                Enrolment enrolment = enrolments.computeIfAbsent(
                        gateway.getGatewayId(),
                        id -> new Enrolment(signalling, gateways, app, pace.patience(), trunk, gateway));
                last = gateway.getGatewayId();
                if (!enrolment.rest().isZero()) {
                    why = "it wants to be left alone for a while";
                    continue;
                }
                switch (enrolment.register()) {
                    case Enrolment.Outcome.Granted(Duration length, Flow flow) -> {
                        by = flow.token();
                        if (signalling.flow(by).isEmpty()) {
                            lost.release(); // it was closed before anybody knew that we are registered on it
                        }
                        changed(last, true, "200", length);
                        return Optional.of(length);
                    }
                    case Enrolment.Outcome.Refused(String reason) -> why = reason;
                    case Enrolment.Outcome.Absent(String reason) -> why = reason;
                }
            }
            changed(last, false, why, Duration.ZERO);
            return Optional.empty();
        }

        private void changed(String gateway, boolean registered, String why, Duration length) {
            boolean news =
                    state.map(before -> before.getRegistered() != registered).orElse(true);
            state = Optional.of(TrunkRegistration.newBuilder()
                    .setTenantId(trunk.getTenantId())
                    .setTrunkId(trunk.getTrunkId())
                    .setGatewayId(gateway)
                    .setRegistered(registered)
                    .setWhy(why)
                    .setUntilMs(registered ? clock.millis() + length.toMillis() : 0)
                    .build());
            if (news) {
                (registered ? LOG.atInfo() : LOG.atWarn())
                        .addKeyValue(
                                Fields.EVENT_ACTION, registered ? Events.TRUNK_REGISTERED : Events.TRUNK_UNREGISTERED)
                        .addKeyValue(Fields.TENANT, trunk.getTenantId())
                        .addKeyValue("ringfort.trunk", trunk.getTrunk())
                        .addKeyValue(Fields.EVENT_REASON, why)
                        .log(registered ? "a trunk is registered" : "a trunk is not registered");
            }
            tell();
        }

        void tell() {
            state.ifPresent(now -> {
                var _ = app.tell(FromEdge.newBuilder().setTrunkRegistration(now).build());
            });
        }

        /** By a tenth less at most, so that carriers do not hear all at once. */
        private Duration spread(Duration wait) {
            return wait.multipliedBy(random.nextInt(90, 101)).dividedBy(100);
        }

        /** Spread out: with one connection many trunks are lost. */
        private Duration soon() {
            return pace.shortest().multipliedBy(random.nextInt(1, 21)).dividedBy(100);
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? other : one;
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }
}
