package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
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
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.LegRequest;
import org.ringfort.contract.media.v1.PlayRequest;
import org.ringfort.contract.media.v1.RecordRequest;
import org.ringfort.contract.media.v1.RecordingReady;
import org.ringfort.contract.media.v1.RecordingRequest;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.contract.sound.v1.RecordingEnd;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.media.codec.G711;
import org.ringfort.media.srtp.SrtpProfile;

/** A leg that media terminates: play, echo, record. */
class ApplicationTest {
    private static final MediaPolicy ANY = MediaPolicy.getDefaultInstance();
    private static final byte[] KEY = new byte[32];

    @TempDir
    Path folder;

    private MediaHouse house;
    private ScriptedPhone phone;

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(21_800, 21_840, Duration.ZERO, folder);
        phone = new ScriptedPhone();
        house.attach();
        house.next(FromMedia.EventCase.WELCOME);
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        house.close();
    }

    @Test
    void a_play_is_heard_in_order_and_in_time_and_its_end_told() throws Exception {
        terminate("8 101");
        byte[] tone = tone(400);
        house.client.play(PlayRequest.newBuilder()
                .setSessionId("s")
                .setLegId("a")
                .setPlayId(7)
                .addSounds(Sound.newBuilder().setPcmu(ByteString.copyFrom(tone)))
                .addSounds(Sound.newBuilder().setSilenceMs(40))
                .addSounds(Sound.newBuilder().setPrompt("beep"))
                .build());

        long began = System.nanoTime();
        int packets = 400 / 20 + 2 + 20; // the beep lasts 0.4 s
        int sequence = 0;
        int timestamp = 0;
        for (int count = 0; count < packets; count++) {
            ScriptedPhone.Heard heard = phone.hear(10_000).orElseThrow();
            assertThat(heard.payloadType()).isEqualTo(8);
            assertThat(heard.payload()).hasSize(160);
            if (count > 0) {
                assertThat(heard.sequence()).isEqualTo((sequence + 1) & 0xffff);
                assertThat(heard.timestamp()).isEqualTo(timestamp + 160);
            }
            assertThat(heard.marker()).isEqualTo(count == 0);
            if (count < 20) {
                assertThat(heard.payload().get(3)).isEqualTo(G711.muToA(tone[count * 160 + 3]));
            }
            sequence = heard.sequence();
            timestamp = heard.timestamp();
        }
        long tookMillis = (System.nanoTime() - began) / 1_000_000;
        assertThat(tookMillis).isBetween((packets - 3) * 20L, packets * 20L + 1_000);
        var done = house.next(FromMedia.EventCase.PLAY_DONE).getPlayDone();
        assertThat(done.getPlayId()).isEqualTo(7);
        assertThat(done.getCut()).isFalse();
        assertThat(phone.hear(200)).isEmpty();
    }

    @Test
    void a_play_that_is_stopped_says_so() throws Exception {
        terminate("0 101");
        house.client.play(PlayRequest.newBuilder()
                .setSessionId("s")
                .setLegId("a")
                .setPlayId(1)
                .addSounds(Sound.newBuilder().setSilenceMs(10_000))
                .build());
        assertThat(phone.hear(10_000)).isPresent();

        house.client.stopPlay(leg());
        assertThat(house.next(FromMedia.EventCase.PLAY_DONE).getPlayDone().getCut())
                .isTrue();
    }

    @Test
    void an_unknown_prompt_is_refused_and_every_promised_one_is_there() throws Exception {
        terminate("0 101");
        var unknown = PlayRequest.newBuilder()
                .setSessionId("s")
                .setLegId("a")
                .addSounds(Sound.newBuilder().setPrompt("../secret"))
                .build();
        assertThat(house.client.play(unknown).hasRefused()).isTrue();
        List<String> names = List.of(
                "beep",
                "vm-greeting-before",
                "vm-greeting-after",
                "vm-enter-pin",
                "vm-wrong-pin",
                "vm-locked",
                "vm-no-messages",
                "vm-you-have",
                "vm-new-messages",
                "vm-saved-messages",
                "vm-one-new-message",
                "vm-menu",
                "vm-message",
                "vm-from",
                "vm-after-message",
                "vm-kept",
                "vm-deleted",
                "vm-no-more",
                "vm-thank-you",
                "goodbye",
                "digit-0",
                "digit-1",
                "digit-2",
                "digit-3",
                "digit-4",
                "digit-5",
                "digit-6",
                "digit-7",
                "digit-8",
                "digit-9",
                "number-unknown",
                "echo-intro",
                "not-available",
                "vm-unknown-caller");
        assertThat(names).allMatch(name -> house.sessions.prompt(name).isPresent());
    }

    @Test
    void an_echo_is_ones_own_voice_under_other_keys() throws Exception {
        terminate("0 101");
        house.client.echo(leg());
        byte[] sound = tone(20);
        int unheard = 0; // the order reaches the relay's loop by its mailbox: what is said before that is not echoed
        do {
            phone.say(0, sound);
        } while (phone.hear(200).isEmpty() && ++unheard < 10);

        for (int count = 0; count < 5; count++) {
            phone.say(0, sound);
            assertThat(phone.hear(10_000).orElseThrow().payload().get(9)).isEqualTo(sound[9]);
        }
    }

    @Test
    void a_recording_is_sealed_while_it_is_made_and_opens_to_what_was_said() throws Exception {
        terminate("0 101");
        UUID id = record(10, 1, "#");
        byte[] tone = tone(2_000);
        for (int at = 0; at < tone.length; at += 160) {
            phone.say(0, Arrays.copyOfRange(tone, at, at + 160));
        }

        RecordingReady ready = house.next(FromMedia.EventCase.RECORDING_READY).getRecordingReady();
        assertThat(ready.getFacts().getEnd()).isEqualTo(RecordingEnd.RECORDING_END_SILENCE);
        assertThat(ready.getFacts().getDurationMs()).isEqualTo(2_000);
        assertThat(ready.getFacts().getLabel().toStringUtf8()).isEqualTo("label");
        byte[] sealed = fetch(id);
        assertThat(sealed).hasSize((int) ready.getFacts().getSizeBytes());
        assertThat(opened(id, sealed)).isEqualTo(tone);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(tone, 0, 160, StandardCharsets.ISO_8859_1));

        house.client.discard(
                RecordingRequest.newBuilder().setRecordingId(id.toString()).build());
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_digit_ends_a_recording_even_where_the_ends_of_the_event_are_lost() throws Exception {
        terminate("0 101");
        record(60, 0, "#");
        phone.say(0, tone(20));
        phone.say(101, new byte[] {11, 0x0a, 0, (byte) 160});

        assertThat(house.next(FromMedia.EventCase.DIGIT).getDigit().getDigit()).isEqualTo("#");
        assertThat(house.next(FromMedia.EventCase.RECORDING_READY)
                        .getRecordingReady()
                        .getFacts()
                        .getEnd())
                .isEqualTo(RecordingEnd.RECORDING_END_DIGIT);
    }

    @Test
    void the_limit_and_the_hangup_end_a_recording_and_an_edge_that_comes_back_hears_of_it() throws Exception {
        terminate("0 101");
        record(1, 0, "");
        byte[] tone = tone(1_100);
        for (int at = 0; at < tone.length; at += 160) {
            phone.say(0, Arrays.copyOfRange(tone, at, at + 160));
        }
        var limit = house.next(FromMedia.EventCase.RECORDING_READY)
                .getRecordingReady()
                .getFacts();
        assertThat(limit.getEnd()).isEqualTo(RecordingEnd.RECORDING_END_LIMIT);
        assertThat(limit.getDurationMs()).isEqualTo(1_000);

        record(60, 0, "");
        phone.say(0, tone(20));
        assertThat(phone.hear(300)).isEmpty();
        house.close("s");
        var hangup = house.next(FromMedia.EventCase.RECORDING_READY)
                .getRecordingReady()
                .getFacts();
        assertThat(hangup.getEnd()).isEqualTo(RecordingEnd.RECORDING_END_HANGUP);

        house.attach();
        house.next(FromMedia.EventCase.RECORDING_READY);
        house.next(FromMedia.EventCase.RECORDING_READY);
    }

    private void terminate(String formats) {
        byte[] offer = phone.describe(
                "RTP/SAVP",
                formats,
                List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80),
                1,
                "a=rtpmap:101 telephone-event/8000",
                "a=rtcp-mux");
        assertThat(house.offer("s", "a", offer, ANY).hasOffered()).isTrue();
        phone.learn(house.terminate("s", "a").getSdp().toByteArray(), 1);
    }

    private UUID record(int maxSeconds, int silenceSeconds, String stopDigits) {
        UUID id = UUID.randomUUID();
        var done = house.client.record(RecordRequest.newBuilder()
                .setSessionId("s")
                .setLegId("a")
                .setOrder(RecordingOrder.newBuilder()
                        .setRecordingId(id.toString())
                        .setDataKey(ByteString.copyFrom(KEY))
                        .setLabel(ByteString.copyFromUtf8("label"))
                        .setMaxSeconds(maxSeconds)
                        .setSilenceSeconds(silenceSeconds)
                        .setStopDigits(stopDigits))
                .build());
        assertThat(done.getDone()).isTrue();
        return id;
    }

    private byte[] fetch(UUID id) throws IOException {
        var octets = new ByteArrayOutputStream();
        var chunks = house.client.fetch(
                RecordingRequest.newBuilder().setRecordingId(id.toString()).build());
        while (chunks.hasNext()) {
            chunks.next().getOctets().writeTo(octets);
        }
        return octets.toByteArray();
    }

    /** As sound.proto describes the form. */
    private static byte[] opened(UUID id, byte[] sealed) throws GeneralSecurityException {
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

    private static LegRequest leg() {
        return LegRequest.newBuilder().setSessionId("s").setLegId("a").build();
    }

    /** 440 Hz in µ-law. */
    private static byte[] tone(int milliseconds) {
        byte[] tone = new byte[milliseconds * 8];
        for (int at = 0; at < tone.length; at++) {
            tone[at] = G711.compressMu((int) (8_000 * Math.sin(2 * Math.PI * 440 * at / 8_000)));
        }
        return tone;
    }
}
