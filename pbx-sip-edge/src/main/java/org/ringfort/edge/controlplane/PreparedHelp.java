package org.ringfort.edge.controlplane;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.HelpChanged;
import org.ringfort.contract.control.v1.HelpReply;
import org.ringfort.contract.control.v1.HelpRequest;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.SipUri;

/**
 * How phones that are registered here call for help while the app cannot be asked: the app's plans for each of them, asked for in
 * advance, one phone after another, and again now and then. They are in memory alone, are counted in phones and octets, and
 * hold nothing but calls to emergency services.
 *
 * <p>Who counts as which phone: whoever is on the connection on which that phone has registered; over UDP, whoever sends from its
 * address and port and says that it is that phone. A connection counts as long as it is up, an address so long after its
 * registration has ended, since nobody can register while the app is away. Any thread; asking has one of its own.
 */
public final class PreparedHelp implements AutoCloseable {
    /**
     * How much is kept, and for how long.
     *
     * @param phones with plans, each flow of one for itself
     * @param octets of all plans, without gateways, which phones share
     * @param fresh a plan is asked for anew after so long
     * @param lasts an address of UDP counts for so long after its registration has ended
     */
    public record Limits(int phones, long octets, Duration fresh, Duration lasts) {
        public static final Limits DEFAULT = new Limits(20_000, 64L << 20, Duration.ofMinutes(15), Duration.ofHours(1));
    }

    private static final Duration ROUND = Duration.ofSeconds(20);
    /** Phones that register are served before; where an edge starts, ten thousand are known after two minutes. */
    private static final Duration APART = Duration.ofMillis(10);

    /** Who comes and goes, as under a flood of connections, costs the app nothing. */
    private static final Duration STAYS = Duration.ofSeconds(1);

    private static final int MOST_GATEWAYS = 20_000;
    private static final int MOST_PLANS = 100;
    private static final String SERVICE = "urn:service:sos";

    private final Limits limits;
    private final Function<HelpRequest, Asked<HelpReply>> app;
    private final BooleanSupplier reachable;
    private final LongSupplier nanoTime;
    private final Map<String, Map<String, Phone>> byFlow = new ConcurrentHashMap<>();
    private final Map<Gateway, Gateway> gateways = new ConcurrentHashMap<>();
    private final BlockingQueue<Phone> wanted = new LinkedBlockingQueue<>();
    private final AtomicInteger phones = new AtomicInteger();
    private final AtomicLong octets = new AtomicLong();
    private final LongAdder left = new LongAdder();
    private final Thread thread = Thread.ofVirtual().name("help-plans").unstarted(this::run);

    /** One phone on one flow. */
    private static final class Phone {
        private final boolean kept;
        private final String tenant;
        private final String device;
        private final String extension;
        private final AtomicBoolean queued = new AtomicBoolean();
        private volatile long untilNanos;
        private volatile long wantedNanos;
        private volatile long askedNanos;
        private volatile boolean stale = true;
        private volatile boolean gone;
        private volatile Map<String, Plan> plans = Map.of();
        /** Of the plans; the asking thread's, and after {@link #gone} nobody's. */
        private long octets;

        private Phone(boolean kept, Bound bound) {
            this.kept = kept;
            this.tenant = bound.getTenantId();
            this.device = bound.getDeviceId();
            this.extension = bound.getExtension();
        }
    }

    /**
     * @param app asked in this one's own thread; blocks
     * @param reachable whether there is any sense in asking
     * @param nanoTime as {@link System#nanoTime}
     */
    PreparedHelp(
            Limits limits,
            Function<HelpRequest, Asked<HelpReply>> app,
            BooleanSupplier reachable,
            LongSupplier nanoTime) {
        this.limits = limits;
        this.app = app;
        this.reachable = reachable;
        this.nanoTime = nanoTime;
    }

    void start() {
        thread.start();
    }

