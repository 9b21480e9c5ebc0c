package org.ringfort.e2e.sound;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Sound as 16-bit samples, one channel.
 *
 * @param rateHz samples a second
 * @param samples the sound
 */
@SuppressWarnings("ArrayRecordComponent") // sound by the second: a list of boxes would cost too much
public record Pcm(int rateHz, short[] samples) {
    private static final int WAV_HEADER_BYTES = 44;

    /** A sine at a quarter of full scale. */
    public static Pcm tone(int rateHz, double frequencyHz, double seconds) {
        var samples = new short[(int) (rateHz * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8192 * Math.sin(2 * Math.PI * frequencyHz * i / rateHz));
        }
        return new Pcm(rateHz, samples);
    }

    /** Digits as a phone sounds them (ITU-T Q.23): a tenth of a second each, and as long a pause behind it. */
    public static Pcm digits(int rateHz, String digits) {
        double[] rows = {697, 770, 852, 941};
        double[] columns = {1209, 1336, 1477, 1633};
        int length = rateHz / 10;
        var samples = new short[2 * length * digits.length()];
        for (int digit = 0; digit < digits.length(); digit++) {
            int place = "123A456B789C*0#D".indexOf(digits.charAt(digit));
            for (int i = 0; i < length; i++) {
                double turn = 2 * Math.PI * i / rateHz;
                double sample = Math.sin(rows[place / 4] * turn) + Math.sin(columns[place % 4] * turn);
                samples[2 * length * digit + i] = (short) (6000 * sample);
            }
        }
        return new Pcm(rateHz, samples);
    }

    /** What PCMU octets (ITU-T G.711) mean. */
    public static Pcm fromMuLaw(byte[] octets) {
        var samples = new short[octets.length];
        for (int i = 0; i < octets.length; i++) {
            int value = ~octets[i] & 0xff;
            int magnitude = ((((value & 0x0f) << 3) + 0x84) << ((value & 0x70) >> 4)) - 0x84;
            samples[i] = (short) ((value & 0x80) == 0 ? magnitude : -magnitude);
        }
        return new Pcm(8000, samples);
    }

    /** What PCMA octets (ITU-T G.711) mean. */
    public static Pcm fromALaw(byte[] octets) {
        var samples = new short[octets.length];
        for (int i = 0; i < octets.length; i++) {
            int value = (octets[i] ^ 0x55) & 0xff;
            int exponent = (value & 0x70) >> 4;
            int magnitude = ((value & 0x0f) << 4) + 8;
            if (exponent > 0) {
                magnitude = (magnitude + 0x100) << (exponent - 1);
            }
            samples[i] = (short) ((value & 0x80) == 0 ? -magnitude : magnitude);
        }
        return new Pcm(8000, samples);
    }

    /** Reads a WAV file with 16-bit samples; of several channels the first. A file still being written is read so far. */
    public static Pcm read(Path wav) throws IOException {
        return parse(Files.readAllBytes(wav));
    }

    /** The same from octets at hand. */
    public static Pcm parse(byte[] file) throws IOException {
        ByteBuffer whole = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < WAV_HEADER_BYTES || whole.getInt(0) != 0x46464952) {
            throw new IOException("no WAV file: " + file.length + " octets");
        }
        int channels = 1;
        int rateHz = 8000;
        for (int at = 12; at + 8 <= file.length; ) {
            int kind = whole.getInt(at);
            int length = whole.getInt(at + 4);
            if (kind == 0x20746d66) {
                channels = whole.getShort(at + 10);
                rateHz = whole.getInt(at + 12);
                if (whole.getShort(at + 22) != 16) {
                    throw new IOException("not 16 bits a sample");
                }
            } else if (kind == 0x61746164) {
                int octets = length <= 0 ? file.length - at - 8 : Math.min(length, file.length - at - 8);
                var samples = new short[octets / 2 / channels];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = whole.getShort(at + 8 + i * 2 * channels);
                }
                return new Pcm(rateHz, samples);
            }
            at += 8 + Math.max(length, 0) + (length & 1);
        }
        throw new IOException("a WAV file without sound");
    }

    /** Writes a WAV file. */
    public void write(Path wav) throws IOException {
        ByteBuffer file =
                ByteBuffer.allocate(WAV_HEADER_BYTES + samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x46464952).putInt(36 + samples.length * 2).putInt(0x45564157);
        file.putInt(0x20746d66).putInt(16).putShort((short) 1).putShort((short) 1);
        file.putInt(rateHz).putInt(rateHz * 2).putShort((short) 2).putShort((short) 16);
        file.putInt(0x61746164).putInt(samples.length * 2);
        for (short sample : samples) {
            file.putShort(sample);
        }
        Files.write(wav, file.array());
    }

    /** How long it lasts. */
    public double seconds() {
        return (double) samples.length / rateHz;
    }

    /** This, and that after it; of the same rate. */
    public Pcm then(Pcm that) {
        if (that.rateHz != rateHz) {
            throw new IllegalArgumentException(rateHz + " Hz and " + that.rateHz + " Hz");
        }
        short[] both = Arrays.copyOf(samples, samples.length + that.samples.length);
        System.arraycopy(that.samples, 0, both, samples.length, that.samples.length);
        return new Pcm(rateHz, both);
    }

    /** A part of it. */
    public Pcm between(double fromSeconds, double toSeconds) {
        int from = Math.clamp((long) (fromSeconds * rateHz), 0, samples.length);
        int to = Math.clamp((long) (toSeconds * rateHz), from, samples.length);
        return new Pcm(rateHz, Arrays.copyOfRange(samples, from, to));
    }

    /**
     * The share of the whole energy that lies at one frequency (Goertzel), 0 to 1: near 1 for that tone alone, near 0 for
     * silence, noise or another tone.
     */
    public double shareOf(double frequencyHz) {
        double total = 0;
        double coefficient = 2 * Math.cos(2 * Math.PI * frequencyHz / rateHz);
        double before = 0;
        double beforeThat = 0;
        for (short sample : samples) {
            double now = sample + coefficient * before - beforeThat;
            beforeThat = before;
            before = now;
            total += (double) sample * sample;
        }
        if (total == 0) {
            return 0;
        }
        double power = before * before + beforeThat * beforeThat - coefficient * before * beforeThat;
        return Math.min(1, 2 * power / (total * samples.length));
    }

    /** The longest stretch, in seconds, whose every tenth of a second is mostly this tone. */
    public double longestStretchOf(double frequencyHz) {
        double longest = 0;
        double current = 0;
        for (double at = 0; at + 0.1 <= seconds(); at += 0.1) {
            Pcm piece = between(at, at + 0.1);
            current = piece.shareOf(frequencyHz) > 0.8 && piece.loudness() > 100 ? current + 0.1 : 0;
            longest = Math.max(longest, current);
        }
        return longest;
    }

    /** Root of the mean square, 0 to 32768. */
    public double loudness() {
        double total = 0;
        for (short sample : samples) {
            total += (double) sample * sample;
        }
        return samples.length == 0 ? 0 : Math.sqrt(total / samples.length);
    }
}
