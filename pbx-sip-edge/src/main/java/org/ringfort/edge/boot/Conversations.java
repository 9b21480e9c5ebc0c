package org.ringfort.edge.boot;

import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.BanChange;
import org.ringfort.contract.control.v1.BanList;
import org.ringfort.contract.control.v1.DropFlows;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.GatewayWatch;
import org.ringfort.contract.control.v1.LiveCall;
import org.ringfort.contract.control.v1.MailboxChanged;
import org.ringfort.contract.control.v1.RegistrationChanged;
import org.ringfort.contract.control.v1.Source;
import org.ringfort.contract.control.v1.TraceTold;
import org.ringfort.contract.control.v1.TraceWanted;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.edge.b2bua.Calls;
import org.ringfort.edge.controlplane.CallOrders;
import org.ringfort.edge.controlplane.ControlPlane;
import org.ringfort.edge.controlplane.FromApp;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.controlplane.SecurityReports;
import org.ringfort.edge.emergency.EmergencyNumbers;
import org.ringfort.edge.journal.CallJournal;
import org.ringfort.edge.journal.RecordDelivery;
import org.ringfort.edge.lamps.Announcements;
import org.ringfort.edge.lamps.LampBoard;
import org.ringfort.edge.lamps.Reachable;
import org.ringfort.edge.loop.RequestHandler;
import org.ringfort.edge.loop.Signalling;
import org.ringfort.edge.mediaplane.MediaPlane;
import org.ringfort.edge.mediaplane.RecordingPump;
import org.ringfort.edge.mediaplane.TuneCarrier;
import org.ringfort.edge.peer.Attachment;
import org.ringfort.edge.peer.Backoff;
import org.ringfort.edge.publication.Publications;
import org.ringfort.edge.registration.Registration;
import org.ringfort.edge.routing.Breakers;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.edge.subscription.Subscriptions;
import org.ringfort.edge.trace.Tracer;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.edge.trunking.CarrierRegistrations;
import org.ringfort.edge.trunking.GatewayHealth;
import org.ringfort.edge.trunking.GatewayRests;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.process.health.Check;
import org.ringfort.protocol.sip.Method;

/**
 * The conversations and whom they ask, wired: what is started once there is a loop. {@link #handlers} go into the loop,
 * {@link #flowClosed} hears of closed connections, {@link #ready} are conditions of readiness.
 */
public final class Conversations implements AutoCloseable {
    /**
     * @param edgeId stable over restarts
     * @param incarnation new at every start
     * @param journal directory of the call journal
     * @param mostCalls at the same time
     * @param quiet a call without media for so long ends
     * @param recordingsAtOnce how many recordings transfer at the same time
     */
    public record Settings(
            String edgeId, String incarnation, Path journal, int mostCalls, Duration quiet, int recordingsAtOnce) {}

    /** How late it may be told that a registration has expired. */
    private static final Duration SWEEP = Duration.ofSeconds(5);

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(20);

    private final CallJournal journal;
    private final RecordDelivery records;
    private final ControlPlane app;
    private final MediaPlane media;
    private final RecordingPump recordings;
    private final Registration registration;
    private final LampBoard lamps;
    private final Reachable reachable = new Reachable(System::nanoTime);
    private final Announcements announcements;
    private final Publications publications;
    private final Thread sweeper = Thread.ofVirtual().name("reachable").unstarted(this::sweep);
    private final Subscriptions subscriptions;
    private final Calls calls;
    private final GatewayHealth health;
    private final Breakers breakers;
    private final CarrierRegistrations carriers;
    private volatile Consumer<List<String>> emergencies = numbers -> {};
    private volatile BanOrders banOrders = new BanOrders(change -> {});
    private volatile @Nullable TraceTeller traces;

