package org.ringfort.edge.admission;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.emergency.EmergencyNumbers;
import org.ringfort.edge.transport.Doorkeeper;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.Inbound;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.header.Allow;
import org.ringfort.protocol.sip.header.RetryAfter;

/**
 * The first judge: nothing is remembered of a message before it has passed here. Untrusted networks and oversized messages have
 * been dropped by the transport on the listener's own settings. Any thread; never blocks.
 *
 * <p>In this order, the cheapest first: banned networks and the allowance of an address, before anything is read; then scanners,
 * bans on accounts, methods, and the allowances of kinds of requests. Who has proved himself has allowances of his own, so no
 * stranger uses them up, and hears 503 beyond them; strangers hear nothing. A known flow's request that does not say whose it is
 * takes of an allowance of the flow. What belongs to a dialog, and an emergency call of
 * somebody known, is not limited here.
 */
public final class Admission implements Doorkeeper {
    /** Of strangers' datagrams a second while the edge is behind: so few are not why, and a moment's delay is no flood. */
    private static final Rate FEW = new Rate(500, 100);

    private static final Verdict PASS = new Verdict.Pass();
    private static final int SHORTEST_RETRY_SECONDS = 5;
    private static final int LONGEST_RETRY_SECONDS = 20;
    private static final int SHORTEST_BANNED_SECONDS = 60;
    private static final int CHALLENGED_AND_PROVED = 2;

    private final AdmissionSettings settings;
    private final LongSupplier clockNanos;
    private final RandomGenerator random;
    private final Bans bans;
    private final Scanners scanners;
    private final Strangers strangers;
    private final Bucket allStrangers;
    private final Bucket few;
    private final Acquaintances acquaintances;
    private final Allow allow;
    private final EmergencyNumbers emergencies;
    private volatile BooleanSupplier busy = () -> false;
    private volatile Witness witness = (event, transport, source, why) -> {};

    /** Is told of what was turned away, on a transport's thread; must not block. */
    @FunctionalInterface
    public interface Witness {
        /** {@code event} is a documented name. */
        void turnedAway(String event, TransportKind transport, InetSocketAddress source, String why);
    }

    /**
     * A judge who has seen nobody yet.
     *
     * @param clockNanos a clock that never jumps
     * @param random spreads those who are told to come again
     */
    public Admission(AdmissionSettings settings, LongSupplier clockNanos, RandomGenerator random) {
        this.settings = settings;
        this.clockNanos = clockNanos;
        this.random = random;
        this.bans = new Bans(clockNanos);
        this.scanners = new Scanners(settings.scanners());
        this.strangers = new Strangers(settings, clockNanos);
        this.allStrangers = new Bucket(settings.rates().strangers(), clockNanos.getAsLong());
        this.few = new Bucket(FEW, clockNanos.getAsLong());
        this.acquaintances = new Acquaintances(settings, clockNanos);
        this.emergencies = new EmergencyNumbers(settings.emergencyNumbers());
        this.allow = new Allow(settings.methods().stream()
                .sorted(Comparator.comparing(Method::name))
                .toList());
    }

    /** Whom not to speak with. */
    public Bans bans() {
        return bans;
    }

    /** Which numbers are called past every limit. */
    public EmergencyNumbers emergencies() {
        return emergencies;
    }

    /**
     * While {@code late} holds, or datagrams come faster than they are read, strangers' are dropped unread, but for a few, and for those
     * from where somebody has proved himself: they come again, and would make those wait who are known.
     */
    public void spare(BooleanSupplier late) {
        busy = late;
    }

    /** Who hears of what is turned away from now on. */
    public void tell(Witness listener) {
        witness = listener;
    }

    @Override
    public void turnedAway(String event, TransportKind transport, InetSocketAddress source, String why) {
        witness.turnedAway(event, transport, source, why);
    }

    // ------------------------------------------------------------------ before anything is read

    @Override
    public boolean takes(TransportKind transport, InetSocketAddress source) {
        return closedBan(source.getAddress())
                .map(ban -> met(ban, transport, source))
                .isEmpty();
    }

    @Override
    public Entry admits(InetSocketAddress source, int bytes, boolean behind) {
        Known known = acquaintances.at(source);
        if (known == null && !takes(TransportKind.UDP, source)) {
            return Entry.BANNED;
        }
        if (known == null
                && (behind || busy.getAsBoolean())
                && !acquaintances.isFrequented(source.getAddress())
                && !few.take(clockNanos.getAsLong())) {
            return Entry.BUSY;
        }
        return admits(known, source.getAddress(), bytes);
    }

