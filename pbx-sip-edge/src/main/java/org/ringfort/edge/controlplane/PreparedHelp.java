package org.ringfort.edge.controlplane;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.HelpChanged;
import org.ringfort.contract.control.v1.HelpReply;
import org.ringfort.contract.control.v1.HelpRequest;
import org.ringfort.contract.control.v1.Location;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.SipRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How phones that are registered here call for help while the app cannot be asked: the app's plans for each of them, asked for in
 * advance, one phone after another, and again now and then. They are in memory alone, are counted in phones and octets, and
 * hold nothing but calls to emergency services.
 *
 * <p>Who counts as which phone: whoever is on the connection on which that phone has registered; over UDP, whoever sends from its
 * address and port and says that it is that phone, as whoever is on a connection that several share has to. A connection counts as long as it is up, an address so long after its
 * registration has ended, since nobody can register while the app is away. Any thread; asking has one of its own.
 */
public final class PreparedHelp implements AutoCloseable {
    /**
     * How much is kept, and for how long.
     *
     * @param phones with plans, each flow of one for itself
     * @param octets of all plans and of the gateways that they share
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

    private static final String SERVICE = "urn:service:sos";
    private static final Logger LOG = LoggerFactory.getLogger(PreparedHelp.class);

    private final Limits limits;
    private final Function<HelpRequest, Asked<HelpReply>> app;
    private final BooleanSupplier reachable;
    private final LongSupplier nanoTime;
    private final HelpPlans plans;
    private final HelpPhones known;
    private final BlockingQueue<HelpPhone> wanted;
    private final LongAdder left = new LongAdder();
    private final Thread thread = Thread.ofVirtual().name("help-plans").unstarted(this::run);
    /** The asking thread's: one line of log a round is enough. */
    private boolean complained;

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
        this.plans = new HelpPlans(limits.octets());
        this.known = new HelpPhones(limits.phones(), plans::drop);
        this.wanted = new LinkedBlockingQueue<>(2 * limits.phones());
    }

    void start() {
        thread.start();
    }

    /**
     * A phone has registered on a flow, or has refreshed that, for so long; waits for nothing but another that comes or goes.
     *
     * @param domain in which it did: its tenant's, or an alias
     */
    public void registered(Flow flow, String domain, Bound bound, Duration expires) {
        if (bound.getDeviceId().isEmpty()) {
            return; // an app that is older than this edge
        }
        long now = nanoTime.getAsLong();
        var coming = new HelpPhone(flow, domain, bound);
        coming.untilNanos = now + expires.toNanos();
        known.registered(coming)
                .ifPresentOrElse(
                        phone -> {
                            phone.untilNanos = coming.untilNanos;
                            wantIfOld(phone, now);
                        },
                        left::increment);
    }

    /** A phone has taken its registration back. */
    public void unregistered(Flow flow, Bound bound) {
        known.forget(flow.token(), phone -> phone.device().id().equals(bound.getDeviceId()));
    }

    /** A flow is closed, or what was on it may no longer be used. */
    public void flowClosed(String token) {
        known.forget(token, _ -> true);
    }

    /** What is known of a tenant's phones, or of one of them, may no longer be so: it is asked for anew. */
    void changed(HelpChanged news) {
        known.all()
                .filter(phone -> phone.device().tenant().equals(news.getTenantId()))
                .filter(phone ->
                        news.getDeviceId().isEmpty() || phone.device().id().equals(news.getDeviceId()))
                .forEach(this::isOld);
    }

    /** The app is back, and what has changed while it could not say so is not known. */
    void attached() {
        known.all().forEach(this::isOld);
    }

    private void isOld(HelpPhone phone) {
        phone.stale = true;
        want(phone);
    }

    /**
     * The plan of an INVITE to an emergency number; empty where it is none of that phone's tenant's, or it is not known whose
     * it is. Never blocks.
     *
     * @param dialled as the app would be told it
     */
    public Optional<Plan> plan(Flow flow, SipRequest invite, String dialled) {
        List<HelpPhone> here =
                known.on(flow.token()).stream().filter(this::counts).toList();
        boolean alone = flow.transport().isReliable() && here.size() == 1;
        String number = dialled.startsWith(SERVICE + ".") ? SERVICE : dialled;
        List<HelpPhone> callers = here.stream()
                .filter(phone -> alone || phone.isNamed(invite))
                .sorted(Comparator.comparing(phone -> phone.device().id()))
                .toList();
        List<Plan> theirs = callers.stream()
                .flatMap(phone -> Optional.ofNullable(phone.known.plans().get(number)).stream())
                .toList();
        Optional<Plan> first = theirs.stream().findFirst();
        return callers.size() == 1 ? first : first.map(plan -> ofAny(plan, theirs, callers.size()));
    }

    /** Devices of one extension: which of them it is cannot be told, and a false place is worse than none. */
    private static Plan ofAny(Plan plan, List<Plan> theirs, int callers) {
        boolean together = theirs.size() == callers
                && theirs.stream().map(PreparedHelp::places).distinct().count() == 1;
        Plan.Builder any =
                plan.toBuilder().setWhy(plan.getWhy() + "; which device of the extension it is was not known");
        if (!together) {
            any.getStepsBuilderList().forEach(step -> step.getDialBuilder().clearLocation());
        }
        return any.build();
    }

    private static List<Location> places(Plan plan) {
        return plan.getStepsList().stream()
                .map(Step::getDial)
                .map(dial -> dial.getLocation())
                .distinct()
                .toList();
    }

    private boolean counts(HelpPhone phone) {
        return phone.connected()
                || nanoTime.getAsLong() - phone.untilNanos <= limits.lasts().toNanos();
    }

    /** Phones whose calls for help could be placed without the app; any thread. */
    public int phones() {
        return (int) known.all().filter(phone -> !phone.known.plans().isEmpty()).count();
    }

    /** How often there was no room for a phone, or for its plans; any thread. */
    public long left() {
        return left.sum();
    }

    // ------------------------------------------------------------------ asking (its own thread)

    /** Who finds no room is wanted again by the next sweep. */
    private void want(HelpPhone phone) {
        if (phone.queued.compareAndSet(false, true)) {
            phone.wantedNanos = nanoTime.getAsLong();
            if (!wanted.offer(phone)) {
                phone.queued.set(false);
            }
        }
    }

    /** How many wait to be asked about, those included who have gone: at most twice as many as there may be phones. */
    int waiting() {
        return wanted.size();
    }

    private void wantIfOld(HelpPhone phone, long now) {
        if (phone.stale || now - phone.askedNanos > limits.fresh().toNanos()) {
            want(phone);
        }
    }

    private void run() {
        try {
            long round = nanoTime.getAsLong();
            while (true) {
                HelpPhone phone = wanted.poll(ROUND.toMillis(), TimeUnit.MILLISECONDS);
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
    private void pause(HelpPhone phone) throws InterruptedException {
        if (!phone.gone) {
            Thread.sleep(APART);
            TimeUnit.NANOSECONDS.sleep(phone.wantedNanos + STAYS.toNanos() - nanoTime.getAsLong());
        }
    }

    /** Whatever becomes of one, the next has its turn. */
    private void attend(HelpPhone phone) {
        phone.queued.set(false);
        try {
            ask(phone);
        } catch (RuntimeException bug) {
            phone.askedNanos = nanoTime.getAsLong(); // and again when it is old
            if (!complained) {
                complained = true;
                LOG.error("How a phone calls for help could not be asked for in advance", bug);
            }
        }
    }

    /** Attends to all that wait. */
    void catchUp() {
        for (HelpPhone phone = wanted.poll(); phone != null; phone = wanted.poll()) {
            attend(phone);
        }
    }

    private void ask(HelpPhone phone) {
        if (phone.gone || !reachable.getAsBoolean()) {
            return;
        }
        phone.stale = false;
        var request = HelpRequest.newBuilder()
                .setTenantId(phone.device().tenant())
                .setDeviceId(phone.device().id())
                .build();
        switch (app.apply(request)) {
            case Asked.Answered<HelpReply>(var reply) -> {
                phone.askedNanos = nanoTime.getAsLong();
                if (!plans.keep(phone, reply)) {
                    left.increment();
                }
            }
            case Asked.Unavailable<HelpReply> away -> phone.stale = true; // what it has holds
        }
    }

    /** Forgets addresses whose time is over, and has what is old asked for anew. */
    void sweep() {
        long now = nanoTime.getAsLong();
        complained = false;
        known.all().forEach(phone -> {
            if (counts(phone)) {
                wantIfOld(phone, now);
            } else {
                known.forget(phone);
            }
        });
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
