package org.ringfort.edge.subscription;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.ringfort.contract.control.v1.MailboxChanged;
import org.ringfort.contract.control.v1.RegistrationChanged;
import org.ringfort.edge.controlplane.ControlPlane;
import org.ringfort.edge.controlplane.SipAnswers;
import org.ringfort.edge.lamps.Announcements;
import org.ringfort.edge.lamps.LampBoard;
import org.ringfort.edge.lamps.Reachable;
import org.ringfort.edge.loop.RequestHandler;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.Signalling;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.RetryAfter;

/**
 * What phones watch. Begins a {@link Subscription} for each SUBSCRIBE outside a dialog, on a virtual thread of its own, and hands
 * what has changed to those who watch it. They live as long as this process: a phone subscribes anew when its connection was lost.
 *
 * @rfc 6665 4.2
 */
public final class Subscriptions implements RequestHandler {
    /**
     * How many there are at the most; one more is answered 503.
     *
     * @param most of all, those not yet authorised included
     * @param ofTenant of all extensions of one tenant
     * @param ofWatcher of all phones of one extension
     * @param ofMailbox to the same mailbox
     * @param ofExtension to the calls, to the presence, and to the registrations, of the same extension
     */
    public record Limits(int most, int ofTenant, int ofWatcher, int ofMailbox, int ofExtension) {
        /** Enough for three side panels of sixty keys on an extension, and an extension that half a house watches. */
        public static final Limits DEFAULT = new Limits(50_000, 20_000, 200, 30, 500);
    }

    private static final Duration SHORTEST_REST = Duration.ofSeconds(60);

    private final ControlPlane app;
    private final String edgeId;
    private final RandomGenerator random;
    private final Limits limits;
    private final Quota quota;
    private final Mailboxes mailboxes;
    private final Registrations registrations;
    private final Map<String, EventPackage> packages = new TreeMap<>();
    private final AtomicInteger conversations = new AtomicInteger();
    private final LongAdder refusedForLoad = new LongAdder();

    /**
     * @param board what the calls of this edge tell
     * @param reachable what its registrations tell
     * @param announcements what its phones publish
     */
    public Subscriptions(
            ControlPlane app,
            Signalling signalling,
            LampBoard board,
            Reachable reachable,
            Announcements announcements,
            String edgeId,
            RandomGenerator random,
            Limits limits) {
        this.app = app;
        this.edgeId = edgeId;
        this.random = random;
        this.limits = limits;
        this.quota = new Quota(limits);
        this.mailboxes = new Mailboxes(signalling, edgeId, limits.ofMailbox());
        this.registrations = new Registrations(random, limits.ofExtension());
        for (EventPackage known : List.of(
                mailboxes,
                registrations,
                new Lamps(board, limits.ofExtension()),
                new Presence(board, reachable, announcements, limits.ofExtension()))) {
            packages.put(known.name(), known);
        }
    }

    @Override
    public void handle(ServerTransaction transaction) {
        if (conversations.incrementAndGet() > limits.most()) {
            conversations.decrementAndGet();
            refusedForLoad.increment();
            transaction.respond(SipAnswers.unavailable(transaction.response(Status.SERVICE_UNAVAILABLE), random));
            return;
        }
        var subscription = new Subscription(this);
        Thread.ofVirtual().name("subscription").start(() -> {
            try {
                subscription.converse(transaction);
            } finally {
                conversations.decrementAndGet();
            }
        });
    }

    @Override
    public List<Header> challenges(SipRequest request, Flow flow) {
        return Wish.domain(request)
                .map(domain -> app.challenges(domain, request, flow))
                .orElse(List.of());
    }

    /** The counts of a mailbox are others now. Returns at once. */
    public void mailboxChanged(MailboxChanged change) {
        mailboxes.changed(change);
    }

    /** A phone came or went. Returns at once. */
    public void registrationChanged(RegistrationChanged news) {
        registrations.changed(news);
    }

    /** Extensions whose registrations are watched. */
    public int registrations() {
        return registrations.watched();
    }

    /** Subscriptions that run, those not yet authorised included. */
    public int running() {
        return conversations.get();
    }

    /** Mailboxes that are watched. */
    public int mailboxes() {
        return mailboxes.watched();
    }

    /** Extensions whose phones watch anything. */
    public int watchers() {
        return quota.watchers();
    }

    /** SUBSCRIBEs answered 503 because of a limit. */
    public long refusedForLoad() {
        return refusedForLoad.sum();
    }

    /** A limit of an account, a tenant or what is watched: to ask again in a second would change nothing. */
    void refuseForLoad(ServerTransaction transaction) {
        refusedForLoad.increment();
        int seconds = (int) SHORTEST_REST.toSeconds();
        transaction.respond(transaction
                .response(Status.SERVICE_UNAVAILABLE)
                .with(new RetryAfter(random.nextInt(seconds, 2 * seconds))));
    }

    Optional<EventPackage> eventPackage(String name) {
        return Optional.ofNullable(packages.get(name));
    }

    /** What Event may name, in order. */
    Collection<String> events() {
        return packages.keySet();
    }

    Quota quota() {
        return quota;
    }

    ControlPlane app() {
        return app;
    }

    String edgeId() {
        return edgeId;
    }

    RandomGenerator random() {
        return random;
    }
}
