package org.ringfort.app.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaveformTest {
    private static final int LOUD = 8_000;

    /** A sine of so many seconds. */
    static byte[] wave(int rateHz, int channels, int bits, double seconds, double toneHz) {
        int count = (int) (rateHz * seconds);
        byte[] data = new byte[count * channels * bits / 8];
        ByteBuffer samples = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < count; at++) {
            for (int channel = 0; channel < channels; channel++) {
                int sample = (int) Math.round(LOUD * Math.sin(2 * Math.PI * toneHz * at / rateHz));
                if (bits == 16) {
                    samples.putShort((short) sample);
                } else {
                    samples.put((byte) (sample / 256 + 128));
                }
            }
        }
        return file(format(1, channels, rateHz, bits), chunk("LIST", new byte[5]), chunk("data", data));
    }

    private static byte[] format(int coding, int channels, int rateHz, int bits) {
        return chunk(
                "fmt ",
                ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putShort((short) coding)
                        .putShort((short) channels)
                        .putInt(rateHz)
                        .putInt(rateHz * channels * bits / 8)
                        .putShort((short) (channels * bits / 8))
                        .putShort((short) bits)
                        .array());
    }

    private static byte[] chunk(String name, byte[] content) {
        return ByteBuffer.allocate(8 + content.length + content.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static byte[] file(byte[]... chunks) {
        int length = Arrays.stream(chunks).mapToInt(chunk -> chunk.length).sum();
        ByteBuffer file = ByteBuffer.allocate(12 + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(4 + length)
                .put("WAVE".getBytes(StandardCharsets.US_ASCII));
        Arrays.stream(chunks).forEach(file::put);
        return file.array();
    }

    private static byte[] tune(byte[] wave) {
        assertThat(Waveform.read(wave)).isInstanceOf(Waveform.Reading.Tune.class);
        return ((Waveform.Reading.Tune) Waveform.read(wave)).pcmu();
    }

    private static String refusal(byte[] wave) {
        assertThat(Waveform.read(wave)).isInstanceOf(Waveform.Reading.No.class);
        return ((Waveform.Reading.No) Waveform.read(wave)).code();
    }

    /** How loud one frequency is in the middle of it. */
    private static double strength(byte[] pcmu, double hz) {
        double real = 0;
        double imaginary = 0;
        int from = 1_000;
        int count = 4_000;
        for (int at = from; at < from + count; at++) {
            double turn = 2 * Math.PI * hz * at / 8_000;
            real += linear(pcmu[at]) * Math.cos(turn);
            imaginary += linear(pcmu[at]) * Math.sin(turn);
        }
        return 2 * Math.hypot(real, imaginary) / count;
    }

    private static int linear(byte code) {
        int inverted = ~code & 0xff;
        int magnitude = ((((inverted & 0x0f) << 3) + 0x84) << ((inverted >> 4) & 7)) - 0x84;
        return (inverted & 0x80) == 0 ? magnitude : -magnitude;
    }

    @ParameterizedTest
    @CsvSource({
        "8000,1", "8000,2", "11025,1", "12000,2", "16000,1", "22050,2", "24000,1", "32000,2", "44100,1", "48000,2"
    })
    void a_tone_is_as_loud_on_the_telephone_as_in_the_file(int rateHz, int channels) {
        byte[] pcmu = tune(wave(rateHz, channels, 16, 2, 440));
        assertThat(pcmu).hasSize(16_000);
        assertThat(strength(pcmu, 440)).isCloseTo(LOUD, within(LOUD * 0.03));
        assertThat(strength(pcmu, 1_320)).isLessThan(LOUD * 0.01);
    }

    @ParameterizedTest
    @CsvSource({"16000,7000", "44100,5000", "48000,6000", "48000,15000"})
    void what_a_telephone_cannot_carry_is_not_folded_down(int rateHz, int toneHz) {
        byte[] pcmu = tune(wave(rateHz, 1, 16, 2, toneHz));
        int alias = toneHz % 8_000 > 4_000 ? 8_000 - toneHz % 8_000 : toneHz % 8_000;
        assertThat(strength(pcmu, alias)).isLessThan(LOUD * 0.01);
    }

    @Test
    void each_fault_is_named() {
        assertThat(refusal(new byte[0])).isEqualTo("format");
        assertThat(refusal("ID3 this is an MP3".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("format");
        assertThat(refusal(wave(8_000, 1, 8, 2, 440))).isEqualTo("format");
        assertThat(refusal(wave(96_000, 1, 16, 2, 440))).isEqualTo("format");
        assertThat(refusal(file(format(7, 1, 8_000, 16), chunk("data", new byte[32_000]))))
                .isEqualTo("format");
        assertThat(refusal(file(format(1, 6, 8_000, 16), chunk("data", new byte[96_000]))))
                .isEqualTo("format");
        assertThat(refusal(file(chunk("data", new byte[32_000])))).isEqualTo("format");
        assertThat(refusal(file(format(1, 1, 8_000, 16)))).isEqualTo("format");
        assertThat(refusal(wave(8_000, 1, 16, 0.9, 440))).isEqualTo("range");
        assertThat(refusal(wave(8_000, 1, 16, 181, 440))).isEqualTo("range");
    }

    @Test
    void three_minutes_and_one_second_are_within_the_bounds() {
        assertThat(tune(wave(8_000, 1, 16, 180, 440))).hasSize(1_440_000);
        assertThat(tune(wave(44_100, 2, 16, 1, 440))).hasSize(8_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 16_000, 44_100, 48_000})
    void one_sample_more_than_three_minutes_is_too_long(int rateHz) {
        byte[] longest = file(format(1, 1, rateHz, 16), chunk("data", new byte[2 * 180 * rateHz]));
        assertThat(tune(longest)).hasSize(1_440_000);
        byte[] longer = file(format(1, 1, rateHz, 16), chunk("data", new byte[2 * (180 * rateHz + 1)]));
        assertThat(refusal(longer)).isEqualTo("range");
    }

    @Test
    void a_length_that_lies_reads_no_further_than_the_file() {
        byte[] wave = wave(8_000, 1, 16, 2, 440);
        int data = wave.length - 32_000 - 4;
        ByteBuffer.wrap(wave).order(ByteOrder.LITTLE_ENDIAN).putInt(data, -1);
        assertThat(tune(wave)).hasSize(16_000);
        ByteBuffer.wrap(wave).order(ByteOrder.LITTLE_ENDIAN).putInt(16, -1);
        assertThat(refusal(wave)).isEqualTo("format");
    }

    @Property(tries = 2_000)
    void any_chunks_are_a_tune_or_a_refusal(@ForAll @Size(max = 400) byte[] octets, @ForAll boolean described) {
        byte[] head = described ? file(format(1, 1, 8_000, 16)) : file();
        ByteBuffer whole = ByteBuffer.allocate(head.length + octets.length);
        assertThat(Waveform.read(whole.put(head).put(octets).array()))
                .as("nothing so short is a second of sound")
                .isInstanceOf(Waveform.Reading.No.class);
    }

    @Property(tries = 500)
    void a_spoilt_file_is_a_tune_or_a_refusal(@ForAll long seed) {
        var random = new Random(seed);
        byte[] wave = wave(16_000, 1, 16, 1.1, 440);
        for (int count = random.nextInt(1, 12); count > 0; count--) {
            wave[random.nextInt(70)] = (byte) random.nextInt();
        }
        assertThat(Waveform.read(Arrays.copyOf(wave, random.nextInt(wave.length))))
                .isNotNull();
        assertThat(Waveform.read(wave)).isNotNull();
    }
}
