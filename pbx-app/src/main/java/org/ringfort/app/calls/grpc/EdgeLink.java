package org.ringfort.app.calls.grpc;

import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.calls.CarrierNetworks;
import org.ringfort.app.calls.ConferenceAct;
import org.ringfort.app.calls.Edges;
import org.ringfort.app.calls.EndedCall;
import org.ringfort.app.calls.GatewayWatchers;
import org.ringfort.app.calls.HelpCalls;
import org.ringfort.app.calls.HelpNews;
import org.ringfort.app.calls.HelpNumbers;
import org.ringfort.app.calls.LiveCalls;
import org.ringfort.app.calls.LiveConferences;
import org.ringfort.app.calls.RegistrationNews;
import org.ringfort.app.calls.Traces;
import org.ringfort.app.defence.BanWatch;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.registrar.Registrar;
import org.ringfort.app.trunks.GatewayStates;
import org.ringfort.app.trunks.TrunkId;
import org.ringfort.app.trunks.TrunkLoad;
import org.ringfort.app.voicemail.Counts;
import org.ringfort.contract.control.v1.ApplicationOpened;
import org.ringfort.contract.control.v1.DropFlows;
import org.ringfort.contract.control.v1.EmergencyNumbers;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.GatewayRest;
import org.ringfort.contract.control.v1.GatewayState;
import org.ringfort.contract.control.v1.HangUp;
import org.ringfort.contract.control.v1.Hello;
import org.ringfort.contract.control.v1.HelpCalled;
import org.ringfort.contract.control.v1.HelpChanged;
import org.ringfort.contract.control.v1.MailboxChanged;
import org.ringfort.contract.control.v1.PauseRecording;
import org.ringfort.contract.control.v1.RecordStored;
import org.ringfort.contract.control.v1.RegistrationChanged;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.TraceWanted;
import org.ringfort.contract.control.v1.TrunkRegistration;
import org.ringfort.contract.control.v1.VerbDone;
import org.ringfort.contract.control.v1.Welcome;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One edge's stream. gRPC calls the observer's methods one at a time; they hand on and never wait for the database, except
 * where {@link Chores} is full.
 */
