package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Lan;
import org.ringfort.e2e.phone.OpenSsl;
import org.ringfort.e2e.phone.Programs;
import org.ringfort.e2e.phone.Sipp;
import org.ringfort.e2e.phone.TlsTunnel;
import org.ringfort.e2e.phone.Trust;
import org.ringfort.e2e.sound.Pcm;
import org.ringfort.e2e.sound.Unsealed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two phones that we did not write talk, and a recording server that we did not write gets what each of them says.
 *
 * @rfc 7866 7.1
 */
class RecordingServerPhonesIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int ALICE_HZ = 440;
    private static final int BOB_HZ = 660;
    private static final int CAROL_HZ = 880;
    private static final String NAME = "recorder.example";
    private static final int RECORDER_PORT = 5070;
    /** What keeps a packet from being taken for RTCP. */
    private static final int PCMU = 0;

    private DemoUnderTest demo;
    private String extension = "";

    @BeforeEach
    void recorded() throws Exception {
        Programs.need("sipp", "openssl");
        demo = DemoUnderTest.shared();
        extension = demo.api()
                .await(
                        "/extensions?search=102",
                        item -> item.path("number").asString("").equals("102"),
                        SOON)
                .path("id")
                .asString();
        demo.api().send("PUT", "/extensions/" + extension + "/recording", "{\"mode\":\"always\"}");
    }

    @AfterEach
    void asBefore() throws Exception {
        if (!extension.isEmpty()) {
            demo.api().send("PUT", "/extensions/" + extension + "/recording", "{\"mode\":\"never\"}");
            sendTo("store", "", "");
        }
    }

    /** @rfc 7866 7.1.1.1 */
    @Test
    void the_recording_server_hears_that_a_phone_has_it_rest_and_that_it_goes_on() throws Exception {
        demo.api().send("PUT", "/extensions/" + extension + "/recording", "{\"mode\":\"pausable\"}");
        try (var recorder = new Recorder("resting-recorder", "recorder-rests.xml", 1, 246);
                Baresip alice = demo.registered("resting-alice", demo.phone("101", ALICE_HZ));
                Baresip bob = demo.registered("resting-bob", demo.phone("102", BOB_HZ))) {
            recorder.isTheServer("server");
            alice.command("dial", "sip:102@" + demo.domain());
            bob.await("CALL_ESTABLISHED", SOON);
            packets(recorder.first, 100);
            bob.command("sndcode", "*1");
            until(recorder.first, false);
            until(recorder.second, false);
            bob.command("sndcode", "*1");
            until(recorder.first, true);
            until(recorder.second, true);
            alice.command("hangup", "");
            bob.await("CALL_CLOSED", SOON);
            assertThat(recorder.program.result()).as(recorder.program.errors()).isZero();
        }
    }

    /** Until speech comes there, or for a second none does. */
    private static void until(DatagramSocket socket, boolean speech) throws IOException {
        socket.setSoTimeout(speech ? (int) SOON.toMillis() : 1_000);
        var datagram = new DatagramPacket(new byte[2_048], 2_048);
        long began = System.nanoTime();
        while (System.nanoTime() - began < SOON.toNanos()) {
            try {
                socket.receive(datagram);
                if (speech && (datagram.getData()[1] & 0x7f) == PCMU) {
                    return;
                }
            } catch (SocketTimeoutException nothing) {
                assertThat(speech).as("nothing comes").isFalse();
                return;
            }
        }
        throw new AssertionError(speech ? "no speech comes" : "speech comes still");
    }

    /** SIPp as the recorder, behind a door of TLS, with a socket for each stream. */
    private final class Recorder implements AutoCloseable {
        final DatagramSocket first;
        final DatagramSocket second;
        final Sipp program;
        private final Lan.Station station;
        private final TlsTunnel door;
        private final String certificate;

        Recorder(String name, String scenario, int sessions, int guest) throws Exception {
            Path keys = DemoUnderTest.scratch(name + "-keys");
            Path key = keys.resolve("recorder.key");
            Path pem = keys.resolve("recorder.pem");
            OpenSsl.request(key, pem, NAME, "-x509", "-days", "2", "-addext", "subjectAltName=DNS:" + NAME);
            certificate = Files.readString(pem);
            InetAddress at = demo.lan().guest(guest);
            station = demo.station();
            first = new DatagramSocket(new InetSocketAddress(at, 0));
            second = new DatagramSocket(new InetSocketAddress(at, 0));
            program = Sipp.start(
                    station,
                    scenario,
                    new Sipp.Setup(
                            new InetSocketAddress(demo.host(), demo.tlsPort()),
                            "TCP",
                            demo.account("101"),
                            demo.domain(),
                            ""),
                    DemoUnderTest.scratch("sipp-recorder"),
                    "-m",
                    String.valueOf(sessions),
                    "-key",
                    "listens",
                    at.getHostAddress(),
                    "-key",
                    "first",
                    String.valueOf(first.getLocalPort()),
                    "-key",
                    "second",
                    String.valueOf(second.getLocalPort()));
            door = TlsTunnel.before(
                    new InetSocketAddress(station.address(), RECORDER_PORT), at, Trust.serving(pem, key));
        }

        /** From now on the tenant's. */
        void isTheServer(String destination) throws Exception {
            Sipp.awaitListening(station, "tcp", RECORDER_PORT, SOON);
            InetSocketAddress at = door.entrance();
            sendTo(destination, "sips:recorder@" + at.getAddress().getHostAddress() + ":" + at.getPort(), certificate);
        }

        @Override
        public void close() throws IOException {
            door.close();
            program.close();
            first.close();
            second.close();
        }
    }

    private void sendTo(String destination, String uri, String authorities) throws Exception {
        long version = demo.api().get("/recording-server").path("version").asLong();
        var wanted = JsonMapper.shared().createObjectNode();
        wanted.put("destination", destination)
                .put("uri", uri)
                .put("tlsName", uri.isEmpty() ? "" : NAME)
                .put("authorities", authorities);
        demo.api().send("PUT", "/recording-server", wanted.toString(), "If-Match", "\"" + version + "\"");
    }

    @Test
    void each_of_two_phones_is_heard_by_the_recording_server_on_a_stream_of_its_own() throws Exception {
        try (var recorder = new Recorder("recorder", "recorder.xml", 1, 244);
                Baresip alice = demo.registered("sent-alice", demo.phone("101", ALICE_HZ));
                Baresip bob = demo.registered("sent-bob", demo.phone("102", BOB_HZ))) {
            recorder.isTheServer("both");
            CallRecords records = CallRecords.fromNow(demo);
            alice.command("dial", "sip:102@" + demo.domain());
            bob.await("CALL_ESTABLISHED", SOON);
            List<byte[]> ofAlice = packets(recorder.first, 200);
            List<byte[]> ofBob = packets(recorder.second, 200);
            alice.awaitTone(BOB_HZ, 3, SOON);
            alice.command("hangup", "");
            bob.await("CALL_CLOSED", SOON);

            assertThat(recorder.program.result()).as(recorder.program.errors()).isZero();
            String invite = recorder.program.messages();
            assertThat(invite)
                    .contains("Content-Disposition: recording-session")
                    .contains("sip:101@" + demo.domain(), "sip:102@" + demo.domain())
                    .contains("<label>1</label>", "<label>2</label>", "a=label:1", "a=label:2", "a=sendonly");
            List<String> inline = inline(invite);
            assertThat(inline).as("keys of each stream's own").hasSize(2).doesNotHaveDuplicates();
            heard(ofAlice, inline.getFirst(), ALICE_HZ, BOB_HZ);
            heard(ofBob, inline.getLast(), BOB_HZ, ALICE_HZ);

            JsonNode call = records.await(CallRecords.between("101", "102"));
            JsonNode kept = demo.api()
                    .await(
                            "/recordings?callId=" + call.path("id").asString(),
                            item -> item.path("caller").asString("").equals("101"),
                            SOON);
            assertThat(demo.api().delete("/recordings/" + kept.path("id").asString()))
                    .as("it was kept here as well")
                    .isEqualTo(204);
        }
    }

    /**
     * Alice sends Bob, whose calls are recorded, to Carol: what these two say is another session with the same recorder.
     *
     * @rfc 7865 6.2
     */
    @Test
    void after_a_transfer_the_recording_server_hears_the_two_who_talk_then() throws Exception {
        try (var recorder = new Recorder("transferred-recorder", "recorder.xml", 2, 247);
                Baresip alice = demo.registered("sends-alice", demo.phone("101", ALICE_HZ));
                Baresip bob = demo.registered("sends-bob", demo.phone("102", BOB_HZ));
                Baresip carol = demo.registered("sends-carol", demo.phone("103", CAROL_HZ))) {
            recorder.isTheServer("server");
            alice.command("dial", "sip:102@" + demo.domain());
            bob.await("CALL_ESTABLISHED", SOON);
            int ofAlice = ssrc(packets(recorder.first, 100).getLast());
            int ofBob = ssrc(packets(recorder.second, 100).getLast());
            alice.command("transfer", "sip:103@" + demo.domain());
            carol.await("CALL_ESTABLISHED", SOON);
            List<byte[]> ofWhoStays = packets(recorder.first, 200, ofAlice);
            List<byte[]> ofWhoComes = packets(recorder.second, 200, ofBob);
            carol.command("hangup", "");
            bob.await("CALL_CLOSED", SOON);

            assertThat(recorder.program.result()).as(recorder.program.errors()).isZero();
            String said = recorder.program.messages();
            String again = said.substring(said.lastIndexOf("INVITE sip"));
            assertThat(again)
                    .contains("sip:102@" + demo.domain(), "sip:103@" + demo.domain())
                    .doesNotContain("sip:101@" + demo.domain());
            assertThat(groups(said)).as("the same call").hasSize(1);
            List<String> inline = inline(again);
            assertThat(inline).hasSize(2).doesNotHaveDuplicates();
            heard(ofWhoStays, inline.getFirst(), BOB_HZ, ALICE_HZ);
            heard(ofWhoComes, inline.getLast(), CAROL_HZ, BOB_HZ);
        }
    }

    private static Set<String> groups(String said) {
        Matcher ids = Pattern.compile("group_id=\"([^\"]+)\"").matcher(said);
        Set<String> found = new HashSet<>();
        while (ids.find()) {
            found.add(ids.group(1));
        }
        return found;
    }

    @Test
    void where_the_recording_server_is_away_the_call_goes_on_and_the_tenant_hears_of_it() throws Exception {
        InetAddress at = demo.lan().guest(245);
        sendTo("server", "sips:recorder@" + at.getHostAddress() + ":5999", "");
        try (Baresip alice = demo.registered("unsent-alice", demo.phone("101", ALICE_HZ));
                Baresip bob = demo.registered("unsent-bob", demo.phone("102", BOB_HZ))) {
            CallRecords records = CallRecords.fromNow(demo);
            alice.command("dial", "sip:102@" + demo.domain());
            bob.await("CALL_ESTABLISHED", SOON);
            alice.awaitTone(BOB_HZ, 3, SOON);
            bob.awaitTone(ALICE_HZ, 3, SOON);
            DemoUnderTest.awaitLog("pbx-sip-edge", SOON, "recording.not_sent");
            demo.api()
                    .await(
                            "/audit-events",
                            entry -> entry.path("action").asString("").equals("recording.not_sent"),
                            SOON);
            alice.command("hangup", "");
            bob.await("CALL_CLOSED", SOON);
            JsonNode call = records.await(CallRecords.between("101", "102"));
            assertThat(demo.api()
                            .get("/recordings?callId=" + call.path("id").asString())
                            .path("items")
                            .size())
                    .as("nothing is kept here")
                    .isZero();
        }
    }

    /** Of the suite that the recorder takes, in the order of the streams. */
    private static List<String> inline(String invite) {
        Matcher lines = Pattern.compile("a=crypto:4 AES_CM_128_HMAC_SHA1_80 inline:([A-Za-z0-9+/]{40})\\s")
                .matcher(invite.substring(0, invite.indexOf("SIP/2.0 200")));
        List<String> found = new ArrayList<>();
        while (lines.find()) {
            found.add(lines.group(1));
        }
        return found;
    }

    private static List<byte[]> packets(DatagramSocket socket, int count) throws IOException {
        return packets(socket, count, 0);
    }

    private static int ssrc(byte[] packet) {
        return ByteBuffer.wrap(packet).getInt(8);
    }

    /** Of speech, from another source than that one. */
    private static List<byte[]> packets(DatagramSocket socket, int count, int notOf) throws IOException {
        socket.setSoTimeout((int) SOON.toMillis());
        List<byte[]> packets = new ArrayList<>();
        var datagram = new DatagramPacket(new byte[2_048], 2_048);
        while (packets.size() < count) {
            try {
                socket.receive(datagram);
            } catch (SocketTimeoutException nothing) {
                throw new AssertionError("only " + packets.size() + " packets", nothing);
            }
            byte[] packet = Arrays.copyOf(datagram.getData(), datagram.getLength());
            if ((packet[1] & 0x7f) == PCMU && ssrc(packet) != notOf) {
                packets.add(packet);
            }
        }
        return packets;
    }

    private static void heard(List<byte[]> packets, String inline, int hz, int notHz) throws Exception {
        var unsealed = new Unsealed(inline);
        var sound = new ByteArrayOutputStream();
        Set<Integer> ssrcs = new HashSet<>();
        for (byte[] packet : packets) {
            ssrcs.add(Arrays.hashCode(Arrays.copyOfRange(packet, 8, 12)));
            sound.writeBytes(unsealed.payload(packet));
        }
        Pcm pcm = Pcm.fromMuLaw(sound.toByteArray());
        Pcm middle = pcm.between(1, pcm.seconds());
        assertThat(ssrcs).hasSize(1);
        assertThat(middle.shareOf(hz)).as("who speaks there").isGreaterThan(0.5);
        assertThat(middle.shareOf(notHz)).as("the other").isLessThan(0.05);
    }
}
