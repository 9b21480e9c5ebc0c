package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringfort.contract.media.v1.LegReport;
import org.ringfort.contract.media.v1.PlayRequest;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.media.srtp.MasterKey;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.protocol.rtp.RtcpWriter;
import org.ringfort.protocol.sdp.Attribute;

/**
 * Calls whose handshake is openssl's: it talks to the leg's port in either role and prints what the handshake gave; with that a
 * phone speaks, and hears its echo.
 */
class DtlsCallTest extends DtlsScene {
    @ParameterizedTest
    @EnumSource(names = "AES_256_CM_.*", mode = EnumSource.Mode.MATCH_NONE) // handshakes have no number for these
    void a_peer_that_begins_the_handshake_is_heard_and_hears(SrtpProfile profile) throws Exception {
        byte[] answer = call(phone.socket.getLocalPort(), "active", openssl.fingerprint());
        assertThat(ScriptedPhone.audio(answer).attribute(Attribute.Setup.class)).contains(Attribute.Setup.PASSIVE);
        assertThat(report().getMeasures().hasFingerprints())
                .as("nobody has shaken hands")
                .isFalse();
        int port = ScriptedPhone.audio(answer).port();

        heardAfter(openssl.shake(profile, "s_client", "-connect", "127.0.0.1:" + port), profile, port);
    }

    @Test
    void a_peer_that_waits_for_the_handshake_is_heard_and_hears() throws Exception {
        SrtpProfile profile = SrtpProfile.AEAD_AES_256_GCM;
        int free = freePort();
        BufferedReader said = openssl.start(profile, "s_server", "-accept", "127.0.0.1:" + free, "-verify", "1");
        OpenSslPeer.await(said, "ACCEPT");
        byte[] answer = call(free, "passive", openssl.fingerprint());
        assertThat(ScriptedPhone.audio(answer).attribute(Attribute.Setup.class)).contains(Attribute.Setup.ACTIVE);

        byte[] material = OpenSslPeer.material(said);

        OpenSslPeer.Keyed keyed = OpenSslPeer.keyed(profile, material);
        phone.keyed(keyed.server(), keyed.client(), ScriptedPhone.audio(answer).port());
        echoed(profile);
    }

    /** Two ports, two associations: what one gave opens nothing at the other. */
    @Test
    void rfc5764_3_rtcp_on_a_port_of_its_own_has_a_handshake_and_keys_of_its_own() throws Exception {
        SrtpProfile profile = SrtpProfile.AES_CM_128_HMAC_SHA1_80;
        try (var control = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String rtcp = "a=rtcp:" + control.getLocalPort();
            byte[] answer = call(phone.socket.getLocalPort(), "active", openssl.fingerprint(), rtcp);
            assertThat(ScriptedPhone.audio(answer).attribute(Attribute.RtcpMux.class))
                    .isEmpty();
            int port = ScriptedPhone.audio(answer).port();
            OpenSslPeer.Keyed speech =
                    OpenSslPeer.keyed(profile, openssl.shake(profile, "s_client", "-connect", "127.0.0.1:" + port));
            OpenSslPeer.Keyed reports = OpenSslPeer.keyed(
                    profile, openssl.shake(profile, "s_client", "-connect", "127.0.0.1:" + (port + 1)));
            phone.keyed(speech.client(), speech.server(), port);
            int ssrc = heardBack().ssrc();
            long before = refused();

            byte[] withKeysOfSpeech = phone.sealedReport(report(ssrc, 9));
            phone.keyed(reports.client(), reports.server(), port);
            byte[] genuine = phone.sealedReport(report(ssrc, 3));
            control.send(new DatagramPacket(withKeysOfSpeech, withKeysOfSpeech.length, phone.control()));
            control.send(new DatagramPacket(genuine, genuine.length, phone.control()));
            for (int tries = 0; tries < 200 && !report().getMeasures().hasPacketsLostByPeer(); tries++) {
                Thread.sleep(20);
            }
            assertThat(report().getMeasures().getPacketsLostByPeer()).isEqualTo(3);
            assertThat(refused()).isEqualTo(before + 1);

            var last = new DatagramPacket(new byte[2_048], 2_048);
            control.setSoTimeout(20_000); // the longest until a report of ours is 7.5 s
            control.receive(last);
            assertThat(phone.openedReport(Arrays.copyOf(last.getData(), last.getLength())))
                    .as("ours, under the keys of its port")
                    .isPresent();
        }
    }

    /** Both handshakes are ours to begin. */
    @Test
    void rfc5764_3_a_peer_that_waits_is_asked_at_the_port_of_rtcp_too() throws Exception {
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        int free = freePort();
        int other = freePort();
        BufferedReader speech = openssl.start(profile, "s_server", "-accept", "127.0.0.1:" + free, "-verify", "1");
        BufferedReader reports = openssl.start(profile, "s_server", "-accept", "127.0.0.1:" + other, "-verify", "1");
        OpenSslPeer.await(speech, "ACCEPT");
        OpenSslPeer.await(reports, "ACCEPT");

        call(free, "passive", openssl.fingerprint(), "a=rtcp:" + other);

        assertThat(OpenSslPeer.material(reports)).isNotEqualTo(OpenSslPeer.material(speech));
    }

