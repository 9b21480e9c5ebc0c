package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.media.v1.RecordingReady;
import org.ringfort.contract.media.v1.RecordingRequest;
import org.ringfort.contract.sound.v1.RecordingEnd;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.media.codec.G711;
import org.ringfort.media.recorder.RecordingShelf;

/** What two say to each other, in one recording, while they hear each other as before. */
class CallRecordingTest {
    private static final String[] MUX = {"a=rtcp-mux"};
    private static final byte[] KEY = new byte[32];
    private static final int ALICE_HZ = 440;
    private static final int BOB_HZ = 660;

    @TempDir
    Path folder;

    private MediaHouse house;
    private ScriptedPhone alice;
    private ScriptedPhone bob;
    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(21_950, 21_990, Duration.ZERO, folder);
        alice = new ScriptedPhone();
        bob = new ScriptedPhone();
        house.attach();
        house.next(FromMedia.EventCase.WELCOME);
        house.call("s", alice, MUX, bob, MUX);
    }

    @AfterEach
    void close() throws Exception {
        alice.close();
        bob.close();
        house.close();
    }

    private Done record(boolean beep, String... legs) {
        return house.client.recordCall(RecordCallRequest.newBuilder()
                .setSessionId("s")
                .addAllLegIds(List.of(legs))
                .setOrder(RecordingOrder.newBuilder()
                        .setRecordingId(id.toString())
                        .setDataKey(ByteString.copyFrom(KEY))
                        .setLabel(ByteString.copyFromUtf8("label"))
                        .setMaxSeconds(60)
                        .setBeep(beep))
                .build());
    }

    @Test
    void both_are_in_it_and_hear_each_other_meanwhile() throws Exception {
        assertThat(record(false, "a", "b").getDone()).isTrue();
        int relayed = talk(150);
        assertThat(relayed).as("packets that came out").isGreaterThan(280);
        house.close("s");

        RecordingReady ready = house.next(FromMedia.EventCase.RECORDING_READY).getRecordingReady();
        assertThat(ready.getFacts().getEnd()).isEqualTo(RecordingEnd.RECORDING_END_HANGUP);
        assertThat(ready.getFacts().getDurationMs()).isBetween(2_500, 3_800);
        int[] samples = samples(opened(fetch()));
        int[] middle = Arrays.copyOfRange(samples, 8_000, 16_000);
        assertThat(of(middle, ALICE_HZ)).isBetween(7_000.0, 9_000.0);
        assertThat(of(middle, BOB_HZ)).isBetween(7_000.0, 9_000.0);
    }

    @Test
    void with_a_beep_both_hear_that_it_begins() throws Exception {
        assertThat(record(true, "a", "b").getDone()).isTrue();
        for (ScriptedPhone phone : List.of(alice, bob)) {
            int[] heard = new int[1_600];
            for (int count = 0; count < 10; count++) {
                List<Byte> packet = phone.hear(10_000).orElseThrow().payload();
                for (int at = 0; at < 160; at++) {
                    heard[count * 160 + at] = G711.linearOfMu(packet.get(at));
                }
            }
            assertThat(of(heard, 1_000)).isGreaterThan(3_000);
        }
    }

    @Test
    void a_process_that_dies_leaves_what_was_said() throws Exception {
        assertThat(record(false, "a", "b").getDone()).isTrue();
        talk(150);
        // as the next process finds the folder of one that was killed: nothing was closed, nothing ended
        Path left = folder.resolveSibling(folder.getFileName() + "-killed");
        Files.createDirectories(left);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, left.resolve(file.getFileName()));
            }
        }
        try (RecordingShelf next = RecordingShelf.open(left)) {
            assertThat(next.ready(MediaHouse.EDGE)).singleElement().satisfies(recording -> {
                assertThat(recording.id()).isEqualTo(id);
                assertThat(recording.durationMillis()).isGreaterThan(1_500);
            });
            try (var octets = next.fetch(id).orElseThrow()) {
                int[] samples = samples(opened(octets.readAllBytes()));
                int[] middle = Arrays.copyOfRange(samples, 4_000, 12_000);
                assertThat(of(middle, ALICE_HZ)).isGreaterThan(7_000);
                assertThat(of(middle, BOB_HZ)).isGreaterThan(7_000);
            }
        }
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThat(record(false, "a").hasRefused()).isTrue();
        assertThat(record(false, "a", "nobody").hasRefused()).isTrue();
    }

    /** Both speak, a packet each 20 ms; how many packets came out. */
    private int talk(int packets) throws Exception {
        int heard = 0;
        long began = System.nanoTime();
        for (int count = 0; count < packets; count++) {
            alice.say(0, tone(ALICE_HZ, count));
            bob.say(0, tone(BOB_HZ, count));
            long wait = began + (count + 1) * 20_000_000L - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000);
            }
            heard += bob.hear(5).isPresent() ? 1 : 0;
            heard += alice.hear(5).isPresent() ? 1 : 0;
        }
        return heard;
    }

    private static byte[] tone(int hz, int packet) {
        byte[] octets = new byte[160];
        for (int at = 0; at < 160; at++) {
            octets[at] = G711.compressMu((int) (8_000 * Math.sin(2 * Math.PI * hz * (packet * 160 + at) / 8_000)));
        }
        return octets;
    }

    private byte[] fetch() throws Exception {
        var octets = new ByteArrayOutputStream();
        var chunks = house.client.fetch(
                RecordingRequest.newBuilder().setRecordingId(id.toString()).build());
        while (chunks.hasNext()) {
            chunks.next().getOctets().writeTo(octets);
        }
        return octets.toByteArray();
    }

    /** As sound.proto describes the form. */
    private byte[] opened(byte[] sealed) throws Exception {
        var plain = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.wrap(sealed);
        for (int number = 0; in.hasRemaining(); number++) {
            byte[] segment = new byte[in.getInt()];
            in.get(segment);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = ByteBuffer.allocate(12).putInt(8, number).array();
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(id.toString().getBytes(StandardCharsets.US_ASCII));
            plain.writeBytes(cipher.doFinal(segment));
        }
        return plain.toByteArray();
    }

    private static int[] samples(byte[] muLaw) {
        int[] samples = new int[muLaw.length];
        for (int at = 0; at < muLaw.length; at++) {
            samples[at] = G711.linearOfMu(muLaw[at]);
        }
        return samples;
    }

    /** Amplitude of a tone, tenth of a second by tenth of a second: a frame left out between two does not count against it. */
    private static double of(int[] samples, int hz) {
        double sum = 0;
        int tenths = samples.length / 800;
        for (int tenth = 0; tenth < tenths; tenth++) {
            double real = 0;
            double imaginary = 0;
            for (int at = 0; at < 800; at++) {
                real += samples[tenth * 800 + at] * Math.cos(2 * Math.PI * hz * at / 8_000);
                imaginary += samples[tenth * 800 + at] * Math.sin(2 * Math.PI * hz * at / 8_000);
            }
            sum += 2 * Math.hypot(real, imaginary) / 800;
        }
        return sum / tenths;
    }
}
