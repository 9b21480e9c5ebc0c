package org.ringfort.e2e.phone;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.ringfort.e2e.sound.Pcm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One baresip phone in its own station. It speaks a tone, dumps what it hears to a file, and is commanded over its
 * {@code ctrl_tcp} module, whose events are kept in order.
 */
public final class Baresip implements AutoCloseable {
    private static final int CONTROL_PORT = 4444;
    private static final int RATE_HZ = 8000;
    private static final Duration START = Duration.ofSeconds(30);

    private final Lan.Station station;
    private final Path directory;
    private final Process process;
    private final Socket control;
    private final CopyOnWriteArrayList<JsonNode> events = new CopyOnWriteArrayList<>();

    /**
     * How the phone is set up.
     *
     * @param user whose phone it is
     * @param proxy {@code sip:address:port;transport=tls}
     * @param ca what it would trust
     * @param domain its SIP domain
     * @param mediaEncryption {@code srtp-mand}, {@code srtp}, {@code dtls_srtp}, or empty for plain RTP
     * @param answers whether it answers by itself
     * @param toneHz what it speaks
     * @param codecs which it knows, by their names of SDP, best first
     * @param sounds digits that it sounds three seconds into each call, before its tone
     */
    public record Setup(
            Account user,
            String proxy,
            Path ca,
            String domain,
            String mediaEncryption,
            boolean answers,
            int toneHz,
            String codecs,
            String sounds) {
        public Setup(
                Account user,
                String proxy,
                Path ca,
                String domain,
                String mediaEncryption,
                boolean answers,
                int toneHz) {
            this(user, proxy, ca, domain, mediaEncryption, answers, toneHz, "PCMU,PCMA", "");
        }

        /** The same phone that only rings. */
        public Setup ringing() {
            return new Setup(user, proxy, ca, domain, mediaEncryption, false, toneHz, codecs, sounds);
        }

        /** The same phone with another media encryption. */
        public Setup encryption(String other) {
            return new Setup(user, proxy, ca, domain, other, answers, toneHz, codecs, sounds);
        }

        /** The same phone that knows these codecs alone. */
        public Setup codecs(String others) {
            return new Setup(user, proxy, ca, domain, mediaEncryption, answers, toneHz, others, sounds);
        }

        /** The same phone that sounds these digits three seconds into each call, before its tone. */
        public Setup sounding(String digits) {
            return new Setup(user, proxy, ca, domain, mediaEncryption, answers, toneHz, codecs, digits);
        }

        /** The same phone of somebody else. */
        public Setup user(Account other) {
            return new Setup(other, proxy, ca, domain, mediaEncryption, answers, toneHz, codecs, sounds);
        }

        /** The same phone with another password. */
        public Setup password(String other) {
            return user(new Account(user.extension(), user.authUsername(), other, user.pin()));
        }
    }

    /**
     * One line of demo.json's users.
     *
     * @param extension what others dial
     * @param authUsername for digest
     * @param password for digest
     * @param pin of the mailbox, or empty
     */
    public record Account(String extension, String authUsername, String password, String pin) {}

    private Baresip(Lan.Station station, Path directory, Process process, Socket control) {
        this.station = station;
        this.directory = directory;
        this.process = process;
        this.control = control;
    }

