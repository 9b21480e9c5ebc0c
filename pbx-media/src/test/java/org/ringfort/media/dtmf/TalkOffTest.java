package org.ringfort.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.media.codec.Coding;

/**
 * Who only speaks presses no keys: espeak-ng reads our own documents, minutes of it, each voice its own part. {@code -Dringfort.talk.words=6000} reads
 * more of them to each.
 */
class TalkOffTest {
    private static final int WORDS = Integer.getInteger("ringfort.talk.words", 300);
    private static final int HZ = 8_000;
    private static final int WAV_HEADER_BYTES = 44;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"en-us", "en-gb+f2", "en-us+f4", "de+m7", "fr+f3", "es+m3", "en-gb+croak", "en-us+whisper"})
    void speech_holds_no_digit(String voice) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/espeak-ng")), "espeak-ng is missing: apt-get install espeak-ng");
        short[] spoken = spoken(voice);
        assertThat(spoken.length).as("samples").isGreaterThan(HZ * 20);
        for (Coding coding : List.of(Coding.PCMA, Coding.PCMU)) {
            assertThat(DigitSounds.found(DigitSounds.coded(spoken, coding))).isEmpty();
        }
    }

    private short[] spoken(String voice) throws Exception {
        Path text = folder.resolve("text.txt");
        Path wav = folder.resolve("speech.wav");
        Files.writeString(text, text(voice));
        Process espeak = new ProcessBuilder("espeak-ng", "-v", voice, "-f", text.toString(), "-w", wav.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("espeak.log").toFile())
                .start();
        assertThat(espeak.waitFor()).isZero();
        return narrowed(Files.readAllBytes(wav));
    }

    private static String text(String voice) throws IOException {
        List<String> words = new ArrayList<>();
        try (var documents = Files.walk(Path.of("..", "docs"))) {
            for (Path document : documents
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                String plain =
                        Files.readString(document, StandardCharsets.UTF_8).replaceAll("[^\\p{Alnum}.,?]+", " ");
                words.addAll(List.of(plain.toLowerCase(Locale.ROOT).split(" ", -1)));
            }
        }
        int from = Math.floorMod(voice.hashCode(), Math.max(1, words.size() - WORDS));
        return String.join(" ", words.subList(from, Math.min(words.size(), from + WORDS)));
    }

    /** A WAV file of one channel at 8000 Hz: a windowed low-pass at each new sample's place. */
    private static short[] narrowed(byte[] wav) {
        ByteBuffer file = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        double step = (double) file.getInt(24) / HZ;
        short[] samples = new short[(wav.length - WAV_HEADER_BYTES) / 2];
        file.position(WAV_HEADER_BYTES)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        short[] narrow = new short[(int) (samples.length / step)];
        int reach = 24;
        for (int at = 0; at < narrow.length; at++) {
            double middle = at * step;
            double sum = 0;
            for (int tap = (int) middle - reach; tap <= (int) middle + reach; tap++) {
                double away = tap - middle;
                if (tap >= 0 && tap < samples.length && Math.abs(away) < reach) {
                    double turn = Math.PI * away * 0.95 / step;
                    double sinc = turn == 0 ? 1 : Math.sin(turn) / turn;
                    sum += samples[tap] * sinc * (0.5 + 0.5 * Math.cos(Math.PI * away / reach)) * 0.95 / step;
                }
            }
            narrow[at] = (short) Math.clamp(Math.round(sum), -32_768, 32_767);
        }
        return narrow;
    }
}