    /**
     * @param appChannel to pbx-app
     * @param mediaChannel to pbx-media
     * @param gateways where trunks lead
     * @throws IOException where the journal cannot be opened
     */
    public Conversations(
            Settings settings,
            ManagedChannel appChannel,
            ManagedChannel mediaChannel,
            Signalling signalling,
            Gateways gateways,
            Clock clock,
            RandomGenerator random)
            throws IOException {
        journal = CallJournal.open(settings.journal(), CallJournal.Limits.DEFAULT, clock);
        app = new ControlPlane(
                appChannel,
                ControlPlane.Settings.of(settings.edgeId(), settings.incarnation()),
                this::liveCalls,
                new Said(),
                streamBackoff(random));
        records = new RecordDelivery(journal, app::tell);
        media = new MediaPlane(
                mediaChannel,
                MediaPlane.Settings.of(settings.edgeId(), settings.incarnation()),
                ready -> recorded(ready.getFacts()),
                streamBackoff(random));
        recordings = new RecordingPump(
                media,
                app::deliver,
                new RecordingLog(),
                () -> new Backoff(FIRST_RETRY, LONGEST_RETRY, random),
                settings.recordingsAtOnce());
        media.tunes(new TuneCarrier(app::tune, media::keepTune)::wanted);
        registration = new Registration(app, signalling, reachable, settings.edgeId(), settings.incarnation(), random);
        lamps = new LampBoard(random);
        announcements = new Announcements(System::nanoTime, random);
        subscriptions = new Subscriptions(
                app,
                signalling,
                lamps,
                reachable,
                announcements,
                settings.edgeId(),
                random,
                Subscriptions.Limits.DEFAULT);
        publications = new Publications(app, announcements, settings.edgeId(), random);
        calls = new Calls(
                new Calls.Settings(settings.edgeId(), settings.mostCalls(), settings.quiet()),
                app,
                media,
                signalling,
                gateways,
                journal,
                records,
                lamps,
                clock,
                random);
        media.news(calls);
        breakers = gateways.breakers();
        breakers.tell(new GatewayRests(app::tell, clock));
        health = new GatewayHealth(signalling, gateways, app::tell, clock, random, GatewayHealth.Pace.DEFAULT);
        carriers =
                new CarrierRegistrations(signalling, gateways, app, clock, random, CarrierRegistrations.Pace.DEFAULT);
    }

    private static Backoff streamBackoff(RandomGenerator random) {
        return new Backoff(Attachment.Limits.DEFAULT.firstWait(), Attachment.Limits.DEFAULT.longestWait(), random);
    }

    /** Who carries out the app's bans; told before {@link #start()}. */
    void obey(BanOrders orders) {
        banOrders = orders;
    }

    /** Who is told which numbers call for help; told before {@link #start()}. */
    public void tellEmergencyNumbers(EmergencyNumbers numbers) {
        emergencies = numbers::told;
    }

    /** Who knows what was said in calls; told before {@link #start()}. */
    public void tellTraces(Tracer tracer) {
        traces = new TraceTeller(tracer, app::tell);
    }

    /** Dials both peers; from here on they are dialled until {@link #close}. */
    public void start() {
        records.start();
        media.start();
        app.start();
        sweeper.start();
    }

