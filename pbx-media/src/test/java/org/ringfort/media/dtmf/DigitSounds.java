package org.ringfort.media.dtmf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ringfort.media.codec.AudioDecoder;
import org.ringfort.media.codec.AudioEncoder;
import org.ringfort.media.codec.Coding;
import org.ringfort.media.codec.Resampler;

/** Digits as phones sound them, and what a detector hears of that. */
public final class DigitSounds {
    public static final String DIGITS = "123A456B789C*0#D";

    private static final int HZ = 8_000;
    private static final double[] ROWS = {697, 770, 852, 941};
    private static final double[] COLUMNS = {1_209, 1_336, 1_477, 1_633};
    private static final double FULL_SCALE_DBM0 = 3.14;

    /**
     * How a digit sounds.
     *
     * @param levelDbm0 of the stronger tone
     * @param twistDb by how much the row is stronger than the column; negative: the column
     * @param rowOff as a share of its frequency
     * @param columnOff as a share of its frequency
     */
    public record Sound(
            double levelDbm0, double twistDb, double millis, double rowOff, double columnOff, double phase) {
        public static final Sound PLAIN = new Sound(-10, 0, 100, 0, 0, 0);

        public Sound level(double dbm0) {
            return new Sound(dbm0, twistDb, millis, rowOff, columnOff, phase);
        }

        public Sound twist(double db) {
            return new Sound(levelDbm0, db, millis, rowOff, columnOff, phase);
        }

        public Sound millis(double lasts) {
            return new Sound(levelDbm0, twistDb, lasts, rowOff, columnOff, phase);
        }

        public Sound off(double row, double column) {
            return new Sound(levelDbm0, twistDb, millis, row, column, phase);
        }

        public Sound phase(double radians) {
            return new Sound(levelDbm0, twistDb, millis, rowOff, columnOff, radians);
        }
    }

    private DigitSounds() {}

    public static short[] sounded(char digit, Sound sound) {
        int at = DIGITS.indexOf(digit);
        return tones(
                ROWS[at / 4] * (1 + sound.rowOff()),
                amplitude(sound.levelDbm0() + Math.min(0, sound.twistDb())),
                COLUMNS[at % 4] * (1 + sound.columnOff()),
                amplitude(sound.levelDbm0() - Math.max(0, sound.twistDb())),
                sound.phase(),
                sound.millis());
    }

    public static double amplitude(double dbm0) {
        return 32_767 * Math.pow(10, (dbm0 - FULL_SCALE_DBM0) / 20);
    }

    /** Two tones; what is louder than a sample can be is cut off. */
    public static short[] tones(double low, double lowPeak, double high, double highPeak, double phase, double millis) {
        short[] samples = new short[(int) Math.round(millis * HZ / 1_000)];
        for (int at = 0; at < samples.length; at++) {
            double sample = lowPeak * Math.sin(2 * Math.PI * low * at / HZ + phase)
                    + highPeak * Math.sin(2 * Math.PI * high * at / HZ + 2.3 * phase);
            samples[at] = (short) Math.clamp(Math.round(sample), -32_635, 32_635);
        }
        return samples;
    }

    public static short[] silence(double millis) {
        return new short[(int) Math.round(millis * HZ / 1_000)];
    }

    public static short[] joined(short[]... parts) {
        short[] all =
                new short[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** Digits one after another, silence between and around them. */
    public static short[] sounded(String digits, Sound sound, double pauseMillis) {
        List<short[]> parts = new ArrayList<>(List.of(silence(pauseMillis)));
        digits.chars().forEach(digit -> {
            parts.add(sounded((char) digit, sound));
            parts.add(silence(pauseMillis));
        });
        return joined(parts.toArray(short[][]::new));
    }

    /** With white noise of that power. */
    public static short[] noisy(short[] clean, double noiseDbm0, long seed) {
        var random = new Random(seed);
        double deviation = amplitude(noiseDbm0) / Math.sqrt(2);
        short[] noisy = new short[clean.length];
        for (int at = 0; at < clean.length; at++) {
            noisy[at] = (short) Math.clamp(Math.round(clean[at] + deviation * random.nextGaussian()), -32_635, 32_635);
        }
        return noisy;
    }

    /** As the other side of a coding hears it, at 8000 Hz again. */
    public static short[] coded(short[] samples, Coding coding) {
        int hz = coding.sampleHz();
        AudioEncoder encoder = coding.encoder(hz);
        AudioDecoder decoder = coding.decoder(hz);
        var up = new Resampler(HZ, hz);
        var down = new Resampler(hz, HZ);
        int perFrame = encoder.frameSamples() * HZ / hz;
        short[] heard = new short[samples.length / perFrame * perFrame];
        short[] frame = new short[encoder.frameSamples()];
        short[] decoded = new short[hz * AudioDecoder.LONGEST_MILLIS / 1_000];
        byte[] payload = new byte[AudioEncoder.MOST_BYTES];
        for (int at = 0; at + perFrame <= samples.length; at += perFrame) {
            up.resample(Arrays.copyOfRange(samples, at, at + perFrame), perFrame, frame, 0);
            int count = decoder.decode(payload, 0, encoder.encode(frame, payload, 0), decoded);
            down.resample(decoded, count, heard, at);
        }
        return heard;
    }

    /** The digits that a detector finds, in order. */
    public static String found(short[] samples) {
        var found = new StringBuilder();
        var detector = new ToneDetector(new ToneDetector.Tones() {
            @Override
            public void began(char digit, long since) {
                // told again when it ends
            }

            @Override
            public void ended(char digit, long since, long lasted) {
                found.append(digit);
            }
        });
        detector.heard(samples, samples.length);
        detector.silent();
        return found.toString();
    }
}
