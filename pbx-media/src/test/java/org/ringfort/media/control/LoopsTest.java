package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.AdoptRequest;
import org.ringfort.contract.media.v1.ConferReply;
import org.ringfort.contract.media.v1.ConferRequest;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.LegRequest;
import org.ringfort.contract.media.v1.OfferReply;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.media.v1.SuperviseRequest;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.contract.sound.v1.ConferenceOrder;
import org.ringfort.contract.sound.v1.SupervisionOrder;
import org.ringfort.contract.sound.v1.SupervisionReach;
import org.ringfort.media.relay.RelayLoop;
import org.ringfort.media.srtp.SrtpProfile;

/** Tenants on two relay loops; over SRTP, from socket to socket. */
class LoopsTest {
    private static final String[] MUX = {"a=rtcp-mux"};
    private static final SrtpProfile SUITE = SrtpProfile.AES_CM_128_HMAC_SHA1_80;
    private static final MediaPolicy ANY = MediaPolicy.newBuilder()
            .addProfiles(org.ringfort.contract.policy.v1.SrtpProfile.SRTP_PROFILE_AES_CM_128_HMAC_SHA1_80)
            .build();

    @TempDir
    Path folder;

    MediaHouse house;
    private final List<ScriptedPhone> phones = new ArrayList<>();

    /** Whether the legs of a loop share a port. */
    boolean shares() {
        return false;
    }

    int firstPort() {
        return 25_300;
    }

    /** Two who talk. */
    record Pair(String session, ScriptedPhone one, ScriptedPhone other) {
        /** Packets that nobody else has sent, each way. */
        void hear(int seed) throws Exception {
            one.say(0, sound(seed));
            assertThat(other.hear(10_000).orElseThrow().payload()).contains((byte) seed);
            other.say(0, sound(seed + 1));
            assertThat(one.hear(10_000).orElseThrow().payload()).contains((byte) (seed + 1));
        }