    private void sweep() {
        try {
            while (true) {
                Thread.sleep(SWEEP);
                reachable.sweep();
                announcements.sweep();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who takes the requests that come outside any dialog. */
    public Map<Method, RequestHandler> handlers() {
        return Map.of(
                Method.INVITE,
                calls,
                Method.REGISTER,
                registration,
                Method.SUBSCRIBE,
                subscriptions,
                Method.PUBLISH,
                publications);
    }

    /** A connection is closed; any thread. */
    public void flowClosed(Flow flow) {
        registration.flowClosed(flow);
        carriers.flowClosed(flow);
    }

    /** A stranger was refused before the loop; any thread. */
    public void turnedAway(String event, TransportKind transport, InetSocketAddress source, String why) {
        app.reports()
                .report(
                        event,
                        Source.newBuilder()
                                .setTransport(RequestFacts.transport(transport))
                                .setAddress(source.getAddress().getHostAddress())
                                .setPort(source.getPort())
                                .build(),
                        why);
    }

    /**
     * Without these the edge is of no use to a caller. App and media count until they have been reached once: who loses them afterwards
     * places what calls he can, for help among them, and no other edge would serve anybody better.
     */
    public List<Check> ready() {
        return List.of(
                Check.of("app", app.stream()::reached, "pbx-app has not been reached yet"),
                Check.of("media", media.stream()::reached, "pbx-media has not been reached yet"),
                Check.of("journal", journal::healthy, "the disk refuses the call journal"),
                Check.of("records", () -> !journal.full(), "too many call records wait for pbx-app"));
    }

    public void measure(MeterRegistry registry) {
        var meters = new Meters(registry);
        meters.measure(calls);
        meters.measure(registration);
        meters.measure(subscriptions, lamps);
        meters.measure(journal);
        meters.measure(app.help());
        meters.measure(health, breakers, carriers);
        meters.gauge(Metrics.RECORDINGS_WAITING, recordings, RecordingPump::waiting);
        meters.count(Metrics.CHALLENGES_MADE, app, ControlPlane::ownChallenges);
        meters.count(Metrics.SECURITY_EVENTS_DROPPED, app.reports(), SecurityReports::dropped);
        meters.measure("app", app.stream());
        meters.measure("media", media.stream());
    }

    public Calls calls() {
        return calls;
    }

    public Registration registration() {
        return registration;
    }

    /** Which extensions are in calls. */
    public LampBoard lamps() {
        return lamps;
    }

    /** Which extensions have a phone registered here. */
    public Reachable reachable() {
        return reachable;
    }

    /** What phones say of themselves. */
    public Announcements announcements() {
        return announcements;
    }

    public Subscriptions subscriptions() {
        return subscriptions;
    }

    public MediaPlane media() {
        return media;
    }

    public ControlPlane app() {
        return app;
    }

    /** Takes leave of those whom we have told where we are, while they can still be told. */
    public void leave() {
        carriers.close();
    }

    @Override
    public void close() throws IOException {
        sweeper.interrupt();
        recordings.close();
        health.close();
        carriers.close();
        app.close();
        media.close();
        records.close();
        journal.close();
    }

    private List<LiveCall> liveCalls() {
        return calls.live();
    }

    private void recorded(RecordingFacts facts) {
        recordings.ready(facts);
    }

    /** What the app says, handed to whom it concerns. */
    private final class Said implements FromApp {
        @Override
        public void attached() {
            records.attached();
            health.attached();
            breakers.repeat();
            carriers.attached();
            calls.appAttached();
        }

        @Override
        public void detached() {
            calls.appGone();
        }

        @Override
        public CallOrders calls() {
            return calls;
        }

        @Override
        public void mailboxChanged(MailboxChanged change) {
            subscriptions.mailboxChanged(change);
        }

        @Override
        public void registrationChanged(RegistrationChanged change) {
            subscriptions.registrationChanged(change);
        }

        @Override
        public void recordStored(String callId) {
            records.stored(callId);
        }

        @Override
        public void traceWanted(TraceWanted wish) {
            TraceTeller teller = traces;
            if (teller == null) {
                app.tell(FromEdge.newBuilder()
                        .setTraceTold(TraceTold.newBuilder().setRequestId(wish.getRequestId()))
                        .build());
            } else {
                teller.wanted(wish);
            }
        }

        @Override
        public void dropFlows(DropFlows order) {
            registration.dropFlows(order);
        }

        @Override
        public void bans(BanList list) {
            banOrders.all(list);
        }

        @Override
        public void bans(BanChange change) {
            banOrders.change(change);
        }

        @Override
        public void emergencyNumbers(List<String> numbers) {
            emergencies.accept(numbers);
        }

        @Override
        public void watch(GatewayWatch order) {
            health.watch(order);
            carriers.watch(order);
        }
    }
}
