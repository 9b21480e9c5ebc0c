package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.LegReport;
import org.ringfort.contract.media.v1.LegRequest;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.protocol.sdp.Attribute;

/** A phone whose handshake is openssl's, in either role, and which then hears its echo. */
abstract class DtlsScene {
    private static final MediaPolicy DTLS =
            MediaPolicy.newBuilder().addKeyings(Keying.KEYING_DTLS).build();
    static final byte[] SOUND = new byte[160];

    @TempDir
    Path folder;

    MediaHouse house;
    ScriptedPhone phone;
    OpenSslPeer openssl;
    private Attribute.@Nullable Fingerprint ours;

    /** What is not taken for the phone's. */
    long refused() {
        return report().getPacketsRefused();
    }

    LegReport report() {
        return house.client.report(house.session("s")).getLegs(0);
    }

    /** Whether all legs share a port. */
    boolean shares() {
        return false;
    }

    /** Of 400 that are for this class. */
    int firstPort() {
        return 23_000;
    }

    @BeforeEach
    void open() throws Exception {
        Arrays.fill(SOUND, (byte) 0x55);
        house = new MediaHouse(firstPort(), firstPort() + 400, Duration.ZERO, folder, System::nanoTime, shares());
        phone = new ScriptedPhone();
        openssl = new OpenSslPeer(folder);
        openssl.certify("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    }

    @AfterEach
    void close() throws Exception {
        openssl.end();
        phone.close();
        house.close();
    }

    /** The phone speaks with what openssl, the client, has got. */
    void heardAfter(byte[] material, SrtpProfile profile, int port) throws Exception {
        OpenSslPeer.Keyed keyed = OpenSslPeer.keyed(profile, material);
        phone.keyed(keyed.client(), keyed.server(), port);
        echoed(profile);
    }

    static int freePort() throws IOException {
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }

    /** Media's answer to an offer of this phone, which then hears itself. */
    byte[] call(int port, String setup, String fingerprint) {
        return call(port, setup, fingerprint, "a=rtcp-mux");
    }

    byte[] call(int port, String setup, String fingerprint, String rtcp) {
        String offer = """
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio %s UDP/TLS/RTP/SAVP 0
                a=setup:%s
                a=fingerprint:sha-256 %s
                %s
                """.formatted(port, setup, fingerprint, rtcp).replace("\n", "\r\n");
        var offered = house.offer("s", "a", offer.getBytes(StandardCharsets.US_ASCII), DTLS);
        assertThat(offered.hasOffered()).as(offered.toString()).isTrue();
        byte[] answer = house.terminate("s", "a").getSdp().toByteArray();
        ours = ScriptedPhone.audio(answer)
                .attribute(Attribute.Fingerprint.class)
                .orElseThrow();
        var leg = LegRequest.newBuilder().setSessionId("s").setLegId("a").build();
        assertThat(house.client.echo(leg).getDone()).isTrue();
        return answer;
    }

    ScriptedPhone.Heard heardBack() throws Exception {
        Optional<ScriptedPhone.Heard> heard = Optional.empty();
        for (int tries = 0; tries < 50 && heard.isEmpty(); tries++) { // media may be a moment later than openssl
            phone.say(0, SOUND);
            heard = phone.hear(200);
        }
        assertThat(heard.orElseThrow().payload()).hasSize(SOUND.length).containsOnly(SOUND[0]);
        return heard.get();
    }

    void echoed(SrtpProfile profile) throws Exception {
        heardBack();
        var report = house.close("s").getLegs(0);
        assertThat(report.getKeying()).isEqualTo(Keying.KEYING_DTLS);
        assertThat(report.getProfile().name()).endsWith(profile.name());
        assertThat(report.getPacketsAuthenticated()).isPositive();
        Attribute.Fingerprint told = Objects.requireNonNull(ours);
        assertThat(report.getMeasures().getFingerprints().getPeer()).isEqualTo("sha-256 " + openssl.fingerprint());
        assertThat(report.getMeasures().getFingerprints().getOwn()).isEqualTo(told.hash() + " " + told.value());
    }
}