        private static byte[] sound(int seed) {
            byte[] sound = new byte[160];
            Arrays.fill(sound, (byte) seed);
            return sound;
        }
    }

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(firstPort(), firstPort() + 60, folder, 2, shares());
        house.attach();
        house.next(FromMedia.EventCase.WELCOME);
    }

    @AfterEach
    void close() throws Exception {
        phones.forEach(ScriptedPhone::close);
        house.close();
    }

    private Pair call(String tenant, String session) throws Exception {
        house.tenant(tenant);
        var pair = new Pair(session, phone(), phone());
        house.call(session, pair.one(), MUX, pair.other(), MUX);
        return pair;
    }

    private ScriptedPhone phone() throws Exception {
        var phone = new ScriptedPhone();
        phones.add(phone);
        return phone;
    }

    /** Legs on each loop. */
    private List<Integer> legs() {
        return house.loops.all().stream().map(RelayLoop::legs).toList();
    }

    private Done adopt(String to, String from, String leg) {
        return house.client.adopt(AdoptRequest.newBuilder()
                .setSessionId(to)
                .setFromSessionId(from)
                .setLegId(leg)
                .build());
    }

    @Test
    void calls_of_two_tenants_are_relayed_by_two_threads_at_once() throws Exception {
        Pair first = call("one", "s1");
        Pair second = call("two", "s2");
        assertThat(legs()).containsExactly(2, 2);
        for (int round = 0; round < 20; round++) { // both have packets under way at any time
            first.one().say(0, Pair.sound(1));
            second.one().say(0, Pair.sound(2));
            first.other().say(0, Pair.sound(3));
            second.other().say(0, Pair.sound(4));
            assertThat(first.other().hear(10_000).orElseThrow().payload()).containsOnly((byte) 1);
            assertThat(second.other().hear(10_000).orElseThrow().payload()).containsOnly((byte) 2);
            assertThat(first.one().hear(10_000).orElseThrow().payload()).containsOnly((byte) 3);
            assertThat(second.one().hear(10_000).orElseThrow().payload()).containsOnly((byte) 4);
        }
        for (RelayLoop loop : house.loops.all()) {
            assertThat(loop.ask(() -> loop.totals().packetsSent()).get(10, TimeUnit.SECONDS))
                    .as("each has relayed its own, and nothing else")
                    .isEqualTo(40);
        }
    }

    @Test
    void a_tenant_keeps_its_loop_though_the_other_has_less_to_do() throws Exception {
        List<Pair> pairs = List.of(call("one", "s1"), call("one", "s2"), call("two", "s3"), call("one", "s4"));
        assertThat(legs()).containsExactly(6, 2);
        for (Pair pair : pairs) {
            pair.hear(10 + pairs.indexOf(pair));
        }
    }

    @Test
    void a_tenant_without_a_call_is_forgotten_and_gets_the_idler_loop_next_time() throws Exception {
        call("one", "s1");
        call("two", "s2");
        house.close("s1");
        call("three", "s3");
        call("three", "s4");
        assertThat(legs()).containsExactly(4, 2);
        call("one", "s5").hear(30);
        assertThat(legs()).containsExactly(4, 4);
    }

    @Test
    void an_offer_that_comes_to_nothing_ties_its_tenant_to_no_loop() throws Exception {
        house.tenant("one");
        byte[] clear = phone().describe("RTP/AVP", "0", List.of(), 1);
        assertThat(house.offer("s1", "a", clear, ANY, MediaHouse.toward("b", ANY))
                        .hasRefused())
                .isTrue();
        call("two", "s2");
        call("one", "s3");
        assertThat(legs()).containsExactly(2, 2);
    }

    @Test
    void a_leg_goes_from_call_to_call_of_its_tenant() throws Exception {
        Pair first = call("one", "s1");
        call("two", "s2");
        Pair third = call("one", "s3");
        assertThat(adopt("s1", "s3", "a").getDone()).isFalse(); // there is one of that name
        house.client.closeLeg(
                LegRequest.newBuilder().setSessionId("s1").setLegId("b").build());
        assertThat(adopt("s1", "s3", "b").getDone()).isTrue();
        house.close("s3");
        byte[] offer = house.offer("s1", "a", new byte[0], ANY, MediaHouse.toward("b", ANY))
                .getOffered()
                .getLegs(0)
                .getSdp()
                .toByteArray();
        third.other().learn(offer, 1);
        assertThat(house.answer("s1", "b", "a", third.other().describe("RTP/SAVP", "0", List.of(SUITE), 1, MUX))
                        .hasRefused())
                .isFalse();
        new Pair("s1", first.one(), third.other()).hear(40);
        assertThat(legs()).containsExactly(2, 2);
    }

    @Test
    void no_leg_goes_to_the_call_of_another_tenant() throws Exception {
        Pair first = call("one", "s1");
        Pair second = call("two", "s2");
        Pair third = call("three", "s3");
        assertThat(legs()).as("the third is on the loop of the first").containsExactly(4, 2);
        for (String from : List.of("s2", "s3")) {
            refused(adopt("s1", from, "b"));
        }
        first.hear(50);
        second.hear(60);
        third.hear(70);
    }

    @Test
    void nobody_of_another_tenant_is_offered_a_place_in_a_call() throws Exception {
        Pair first = call("one", "s1");
        house.tenant("two");
        OfferReply refused = house.offer("s1", "a", new byte[0], ANY, MediaHouse.toward("c", ANY));
        assertThat(refused.getRefused().getReason()).isEqualTo(Refused.Reason.REASON_NOT_ACCEPTABLE);
        assertThat(legs()).containsExactly(2, 0);
        first.hear(45);
    }

    /** An edge that tells no tenants: whether two of its calls are on one loop is chance, and they are not joined where it is not so. */
    @Test
    void no_leg_goes_to_a_call_on_another_loop() throws Exception {
        Pair first = call("", "s1");
        Pair second = call("", "s2");
        assertThat(legs()).containsExactly(2, 2);
        refused(adopt("s1", "s2", "b"));
        first.hear(80);
        second.hear(90);
    }

    @Test
    void nobody_supervises_the_call_of_another_tenant() throws Exception {
        call("one", "s1");
        call("two", "s2");
        refused(house.client.supervise(SuperviseRequest.newBuilder()
                .setSessionId("s2")
                .setLegId("a")
                .setCallSessionId("s1")
                .setSupervisedLegId("a")
                .setOtherLegId("b")
                .setOrder(SupervisionOrder.newBuilder().setReach(SupervisionReach.SUPERVISION_REACH_LISTEN))
                .build()));
    }

    /** Sound is mixed beside the loops: a conference needs none in common, but a tenant. */
    @Test
    void who_are_in_one_conference_may_be_on_two_loops_and_are_of_one_tenant() throws Exception {
        ScriptedPhone one = alone("", "s1");
        ScriptedPhone other = alone("", "s2");
        alone("two", "s3");
        assertThat(legs()).containsExactly(2, 1);
        assertThat(confer("s1").getJoined()).isTrue();
        assertThat(confer("s2").getJoined()).isTrue();
        ConferReply stranger = confer("s3");
        assertThat(stranger.getRefused().getReason()).isEqualTo(Refused.Reason.REASON_NOT_ACCEPTABLE);
        assertThat(stranger.getRefused().getDetail()).isEqualTo("a conference of somebody else");
        talk(one, other, 3_000); // what the first is told at the beginning
        assertThat(Hum.of(talk(one, other, 1_000), 440)).isGreaterThan(3_000);
    }

    private ConferReply confer(String session) {
        return house.client.confer(ConferRequest.newBuilder()
                .setSessionId(session)
                .setLegId("leg")
                .setOrder(ConferenceOrder.newBuilder().setConferenceId("room").setMost(10))
                .build());
    }

    /** A phone that media answers. */
    private ScriptedPhone alone(String tenant, String session) throws Exception {
        house.tenant(tenant);
        ScriptedPhone phone = phone();
        assertThat(house.offer(session, "leg", phone.describe("RTP/SAVP", "0", List.of(SUITE), 1, MUX), ANY)
                        .hasOffered())
                .isTrue();
        return phone.learn(house.terminate(session, "leg").getSdp().toByteArray(), 1);
    }

    /** One speaks, a packet each 20 ms; what the other hears. */
    private static int[] talk(ScriptedPhone one, ScriptedPhone other, int millis) throws Exception {
        int[] heard = new int[millis * 8];
        long began = System.nanoTime();
        for (int count = 0; count < millis / 20; count++) {
            one.say(0, Hum.tone(440, count));
            int at = count * 160;
            other.say(0, Hum.SILENCE);
            other.hear(2).ifPresent(packet -> Hum.put(packet.payload(), heard, at));
            long wait = began + (count + 1) * 20_000_000L - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000); // speech is real time
            }
        }
        return heard;
    }

    private static void refused(Done done) {
        assertThat(done.getRefused().getReason()).isEqualTo(Refused.Reason.REASON_NOT_ACCEPTABLE);
        assertThat(done.getRefused().getDetail()).isEqualTo("a session of somebody else");
    }
}
