package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.measure.v1.HeardByPeer;
import org.ringfort.protocol.rtp.RtcpView;
import org.ringfort.protocol.rtp.RtcpWriter;
import org.ringfort.protocol.sdp.Attribute;

/** What goes beyond loss and jitter, where both sides know of it. */
class ExtendedReportsTest extends ReportScene {
    private static final String[] BOTH = {"a=rtcp-mux", "a=rtcp-xr:rcvr-rtt=all:10000 stat-summary=loss voip-metrics"};
    private static final long NTP = 0x1234_5678_9abc_def0L;

    private void aliceSays(RtcpWriter writer, byte[] octets) throws Exception {
        alice.send(alice.sealedReport(Arrays.copyOf(octets, writer.lengthBytes())));
    }

    private static boolean isExtended(RtcpView report) {
        while (report.type() != RtcpView.EXTENDED_REPORT) {
            if (!report.next()) {
                return false;
            }
        }
        return true;
    }

    /** Moves to its block of that kind. */
    private static void toBlock(RtcpView report, int kind) {
        assertThat(isExtended(report)).isTrue();
        do {
            assertThat(report.nextExtended()).as("block " + kind).isTrue();
        } while (report.extendedType() != kind);
    }

    @Test
    void rfc3611_5_1_they_are_offered_and_answered_only_where_the_offer_knows_of_them() throws Exception {
        byte[] offered = house.offer(
                        "s1",
                        "a",
                        alice.describe("RTP/SAVP", "0", HoldScene.SUITE, 1, MUX),
                        HoldScene.ANY,
                        MediaHouse.toward("b", HoldScene.ANY))
                .getOffered()
                .getLegs(0)
                .getSdp()
                .toByteArray();
        assertThat(ScriptedPhone.audio(offered).attribute(Attribute.ExtendedReports.class))
                .hasValueSatisfying(
                        reports -> assertThat(reports.formats()).containsExactly("rcvr-rtt=all", "voip-metrics"));
        bob.learn(offered, HoldScene.tagIn(offered));
        byte[] answer = bob.describe("RTP/SAVP", "0", HoldScene.SUITE, HoldScene.tagIn(offered), BOTH);
        byte[] toAlice = house.answer("s1", "b", "a", answer).getSdp().toByteArray();
        assertThat(ScriptedPhone.audio(toAlice).attribute(Attribute.ExtendedReports.class))
                .as("Alice has not asked")
                .isEmpty();
    }

    @Test
    void rfc3611_4_7_a_phone_that_wants_to_know_is_told_how_it_is_heard() throws Exception {
        house.call("s1", alice, BOTH, bob, MUX);
        for (int count = 0; count < 40; count++) {
            byte[] packet = alice.sealed(0, false, new byte[160]);
            if (count != 20 && count != 22) {
                alice.send(packet);
                assertThat(bob.hear(10_000)).isPresent();
            }
        }
        RtcpView report = at(alice.socket);
        toBlock(report, RtcpView.VOIP_METRICS);
        assertThat(report.voipSsrc()).isEqualTo(ScriptedPhone.SSRC);
        assertThat(report.voipLossRate()).as("2 of 40").isEqualTo(256 * 2 / 40);
        assertThat(report.voipBurstDensity()).as("2 of 3").isBetween(128, 200);
        assertThat(report.voipDiscardRate()).as("we have no buffer").isZero();
        assertThat(report.voipOpinion()).as("we do not hear").isEqualTo(127);
    }

    @Test
    void a_phone_that_has_not_asked_is_told_nothing_more() throws Exception {
        house.call("s1", alice, MUX, bob, MUX);
        alice.say(0, new byte[160]);
        assertThat(bob.hear(10_000)).isPresent();
        assertThat(isExtended(at(alice.socket))).isFalse();
    }

    @Test
    void rfc3611_4_5_a_reference_time_is_answered_once() throws Exception {
        house.call("s1", alice, MUX, bob, MUX);
        byte[] octets = new byte[128];
        var writer = new RtcpWriter();
        writer.begin(octets, 0);
        writer.receiverReport(ScriptedPhone.SSRC);
        writer.extendedReport(ScriptedPhone.SSRC);
        writer.referenceTime(NTP);
        alice.say(0, new byte[160]);
        assertThat(bob.hear(10_000)).isPresent();
        aliceSays(writer, octets);
        RtcpView report = at(alice.socket);
        toBlock(report, RtcpView.DELAY_SINCE_REFERENCE);
        assertThat(report.delays()).isOne();
        assertThat(report.delaySsrc(0)).isEqualTo(ScriptedPhone.SSRC);
        assertThat(report.delayLastReference(0)).isEqualTo((int) (NTP >>> 16));
        assertThat(report.delaySinceLastReference(0)).isPositive();
        assertThat(isExtended(at(alice.socket))).as("once").isFalse();
    }

    /** Nothing is sent to who only speaks: no sender report tells how far away it is. */
    @Test
    void rfc3611_4_4_where_we_send_nothing_a_reference_time_of_ours_measures_the_way() throws Exception {
        house.call("s1", alice, BOTH, bob, MUX);
        alice.say(0, new byte[160]);
        assertThat(bob.hear(10_000)).isPresent();
        RtcpView asked = at(alice.socket);
        int ours = asked.senderSsrc();
        toBlock(asked, RtcpView.REFERENCE_TIME);
        byte[] octets = new byte[128];
        var writer = new RtcpWriter();
        writer.begin(octets, 0);
        writer.receiverReport(ScriptedPhone.SSRC);
        writer.extendedReport(ScriptedPhone.SSRC);
        writer.delaySinceReference(ours, asked.referenceNtpMiddle(), 0);
        aliceSays(writer, octets);
        for (int tries = 0; tries < 200 && !measures().hasRoundTripUs(); tries++) {
            Thread.sleep(20); // between two looks
        }
        assertThat(measures().hasRoundTripUs()).isTrue();
    }

    @Test
    void what_a_phone_says_of_its_own_hearing_stands_in_the_measures_of_its_leg() throws Exception {
        house.call("s1", alice, MUX, bob, MUX);
        bob.say(0, new byte[160]);
        int ours = alice.hear(10_000).orElseThrow().ssrc();
        byte[] octets = {
            (byte) 0x80,
            (byte) 201,
            0,
            1,
            0,
            0,
            0,
            1, //
            (byte) 0x80,
            (byte) 207,
            0,
            10,
            0,
            0,
            0,
            1, //
            7,
            0,
            0,
            8, //
            (byte) (ours >> 24),
            (byte) (ours >> 16),
            (byte) (ours >> 8),
            (byte) ours, //
            5,
            64,
            0,
            0, // a quarter discarded
            0,
            0,
            0,
            0, //
            0,
            0,
            0,
            80, // ms
            127,
            127,
            127,
            16, //
            127,
            127,
            42,
            39, // listening, conversational
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0
        };
        alice.send(alice.sealedReport(octets));
        for (int tries = 0; tries < 200 && !measures().hasHeardByPeer(); tries++) {
            Thread.sleep(20); // between two looks
        }
        assertThat(measures().getHeardByPeer())
                .isEqualTo(HeardByPeer.newBuilder()
                        .setDiscardedPermille(250)
                        .setDelayMs(80)
                        .setMos(390)
                        .build());
    }
}
