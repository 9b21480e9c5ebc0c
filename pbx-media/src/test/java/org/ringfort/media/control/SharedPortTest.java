package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.media.relay.Drop;
import org.ringfort.media.srtp.SrtpProfile;

/** All that holds for legs with ports of their own holds for legs that share one; and what only they have to fear. */
class SharedPortTest extends RelayedCallTest {
    private static final String[] MUX = {"a=rtcp-mux"};
    private static final int FLOOD = 5_000;

    @Override
    boolean shares() {
        return true;
    }

    /** Nobody can say whose they were to be. */
    @Override
    long refusedAtAlice(int strangers) {
        assertThat(super.refusedAtAlice(strangers)).isZero();
        return house.loop.totals().dropped(Drop.NOBODYS);
    }

    @Override
    @Test
    void ports_run_out_with_a_word_and_are_all_given_back() throws Exception {
        List<ScriptedPhone> phones = new ArrayList<>();
        for (int call = 0; call < 300; call++) { // more legs than the range has ports
            phones.add(new ScriptedPhone());
            byte[] offer =
                    phones.getLast().describe("RTP/SAVP", "0", List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1, MUX);
            var offered = house.offer("many" + call, "a", offer, ANY, MediaHouse.toward("b", ANY));
            assertThat(ScriptedPhone.audio(
                                    offered.getOffered().getLegs(0).getSdp().toByteArray())
                            .port())
                    .isEqualTo(21_000);
        }
        assertThat(house.ports.inUse()).isZero();
        phones.forEach(ScriptedPhone::close);
    }

    @Test
    void a_leg_that_may_speak_in_clear_has_ports_of_its_own() throws Exception {
        var clear = MediaPolicy.newBuilder()
                .addKeyings(Keying.KEYING_SDES)
                .addKeyings(Keying.KEYING_CLEAR)
                .build();
        byte[] offer = alice.describe("RTP/SAVP", "0", List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1, MUX);
        var offered = house.offer("s1", "a", offer, ANY, MediaHouse.toward("b", clear));
        assertThat(ScriptedPhone.audio(offered.getOffered().getLegs(0).getSdp().toByteArray())
                        .port())
                .isNotEqualTo(21_000);
        assertThat(house.ports.inUse()).isEqualTo(1);
    }

    /** Many wait for their peer at once, none of which comes from where its description says. */
    @Test
    void phones_behind_a_nat_are_told_apart_by_their_keys() throws Exception {
        List<ScriptedPhone> phones = new ArrayList<>();
        List<DatagramSocket> outside = new ArrayList<>();
        for (int call = 0; call < 20; call++) {
            var from = new ScriptedPhone();
            var to = new ScriptedPhone();
            house.call("nat" + call, from, MUX, to, MUX);
            phones.add(from);
            phones.add(to);
            outside.add(new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), 0)));
        }
        for (int call = 0; call < 20; call++) {
            ScriptedPhone from = phones.get(2 * call);
            ScriptedPhone to = phones.get(2 * call + 1);
            byte[] sound = sound(call);
            boolean heard = false;
            for (int packets = 0; packets < 20 && !heard; packets++) {
                from.sendFrom(outside.get(call), from.sealed(0, false, sound));
                heard = to.hear(100)
                        .filter(said -> said.payload().equals(boxed(sound)))
                        .isPresent();
            }
            assertThat(heard).as("call " + call).isTrue();
            to.say(0, sound);
            outside.get(call).setSoTimeout(10_000);
            assertThat(received(outside.get(call))).isTrue();
        }
        phones.forEach(ScriptedPhone::close);
        outside.forEach(DatagramSocket::close);
    }

    @Test
    void a_flood_of_strangers_costs_a_bounded_number_of_tries_and_hinders_no_call() throws Exception {
        connect(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        try (var stranger = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), 0))) {
            stranger.setSoTimeout(100);
            Thread flood = Thread.ofPlatform().start(() -> flood(stranger));
            int heard = 0;
            while (flood.isAlive()) {
                alice.say(0, sound(1));
                bob.say(0, sound(2));
                heard += bob.hear(2_000).isPresent() && alice.hear(2_000).isPresent() ? 1 : 0;
            }
            flood.join();
            assertThat(heard)
                    .as("both were heard meanwhile, and both for the first time")
                    .isPositive();
            assertThat(received(stranger)).isFalse();
        }
        assertThat(house.loop.totals().dropped(Drop.NOBODYS)).isPositive();
        assertThat(house.close("s1").getLegsList()).allSatisfy(leg -> {
            assertThat(leg.getPacketsRefused()).isZero();
            assertThat(leg.getPacketsLost()).isZero();
        });
    }

    private void flood(DatagramSocket stranger) {
        var random = new Random(1);
        byte[] octets = new byte[182];
        try {
            for (int count = 0; count < FLOOD; count++) {
                random.nextBytes(octets);
                octets[0] = (byte) (count % 4 == 0 ? 0 : count % 4 == 1 ? 22 : 0x80); // STUN, DTLS, RTP
                octets[1] = (byte) (count % 8 == 2 ? 200 : 0);
                stranger.send(new DatagramPacket(octets, octets.length, alice.media()));
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void after_a_call_its_packets_are_nobodys() throws Exception {
        connect(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        alice.say(0, sound(1));
        assertThat(bob.hear(10_000)).isPresent();
        assertThat(house.close("s1").getLegsCount()).isEqualTo(2);
        long before = house.loop.totals().dropped(Drop.NOBODYS);

        alice.say(0, sound(2));
        assertThat(bob.hear(300)).isEmpty();
        assertThat(house.loop.totals().dropped(Drop.NOBODYS)).isEqualTo(before + 1);
    }

    /** The same socket of a phone is in another call now, under other keys. */
    @Test
    void a_source_goes_to_the_call_whose_key_opens_what_it_sends() throws Exception {
        connect(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        alice.say(0, sound(1));
        assertThat(bob.hear(10_000)).isPresent();
        try (var second = new ScriptedPhone();
                var carol = new ScriptedPhone()) {
            house.call("s2", second, MUX, carol, MUX);
            second.sendFrom(alice.socket, second.sealed(0, false, sound(7)));
            assertThat(carol.hear(10_000).orElseThrow().payload()).isEqualTo(boxed(sound(7)));
        }
    }
}
