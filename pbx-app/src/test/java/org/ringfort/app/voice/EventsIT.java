package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ringfort.app.EventStream;
import org.ringfort.app.conferences.RoomId;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.identity.ApiKeys;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.contract.control.v1.CallState;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.LegRole;
import org.ringfort.contract.control.v1.LegSecurity;
import org.ringfort.contract.control.v1.LiveCall;
import org.ringfort.contract.control.v1.LiveParty;
import org.ringfort.contract.control.v1.LiveRecording;
import org.ringfort.contract.measure.v1.LegScore;
import org.ringfort.contract.measure.v1.LegsScored;
import org.ringfort.contract.measure.v1.ScoredLeg;
import org.ringfort.contract.sound.v1.ConferenceMember;
import org.ringfort.contract.sound.v1.ConferenceSeen;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.LegId;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is pushed as it happens, to whom, and until when. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class EventsIT extends VoiceIT {
    private static final Set<Permission> ALL =
            Set.of(Permission.AUDIT_READ, Permission.REGISTRATIONS_READ, Permission.CALLS_READ);

    private static final AtomicInteger KEYS = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    ApiKeys apiKeys;

    private ApiKeys.WithSecret key(TenantId home, Set<Permission> permissions) {
        return TenantScope.call(
                home,
                () -> Actors.call(
                        Actor.system("test", home),
                        () -> apiKeys.create("events " + KEYS.incrementAndGet(), permissions, null)));
    }

    private EventStream follow(TenantId home, Set<Permission> permissions) {
        return EventStream.open(
                port,
                "Authorization",
                "Bearer " + key(home, permissions).secret().revealText());
    }

    private Tenant anotherTenant() {
        String domain = "other-of-" + tenant.domain();
        return TenantScope.call(
                TenantScope.PLATFORM,
                () -> tenants.create(domain, new TenantDraft("Another", List.of(), true, 100, 10)));
    }

    @Test
    void an_audit_entry_and_a_registration_are_pushed_to_their_own_tenant_and_to_no_other() {
        Tenant other = anotherTenant();
        TestPhone ours = phone(extension("101", false), DigestFloor.MD5);
        try (EventStream here = follow(tenant.id(), ALL);
                EventStream there = follow(other.id(), ALL);
                EventStream callsOnly = follow(tenant.id(), Set.of(Permission.CALLS_READ))) {
            assertThat(ours.bind(ours.register(300)).hasBound()).isTrue();
            extension("102", false);
            here.await("registration", "\"extension\":\"101\"");
            here.await("audit", "extension.created");

            // What comes later in the other tenant comes alone.
            Tenant ownTenant = tenant;
            tenant = other;
            TestPhone theirs = phone(extension("901", false), DigestFloor.MD5);
            assertThat(theirs.bind(theirs.register(300)).hasBound()).isTrue();
            there.await("registration", "\"extension\":\"901\"");
            there.await("audit", "device.created");
            tenant = ownTenant;

            assertThat(there.seen()).noneMatch(event -> event.contains("\"101\"") || event.contains("\"102\""));
            assertThat(here.seen()).noneMatch(event -> event.contains("\"901\""));
            assertThat(callsOnly.seen()).noneMatch(event -> event.contains("audit") || event.contains("registration"));
        }
    }

    /** As REST answers it, and both to the tenant whose call it is alone. */
    @Test
    void how_legs_are_heard_is_pushed_for_many_calls_together() throws Exception {
        CallId one = CallId.next();
        CallId two = CallId.next();
        LegId poor = LegId.next();
        LegId good = LegId.next();
        ApiKeys.WithSecret key = key(tenant.id(), Set.of(Permission.CALLS_READ));
        String authorization = "Bearer " + key.secret().revealText();
        Tenant other = anotherTenant();
        CallId theirs = CallId.next();
        LegId theirLeg = LegId.next();
        try (EventStream here = EventStream.open(port, "Authorization", authorization);
                EventStream there = follow(other.id(), Set.of(Permission.CALLS_READ));
                EventStream auditor = follow(tenant.id(), Set.of(Permission.AUDIT_READ))) {
            edge.tell(FromEdge.newBuilder().setLiveCall(call(one, poor)));
            edge.tell(FromEdge.newBuilder().setLiveCall(call(two, good)));
            edge.tell(FromEdge.newBuilder()
                    .setLegsScored(LegsScored.newBuilder()
                            .addLegs(scored(
                                    one,
                                    poor,
                                    LegScore.newBuilder()
                                            .setGrade(LegScore.Grade.GRADE_POOR)
                                            .setRoundTripMs(61)))
                            .addLegs(scored(two, good, LegScore.newBuilder().setGrade(LegScore.Grade.GRADE_GOOD)))));
            String figures = "\"mos\":3.9,\"lossPercent\":5.1,\"jitterMs\":12,\"roundTripMs\":";
            here.await(
                    "scores",
                    "[{\"callId\":\"" + one + "\",\"legId\":\"" + poor + "\",\"score\":{\"grade\":\"POOR\"," + figures
                            + "61}},{\"callId\":\"" + two + "\",\"legId\":\"" + good
                            + "\",\"score\":{\"grade\":\"GOOD\","
                            + figures + "null}}]");
            assertThat(calls(authorization))
                    .contains("\"role\":\"CALLER\",\"number\":\"101\"")
                    .contains("\"score\":{\"grade\":\"POOR\"," + figures + "61}")
                    .contains("\"recording\":\"RESTS\"");

            edge.tell(FromEdge.newBuilder()
                    .setLegsScored(LegsScored.newBuilder()
                            .addLegs(ScoredLeg.newBuilder()
                                    .setCallId(one.toString())
                                    .setLegId(poor.toString())
                                    .setScore(LegScore.getDefaultInstance()))));
            here.await("scores", "\"legId\":\"" + poor + "\",\"score\":null}]");
            assertThat(calls(authorization)).doesNotContain("POOR");

            edge.tell(FromEdge.newBuilder()
                    .setLiveCall(call(theirs, theirLeg).setTenantId(other.id().toString())));
            edge.tell(FromEdge.newBuilder()
                    .setLegsScored(LegsScored.newBuilder()
                            .addLegs(scored(
                                    theirs, theirLeg, LegScore.newBuilder().setGrade(LegScore.Grade.GRADE_FAIR)))));
            there.await("scores", theirLeg.toString());
            assertThat(there.seen()).noneMatch(event -> event.contains(poor.toString()));
            assertThat(calls(authorization)).doesNotContain(theirs.toString());
            extension("103", false);
            auditor.await("audit", "extension.created");
            assertThat(auditor.seen()).noneMatch(event -> event.startsWith("scores"));
            assertThat(here.seen()).noneMatch(event -> event.contains(theirLeg.toString()));
        }
    }

    /** As REST answers it; a page that the edge made is no room's. */
    @Test
    void who_is_in_a_room_is_pushed_as_it_changes() throws Exception {
        CallId call = CallId.next();
        LegId leg = LegId.next();
        String room = RoomId.next().toString();
        ApiKeys.WithSecret key = key(tenant.id(), Set.of(Permission.CALLS_READ));
        String authorization = "Bearer " + key.secret().revealText();
        Tenant other = anotherTenant();
        CallId theirs = CallId.next();
        try (EventStream here = EventStream.open(port, "Authorization", authorization);
                EventStream there = follow(other.id(), Set.of(Permission.CALLS_READ, Permission.AUDIT_READ));
                EventStream roomsOnly = follow(tenant.id(), Set.of(Permission.ROOMS_READ, Permission.AUDIT_READ))) {
            edge.tell(FromEdge.newBuilder().setLiveCall(call(call, leg)));
            ConferenceMember.Builder alice = ConferenceMember.newBuilder()
                    .setCallId(call.toString())
                    .setLegId(leg.toString())
                    .setSinceMs(1_700_000_001_000L)
                    .setModerator(true)
                    .setSpeaks(true);
            edge.tell(FromEdge.newBuilder()
                    .setConferenceSeen(ConferenceSeen.newBuilder()
                            .setConferenceId("page/" + call)
                            .addMembers(alice)));
            edge.tell(FromEdge.newBuilder().setConferenceSeen(conference(room, alice)));
            String who = "{\"roomId\":\"" + room + "\",\"waits\":false,\"locked\":true,\"participants\":[{\"callId\":\""
                    + call
                    + "\",\"number\":\"101\",\"name\":\"\",\"since\":\"2023-11-14T22:13:21Z\",\"moderator\":true,"
                    + "\"muted\":false,\"listens\":false,\"speaks\":true}]}";
            here.await("conference", who);
            assertThat(get("/api/v1/conferences", authorization)).contains("[" + who + "]");

            edge.tell(FromEdge.newBuilder()
                    .setLiveCall(
                            call(theirs, LegId.next()).setTenantId(other.id().toString())));
            there.await("call", theirs.toString());
            ConferenceMember.Builder ofNobody =
                    alice.clone().setCallId(CallId.next().toString());
            edge.tell(FromEdge.newBuilder()
                    .setConferenceSeen(conference(room, alice.clone().setCallId(theirs.toString())).toBuilder()
                            .addMembers(ofNobody)));
            here.await("conference", room + "\",\"waits\":false,\"locked\":true,\"participants\":[]}");
            assertThat(get("/api/v1/conferences", authorization))
                    .as("of a call of another tenant's, and of one that is not up, nobody is there")
                    .contains("\"items\":[]");
            Tenant ownTenant = tenant;
            tenant = other;
            extension("904", false);
            there.await("audit", "extension.created");
            tenant = ownTenant;
            assertThat(there.seen()).noneMatch(event -> event.startsWith("conference"));
            extension("104", false);
            roomsOnly.await("audit", "extension.created");
            assertThat(roomsOnly.seen()).noneMatch(event -> event.startsWith("conference"));
        }
    }

    private ConferenceSeen conference(String room, ConferenceMember.Builder member) {
        return ConferenceSeen.newBuilder()
                .setConferenceId(tenant.id() + "/" + room)
                .setLocked(true)
                .addMembers(member)
                .build();
    }

    private String calls(String authorization) throws Exception {
        return get("/api/v1/calls", authorization);
    }

    private String get(String path, String authorization) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .header("Authorization", authorization)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private LiveCall.Builder call(CallId id, LegId leg) {
        return LiveCall.newBuilder()
                .setCallId(id.toString())
                .setTenantId(tenant.id().toString())
                .setState(CallState.CALL_STATE_ANSWERED)
                .setCaller("101")
                .setDialled("104")
                .setStartedAtMs(1_700_000_000_000L)
                .setRecording(LiveRecording.LIVE_RECORDING_RESTS)
                .addLegs(LegSecurity.newBuilder().setLegId(leg.toString()))
                .addParties(LiveParty.newBuilder()
                        .setLegId(leg.toString())
                        .setRole(LegRole.LEG_ROLE_CALLER)
                        .setNumber("101"));
    }

    private static ScoredLeg scored(CallId call, LegId leg, LegScore.Builder score) {
        return ScoredLeg.newBuilder()
                .setCallId(call.toString())
                .setLegId(leg.toString())
                .setScore(score.setMosTenths(39).setLossPermille(51).setJitterMs(12))
                .build();
    }

    @Test
    void a_revoked_key_hears_no_more() {
        ApiKeys.WithSecret key = key(tenant.id(), ALL);
        try (EventStream stream =
                EventStream.open(port, "Authorization", "Bearer " + key.secret().revealText())) {
            TenantScope.call(
                    tenant.id(),
                    () -> Actors.call(Actor.system("test", tenant.id()), () -> {
                        apiKeys.revoke(key.key().id());
                        return Optional.empty();
                    }));
            assertThat(stream.ends()).isTrue();
        }
    }

    @Test
    void a_tenant_that_is_switched_off_hears_no_more() {
        try (EventStream stream = follow(tenant.id(), ALL)) {
            TenantScope.call(
                    TenantScope.PLATFORM,
                    () -> tenants.change(
                            tenant.id(), tenant.version(), new TenantDraft(tenant.name(), List.of(), false, 100, 10)));
            assertThat(stream.ends()).isTrue();
        }
    }
}
