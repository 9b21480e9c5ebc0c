package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringfort.contract.media.v1.LegRequest;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.media.srtp.MasterKey;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.protocol.sdp.Attribute;

/**
 * Calls whose handshake is openssl's: it talks to the leg's port in either role and prints what the handshake gave; with that a
 * phone speaks, and hears its echo.
 */
class DtlsCallTest {
    private static final MediaPolicy DTLS =
            MediaPolicy.newBuilder().addKeyings(Keying.KEYING_DTLS).build();
    private static final byte[] SOUND = new byte[160];

    @TempDir
    Path folder;

    MediaHouse house;
    private ScriptedPhone phone;
    private @Nullable Process openssl;

    /** What is not taken for the phone's. */
    long refused() {
        return house.client.report(house.session("s")).getLegs(0).getPacketsRefused();
    }

    /** Whether all legs share a port. */
    boolean shares() {
        return false;
    }

    @BeforeEach
    void open() throws Exception {
        Arrays.fill(SOUND, (byte) 0x55);
        house = new MediaHouse(23_000, 23_400, Duration.ZERO, folder, System::nanoTime, shares());
        phone = new ScriptedPhone();
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1")
                .with("-subj", "/CN=phone", "-keyout", file("phone.key"), "-out", file("phone.pem"))
                .toTheEnd();
    }

    @AfterEach
    void close() throws Exception {
        if (openssl != null) {
            openssl.destroyForcibly().waitFor();
        }
        phone.close();
        house.close();
    }

    @ParameterizedTest
    @EnumSource(names = "AES_256_CM_.*", mode = EnumSource.Mode.MATCH_NONE) // handshakes have no number for these
    void a_peer_that_begins_the_handshake_is_heard_and_hears(SrtpProfile profile) throws Exception {
        byte[] answer = call(phone.socket.getLocalPort(), "active", fingerprint());
        assertThat(ScriptedPhone.audio(answer).attribute(Attribute.Setup.class)).contains(Attribute.Setup.PASSIVE);
        int port = ScriptedPhone.audio(answer).port();

        heardAfter(shake(profile, "s_client", "-connect", "127.0.0.1:" + port), profile, port);
    }

    /** The phone speaks with what openssl, the client, has got. */
    private void heardAfter(byte[] material, SrtpProfile profile, int port) throws Exception {
        int keys = 2 * profile.keyBytes();
        phone.keyed(
                key(profile, material, 0, keys),
                key(profile, material, profile.keyBytes(), keys + salt(profile)),
                port);
        echoed(profile);
    }

    @Test
    void a_peer_that_waits_for_the_handshake_is_heard_and_hears() throws Exception {
        SrtpProfile profile = SrtpProfile.AEAD_AES_256_GCM;
        int free;
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            free = socket.getLocalPort();
        }
        BufferedReader said = start(profile, "s_server", "-accept", "127.0.0.1:" + free, "-verify", "1");
        await(said, "ACCEPT");
        byte[] answer = call(free, "passive", fingerprint());
        assertThat(ScriptedPhone.audio(answer).attribute(Attribute.Setup.class)).contains(Attribute.Setup.ACTIVE);

        byte[] material = material(said);