    /** Nobody may be there at all: what speech needs goes first. */
    @Test
    void rfc5764_3_the_port_of_rtcp_is_asked_when_rtp_has_its_keys_and_not_before() throws Exception {
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        int free = freePort();
        try (var control = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var hello = new DatagramPacket(new byte[2_048], 2_048);
            call(free, "passive", openssl.fingerprint(), "a=rtcp:" + control.getLocalPort());
            control.setSoTimeout(500);
            assertThatThrownBy(() -> control.receive(hello)).isInstanceOf(SocketTimeoutException.class);

            OpenSslPeer.material(openssl.start(profile, "s_server", "-accept", "127.0.0.1:" + free, "-verify", "1"));
            control.setSoTimeout(20_000);
            control.receive(hello);
            assertThat(hello.getData()[0]).as("a handshake").isEqualTo((byte) 22);
        }
    }

    private static byte[] report(int about, int lost) {
        byte[] octets = new byte[64];
        var writer = new RtcpWriter();
        writer.begin(octets, 0);
        writer.receiverReport(ScriptedPhone.SSRC);
        writer.reportBlock(about, 0, lost, 1, 0, 0, 0);
        return Arrays.copyOf(octets, writer.lengthBytes());
    }

    @Test
    void a_peer_whose_certificate_is_rsas_is_heard_and_hears() throws Exception {
        openssl.certify("-newkey", "rsa:2048");
        SrtpProfile profile = SrtpProfile.AES_CM_128_HMAC_SHA1_80;
        int port = ScriptedPhone.audio(call(phone.socket.getLocalPort(), "active", openssl.fingerprint()))
                .port();
        heardAfter(openssl.shake(profile, "s_client", "-connect", "127.0.0.1:" + port), profile, port);
    }

    @Test
    void a_certificate_that_was_not_signalled_gives_no_keys() throws Exception {
        String own = openssl.fingerprint();
        String another = (own.startsWith("00") ? "FF" : "00") + own.substring(2);
        int port = ScriptedPhone.audio(call(phone.socket.getLocalPort(), "active", another))
                .port();

        BufferedReader said = openssl.start(SrtpProfile.AEAD_AES_256_GCM, "s_client", "-connect", "127.0.0.1:" + port);

        assertThat(OpenSslPeer.await(said, "alert")).contains("bad certificate");
        phone.keyed(
                MasterKey.random(SrtpProfile.AEAD_AES_256_GCM, new SecureRandom()),
                MasterKey.random(SrtpProfile.AEAD_AES_256_GCM, new SecureRandom()),
                port);
        phone.say(0, SOUND);
        assertThat(phone.raw(300)).isEmpty();
        LegReport closed = house.close("s").getLegs(0);
        assertThat(closed.getPacketsAuthenticated()).isZero();
        assertThat(closed.getMeasures().hasFingerprints()).isFalse();
    }

    @Test
    void a_handshake_from_a_host_that_nobody_named_is_not_listened_to() throws Exception {
        int port = ScriptedPhone.audio(call(phone.socket.getLocalPort(), "active", openssl.fingerprint()))
                .port();
        openssl.start(
                SrtpProfile.AEAD_AES_128_GCM, "s_client", "-bind", "127.0.0.2:0", "-connect", "127.0.0.1:" + port);
        for (int tries = 0; tries < 200 && refused() == 0; tries++) {
            Thread.sleep(50);
        }
        assertThat(refused()).isPositive();
        assertThat(openssl.isAlive()).as("it waits for an answer").isTrue();
    }

    @Test
    void nothing_is_sent_or_taken_before_there_are_keys() throws Exception {
        int port = ScriptedPhone.audio(call(phone.socket.getLocalPort(), "active", openssl.fingerprint()))
                .port();
        var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        byte[] plain = phone.plain(0, false, SOUND);
        phone.socket.send(new DatagramPacket(plain, plain.length, to));

        assertThat(phone.raw(300)).as("clear media where keys were agreed on").isEmpty();
        assertThat(refused()).isEqualTo(1);
    }

    @Test
    void what_is_played_before_the_handshake_waits_for_it() throws Exception {
        SrtpProfile profile = SrtpProfile.AES_CM_128_HMAC_SHA1_80;
        int port = ScriptedPhone.audio(call(phone.socket.getLocalPort(), "active", openssl.fingerprint()))
                .port();
        assertThat(house.client
                        .play(PlayRequest.newBuilder()
                                .setSessionId("s")
                                .setLegId("a")
                                .setPlayId(1)
                                .addSounds(Sound.newBuilder().setPrompt("beep"))
                                .build())
                        .getDone())
                .isTrue();
        Thread.sleep(600); // twice as long as the beep
        OpenSslPeer.Keyed keyed =
                OpenSslPeer.keyed(profile, openssl.shake(profile, "s_client", "-connect", "127.0.0.1:" + port));
        phone.keyed(keyed.client(), keyed.server(), port);
        int[] heard = new int[1_600];
        for (int packet = 0; packet < 10; packet++) {
            Hum.put(phone.hear(5_000).orElseThrow().payload(), heard, packet * 160);
        }
        assertThat(Hum.of(heard, 1_000)).as("from its beginning").isGreaterThan(3_000);
    }
}