    @Override
    public Entry admits(Flow flow, int bytes) {
        Known known = acquaintances.at(flow);
        if (known == null && !takes(flow.transport(), flow.remote())) {
            return Entry.BANNED;
        }
        return admits(known, flow.remote().getAddress(), bytes);
    }

    private Entry admits(@Nullable Known known, InetAddress source, int bytes) {
        boolean admitted = known != null
                ? known.take(clockNanos.getAsLong())
                : strangers.takeUnread(source, bytes)
                        && (acquaintances.isFrequented(source) || allStrangers.take(clockNanos.getAsLong()));
        return admitted ? Entry.OPEN : Entry.OVER_RATE;
    }

    @Override
    public boolean explains(Flow flow) {
        return acquaintances.at(flow) != null
                || banOnEverybody(flow.remote().getAddress()).isEmpty();
    }

    @Override
    public boolean answers(InetSocketAddress source, int bytes) {
        return acquaintances.at(source) != null || strangers.pay(source.getAddress(), bytes);
    }

    // ------------------------------------------------------------------ what was read

    /** What becomes of a message that could be read. */
    public Verdict judge(Inbound.Received received) {
        if (!(received.message() instanceof SipRequest request)) {
            return PASS; // an answer to nothing of ours is dropped by the loop
        }
        Flow flow = received.flow();
        Known known = acquaintances.at(flow);
        if (scanners.sent(request)) {
            turnedAway(Events.SIP_REFUSED, flow.transport(), flow.remote(), "scanner");
            return new Verdict.Close("scanner");
        }
        boolean emergency = emergencies.calledBy(request);
        if (!(emergency && known != null)) {
            Optional<Standing> ban = banOn(request, flow, known);
            if (ban.isPresent()) {
                met(ban.get(), flow.transport(), flow.remote());
                return refused(ban.get(), flow);
            }
        }
        if (!settings.methods().contains(request.method())) {
            turnedAway(Events.SIP_REFUSED, flow.transport(), flow.remote(), "method");
            return new Verdict.Refuse(Status.METHOD_NOT_ALLOWED, "method", allow);
        }
        return isWithinDialog(request) ? PASS : limited(request, flow, known, emergency);
    }

    /**
     * Silence; but who guesses at one account over a connection is told that it is no use, so that a phone with a mistyped
     * password says so on its display. Known and unknown accounts are banned alike: the answer tells nothing else.
     */
    private Verdict refused(Standing ban, Flow flow) {
        return ban.ban().account().isPresent() && flow.transport().isReliable()
                ? new Verdict.Refuse(
                        Status.FORBIDDEN,
                        "banned",
                        new RetryAfter(random.nextInt(SHORTEST_BANNED_SECONDS, 2 * SHORTEST_BANNED_SECONDS)))
                : new Verdict.Drop("banned");
    }

    private Verdict limited(SipRequest request, Flow flow, @Nullable Known known, boolean emergency) {
        List<Account> claimed = claimed(request);
        if (known != null && claimed.stream().allMatch(known::is)) {
            return emergency ? PASS : limited(request, known, account(known, claimed));
        }
        return strangers.take(flow.remote().getAddress(), kindOf(request, emergency)) ? PASS : new Verdict.Drop("rate");
    }

    private Verdict limited(SipRequest request, Known known, Optional<Account> account) {
        Optional<String> usedUp =
                account.isPresent() ? acquaintances.take(account.get(), request) : acquaintances.take(known, request);
        return usedUp.<Verdict>map(which -> new Verdict.Refuse(
                        Status.SERVICE_UNAVAILABLE,
                        which,
                        new RetryAfter(random.nextInt(SHORTEST_RETRY_SECONDS, LONGEST_RETRY_SECONDS + 1))))
                .orElse(PASS);
    }

    private static Strangers.Kind kindOf(SipRequest request, boolean emergency) {
        return emergency
                ? Strangers.Kind.EMERGENCY
                : request.is(Method.REGISTER) ? Strangers.Kind.REGISTER : Strangers.Kind.OPENING;
    }

    /** Who asks on a known flow: by the credentials, or the only one who has proved himself there. */
    private static Optional<Account> account(Known known, List<Account> claimed) {
        return claimed.isEmpty() && known.accounts().size() == 1
                ? known.accounts().stream().findFirst()
                : claimed.stream().findFirst();
    }

    private static boolean isWithinDialog(SipRequest request) {
        return request.is(Method.ACK)
                || request.is(Method.CANCEL)
                || (request.isInDialog() && !request.is(Method.REGISTER));
    }

