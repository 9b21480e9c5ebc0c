package org.ringfort.edge.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.FailOver;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Ring;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.edge.boot.Conversations;
import org.ringfort.edge.emergency.EmergencyNumbers;
import org.ringfort.edge.fake.DnsServer;
import org.ringfort.edge.fake.FakeApp;
import org.ringfort.edge.fake.FakeMedia;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.loop.LoopBench;
import org.ringfort.edge.loop.LoopSettings;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.edge.trace.TraceSettings;
import org.ringfort.edge.trace.Tracer;
import org.ringfort.edge.transport.TransportKind;

/** The real loop and the real conversations between scripted phones, a scripted app and scripted media. */
public final class EdgeBench implements AutoCloseable {
    public static final String EDGE = "edge-1";
    public static final String DOMAIN = "acme.example";

    public final FakeApp app = FakeApp.started();
    public final FakeMedia media = FakeMedia.started();
    public final DnsServer dns = DnsServer.started();
    public final LoopBench loop;
    public final EmergencyNumbers emergencies = new EmergencyNumbers(EmergencyNumbers.STANDARD);
    public final Tracer tracer;
    public final Conversations conversations;
    /** Every message that left, in order. */
    public final Queue<LoopBench.Sent> sent = new ConcurrentLinkedQueue<>();

    private final Map<String, Phone> phones = new ConcurrentHashMap<>();
    private final AtomicInteger nextPort = new AtomicInteger(40_000);
    private final Path journal;
    private final Thread postman = Thread.ofVirtual().unstarted(this::carry);

    public EdgeBench() {
        this(LoopSettings.DEFAULT);
    }

    public EdgeBench(LoopSettings settings) {
        this(settings, 100);
    }

