package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.Eventually;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.trunks.Capacity;
import org.ringfort.app.trunks.Gateway;
import org.ringfort.app.trunks.GatewayStates;
import org.ringfort.app.trunks.GatewayTransport;
import org.ringfort.app.trunks.IdentityRules;
import org.ringfort.app.trunks.Inward;
import org.ringfort.app.trunks.NumberRules;
import org.ringfort.app.trunks.Outward;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.app.trunks.TrunkAccount;
import org.ringfort.app.trunks.TrunkDraft;
import org.ringfort.app.trunks.Trunks;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.GatewayRest;
import org.ringfort.contract.control.v1.GatewayState;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.TrunkRegistration;
import org.ringfort.contract.control.v1.WatchedTrunk;
import org.ringfort.kernel.secret.Secret;
import org.springframework.beans.factory.annotation.Autowired;

/** Which gateways edges are told to ask, and what they say of them. */
class GatewayWatchIT extends VoiceIT {
    @Autowired
    Trunks trunks;

    @Autowired
    GatewayStates states;

    private static TrunkDraft draft(int checkSeconds) {
        return draft(checkSeconds, false);
    }

    private static TrunkDraft draft(int checkSeconds, boolean registers) {
        return new TrunkDraft(
                "Carrier",
                true,
                1,
                List.of(new Gateway(
                        "sip.carrier.example", 5061, GatewayTransport.TLS, "sip.carrier.example", 10, 1, "")),
                registers ? Optional.of(new TrunkAccount("acme", "carrier.example")) : Optional.empty(),
                Optional.empty(),
                "",
                "",
                new NumberRules("DE", List.of(), false),
                new Capacity(10, 10),
                Optional.empty(),
                checkSeconds,
                IdentityRules.NONE,
                registers,
                Outward.USUAL);
    }

    /** What the edge is told next of that trunk. */
    private static WatchedTrunk told(ScriptedEdge edge, Trunk trunk) throws InterruptedException {
        while (true) {
            for (WatchedTrunk one :
                    edge.hear(ToEdge.EventCase.GATEWAY_WATCH).getGatewayWatch().getTrunksList()) {
                if (one.getTrunkId().equals(trunk.id().toString())) {
                    return one;
                }
            }
        }
    }

    @Test
    void edges_are_told_of_a_trunk_while_it_is_to_be_watched() throws Exception {
        assertThat(edge.hear(ToEdge.EventCase.GATEWAY_WATCH).getGatewayWatch().getAll())
                .isTrue();
        Trunk trunk = TenantScope.call(tenant.id(), () -> trunks.create(draft(60), Optional.empty()));
        WatchedTrunk watched = told(edge, trunk);
        assertThat(watched.getTenantId()).isEqualTo(tenant.id().toString());
        assertThat(watched.getIntervalSeconds()).isEqualTo(60);
        assertThat(watched.getGateways(0).getTlsName()).isEqualTo("sip.carrier.example");
        try (ScriptedEdge second = new ScriptedEdge(grpc.port(), PKI, "another of " + tenant.domain(), "first")) {
            second.attach();
            assertThat(told(second, trunk)).isEqualTo(watched);
        }
        Trunk quiet = TenantScope.call(
                tenant.id(), () -> trunks.change(trunk.id(), trunk.version(), draft(0), Optional.empty()));
        assertThat(told(edge, quiet).getGatewaysCount()).isZero();
        TenantScope.call(tenant.id(), () -> trunks.change(trunk.id(), quiet.version(), draft(10), Optional.empty()));
        assertThat(told(edge, trunk).getGatewaysCount()).isEqualTo(1);
        TenantScope.call(tenant.id(), () -> {
            trunks.delete(trunk.id());
            return true;
        });
        assertThat(told(edge, trunk).getGatewaysCount()).isZero();
    }

    @Test
    void what_an_edge_says_of_a_gateway_is_known_until_the_edge_is_gone() throws Exception {
        Trunk trunk = TenantScope.call(tenant.id(), () -> trunks.create(draft(60), Optional.empty()));
        Gateway gateway = trunk.gateways().getFirst();
        Instant since = Instant.parse("2026-01-01T00:00:00Z");
        try (ScriptedEdge leaving = new ScriptedEdge(grpc.port(), PKI, "leaving " + tenant.domain(), "first")) {
            leaving.attach();
            leaving.tell(FromEdge.newBuilder()
                    .setGatewayState(GatewayState.newBuilder()
                            .setTenantId(tenant.id().toString())
                            .setTrunkId(trunk.id().toString())
                            .setGatewayId(gateway.id(trunk.id()).toString())
                            .setUp(false)
                            .setWhy("no answer")
                            .setSinceMs(since.toEpochMilli())));
            Eventually.holds("in time", () -> states.of(trunk.id(), gateway).size() == 1);
            assertThat(states.of(trunk.id(), gateway).getFirst())
                    .isEqualTo(new GatewayStates.State(leaving.id, false, "no answer", since));
        }
        Eventually.holds("in time", () -> states.of(trunk.id(), gateway).isEmpty());
    }

