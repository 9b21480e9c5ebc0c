package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.app.Eventually;
import org.ringfort.app.calls.LegMeasures;
import org.ringfort.app.calls.LiveCalls;
import org.ringfort.app.cdr.CallOutcome;
import org.ringfort.app.cdr.CallRecord;
import org.ringfort.app.cdr.CallRecords;
import org.ringfort.app.cdr.RecordFilter;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.contract.control.v1.CallLeg;
import org.ringfort.contract.control.v1.CallState;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.HungUpBy;
import org.ringfort.contract.control.v1.LegRole;
import org.ringfort.contract.control.v1.LegSecurity;
import org.ringfort.contract.control.v1.LiveCall;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.measure.v1.Fingerprints;
import org.ringfort.contract.measure.v1.HeardByPeer;
import org.ringfort.contract.measure.v1.PacketFault;
import org.ringfort.contract.measure.v1.RefusedPackets;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.kernel.id.CallId;
import org.springframework.beans.factory.annotation.Autowired;

/** What an edge tells over its stream of calls: their records once they are over, and what they are while they are up. */
class EdgeStreamIT extends VoiceIT {
    @Autowired
    CallRecords records;

    @Autowired
    LiveCalls live;

    private org.ringfort.contract.control.v1.CallRecord.Builder record(CallId id) {
        return org.ringfort.contract.control.v1.CallRecord.newBuilder()
                .setCallId(id.toString())
                .setTenantId(tenant.id().toString())
                .setCaller("101")
                .setCallerName("Number 101")
                .setDialled("104")
                .setConnected("104")
                .setStartedAtMs(1_700_000_000_000L)
                .setRungAtMs(1_700_000_001_000L)
                .setAnsweredAtMs(1_700_000_003_000L)
                .setEndedAtMs(1_700_000_060_000L)
                .setStatus(200)
                .setHungUpBy(HungUpBy.HUNG_UP_BY_CALLER)
                .setEndReason("caller hung up")
                .setWhy("Dialled 104")
                .setRule("extension")
                .addLegs(CallLeg.newBuilder()
                        .setLegId("leg-1")
                        .setRole(LegRole.LEG_ROLE_CALLER)
                        .setNumber("101")
                        .setAnsweredAtMs(1_700_000_003_000L)
                        .setSecurity(LegSecurity.newBuilder()
                                .setTransport(Transport.TRANSPORT_TLS)
                                .setTlsVersion("TLSv1.3")
                                .setTlsGroup("X25519")
                                .setTlsClient("CN=phone")
                                .setLegacyZone("warehouse")
                                .setKeying(Keying.KEYING_SDES))
                        .setPacketsAuthenticated(2850)
                        .setJitterUs(1500)
                        .setMeasures(org.ringfort.contract.measure.v1.LegMeasures.newBuilder()
                                .setFingerprints(Fingerprints.newBuilder()
                                        .setPeer("sha-256 AB:CD")
                                        .setOwn("sha-256 12:34"))
                                .addRefused(RefusedPackets.newBuilder()
                                        .setFault(PacketFault.PACKET_FAULT_BAD_TAG)
                                        .setPackets(400))
                                .setPacketsLostByPeer(7)
                                .setRoundTripUs(0)
                                .setMosLowest(371)
                                .setMosMean(412)
                                .setHeardByPeer(HeardByPeer.newBuilder()
                                        .setDiscardedPermille(15)
                                        .setMos(390))))
                .addLegs(CallLeg.newBuilder().setLegId("leg-2").setRole(LegRole.LEG_ROLE_APPLICATION));
    }

