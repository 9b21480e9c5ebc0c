package org.ringfort.e2e.phone;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringfort.e2e.sound.Pcm;

/**
 * One linphonec in its own station, commanded over its standard input. Unlike baresip it checks the server's certificate, and
 * against DNS names only, so that the SIP domain has to resolve: it is given a hosts file and no name server of its own.
 */
public final class Linphone implements AutoCloseable {
    private static final int TLS_PORT = 5061;
    private static final Pattern SAS = Pattern.compile("is fully encrypted and auth token is (\\S+)\\.");

    private final Path directory;
    private final Process process;
    private final Writer commands;

    /**
     * How the phone is set up.
     *
     * @param user whose phone it is
     * @param domain its SIP domain; resolves to {@code server}
     * @param server address of the edge
     * @param tlsPort of the edge
     * @param ca the only authority that it trusts
     * @param mediaEncryption {@code srtp} (keys in the signalling), {@code dtls} or {@code zrtp}
     * @param toneHz what it speaks
     */
    public record Setup(
            Baresip.Account user,
            String domain,
            String server,
            int tlsPort,
            Path ca,
            String mediaEncryption,
            int toneHz) {}

    private Linphone(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts it; it registers by itself. */
    public static Linphone start(Lan.Station station, Setup setup, Path directory) throws IOException {
        Pcm.tone(8000, setup.toneHz(), 180).write(directory.resolve("tone.wav"));
        // It keeps a small database beside its call history.
        Files.createDirectories(directory.resolve(".local/share/linphone"));
        Files.writeString(
                directory.resolve("hosts"), "127.0.0.1 localhost\n" + setup.server() + " " + setup.domain() + "\n");
        Files.writeString(directory.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
        Files.writeString(directory.resolve("linphonerc"), configuration(setup));
        // ip netns exec gives it mounts of its own, which end with it.
        String script = """
                mount --bind "$1/hosts" /etc/hosts && mount --bind "$1/resolv.conf" /etc/resolv.conf \
                && HOME="$1" exec linphonec -c "$1/linphonerc" -d 6 -l "$1/linphone.log"
                """;
        Process process = new ProcessBuilder(Programs.in(station, "sh", "-c", script, "linphone", directory.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        var phone = new Linphone(directory, process);
        phone.command("soundcard use files");
        phone.command("play " + directory.resolve("tone.wav"));
        phone.command("record " + directory.resolve("heard.wav"));
        return phone;
    }

    private static String configuration(Setup setup) {
        return """
                [sip]
                sip_port=0
                sip_tcp_port=0
                sip_tls_port=%5$d
                root_ca=%6$s
                verify_server_certs=1
                verify_server_cn=1
                media_encryption=%8$s
                media_encryption_mandatory=1
                default_proxy=0
                guess_hostname=1

                [net]
                firewall_policy=0

                [sound]
                echocancellation=0

                [video]
                enabled=0
                capture=0
                display=0

                [proxy_0]
                reg_proxy=<sip:%1$s:%2$d;transport=tls>
                reg_route=<sip:%1$s:%2$d;transport=tls>
                reg_identity=sip:%3$s@%1$s
                reg_expires=60
                reg_sendregister=1

                [auth_info_0]
                username=%3$s
                userid=%4$s
                passwd=%7$s
                realm=%1$s
                domain=%1$s
                """.formatted(
                        setup.domain(),
                        setup.tlsPort(),
                        setup.user().extension(),
                        setup.user().authUsername(),
                        TLS_PORT,
                        setup.ca(),
                        setup.user().password(),
                        setup.mediaEncryption());
    }

    /** Types a command such as {@code call sip:102@demo.localhost}. */
    public void command(String line) throws IOException {
        commands.write(line + "\n");
        commands.flush();
    }

    /** Waits until its log holds this text. */
    public void await(String text, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!log().contains(text)) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError("no \"" + text + "\" in " + directory.resolve("linphone.log"));
            }
            Thread.sleep(100);
        }
    }

    /** Everything it noted, its SIP messages among it. */
    public String log() throws IOException {
        Path log = directory.resolve("linphone.log");
        return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
    }

    /** The words that its user is to compare with those of whom he talks to, once it shows them; empty until then. */
    public Optional<String> sas() throws IOException {
        Matcher shown = SAS.matcher(Files.readString(directory.resolve("said"), StandardCharsets.ISO_8859_1));
        return shown.find() ? Optional.of(shown.group(1)) : Optional.empty();
    }

    /** Waits until it shows them. */
    public void awaitSas(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (sas().isEmpty()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError("no words to compare in " + directory.resolve("said"));
            }
            Thread.sleep(100); // between two looks
        }
    }

    /** What it has heard in a call that is over: it writes the head of that file last, when it takes the streams down. */
    public Pcm heard(Duration patience) throws IOException, InterruptedException {
        Path file = directory.resolve("heard.wav");
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return Pcm.read(file);
            } catch (IOException withoutItsHead) {
                if (System.nanoTime() > deadline) {
                    throw withoutItsHead;
                }
                Thread.sleep(100);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                for (String line : List.of("terminate", "quit")) {
                    command(line);
                }
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