        int keys = 2 * profile.keyBytes();
        phone.keyed(
                key(profile, material, profile.keyBytes(), keys + salt(profile)),
                key(profile, material, 0, keys),
                ScriptedPhone.audio(answer).port());
        echoed(profile);
    }

    @Test
    void a_peer_whose_certificate_is_rsas_is_heard_and_hears() throws Exception {
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=phone")
                .with("-keyout", file("phone.key"), "-out", file("phone.pem"))
                .toTheEnd();
        SrtpProfile profile = SrtpProfile.AES_CM_128_HMAC_SHA1_80;
        int port = ScriptedPhone.audio(call(phone.socket.getLocalPort(), "active", fingerprint()))
                .port();
        heardAfter(shake(profile, "s_client", "-connect", "127.0.0.1:" + port), profile, port);
    }

    @Test
    void a_certificate_that_was_not_signalled_gives_no_keys() throws Exception {
        String own = fingerprint();
        String another = (own.startsWith("00") ? "FF" : "00") + own.substring(2);
        int port = ScriptedPhone.audio(call(phone.socket.getLocalPort(), "active", another))
                .port();

        BufferedReader said = start(SrtpProfile.AEAD_AES_256_GCM, "s_client", "-connect", "127.0.0.1:" + port);

        assertThat(await(said, "alert")).contains("bad certificate");
        phone.keyed(
                MasterKey.random(SrtpProfile.AEAD_AES_256_GCM, new SecureRandom()),
                MasterKey.random(SrtpProfile.AEAD_AES_256_GCM, new SecureRandom()),
                port);
        phone.say(0, SOUND);
        assertThat(phone.raw(300)).isEmpty();
        assertThat(house.close("s").getLegs(0).getPacketsAuthenticated()).isZero();
    }

    @Test
    void a_handshake_from_a_host_that_nobody_named_is_not_listened_to() throws Exception {
        int port = ScriptedPhone.audio(call(phone.socket.getLocalPort(), "active", fingerprint()))
                .port();
        start(SrtpProfile.AEAD_AES_128_GCM, "s_client", "-bind", "127.0.0.2:0", "-connect", "127.0.0.1:" + port);
        for (int tries = 0; tries < 200 && refused() == 0; tries++) {
            Thread.sleep(50);
        }
        assertThat(refused()).isPositive();
        assertThat(Objects.requireNonNull(openssl).isAlive())
                .as("it waits for an answer")
                .isTrue();
    }

    @Test
    void nothing_is_sent_or_taken_before_there_are_keys() throws Exception {
        int port = ScriptedPhone.audio(call(phone.socket.getLocalPort(), "active", fingerprint()))
                .port();
        var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        byte[] plain = phone.plain(0, false, SOUND);
        phone.socket.send(new DatagramPacket(plain, plain.length, to));

        assertThat(phone.raw(300)).as("clear media where keys were agreed on").isEmpty();
        assertThat(refused()).isEqualTo(1);
    }

    /** Media's answer to an offer of this phone, which then hears itself. */
    private byte[] call(int port, String setup, String fingerprint) {
        String offer = """
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio %d UDP/TLS/RTP/SAVP 0
                a=setup:%s
                a=fingerprint:sha-256 %s
                a=rtcp-mux
                """.formatted(port, setup, fingerprint).replace("\n", "\r\n");
        var offered = house.offer("s", "a", offer.getBytes(StandardCharsets.US_ASCII), DTLS);
        assertThat(offered.hasOffered()).as(offered.toString()).isTrue();
        byte[] answer = house.terminate("s", "a").getSdp().toByteArray();
        var leg = LegRequest.newBuilder().setSessionId("s").setLegId("a").build();
        assertThat(house.client.echo(leg).getDone()).isTrue();
        return answer;
    }

    private void echoed(SrtpProfile profile) throws Exception {
        Optional<ScriptedPhone.Heard> heard = Optional.empty();
        for (int tries = 0; tries < 50 && heard.isEmpty(); tries++) { // media may be a moment later than openssl
            phone.say(0, SOUND);
            heard = phone.hear(200);
        }
        assertThat(heard.orElseThrow().payload()).hasSize(SOUND.length).containsOnly(SOUND[0]);
        var report = house.close("s").getLegs(0);
        assertThat(report.getKeying()).isEqualTo(Keying.KEYING_DTLS);
        assertThat(report.getProfile().name()).endsWith(profile.name());
        assertThat(report.getPacketsAuthenticated()).isPositive();
    }

    // ------------------------------------------------------------- openssl

    private byte[] shake(SrtpProfile profile, String... role) throws Exception {
        return material(start(profile, role));
    }

    private BufferedReader start(SrtpProfile profile, String... role) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(role));
        command.addAll(List.of("-dtls1_2", "-cert", file("phone.pem"), "-key", file("phone.key"), "-use_srtp"));
        command.add(profile.name().replace("AES_CM_128_HMAC", "SRTP_AES128_CM").replace("AEAD", "SRTP_AEAD"));
        int length = 2 * (profile.keyBytes() + salt(profile));
        command.addAll(List.of("-keymatexport", "EXTRACTOR-dtls_srtp", "-keymatexportlen", "" + length));
        Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
        openssl = started;
        Thread.ofVirtual().start(() -> endIn(started));
        return new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** So that a test that waits for a word of it waits no longer. */
    private static void endIn(Process client) {
        try {
            if (!client.waitFor(30, TimeUnit.SECONDS)) {
                client.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] material(BufferedReader said) throws IOException {
        String line = await(said, "Keying material: ");
        return HexFormat.of().parseHex(line.substring(line.indexOf(": ") + 2).strip());
    }

    private static String await(BufferedReader said, String word) throws IOException {
        var all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.contains(word)) {
                return line;
            }
        }
        throw new AssertionError("openssl never said " + word + ":\n" + all);
    }

    private static int salt(SrtpProfile profile) {
        return profile.saltBytes();
    }

    private static MasterKey key(SrtpProfile profile, byte[] material, int keyAt, int saltAt) {
        byte[] both = Arrays.copyOf(
                Arrays.copyOfRange(material, keyAt, keyAt + profile.keyBytes()), profile.keyBytes() + salt(profile));
        System.arraycopy(material, saltAt, both, profile.keyBytes(), salt(profile));
        return new MasterKey(profile, Secret.of(both));
    }

    private String fingerprint() throws Exception {
        try (var in = Files.newInputStream(folder.resolve("phone.pem"))) {
            byte[] der = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getEncoded();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(der);
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    /** A command that is built up. */
    private record Command(List<String> words) {
        Command with(String... more) {
            var all = new ArrayList<>(words);
            all.addAll(List.of(more));
            return new Command(all);
        }

        void toTheEnd() throws Exception {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
    }

    private static Command run(String... words) {
        return new Command(List.of(words));
    }
}
