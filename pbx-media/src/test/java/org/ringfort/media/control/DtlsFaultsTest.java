package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.media.v1.LegReport;
import org.ringfort.media.srtp.MasterKey;
import org.ringfort.media.srtp.SrtpProfile;

/** Handshakes that go wrong, or come when a call is up, as openssl makes them. */
class DtlsFaultsTest extends DtlsScene {
    private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;

    @Override
    int firstPort() {
        return 23_500;
    }

    /** Ours is to ask, and to look at what the server shows. */
    @Test
    void rfc5763_5_a_server_that_was_not_signalled_gives_no_keys_and_hears_nothing() throws Exception {
        int free = freePort();
        BufferedReader said = openssl.start(PROFILE, "s_server", "-accept", "127.0.0.1:" + free, "-verify", "1");
        OpenSslPeer.await(said, "ACCEPT");
        String own = openssl.fingerprint();
        String another = (own.startsWith("00") ? "FF" : "00") + own.substring(2);
        int port = ScriptedPhone.audio(call(free, "passive", another)).port();

        assertThat(OpenSslPeer.await(said, "alert")).contains("bad certificate");
        phone.keyed(MasterKey.random(PROFILE, new SecureRandom()), MasterKey.random(PROFILE, new SecureRandom()), port);
        phone.say(0, SOUND);
        assertThat(phone.raw(300)).isEmpty();
        LegReport closed = house.close("s").getLegs(0);
        assertThat(closed.getPacketsAuthenticated()).isZero();
        assertThat(closed.getMeasures().hasFingerprints()).isFalse();
    }

    /** From the phone's own host, and from its own port. */
    @Test
    void another_hello_in_a_call_is_not_answered_and_the_call_goes_on_under_its_keys() throws Exception {
        int port = ScriptedPhone.audio(call(phone.socket.getLocalPort(), "active", openssl.fingerprint()))
                .port();
        OpenSslPeer.Keyed keyed =
                OpenSslPeer.keyed(PROFILE, openssl.shake(PROFILE, "s_client", "-connect", "127.0.0.1:" + port));
        phone.keyed(keyed.client(), keyed.server(), port);
        heardBack();

        try (var elsewhere = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var hello = new DatagramPacket(new byte[2_048], 2_048);
            openssl.start(PROFILE, "s_client", "-connect", "127.0.0.1:" + elsewhere.getLocalPort());
            elsewhere.setSoTimeout(20_000);
            elsewhere.receive(hello);
            openssl.end();
            hello.setPort(port);
            for (int count = 0; count < 50; count++) {
                elsewhere.send(hello);
                phone.socket.send(hello);
                heardBack();
            }
            elsewhere.setSoTimeout(300);
            assertThatThrownBy(() -> answer(elsewhere, port)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** What media sends there; what openssl had sent before is not meant. */
    private static void answer(DatagramSocket socket, int port) throws IOException {
        var datagram = new DatagramPacket(new byte[2_048], 2_048);
        do {
            socket.receive(datagram);
        } while (datagram.getPort() != port);
    }

    /** The peer itself asks for other keys within its association: those of the call stay. */
    @Test
    void a_renegotiation_gets_no_answer_and_the_call_goes_on_under_its_keys() throws Exception {
        int port = ScriptedPhone.audio(call(phone.socket.getLocalPort(), "active", openssl.fingerprint()))
                .port();
        BufferedReader said = openssl.start(PROFILE, "s_client", "-connect", "127.0.0.1:" + port);
        OpenSslPeer.Keyed keyed = OpenSslPeer.keyed(PROFILE, OpenSslPeer.material(said));
        phone.keyed(keyed.client(), keyed.server(), port);
        int ssrc = heardBack().ssrc();

        openssl.type("R");
        OpenSslPeer.await(said, "RENEGOTIATING");
        for (int count = 0; count < 100; count++) { // two seconds: it asks twice meanwhile
            assertThat(heardBack().ssrc()).isEqualTo(ssrc);
        }
        assertThat(openssl.isAlive()).as("it waits for an answer").isTrue();
    }
}