    @Test
    void what_an_edge_says_of_a_registration_is_known_until_the_trunk_or_the_edge_is_gone() throws Exception {
        Trunk trunk = TenantScope.call(
                tenant.id(), () -> trunks.create(draft(0, true), Optional.of(Secret.ofText("hunter2"))));
        WatchedTrunk watched = told(edge, trunk);
        assertThat(watched.getRegistersAs()).isEqualTo("acme");
        assertThat(watched.getIntervalSeconds()).isZero();
        assertThat(watched.toString()).doesNotContain("hunter2");
        UUID gateway = trunk.gateways().getFirst().id(trunk.id());
        Instant until = Instant.parse("2027-01-01T00:00:00Z");
        var said = TrunkRegistration.newBuilder()
                .setTenantId(tenant.id().toString())
                .setTrunkId(trunk.id().toString())
                .setGatewayId(gateway.toString())
                .setRegistered(true)
                .setWhy("200")
                .setUntilMs(until.toEpochMilli())
                .build();
        edge.tell(FromEdge.newBuilder().setTrunkRegistration(said));
        Eventually.holds(
                "in time",
                () -> states.registrations(trunk.id())
                        .equals(List.of(new GatewayStates.Registration(edge.id, gateway, "200", Optional.of(until)))));
        try (ScriptedEdge leaving = new ScriptedEdge(grpc.port(), PKI, "leaves " + tenant.domain(), "first")) {
            leaving.attach();
            leaving.tell(FromEdge.newBuilder()
                    .setTrunkRegistration(
                            said.toBuilder().setRegistered(false).setWhy("403").setUntilMs(0)));
            Eventually.holds("in time", () -> states.registrations(trunk.id()).size() == 2);
        }
        Eventually.holds("in time", () -> states.registrations(trunk.id()).size() == 1);
        TenantScope.call(tenant.id(), () -> trunks.change(trunk.id(), trunk.version(), draft(0), Optional.empty()));
        Eventually.holds("in time", () -> states.registrations(trunk.id()).isEmpty());
    }

    @Test
    void a_gateway_that_rests_is_known_until_it_takes_calls_again_or_the_edge_is_gone() throws Exception {
        Trunk trunk = TenantScope.call(tenant.id(), () -> trunks.create(draft(0), Optional.empty()));
        Gateway gateway = trunk.gateways().getFirst();
        Instant until = Instant.parse("2027-01-01T00:00:00Z");
        var said = GatewayRest.newBuilder()
                .setTenantId(tenant.id().toString())
                .setTrunkId(trunk.id().toString())
                .setGatewayId(gateway.id(trunk.id()).toString())
                .setUntilMs(until.toEpochMilli())
                .setWhy("503")
                .build();
        try (ScriptedEdge leaving = new ScriptedEdge(grpc.port(), PKI, "rests " + tenant.domain(), "first")) {
            leaving.attach();
            leaving.tell(FromEdge.newBuilder().setGatewayRest(said));
            Eventually.holds(
                    "in time",
                    () -> states.rests(trunk.id(), gateway)
                            .equals(List.of(new GatewayStates.Rest(leaving.id, "503", until))));
            leaving.tell(FromEdge.newBuilder().setGatewayRest(said.toBuilder().setUntilMs(0)));
            Eventually.holds("in time", () -> states.rests(trunk.id(), gateway).isEmpty());
            leaving.tell(FromEdge.newBuilder().setGatewayRest(said));
            Eventually.holds("in time", () -> states.rests(trunk.id(), gateway).size() == 1);
        }
        Eventually.holds("in time", () -> states.rests(trunk.id(), gateway).isEmpty());
    }

    /** So that it challenges callers from elsewhere by itself. */
    @Test
    void edges_are_told_where_carriers_are() throws Exception {
        String network = "198.18." + tenant.domain().replaceAll("[^0-9]", "") + ".0/24";
        TrunkDraft plain = draft(0);
        TenantScope.call(
                tenant.id(),
                () -> trunks.create(
                        new TrunkDraft(
                                plain.name(),
                                plain.enabled(),
                                plain.priority(),
                                plain.gateways(),
                                plain.account(),
                                plain.exception(),
                                plain.authorities(),
                                plain.callerNumber(),
                                plain.numbers(),
                                plain.capacity(),
                                Optional.of(new Inward(List.of(network, network), List.of(), false)),
                                plain.checkSeconds(),
                                plain.identity(),
                                plain.registers(),
                                plain.outward()),
                        Optional.empty()));
        List<String> told = List.of();
        while (!told.contains(network)) { // the first may have been said before there was a trunk
            told = edge.hear(ToEdge.EventCase.CARRIER_NETWORKS)
                    .getCarrierNetworks()
                    .getNetworksList();
        }
        assertThat(told).doesNotHaveDuplicates();
    }
}