    /** @param mostCalls beyond which it is full */
    public EdgeBench(LoopSettings settings, int mostCalls) {
        tracer = new Tracer(TraceSettings.DEFAULT, settings.loops(), Clock.systemUTC());
        tracer.start();
        loop = LoopBench.running(settings, tracer);
        try {
            journal = Files.createTempDirectory("journal");
            conversations = new Conversations(
                    new Conversations.Settings(EDGE, "now", journal, mostCalls, Duration.ofSeconds(60), 2),
                    app.channel(),
                    media.channel(),
                    loop.loop,
                    new Gateways(dns.names(), List.of(), new Random(4), System::nanoTime),
                    Clock.systemUTC(),
                    new Random(3));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        conversations.handlers().forEach(loop.loop::handle);
        loop.loop.onFlowClosed(conversations::flowClosed);
        conversations.tellTraces(tracer);
        loop.loop.makeRoomFor(emergencies);
        conversations.tellEmergencyNumbers(emergencies);
        conversations.start();
        postman.start();
        Until.holds(
                "attached to both",
                () -> conversations.app().attached() && conversations.media().attached());
    }

    private void carry() {
        try {
            while (true) {
                LoopBench.Sent next = loop.poll();
                if (next == null) {
                    Thread.sleep(1);
                } else {
                    sent.add(next);
                    Phone phone = phones.get(next.flow().token());
                    if (phone != null) {
                        phone.hear(next.message());
                    }
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** A phone of its own connection over TLS. */
    public Phone phone(String number) {
        return phone(number, "198.51.100.7");
    }

    /** A phone at an address of its own. */
    public Phone phone(String number, String address) {
        return phone(number, address, TransportKind.TLS);
    }

    /** A phone that speaks another way. */
    public Phone phone(String number, TransportKind transport) {
        return phone(number, "198.51.100.7", transport);
    }

    private Phone phone(String number, String address, TransportKind transport) {
        var phone = new Phone(loop, loop.flow(transport, address, nextPort.getAndIncrement()), number);
        phones.put(phone.flow().token(), phone);
        return phone;
    }

    /** A gateway at that address, reached over TLS. */
    public Phone gateway(String address) {
        var phone = new Phone(loop, loop.flow(TransportKind.TLS, address, 5061), address);
        phones.put(phone.flow().token(), phone);
        loop.answers(phone.flow().remote(), Optional.of(phone.flow()));
        return phone;
    }

    /** Nobody ever says there whether a connection comes up. */
    public void blackHole(String address) {
        loop.answers(new InetSocketAddress(InetAddress.ofLiteral(address), 5061), Optional.empty());
    }

    /** A step that calls a number through a gateway of that name, wherever DNS says that it is. */
    public static Step dialByName(int progressMs, String host) {
        Step step = dial(progressMs, host);
        return step.toBuilder()
                .setDial(step.getDial().toBuilder()
                        .setGateways(
                                0, step.getDial().getGateways(0).toBuilder().setPort(0)))
                .build();
    }

    /** A step that calls a number through the gateways at these addresses. */
    public static Step dial(int progressMs, String... addresses) {
        var dial = Dial.newBuilder()
                .setTrunkId("trunk-1")
                .setTrunk("Carrier")
                .setNumber("+4930901820")
                .setCallerNumber("+493012345678")
                .setSeconds(20)
                .setProgressMs(progressMs);
        for (String address : addresses) {
            dial.addGateways(Carrier.gateway(address));
        }
        return Step.newBuilder()
                .setDial(dial)
                .setWhy("trunk Carrier calls this number")
                .build();
    }

    /** The same step, by a trunk with that rule. */
    public static Step failingOver(Step step, FailOver rule) {
        return step.toBuilder()
                .setDial(step.getDial().toBuilder().setFailOver(rule))
                .build();
    }

    /** The same step, calling for help. */
    public static Step emergency(Step step) {
        return step.toBuilder()
                .setDial(step.getDial().toBuilder().setNumber("112").setEmergency(true))
                .build();
    }

    /** Every INVITE gets this plan. */
    public void plan(Step... steps) {
        plan(Plan.newBuilder(), steps);
    }

    public void plan(Plan.Builder plan, Step... steps) {
        if (!plan.hasCaller()) {
            plan.setCaller(
                    Party.newBuilder().setNumber("101").setDisplayName("Alice").setDeviceId("device-101"));
        }
        RouteReply reply = RouteReply.newBuilder()
                .setPlan(plan.setTenantId("tenant-1")
                        .setDomain(DOMAIN)
                        .setDialled("102")
                        .setWhy("extension 102")
                        .setRule("extension")
                        .addAllSteps(Arrays.asList(steps)))
                .build();
        app.onRoute = asked -> reply;
    }

    /** What the app answers a party that sends the call to {@code number}: as it does, with the reason. */
    public void sentOn(String number, Step... steps) {
        var before = app.onRoute;
        app.onRoute = asked -> {
            if (!asked.hasOnBehalf() || !asked.getDialled().equals(number)) {
                return before.apply(asked);
            }
            String who = asked.getOnBehalf().getNumber();
            boolean transfer = asked.getOnBehalf().getCause() == OnBehalf.Cause.CAUSE_TRANSFER;
            return RouteReply.newBuilder()
                    .setPlan(Plan.newBuilder()
                            .setTenantId("tenant-1")
                            .setDomain(DOMAIN)
                            .setCaller(Party.newBuilder().setNumber(who))
                            .setDialled(number)
                            .setWhy((transfer ? "Transferred" : "Redirected") + " by " + who + " to " + number)
                            .setRule("extension")
                            .addAllSteps(Arrays.asList(steps)))
                    .build();
        };
    }

    public static Step ring(int seconds, Phone... phones) {
        var ring = Ring.newBuilder().setSeconds(seconds).setNumber(phones[0].number());
        for (Phone phone : phones) {
            ring.addTargets(Target.newBuilder()
                    .setUri("sip:" + phone.number() + "@" + phone.flow().remoteAddress() + ":"
                            + phone.flow().remote().getPort() + ";transport=tls")
                    .setFlow(phone.flow().token())
                    .setEdgeId(EDGE)
                    .setDeviceId("device-" + phone.number())
                    .setNumber(phone.number()));
        }
        return Step.newBuilder().setRing(ring).setWhy("registered").build();
    }

    /** The one record that the app got. */
    public CallRecord record() {
        Until.holds("a call record", () -> app.records.size() == 1);
        return app.records.values().iterator().next();
    }

    /** Nothing is left of any call. */
    public void nothingLeft() {
        Until.equal(0, conversations.calls()::up);
        Until.equal(0, conversations.calls()::threads);
        Until.equal(0, conversations.calls()::legsOut);
        Until.equal(0, conversations.calls()::recordingSessionsUp);
        Until.equal(0, conversations.media()::listening);
        Until.equal(0, media.sessions::size);
    }

    @Override
    public void close() {
        postman.interrupt();
        try {
            conversations.close();
            try (Stream<Path> files = Files.walk(journal)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        loop.close();
        tracer.close();
        app.close();
        media.close();
        dns.close();
    }
}