    /** Starts it; returns when it can be commanded. */
    public static Baresip start(Lan.Station station, Setup setup, Path directory)
            throws IOException, InterruptedException {
        Path sound = directory.resolve("heard");
        Files.createDirectories(sound);
        Pcm tone = Pcm.tone(RATE_HZ, setup.toneHz(), 120);
        if (!setup.sounds().isEmpty()) {
            tone = Pcm.tone(RATE_HZ, 0, 3)
                    .then(Pcm.digits(RATE_HZ, setup.sounds()))
                    .then(tone);
        }
        tone.write(directory.resolve("tone.wav"));
        Files.writeString(directory.resolve("config"), config(station, setup, directory));
        Files.writeString(directory.resolve("contacts"), "");
        Files.writeString(directory.resolve("accounts"), account(setup));
        Process process = new ProcessBuilder(
                        Programs.in(station, "baresip", "-4", "-s", "-v", "-f", directory.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("baresip.log").toFile())
                .start();
        Socket control = connect(station, process, directory);
        var phone = new Baresip(station, directory, process, control);
        Thread.ofVirtual().name("baresip-events").start(phone::readEvents);
        return phone;
    }

    private static String config(Lan.Station station, Setup setup, Path directory) {
        return """
                poll_method epoll
                sip_listen %1$s:0
                sip_cafile %2$s
                audio_player aubridge,sink
                audio_source aufile,%3$s/tone.wav
                audio_alert aubridge,alert
                ausrc_srate 8000
                auplay_srate 8000
                ausrc_channels 1
                auplay_channels 1
                audio_buffer 20-160
                call_local_timeout 120
                call_max_calls 4
                module_path /usr/lib/baresip/modules
                module g711.so
                module g722.so
                module opus.so
                module aufile.so
                module aubridge.so
                module sndfile.so
                module srtp.so
                module dtls_srtp.so
                module_tmp uuid.so
                module_tmp account.so
                module_app menu.so
                module_app mwi.so
                module_app ctrl_tcp.so
                ctrl_tcp_listen %1$s:%4$d
                snd_path %3$s/heard
                rtcp_mux %5$s
                """.formatted(
                        station.address(),
                        setup.ca(),
                        directory,
                        CONTROL_PORT,
                        setup.mediaEncryption().equals("dtls_srtp") ? "yes" : "no");
    }

    private static String account(Setup setup) {
        String encryption = setup.mediaEncryption().isEmpty() ? "" : ";mediaenc=" + setup.mediaEncryption();
        return "<sip:%s@%s>;auth_user=%s;auth_pass=%s;outbound=\"%s\";regint=60;mwi=yes;audio_codecs=%s;answermode=%s%s\n"
                .formatted(
                        setup.user().extension(),
                        setup.domain(),
                        setup.user().authUsername(),
                        setup.user().password(),
                        setup.proxy(),
                        setup.codecs(),
                        setup.answers() ? "auto" : "manual",
                        encryption);
    }

    private static Socket connect(Lan.Station station, Process process, Path directory)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(station.address(), CONTROL_PORT), 1000);
                return socket;
            } catch (IOException e) {
                socket.close();
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw new IOException(
                            "baresip does not start: " + Files.readString(directory.resolve("baresip.log")), e);
                }
                Thread.sleep(100);
            }
        }
    }

    /** Gives a command such as {@code dial}; does not wait for what it brings about. */
    public void command(String name, String parameters) throws IOException {
        String json =
                JsonMapper.shared().writeValueAsString(Map.of("command", name, "params", parameters, "token", name));
        control.getOutputStream().write((json.length() + ":" + json + ",").getBytes(StandardCharsets.UTF_8));
    }

    private void readEvents() {
        try (InputStream in = new BufferedInputStream(control.getInputStream())) {
            while (true) {
                int length = 0;
                for (int octet = in.read(); octet != ':'; octet = in.read()) {
                    if (octet < 0) {
                        return;
                    }
                    length = length * 10 + Character.digit(octet, 10);
                }
                byte[] json = in.readNBytes(length);
                if (in.read() < 0) {
                    return;
                }
                events.add(JsonMapper.shared().readTree(json));
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** A place in the stream of events: only later ones are waited for. */
    public int mark() {
        return events.size();
    }

    /** Waits for an event of this type, e.g. {@code REGISTER_OK} or {@code CALL_ESTABLISHED}, after the mark. */
    public JsonNode await(int mark, String type, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<JsonNode> found = find(mark, type);
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + type + " within " + patience.toSeconds() + " s but " + types(mark)
                        + "; see " + directory.resolve("baresip.log"));
            }
            Thread.sleep(50);
        }
    }

    /** Waits for an event since the start. */
    public JsonNode await(String type, Duration patience) throws InterruptedException {
        return await(0, type, patience);
    }

    /** The first event of this type after the mark. */
    public Optional<JsonNode> find(int mark, String type) {
        return events.stream()
                .skip(mark)
                .filter(event -> event.path("type").asString("").equals(type))
                .findFirst();
    }

    /** The types of all events after the mark. */
    public List<String> types(int mark) {
        return events.stream()
                .skip(mark)
                .filter(event -> event.has("type"))
                .map(event -> event.path("type").asString() + " "
                        + event.path("param").asString(""))
                .toList();
    }

    /** Waits until it is registered; its first registration may be over before it can be commanded. */
    public void awaitRegistered(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (find(0, "REGISTER_OK").isEmpty() && !log().contains(" binding")) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not registered within " + patience.toSeconds() + " s; see "
                        + directory.resolve("baresip.log"));
            }
            Thread.sleep(50);
        }
    }

    /** Waits until what it wrote holds this text. */
    public void awaitLog(String text, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!log().contains(text)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no \"" + text + "\" in " + directory.resolve("baresip.log"));
            }
            Thread.sleep(50);
        }
    }

    /** Everything it wrote, its SIP messages among it. */
    public String log() throws IOException {
        return Files.readString(directory.resolve("baresip.log"), StandardCharsets.ISO_8859_1);
    }

    /** Where it stands. */
    public Lan.Station station() {
        return station;
    }

    /**
     * Waits until its calls have brought this tone for so many seconds on end. Of a call that was held and resumed only what
     * came before is heard: this baresip writes no more down then.
     */
    public void awaitTone(int hz, double seconds, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (allHeard().longestStretchOf(hz) < seconds) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        hz + " Hz not heard for " + seconds + " s on end; see " + directory.resolve("heard"));
            }
            Thread.sleep(200);
        }
    }

    /** How much sound its calls have brought so far, all together; where nothing comes it does not grow. */
    public double heardSeconds() {
        return allHeard().seconds();
    }

    private Pcm allHeard() {
        try {
            return heard().stream().reduce(Pcm::then).orElseGet(() -> Pcm.tone(RATE_HZ, 0, 0));
        } catch (IOException beingBegun) {
            return Pcm.tone(RATE_HZ, 0, 0);
        }
    }

    /** How much of it was more than a whisper. */
    public double loudSeconds() {
        Pcm all = allHeard();
        double loud = 0;
        for (double at = 0; at + 0.1 <= all.seconds(); at += 0.1) {
            loud += all.between(at, at + 0.1).loudness() > 300 ? 0.1 : 0;
        }
        return loud;
    }

    /** What it has heard so far, one sound for each call, oldest first. */
    public List<Pcm> heard() throws IOException {
        try (var files = Files.list(directory.resolve("heard"))) {
            var sounds = new java.util.ArrayList<Pcm>();
            for (Path file : files.filter(name -> name.toString().endsWith("-dec.wav"))
                    .sorted()
                    .toList()) {
                sounds.add(Pcm.read(file));
            }
            return sounds;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                command("quit", "");
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    unplug();
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            control.close();
        }
    }

    /** Ends it without a word, as a phone whose plug is pulled. */
    public void unplug() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
