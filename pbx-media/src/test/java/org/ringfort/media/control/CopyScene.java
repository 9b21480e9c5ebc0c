package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.contract.media.v1.ConnectCopyRequest;
import org.ringfort.contract.media.v1.CopiedLeg;
import org.ringfort.contract.media.v1.CopyCallRequest;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.PauseRecordingRequest;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.media.srtp.SrtpProfile;

/** A call of two that is recorded, and a recording server with a socket for each of them. */
abstract class CopyScene {
    static final String[] MUX = {"a=rtcp-mux", MediaHouse.EVENTS};
    static final SrtpProfile SUITE = SrtpProfile.AES_CM_128_HMAC_SHA1_80;
    static final int ALICE_HZ = 440;
    static final int BOB_HZ = 660;
    static final double LOUD = 6_000;
    static final double NOTHING = 300;

    @TempDir
    Path folder;

    MediaHouse house;
    ScriptedPhone alice;
    ScriptedPhone bob;
    /** The server's two sockets. */
    ScriptedPhone first;

    ScriptedPhone second;
    final UUID id = UUID.randomUUID();
    int said;

    /** Whether all legs with keys share a port. */
    boolean shares() {
        return false;
    }

    int firstPort() {
        return 25_200;
    }

    int loops() {
        return 1;
    }

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(firstPort(), firstPort() + 40, folder, loops(), shares());
        alice = new ScriptedPhone();
        bob = new ScriptedPhone();
        first = new ScriptedPhone();
        second = new ScriptedPhone();
        house.attach();
        house.next(FromMedia.EventCase.WELCOME);
        house.call("s", alice, MUX, bob, MUX);
    }

    @AfterEach
    void close() throws Exception {
        for (ScriptedPhone phone : List.of(alice, bob, first, second)) {
            phone.close();
        }
        house.close();
    }

    Done record(boolean elsewhere, boolean onDemand) {
        return record(elsewhere, onDemand, 60);
    }

    Done record(boolean elsewhere, boolean onDemand, int maxSeconds) {
        return house.client.recordCall(RecordCallRequest.newBuilder()
                .setSessionId("s")
                .addAllLegIds(List.of("a", "b"))
                .addKeyedLegIds("a")
                .setOrder(RecordingOrder.newBuilder()
                        .setRecordingId(id.toString())
                        .setDataKey(ByteString.copyFrom(new byte[32]))
                        .setLabel(ByteString.copyFromUtf8("label"))
                        .setMaxSeconds(maxSeconds)
                        .setOnDemand(onDemand)
                        .setElsewhere(elsewhere))
                .build());
    }

    static CopyCallRequest.Builder asking() {
        return CopyCallRequest.newBuilder()
                .setSessionId("copy")
                .setEdgeId(MediaHouse.EDGE)
                .setIncarnation(MediaHouse.INCARNATION)
                .setCallSessionId("s")
                .setSignallingSecured(true)
                .setPolicy(MediaPolicy.newBuilder()
                        .addProfiles(org.ringfort.contract.policy.v1.SrtpProfile.SRTP_PROFILE_AES_CM_128_HMAC_SHA1_80))
                .addLegs(
                        CopiedLeg.newBuilder().setLegId("1").setCopiedLegId("a").setLabel("1"))
                .addLegs(
                        CopiedLeg.newBuilder().setLegId("2").setCopiedLegId("b").setLabel("2"));
    }

    Done connect(byte[] answer) {
        return connect("copy", answer);
    }

    Done connect(String session, byte[] answer) {
        return house.client.connectCopy(ConnectCopyRequest.newBuilder()
                .setSessionId(session)
                .setSdp(ByteString.copyFrom(answer))
                .build());
    }

    byte[] answer(String formats, String... extra) {
        return join(
                first.describe("RTP/SAVP", formats, List.of(SUITE), 1, extra),
                second.describe("RTP/SAVP", formats, List.of(SUITE), 1, extra));
    }

    /** The first with the sections of the second behind its own. */
    static byte[] join(byte[] one, byte[] other) {
        String text = new String(other, StandardCharsets.UTF_8);
        return (new String(one, StandardCharsets.UTF_8) + text.substring(text.indexOf("m=audio")))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The call is copied from now on, and both sockets know what media told. */
    byte[] copied() {
        AnswerReply reply = house.client.copyCall(asking().build());
        byte[] offer = reply.getSdp().toByteArray();
        learn(offer);
        assertThat(connect(answer("0", "a=rtcp-mux", "a=recvonly")).getDone()).isTrue();
        return offer;
    }

    void learn(byte[] offer) {
        String text = new String(offer, StandardCharsets.UTF_8);
        int from = text.indexOf("m=audio");
        int to = text.indexOf("m=audio", from + 1);
        first.learn(text.substring(0, to).getBytes(StandardCharsets.UTF_8), 1);
        second.learn((text.substring(0, from) + text.substring(to)).getBytes(StandardCharsets.UTF_8), 1);
    }

    void pause(boolean paused) {
        assertThat(pauses(paused).getDone()).isTrue();
    }

    Done pauses(boolean paused) {
        return house.client.pauseRecording(PauseRecordingRequest.newBuilder()
                .setSessionId("s")
                .setPaused(paused)
                .build());
    }

    void theyTalk(Heard heard) {
        assertThat(Hum.of(heard.alice, BOB_HZ)).as("bob, by alice").isGreaterThan(LOUD);
        assertThat(Hum.of(heard.bob, ALICE_HZ)).as("alice, by bob").isGreaterThan(LOUD);
    }

    /** What came out in a while. */
    static final class Heard {
        final int[] alice;
        final int[] bob;
        final int[] first;
        final int[] second;
        final List<Integer> ssrcs = new ArrayList<>();
        final List<Integer> steps = new ArrayList<>();
        /** At the server. */
        int packets;

        private final int[] at = new int[4];
        private int last;

        Heard(int samples) {
            alice = new int[samples];
            bob = new int[samples];
            first = new int[samples];
            second = new int[samples];
        }

        void hears(int who, int[] room, ScriptedPhone phone) throws Exception {
            phone.hear(2).ifPresent(packet -> {
                Hum.put(packet.payload(), room, at[who]);
                at[who] += 160;
                if (who >= 2) {
                    packets++;
                    ssrcs.add(packet.ssrc());
                }
                if (who == 2) {
                    if (last != 0) {
                        steps.add(packet.timestamp() - last);
                    }
                    last = packet.timestamp();
                }
            });
        }
    }

    /** Both speak, a packet each 20 ms. */
    Heard talk(int millis) throws Exception {
        var heard = new Heard(millis * 8);
        long began = System.nanoTime();
        for (int count = 0; count < millis / 20; count++, said++) {
            alice.say(0, Hum.tone(ALICE_HZ, said));
            bob.say(0, Hum.tone(BOB_HZ, said));
            heard.hears(0, heard.alice, alice);
            heard.hears(1, heard.bob, bob);
            heard.hears(2, heard.first, first);
            heard.hears(3, heard.second, second);
            long wait = began + (count + 1) * 20_000_000L - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000); // speech is real time
            }
        }
        return heard;
    }
}