final class EdgeLink implements StreamObserver<FromEdge>, Edges.Link {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeLink.class);
    private static final int MOST_FLOWS = 10_000;
    /** In one message. */
    private static final int MOST_TRUNKS = 1_000;
    /** Its calls go on without us; after so long they are no longer shown, until it comes back and tells them anew. */
    private static final Duration AWAY = Duration.ofMinutes(2);
    /** Conversations of one edge at the same time. */
    private static final int MOST_CONVERSATIONS = 5_000;

    private final Outbox outbox;
    private final Chores chores = new Chores();
    private final RecordsIn records;
    private final Parts parts;
    private final BanTeller bans;
    private final Map<String, VerbCaller> conversations = new ConcurrentHashMap<>();
    /** Set by Hello; before it nothing is listened to. */
    private @Nullable String edgeId;

    /** What a link hands on to. */
    record Parts(
            Edges edges,
            LiveCalls live,
            LiveConferences conferences,
            Registrar registrar,
            Conversations conversations,
            RecordsIn.Keeper records,
            SecurityWitness security,
            BanWatch bans,
            Traces traces,
            GatewayWatchers watchers,
            HelpNumbers help,
            CarrierNetworks carriers,
            GatewayStates gateways,
            TrunkLoad load,
            HelpCalls helpCalls,
            Clock clock,
            String appIncarnation) {}

    EdgeLink(Outbox outbox, Parts parts) {
        this.outbox = outbox;
        this.parts = parts;
        this.records = new RecordsIn(parts.records(), this::stored);
        this.bans = new BanTeller(outbox::send, parts.clock());
    }

    void start() {
        outbox.start();
        chores.start();
        records.start();
    }

    @Override
    public void onNext(FromEdge event) {
        try {
            hear(event);
        } catch (IllegalArgumentException malformed) {
            LOG.warn("An edge tells what cannot be read: {}", event.getEventCase(), malformed);
        }
    }

    private void hear(FromEdge event) {
        String edge = edgeId;
        if (event.getEventCase() == FromEdge.EventCase.HELLO) {
            hello(event.getHello());
            return;
        }
        if (edge == null) {
            throw new IllegalArgumentException("before Hello");
        }
        switch (event.getEventCase()) {
            case HELLO, EVENT_NOT_SET -> {}
            case TRACE_TOLD ->
                parts.traces().told(event.getTraceTold().getRequestId(), Words.trace(edge, event.getTraceTold()));
            case LIVE_CALLS ->
                parts.live()
                        .snapshot(
                                edge,
                                event.getLiveCalls().getCallsList().stream()
                                        .map(call -> Words.live(edge, call))
                                        .toList());
            case LIVE_CALL -> parts.live().told(Words.live(edge, event.getLiveCall()));
            case LEGS_SCORED -> parts.live().scored(edge, MeasureWords.scored(event.getLegsScored()));
            case CONFERENCE_SEEN ->
                ConferenceWords.seen(event.getConferenceSeen())
                        .ifPresent(seen -> parts.conferences().told(edge, seen));
            case FLOWS_CLOSED -> {
                List<String> flows = event.getFlowsClosed().getFlowsList();
                if (flows.size() > MOST_FLOWS) {
                    throw new IllegalArgumentException(flows.size() + " flows at once");
                }
                chores.add(() -> parts.registrar().flowsClosed(edge, flows));
            }
            case APPLICATION_OPENED -> open(event.getApplicationOpened());
            case VERB_DONE -> verbDone(event.getVerbDone());
            case APPLICATION_CLOSED ->
                gone(
                        event.getApplicationClosed().getCallId(),
                        event.getApplicationClosed().getWhy());
            case CALL_RECORD -> records.add(Words.ended(event.getCallRecord()));
            case GATEWAY_STATE -> gatewayState(edge, event.getGatewayState());
            case GATEWAY_REST -> gatewayRest(edge, event.getGatewayRest());
            case HELP_CALLED -> helpCalled(edge, event.getHelpCalled());
            case TRUNK_LEFT ->
                parts.load()
                        .left(
                                new TrunkId(UUID.fromString(event.getTrunkLeft().getTrunkId())),
                                CallId.parse(event.getTrunkLeft().getCallId()).toString());
            case TRUNK_REGISTRATION -> registration(edge, event.getTrunkRegistration());
            case SECURITY_EVENT -> chores.add(() -> parts.security().told(edge, event.getSecurityEvent()));
        }
    }

    private void hello(Hello hello) {
        if (edgeId != null
                || hello.getEdgeId().isEmpty()
                || hello.getIncarnation().isEmpty()) {
            throw new IllegalArgumentException("Hello");
        }
        edgeId = hello.getEdgeId();
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.EDGE_ATTACHED)
                .addKeyValue("ringfort.edge", hello.getEdgeId())
                .log("An edge attached");
        parts.edges().attached(hello.getEdgeId(), this);
        parts.conferences().forget(hello.getEdgeId());
        chores.add(() -> parts.registrar().edgeStarted(hello.getEdgeId(), hello.getIncarnation()));
        send(ToEdge.newBuilder().setWelcome(Welcome.newBuilder().setAppIncarnation(parts.appIncarnation())));
        chores.add(() -> watch(true, parts.watchers().all()));
        chores.add(() -> emergencyNumbers(parts.help().all()));
        chores.add(() -> carrierNetworks(parts.carriers().all()));
        parts.bans().follow(bans);
        if (outbox.closed()) {
            parts.bans().leave(bans); // another stream took over meanwhile
        }
    }

    private void open(ApplicationOpened opened) {
        String callId = opened.getCallId();
        VerbCaller caller = new VerbCaller(callId, outbox::send);
        if (conversations.size() >= MOST_CONVERSATIONS || conversations.putIfAbsent(callId, caller) != null) {
            new VerbCaller(callId, outbox::send).hangUp("no room for another conversation");
            return;
        }
        parts.conversations().begin(opened, caller, () -> conversations.remove(callId, caller));
    }

    private void verbDone(VerbDone done) {
        VerbCaller caller = conversations.get(done.getCallId());
        if (caller != null) {
            caller.done(done);
        }
    }

    private void gone(String callId, String why) {
        VerbCaller caller = conversations.remove(callId);
        if (caller != null) {
            caller.gone(why);
        }
    }

    private void stored(EndedCall call) {
        send(ToEdge.newBuilder()
                .setRecordStored(RecordStored.newBuilder().setCallId(call.id().toString())));
    }

    @Override
    public void onError(Throwable lost) {
        close("the edge was lost");
    }

    @Override
    public void onCompleted() {
        close("the edge left");
    }

    private void close(String why) {
        outbox.close();
        parts.bans().leave(bans);
        chores.close();
        records.close();
        conversations.values().forEach(caller -> caller.gone(why));
        conversations.clear();
        String edge = edgeId;
        if (edge != null && parts.edges().detached(edge, this)) {
            LOG.atWarn()
                    .addKeyValue(Fields.EVENT_ACTION, Events.EDGE_DETACHED)
                    .addKeyValue("ringfort.edge", edge)
                    .addKeyValue(Fields.EVENT_REASON, why)
                    .log("An edge is no longer attached");
            parts.gateways().left(edge);
            parts.edges().whenStillAway(edge, AWAY, () -> {
                parts.live().snapshot(edge, List.of());
                parts.conferences().forget(edge);
            });
        }
    }

    private boolean send(ToEdge.Builder message) {
        return outbox.send(message.build());
    }

    @Override
    public boolean hangUp(CallId call, String why) {
        return send(ToEdge.newBuilder()
                .setHangUp(HangUp.newBuilder().setCallId(call.toString()).setWhy(why)));
    }

    @Override
    public boolean pauseRecording(CallId call, boolean paused) {
        return send(ToEdge.newBuilder()
                .setPauseRecording(
                        PauseRecording.newBuilder().setCallId(call.toString()).setPaused(paused)));
    }

    @Override
    public boolean lead(CallId call, String legId, ConferenceAct act) {
        return send(ToEdge.newBuilder().setLeadConference(ConferenceWords.lead(call, legId, act)));
    }

    @Override
    public boolean dropFlows(Collection<String> flows) {
        return send(ToEdge.newBuilder().setDropFlows(DropFlows.newBuilder().addAllFlows(flows)));
    }

    @Override
    public boolean traceWanted(String requestId, CallId call) {
        return send(ToEdge.newBuilder()
                .setTraceWanted(TraceWanted.newBuilder().setRequestId(requestId).setCallId(call.toString())));
    }

    @Override
    public boolean mailboxChanged(
            TenantId tenant, String domain, String extension, Counts counts, List<Binding> contacts) {
        return send(ToEdge.newBuilder()
                .setMailboxChanged(MailboxChanged.newBuilder()
                        .setTenantId(tenant.toString())
                        .setDomain(domain)
                        .setExtension(extension)
                        .setCounts(Replies.counts(counts))
                        .addAllContacts(contacts.stream().map(Replies::target).toList())));
    }

    @Override
    public boolean registrationChanged(TenantId tenant, Binding binding, RegistrationNews.What what) {
        return send(ToEdge.newBuilder()
                .setRegistrationChanged(RegistrationChanged.newBuilder()
                        .setTenantId(tenant.toString())
                        .setExtension(binding.extension())
                        .setPhone(Replies.phone(binding))
                        .setWhat(Words.what(what))));
    }

    private void gatewayState(String edge, GatewayState told) {
        parts.gateways()
                .told(
                        UUID.fromString(told.getGatewayId()),
                        new GatewayStates.State(
                                edge, told.getUp(), told.getWhy(), Instant.ofEpochMilli(told.getSinceMs())));
    }

    private void gatewayRest(String edge, GatewayRest told) {
        UUID gateway = UUID.fromString(told.getGatewayId());
        Words.moment(told.getUntilMs())
                .ifPresentOrElse(
                        until -> parts.gateways().rests(gateway, new GatewayStates.Rest(edge, told.getWhy(), until)),
                        () -> parts.gateways().resumed(gateway, edge));
    }

    private void helpCalled(String edge, HelpCalled told) {
        parts.helpCalls()
                .called(
                        new HelpNews(
                                TenantId.parse(told.getTenantId()),
                                CallId.parse(told.getCallId()).toString(),
                                HelpNews.What.CALLED,
                                told.getExtension(),
                                told.getDeviceId(),
                                told.getNumber(),
                                told.getTrunk(),
                                told.getLocationSent(),
                                Instant.ofEpochMilli(told.getAtMs()),
                                HelpCalls.words(told.getTrunk(), told.getLocation(), told.getLocationSent())),
                        told.getLocation(),
                        edge);
    }

    private void registration(String edge, TrunkRegistration told) {
        parts.gateways()
                .told(
                        new TrunkId(UUID.fromString(told.getTrunkId())),
                        new GatewayStates.Registration(
                                edge,
                                UUID.fromString(told.getGatewayId()),
                                told.getWhy(),
                                told.getRegistered() ? Words.moment(told.getUntilMs()) : Optional.empty()));
    }

    @Override
    public boolean watch(boolean all, List<GatewayWatchers.Watched> trunks) {
        boolean heard = true;
        int from = 0;
        do {
            List<GatewayWatchers.Watched> part = trunks.subList(from, Math.min(trunks.size(), from + MOST_TRUNKS));
            heard &= send(ToEdge.newBuilder().setGatewayWatch(DialWords.watch(all && from == 0, part)));
            from += MOST_TRUNKS;
        } while (from < trunks.size());
        return heard;
    }

    @Override
    public boolean emergencyNumbers(Collection<String> numbers) {
        return send(ToEdge.newBuilder()
                .setEmergencyNumbers(EmergencyNumbers.newBuilder().addAllNumbers(numbers)));
    }

    @Override
    public boolean helpChanged(TenantId tenant, Optional<DeviceId> device) {
        return send(ToEdge.newBuilder()
                .setHelpChanged(HelpChanged.newBuilder()
                        .setTenantId(tenant.toString())
                        .setDeviceId(device.map(DeviceId::toString).orElse(""))));
    }

    @Override
    public boolean carrierNetworks(Collection<String> networks) {
        return send(ToEdge.newBuilder()
                .setCarrierNetworks(org.ringfort.contract.control.v1.CarrierNetworks.newBuilder()
                        .addAllNetworks(networks)));
    }

    @Override
    public void replaced() {
        close("another stream of the same edge took over");
    }
}
