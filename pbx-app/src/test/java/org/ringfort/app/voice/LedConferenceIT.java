package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.app.Eventually;
import org.ringfort.app.conferences.RoomId;
import org.ringfort.app.identity.ApiKeys;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.contract.control.v1.CallState;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.LeadConference;
import org.ringfort.contract.control.v1.LiveCall;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.sound.v1.ConferenceAct;
import org.ringfort.contract.sound.v1.ConferenceMember;
import org.ringfort.contract.sound.v1.ConferenceSeen;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.LegId;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an administrator does in a room, from REST to its edge; whose, and what of it is written down. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LedConferenceIT extends VoiceIT {
    private static final String ROOMS = "/conferences/";
    private static final AtomicInteger KEYS = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    ApiKeys apiKeys;

    private final String room = RoomId.next().toString();
    private final CallId alice = CallId.next();
    private final CallId bob = CallId.next();
    private final String aliceLeg = LegId.next().toString();
    private final String bobLeg = LegId.next().toString();
    private String key = "";

    @BeforeEach
    void twoAreInARoom() throws Exception {
        key = key(tenant.id(), Set.of(Permission.CALLS_READ, Permission.CALLS_WRITE, Permission.AUDIT_READ));
        for (CallId call : List.of(alice, bob)) {
            edge.tell(FromEdge.newBuilder()
                    .setLiveCall(LiveCall.newBuilder()
                            .setCallId(call.toString())
                            .setTenantId(tenant.id().toString())
                            .setState(CallState.CALL_STATE_ANSWERED)
                            .setCaller("101")
                            .setDialled("800")
                            .setStartedAtMs(1_700_000_000_000L)));
        }
        edge.tell(FromEdge.newBuilder()
                .setConferenceSeen(ConferenceSeen.newBuilder()
                        .setConferenceId(tenant.id() + "/" + room)
                        .addMembers(member(alice, aliceLeg, 1))
                        .addMembers(member(bob, bobLeg, 2))));
        Eventually.holds(
                "both are there",
                () -> ask("GET", "/conferences", "", key).body().contains(bob.toString()));
    }

    private static ConferenceMember member(CallId call, String leg, long since) {
        return ConferenceMember.newBuilder()
                .setCallId(call.toString())
                .setLegId(leg)
                .setSinceMs(1_700_000_000_000L + since)
                .build();
    }

    private String key(TenantId home, Set<Permission> permissions) {
        return TenantScope.call(
                home,
                () -> Actors.call(
                        Actor.system("test", home),
                        () -> apiKeys.create("leads " + KEYS.incrementAndGet(), permissions, null)
                                .secret()
                                .revealText()));
    }

    private HttpResponse<String> ask(String method, String path, String body, String secret) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                            .header("Authorization", "Bearer " + secret)
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void told(String leg, ConferenceAct act) throws InterruptedException {
        LeadConference told = edge.hear(ToEdge.EventCase.LEAD_CONFERENCE).getLeadConference();
        assertThat(told.getAct()).isEqualTo(act);
        assertThat(told.getLegId()).isEqualTo(leg);
        assertThat(told.getCallId()).isEqualTo((leg.equals(aliceLeg) ? alice : bob).toString());
    }

    @Test
    void each_act_reaches_the_edge_of_who_is_meant_and_the_trail() throws Exception {
        String bobs = ROOMS + room + "/participants/" + bob;
        assertThat(ask("PUT", bobs + "/mute", "{\"muted\":true}", key).statusCode())
                .isEqualTo(202);
        told(bobLeg, ConferenceAct.CONFERENCE_ACT_MUTE);
        ask("PUT", bobs + "/mute", "{\"muted\":false}", key);
        told(bobLeg, ConferenceAct.CONFERENCE_ACT_UNMUTE);
        ask("PUT", ROOMS + room + "/mute", "{\"muted\":true}", key);
        told(aliceLeg, ConferenceAct.CONFERENCE_ACT_MUTE_ALL);
        ask("PUT", ROOMS + room + "/mute", "{\"muted\":false}", key);
        told(aliceLeg, ConferenceAct.CONFERENCE_ACT_UNMUTE_ALL);
        ask("PUT", ROOMS + room + "/lock", "{\"locked\":true}", key);
        told(aliceLeg, ConferenceAct.CONFERENCE_ACT_LOCK);
        ask("PUT", ROOMS + room + "/lock", "{\"locked\":false}", key);
        told(aliceLeg, ConferenceAct.CONFERENCE_ACT_UNLOCK);
        ask("POST", ROOMS + room + "/begin", "", key);
        told(aliceLeg, ConferenceAct.CONFERENCE_ACT_BEGIN);
        ask("DELETE", bobs, "", key);
        assertThat(edge.hear(ToEdge.EventCase.HANG_UP).getHangUp().getCallId()).isEqualTo(bob.toString());
        ask("DELETE", ROOMS + room, "", key);
        told(aliceLeg, ConferenceAct.CONFERENCE_ACT_END);

        String trail =
                ask("GET", "/audit-events?action=conference.led", "", key).body();
        for (String act : List.of("MUTE", "UNMUTE", "MUTE_ALL", "UNMUTE_ALL", "LOCK", "UNLOCK", "BEGIN", "END")) {
            assertThat(trail).contains("\"" + act + "\"");
        }
    }

    @Test
    void nobody_leads_anothers_room_or_who_is_not_in_it_or_without_the_permission() throws Exception {
        String other = key(
                TenantScope.call(
                                TenantScope.PLATFORM,
                                () -> tenants.create(
                                        "other-of-" + tenant.domain(),
                                        new TenantDraft("Another", List.of(), true, 100, 10)))
                        .id(),
                Set.of(Permission.CALLS_WRITE));
        assertThat(ask("DELETE", ROOMS + room, "", other).statusCode()).isEqualTo(404);
        assertThat(ask("PUT", ROOMS + room + "/participants/" + bob + "/mute", "{\"muted\":true}", other)
                        .statusCode())
                .isEqualTo(404);
        assertThat(ask("DELETE", ROOMS + room + "/participants/" + CallId.next(), "", key)
                        .statusCode())
                .isEqualTo(404);
        assertThat(ask("POST", ROOMS + RoomId.next() + "/begin", "", key).statusCode())
                .isEqualTo(404);
        HttpResponse<String> nothing = ask("PUT", ROOMS + room + "/lock", "{}", key);
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("\"locked\"");
        assertThat(ask("DELETE", ROOMS + room, "", key(tenant.id(), Set.of(Permission.CALLS_READ)))
                        .statusCode())
                .isEqualTo(403);
        ask("PUT", ROOMS + room + "/lock", "{\"locked\":true}", key);
        told(aliceLeg, ConferenceAct.CONFERENCE_ACT_LOCK); // and nothing before it
    }
}