    /** A phone has registered on a flow, or has refreshed that, for so long; never blocks. */
    public void registered(Flow flow, Bound bound, Duration expires) {
        if (bound.getDeviceId().isEmpty()) {
            return; // an app that is older than this edge
        }
        long now = nanoTime.getAsLong();
        byFlow.compute(flow.token(), (_, here) -> {
            Map<String, Phone> those = here == null ? new ConcurrentHashMap<>(2) : here;
            Phone phone = those.get(bound.getDeviceId());
            if (phone == null && phones.get() >= limits.phones()) {
                left.increment();
                return here;
            }
            if (phone == null) {
                phone = new Phone(flow.transport().isReliable(), bound);
                those.put(bound.getDeviceId(), phone);
                phones.incrementAndGet();
            }
            phone.untilNanos = now + expires.toNanos();
            wantIfOld(phone, now);
            return those;
        });
    }

    /** A phone has taken its registration back. */
    public void unregistered(Flow flow, Bound bound) {
        byFlow.computeIfPresent(flow.token(), (_, here) -> {
            Phone phone = here.remove(bound.getDeviceId());
            if (phone != null) {
                forget(phone);
            }
            return here.isEmpty() ? null : here;
        });
    }

    /** A flow is closed, or what was on it may no longer be used. */
    public void flowClosed(String token) {
        byFlow.computeIfPresent(token, (_, here) -> {
            here.values().forEach(this::forget);
            return null;
        });
    }

    /** Within {@code compute} of its flow. */
    private void forget(Phone phone) {
        phones.decrementAndGet();
        phone.gone = true;
        want(phone); // the asking thread gives back what its plans take
    }

    /** What is known of a tenant's phones, or of one of them, may no longer be so: it is asked for anew. */
    void changed(HelpChanged news) {
        byFlow.values()
                .forEach(here -> here.values().stream()
                        .filter(phone -> phone.tenant.equals(news.getTenantId()))
                        .filter(phone -> news.getDeviceId().isEmpty() || phone.device.equals(news.getDeviceId()))
                        .forEach(phone -> {
                            phone.stale = true;
                            want(phone);
                        }));
    }

    /**
     * The plan of an INVITE to an emergency number; empty where it is none of that phone's tenant's, or it is not known whose
     * it is. Never blocks.
     *
     * @param dialled as the app would be told it
     */
    public Optional<Plan> plan(Flow flow, SipRequest invite, String dialled) {
        List<Phone> here = byFlow.getOrDefault(flow.token(), Map.of()).values().stream()
                .filter(this::counts)
                .toList();
        boolean alone = flow.transport().isReliable() && here.size() == 1;
        String number = dialled.startsWith(SERVICE + ".") ? SERVICE : dialled;
        return here.stream()
                .filter(phone -> alone || isNamed(phone, invite))
                .findFirst()
                .map(phone -> phone.plans.get(number));
    }

    private boolean counts(Phone phone) {
        return phone.kept
                || nanoTime.getAsLong() - phone.untilNanos <= limits.lasts().toNanos();
    }

    private static boolean isNamed(Phone phone, SipRequest invite) {
        return invite.headers()
                .from()
                .sipUri()
                .map(SipUri::userText)
                .filter(phone.extension::equals)
                .isPresent();
    }

    /** Phones whose calls for help could be placed without the app; any thread. */
    public int phones() {
        return (int) byFlow.values().stream()
                .flatMap(here -> here.values().stream())
                .filter(phone -> !phone.plans.isEmpty())
                .count();
    }

    /** How often there was no room for a phone, or for its plans; any thread. */
    public long left() {
        return left.sum();
    }

    // ------------------------------------------------------------------ asking (its own thread)

    private void want(Phone phone) {
        if (phone.queued.compareAndSet(false, true)) {
            phone.wantedNanos = nanoTime.getAsLong();
            wanted.add(phone); // once at most, so that phones bound it, and those that have just gone
        }
    }

