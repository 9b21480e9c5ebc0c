package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.media.srtp.MasterKey;
import org.ringfort.media.srtp.SrtpProfile;

/** openssl as the peer of a handshake, in either role, with a certificate of its own; it prints what the handshake gave. */
final class OpenSslPeer {
    private final Path folder;
    private final List<Process> started = new ArrayList<>();

    OpenSslPeer(Path folder) {
        this.folder = folder;
    }

    /** What a handshake gave, each for the packets of one side. */
    record Keyed(MasterKey client, MasterKey server) {}

    /** Makes its certificate, or another one. */
    void certify(String... key) throws Exception {
        List<String> words = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-days", "1"));
        words.addAll(List.of("-subj", "/CN=phone", "-keyout", file("phone.key"), "-out", file("phone.pem")));
        words.addAll(List.of(key));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    String fingerprint() throws Exception {
        try (var in = Files.newInputStream(folder.resolve("phone.pem"))) {
            byte[] der = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getEncoded();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(der);
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        }
    }

    /** Shakes hands; the material. */
    byte[] shake(SrtpProfile profile, String... role) throws Exception {
        return material(start(profile, role));
    }

    /** Begins to, and lets its words be read. */
    BufferedReader start(SrtpProfile profile, String... role) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(role));
        command.addAll(List.of("-dtls1_2", "-cert", file("phone.pem"), "-key", file("phone.key"), "-use_srtp"));
        command.add(profile.name().replace("AES_CM_128_HMAC", "SRTP_AES128_CM").replace("AEAD", "SRTP_AEAD"));
        int length = 2 * (profile.keyBytes() + profile.saltBytes());
        command.addAll(List.of("-keymatexport", "EXTRACTOR-dtls_srtp", "-keymatexportlen", "" + length));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        Thread.ofVirtual().start(() -> endIn(process));
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** So that a test that waits for a word of it waits no longer. */
    private static void endIn(Process process) {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Types a line to the one started last. */
    void type(String line) throws IOException {
        OutputStream keys = started.getLast().getOutputStream();
        keys.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        keys.flush();
    }

    /** Whether the one started last still runs. */
    boolean isAlive() {
        return started.getLast().isAlive();
    }

    static byte[] material(BufferedReader said) throws IOException {
        String line = await(said, "Keying material: ");
        return HexFormat.of().parseHex(line.substring(line.indexOf(": ") + 2).strip());
    }

    static String await(BufferedReader said, String word) throws IOException {
        var all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.contains(word)) {
                return line;
            }
        }
        throw new AssertionError("openssl never said " + word + ":\n" + all);
    }

    static Keyed keyed(SrtpProfile profile, byte[] material) {
        int keys = 2 * profile.keyBytes();
        return new Keyed(
                key(profile, material, 0, keys),
                key(profile, material, profile.keyBytes(), keys + profile.saltBytes()));
    }

    private static MasterKey key(SrtpProfile profile, byte[] material, int keyAt, int saltAt) {
        byte[] both = Arrays.copyOf(
                Arrays.copyOfRange(material, keyAt, keyAt + profile.keyBytes()),
                profile.keyBytes() + profile.saltBytes());
        System.arraycopy(material, saltAt, both, profile.keyBytes(), profile.saltBytes());
        return new MasterKey(profile, Secret.of(both));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    /** Ends what runs of it. */
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }
}
