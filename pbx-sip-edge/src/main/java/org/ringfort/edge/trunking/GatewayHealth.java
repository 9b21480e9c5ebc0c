package org.ringfort.edge.trunking;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.GatewayState;
import org.ringfort.contract.control.v1.GatewayWatch;
import org.ringfort.contract.control.v1.WatchedTrunk;
import org.ringfort.edge.controlplane.GatewayWords;
import org.ringfort.edge.loop.Signalling;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the gateways that the app names, each from a virtual thread of its own: asks by OPTIONS in the trunk's interval, takes
 * one that fails twice in a row for down, and the first answer for its coming back. Calls go to those that are up first. Of
 * what is watched nothing outlives the process.
 *
 * @rfc 3261 11
 */
public final class GatewayHealth implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayHealth.class);
    private static final int MOST = 5_000;
    private static final int FAILURES_UNTIL_DOWN = 2;
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * How fast one asks.
     *
     * @param patience for an answer, the time to connect included
     * @param shortest interval between two questions, and the one while it is not known to be up
     */
    public record Pace(Duration patience, Duration shortest) {
        public static final Pace DEFAULT = new Pace(Duration.ofSeconds(4), Duration.ofSeconds(10));
    }

    private final Probe probe;
    private final Pace pace;
    private final Gateways gateways;
    private final Predicate<FromEdge> app;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, Watch> watched = new ConcurrentHashMap<>();

    /**
     * Watches nothing yet.
     *
     * @param app is told; false where it is away, and it is told again when it is back
     */
    public GatewayHealth(
            Signalling signalling,
            Gateways gateways,
            Predicate<FromEdge> app,
            Clock clock,
            RandomGenerator random,
            Pace pace) {
        this.probe = new Probe(signalling, gateways, pace.patience());
        this.pace = pace;
        this.gateways = gateways;
        this.app = app;
        this.clock = clock;
        this.random = random;
    }

    /** What to watch; any thread. */
    public synchronized void watch(GatewayWatch order) {
        Map<String, Watched> wanted = new HashMap<>();
        Set<String> trunks = new HashSet<>();
        for (WatchedTrunk trunk : order.getTrunksList()) {
            trunks.add(trunk.getTrunkId());
            if (trunk.getIntervalSeconds() > 0) {
                trunk.getGatewaysList()
                        .forEach(gateway -> wanted.put(gateway.getGatewayId(), new Watched(trunk, gateway)));
            }
        }
        watched.forEach((id, watch) -> {
            boolean concerned =
                    order.getAll() || trunks.contains(watch.of().trunk().getTrunkId());
            if (concerned && !watch.of().equals(wanted.get(id))) {
                watched.remove(id, watch);
                watch.stop();
            }
        });
        wanted.forEach((id, of) -> {
            if (watched.size() < MOST && !watched.containsKey(id)) {
                Watch watch = new Watch(of);
                watched.put(id, watch);
                watch.start();
            }
        });
    }

    /** The app is back and has forgotten what it was told. */
    public void attached() {
        watched.values().forEach(Watch::tell);
    }

    /** How many gateways are watched. */
    public int size() {
        return watched.size();
    }

    /** How many of them do not answer. */
    public long down() {
        return watched.values().stream().filter(Watch::isDown).count();
    }

    @Override
    public void close() {
        watch(GatewayWatch.newBuilder().setAll(true).build());
    }

    /** One gateway of one trunk. */
    private record Watched(WatchedTrunk trunk, Gateway gateway) {}

    /** What is known of it; all but {@link #state} by its own thread. */
    private final class Watch {
        private final Watched of;
        private final Thread thread;
        private volatile Optional<GatewayState> state = Optional.empty();
        private int failures;

        Watch(Watched of) {
            this.of = of;
            this.thread = Thread.ofVirtual().name("gateway-health").unstarted(this::run);
        }

        Watched of() {
            return of;
        }

        void start() {
            thread.start();
        }

        void stop() {
            thread.interrupt();
            gateways.forget(of.gateway().getGatewayId());
        }

        boolean isDown() {
            return state.filter(now -> !now.getUp()).isPresent();
        }

        private void run() {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    turn();
                    Thread.sleep(pause());
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private void turn() throws InterruptedException {
            try {
                found(probe.ask(of.gateway()));
            } catch (RuntimeException bug) { // the next question must come all the same
                LOG.atError().setCause(bug).log("a gateway could not be asked");
            }
        }

        /** Spread by a fifth, so that carriers do not hear all tenants at once; sooner while it is not known to be up. */
        private Duration pause() {
            Duration interval = Duration.ofSeconds(of.trunk().getIntervalSeconds());
            Duration wanted = failures > 0 || interval.compareTo(pace.shortest()) < 0 ? pace.shortest() : interval;
            Duration bounded = wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
            return bounded.multipliedBy(random.nextInt(80, 121)).dividedBy(100);
        }

        private void found(Probe.Found found) {
            failures = found.up() ? 0 : failures + 1;
            if (found.up()) {
                gateways.breakers().answered(of.gateway().getGatewayId());
            }
            boolean known = state.isPresent();
            if (found.up() && (!known || isDown())) {
                gateways.up(of.gateway().getGatewayId());
                changed(found);
            } else if (failures == FAILURES_UNTIL_DOWN && !isDown()) {
                gateways.down(of.gateway().getGatewayId());
                changed(found);
            }
        }

        private void changed(Probe.Found found) {
            state = Optional.of(GatewayState.newBuilder()
                    .setTenantId(of.trunk().getTenantId())
                    .setTrunkId(of.trunk().getTrunkId())
                    .setGatewayId(of.gateway().getGatewayId())
                    .setUp(found.up())
                    .setWhy(found.why())
                    .setSinceMs(clock.millis())
                    .build());
            (found.up() ? LOG.atInfo() : LOG.atWarn())
                    .addKeyValue(Fields.EVENT_ACTION, found.up() ? Events.GATEWAY_UP : Events.GATEWAY_DOWN)
                    .addKeyValue(Fields.TENANT, of.trunk().getTenantId())
                    .addKeyValue("ringfort.trunk", of.trunk().getTrunk())
                    .addKeyValue("ringfort.gateway", GatewayWords.label(of.gateway()))
                    .addKeyValue(Fields.EVENT_REASON, found.why())
                    .log(found.up() ? "a gateway answers" : "a gateway does not answer");
            tell();
        }

        void tell() {
            state.ifPresent(now -> {
                var _ = app.test(FromEdge.newBuilder().setGatewayState(now).build());
            });
        }
    }
}