    @Test
    void a_record_delivered_twice_is_stored_once_and_acknowledged_each_time() throws Exception {
        CallId id = CallId.next();
        for (int i = 0; i < 2; i++) {
            edge.tell(FromEdge.newBuilder().setCallRecord(record(id)));
            assertThat(edge.hear(ToEdge.EventCase.RECORD_STORED)
                            .getRecordStored()
                            .getCallId())
                    .isEqualTo(id.toString());
        }
        List<CallRecord> stored = TenantScope.call(
                tenant.id(),
                () -> records.list(new RecordFilter(null, null, "104", CallOutcome.ANSWERED), Cursor.parse(null, null))
                        .items());
        assertThat(stored).hasSize(1);
        CallRecord whole =
                TenantScope.call(tenant.id(), () -> records.find(id.value())).orElseThrow();
        assertThat(whole.secure()).isTrue();
        assertThat(whole.call().legs()).hasSize(2);
        assertThat(whole.call().legs().getFirst().measures())
                .isEqualTo(new LegMeasures(
                        "sha-256 AB:CD",
                        "sha-256 12:34",
                        Map.of(LegMeasures.PacketFault.BAD_TAG, 400L),
                        Optional.of(7L),
                        Optional.of(0),
                        371,
                        412,
                        Optional.of(new LegMeasures.HeardByPeer(15, 0, 390))));
        assertThat(whole.call().legs().getLast().measures())
                .isEqualTo(
                        new LegMeasures("", "", Map.of(), Optional.empty(), Optional.empty(), 0, 0, Optional.empty()));
        assertThat(whole.call().legs().getFirst().packets().authenticated()).isEqualTo(2850);
        assertThat(whole.call().legs().getFirst().security().tlsGroup()).isEqualTo("X25519");
        assertThat(whole.call().legs().getFirst().security().tlsClient()).isEqualTo("CN=phone");
        assertThat(whole.call().legs().getFirst().security().zone()).isEqualTo("warehouse");
        assertThat(whole.call().endReason()).isEqualTo("caller hung up");
    }

    @Test
    void records_are_read_page_by_page_latest_first() throws Exception {
        for (int i = 0; i < 5; i++) {
            edge.tell(
                    FromEdge.newBuilder().setCallRecord(record(CallId.next()).setStartedAtMs(1_700_000_000_000L + i)));
            edge.hear(ToEdge.EventCase.RECORD_STORED);
        }
        var all = new RecordFilter(null, null, null, null);
        TenantScope.call(tenant.id(), () -> {
            var first = records.list(all, Cursor.parse(null, 3));
            var second = records.list(all, Cursor.parse(first.next(), 3));
            assertThat(first.items()).hasSize(3);
            assertThat(second.items()).hasSize(2);
            assertThat(second.next()).isNull();
            assertThat(first.items().getFirst().call().startedAt().toEpochMilli())
                    .isEqualTo(1_700_000_000_004L);
            return true;
        });
    }

    @Test
    void live_calls_come_go_and_are_told_anew_after_hello() throws Exception {
        CallId one = CallId.next();
        CallId two = CallId.next();
        edge.tell(FromEdge.newBuilder().setLiveCall(liveCall(one)));
        edge.tell(FromEdge.newBuilder().setLiveCall(liveCall(two)));
        Eventually.holds("in time", () -> live.of(tenant.id()).size() == 2);

        edge.tell(FromEdge.newBuilder()
                .setLiveCalls(
                        org.ringfort.contract.control.v1.LiveCalls.newBuilder().addCalls(liveCall(two))));
        Eventually.holds("in time", () -> live.find(tenant.id(), one).isEmpty());
        assertThat(live.find(tenant.id(), two)).isPresent();

        edge.tell(FromEdge.newBuilder().setLiveCall(liveCall(two).setState(CallState.CALL_STATE_ENDED)));
        Eventually.holds("in time", () -> live.of(tenant.id()).isEmpty());
    }

    private LiveCall.Builder liveCall(CallId id) {
        return LiveCall.newBuilder()
                .setCallId(id.toString())
                .setTenantId(tenant.id().toString())
                .setState(CallState.CALL_STATE_RINGING)
                .setCaller("101")
                .setDialled("104")
                .setStartedAtMs(1_700_000_000_000L);
    }
}