    private void wantIfOld(Phone phone, long now) {
        if (phone.stale || now - phone.askedNanos > limits.fresh().toNanos()) {
            want(phone);
        }
    }

    private void run() {
        try {
            long round = nanoTime.getAsLong();
            while (true) {
                Phone phone = wanted.poll(ROUND.toMillis(), TimeUnit.MILLISECONDS);
                if (phone != null) {
                    pause(phone);
                    attend(phone);
                }
                if (nanoTime.getAsLong() - round > ROUND.toNanos()) {
                    round = nanoTime.getAsLong();
                    sweep();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** All wait for as long, so who waits behind another waits no longer. */
    private void pause(Phone phone) throws InterruptedException {
        if (!phone.gone) {
            Thread.sleep(APART);
            TimeUnit.NANOSECONDS.sleep(phone.wantedNanos + STAYS.toNanos() - nanoTime.getAsLong());
        }
    }

    private void attend(Phone phone) {
        phone.queued.set(false);
        ask(phone);
    }

    /** Attends to all that wait. */
    void catchUp() {
        for (Phone phone = wanted.poll(); phone != null; phone = wanted.poll()) {
            attend(phone);
        }
    }

    private void ask(Phone phone) {
        if (phone.gone) {
            keep(phone, Map.of(), 0);
        } else if (reachable.getAsBoolean()) {
            phone.stale = false;
            var request = HelpRequest.newBuilder()
                    .setTenantId(phone.tenant)
                    .setDeviceId(phone.device)
                    .build();
            switch (app.apply(request)) {
                case Asked.Answered<HelpReply>(var reply) -> {
                    phone.askedNanos = nanoTime.getAsLong();
                    keep(phone, reply);
                }
                case Asked.Unavailable<HelpReply> away -> phone.stale = true; // what it has holds
            }
        }
    }

    private void keep(Phone phone, HelpReply reply) {
        Map<String, Plan> plans = new HashMap<>();
        long size = 0;
        for (Plan plan : reply.getPlansList().stream().limit(MOST_PLANS).toList()) {
            if (plan.getStepsCount() > 0 && plan.getStepsList().stream().allMatch(PreparedHelp::helps)) {
                size += plan.toBuilder().clearSteps().build().getSerializedSize();
                var shared = plan.toBuilder();
                for (Step.Builder step : shared.getStepsBuilderList()) {
                    List<Gateway> known = step.getDial().getGatewaysList().stream()
                            .map(this::shared)
                            .toList();
                    step.getDialBuilder().clearGateways();
                    size += step.build().getSerializedSize();
                    step.getDialBuilder().addAllGateways(known);
                }
                plans.put(plan.getDialled().toLowerCase(Locale.ROOT), shared.build());
            }
        }
        if (octets.get() - phone.octets + size > limits.octets()) {
            left.increment();
            return;
        }
        keep(phone, Map.copyOf(plans), size);
    }

    private void keep(Phone phone, Map<String, Plan> plans, long size) {
        phone.plans = plans;
        octets.addAndGet(size - phone.octets);
        phone.octets = size;
    }

    /** What the app says here can call nobody else. */
    private static boolean helps(Step step) {
        return step.hasDial() && step.getDial().getEmergency();
    }

    private Gateway shared(Gateway told) {
        if (gateways.size() >= MOST_GATEWAYS) {
            gateways.clear();
        }
        Gateway before = gateways.putIfAbsent(told, told);
        return before == null ? told : before;
    }

    /** Forgets addresses whose time is over, and has what is old asked for anew. */
    void sweep() {
        long now = nanoTime.getAsLong();
        byFlow.keySet()
                .forEach(token -> byFlow.computeIfPresent(token, (_, here) -> {
                    here.values().removeIf(phone -> {
                        if (counts(phone)) {
                            wantIfOld(phone, now);
                            return false;
                        }
                        forget(phone);
                        return true;
                    });
                    return here.isEmpty() ? null : here;
                }));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