    private static List<Account> claimed(SipRequest request) {
        List<Credentials.Digest> credentials = request.headers().digestCredentials();
        return credentials.isEmpty()
                ? List.of()
                : credentials.stream()
                        .map(one -> new Account(one.realm(), one.username()))
                        .distinct()
                        .toList();
    }

    // ------------------------------------------------------------------ bans

    /** Whether a connection that nobody has proved himself on has to be closed for a ban. */
    public boolean isBanned(Flow flow) {
        return !explains(flow);
    }

    private Optional<Standing> closedBan(InetAddress source) {
        return first(source, Standing::isClosed);
    }

    private Optional<Standing> banOnEverybody(InetAddress source) {
        return first(source, Standing::isOnEverybody);
    }

    private Optional<Standing> first(InetAddress source, java.util.function.Predicate<Standing> which) {
        Standing[] covering = bans.covering(source);
        if (covering.length > 0) {
            long now = clockNanos.getAsLong();
            for (Standing ban : covering) {
                if (which.test(ban) && ban.holds(now)) {
                    return Optional.of(ban);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Standing> banOn(SipRequest request, Flow flow, @Nullable Known known) {
        if (bans.covering(flow.remote().getAddress()).length == 0) {
            return Optional.empty();
        }
        List<Account> strange = claimed(request).stream()
                .filter(account -> known == null || !known.is(account))
                .toList();
        // A token names nobody here: like a request without credentials it is spared for the name that it claims.
        boolean proves = !request.headers().digestCredentials().isEmpty();
        return first(
                flow.remote().getAddress(),
                ban -> ban.ban()
                        .account()
                        .map(strange::contains)
                        .orElseGet(
                                () -> !(proves ? areSpared(ban, strange) : known != null || isSpared(ban, request))));
    }

    private static boolean areSpared(Standing ban, List<Account> accounts) {
        return accounts.stream().allMatch(account -> ban.ban().spared().contains(account.username()));
    }

    private static boolean isSpared(Standing ban, SipRequest request) {
        return isSpared(ban, request.headers().from().address().sipUri())
                || isSpared(ban, request.headers().to().address().sipUri());
    }

    private static boolean isSpared(Standing ban, Optional<SipUri> who) {
        return who.map(uri -> new Account("", uri.userText()).username())
                .filter(ban.ban().spared()::contains)
                .isPresent();
    }

    private Standing met(Standing ban, TransportKind transport, InetSocketAddress source) {
        if (ban.tellsNow(clockNanos.getAsLong())) {
            turnedAway(
                    Events.ADMISSION_BANNED,
                    transport,
                    source,
                    "ban " + ban.ban().id());
        }
        return ban;
    }

    // ------------------------------------------------------------------ who has proved himself

    /**
     * What he took as a stranger, with his request and with the one that was challenged, is given back: only what is not followed
     * by proof is limited as a stranger's.
     */
    @Override
    public void proved(Flow flow, SipRequest by) {
        List<Account> claimed = claimed(by);
        giveBack(acquaintances.at(flow), flow.remote().getAddress(), by, claimed);
        // Of several only one was right, and which one is not known here.
        acquaintances.proved(flow, claimed.size() == 1 ? Optional.of(claimed.getFirst()) : Optional.empty());
    }

    private void giveBack(@Nullable Known known, InetAddress source, SipRequest by, List<Account> claimed) {
        if (known == null) {
            strangers.giveBack(source, Strangers.Kind.MESSAGE, CHALLENGED_AND_PROVED);
            strangers.giveBack(source, kindOf(by, emergencies.calledBy(by)), CHALLENGED_AND_PROVED);
            if (!acquaintances.isFrequented(source)) {
                allStrangers.giveBack(CHALLENGED_AND_PROVED);
            }
        } else {
            known.giveBack(CHALLENGED_AND_PROVED);
            if (!claimed.stream().allMatch(known::is)) {
                strangers.giveBack(
                        source, kindOf(by, emergencies.calledBy(by)), 1); // the challenged one was not counted
            }
        }
    }

    @Override
    public void addressed(InetSocketAddress destination) {
        acquaintances.frequented(destination.getAddress());
    }

    @Override
    public void forget(Flow flow) {
        acquaintances.forget(flow);
    }

    /** How many strangers' addresses are remembered. */
    public int remembered() {
        return strangers.remembered();
    }

    /** How many flows are remembered on which somebody has proved himself. */
    public int knownFlows() {
        return acquaintances.flows();
    }
}
