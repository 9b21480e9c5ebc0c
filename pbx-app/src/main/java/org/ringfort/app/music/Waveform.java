package org.ringfort.app.music;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a WAV file of 16 bit samples, mono or stereo, as a telephone plays it: 8000 Hz, mono, G.711 µ-law. Total: whatever comes, a
 * value comes out, in time that grows with the file alone.
 */
final class Waveform {
    private static final int SHORTEST_SECONDS = 1;
    private static final int LONGEST_SECONDS = 180;

    private static final Set<Integer> RATES =
            Set.of(8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000);
    private static final int RIFF = tag("RIFF");
    private static final int WAVE = tag("WAVE");
    private static final int FORMAT = tag("fmt ");
    private static final int DATA = tag("data");
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xfffe;

    /** What became of it. */
    sealed interface Reading {
        /** @param pcmu as media plays it */
        @SuppressWarnings("ArrayRecordComponent") // handed over, compared by nobody
        record Tune(byte[] pcmu) implements Reading {}

        /**
         * @param code for programs
         * @param why for people
         */
        record No(String code, String why) implements Reading {}
    }

    private record Format(int channels, int rate) {}

    private Waveform() {}

    static Reading read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < 12 || in.getInt(0) != RIFF || in.getInt(8) != WAVE) {
            return new Reading.No("format", "Give a WAV file: 16 bit samples, mono or stereo.");
        }
        in.position(12);
        Optional<Format> format = Optional.empty();
        while (in.remaining() >= 8) {
            int kind = in.getInt();
            long told = Integer.toUnsignedLong(in.getInt());
            int length = (int) Math.min(told, in.remaining());
            ByteBuffer chunk = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            in.position((int) Math.min(in.position() + told + (told & 1), in.limit()));
            if (kind == FORMAT) {
                format = format(chunk);
                if (format.isEmpty()) {
                    return new Reading.No(
                            "format", "Give 16 bit samples, uncompressed, mono or stereo, at 8,000 to 48,000 Hz.");
                }
            } else if (kind == DATA) {
                return format.map(of -> samples(of, chunk))
                        .orElseGet(
                                () -> new Reading.No("format", "The file does not say how its samples are written."));
            }
        }
        return new Reading.No("format", "The file has no sound in it.");
    }

    private static Optional<Format> format(ByteBuffer chunk) {
        if (chunk.remaining() < 16) {
            return Optional.empty();
        }
        int coding = chunk.getShort(0) & 0xffff;
        if (coding == EXTENSIBLE && chunk.remaining() >= 26) {
            coding = chunk.getShort(24) & 0xffff;
        }
        int channels = chunk.getShort(2);
        int rate = chunk.getInt(4);
        boolean known =
                coding == PCM && (channels == 1 || channels == 2) && RATES.contains(rate) && chunk.getShort(14) == 16;
        return known ? Optional.of(new Format(channels, rate)) : Optional.empty();
    }

    private static Reading samples(Format format, ByteBuffer data) {
        int count = data.remaining() / (2 * format.channels());
        if (count < SHORTEST_SECONDS * format.rate() || count > LONGEST_SECONDS * format.rate()) {
            return new Reading.No("range", "Give a tune of 1 second to 3 minutes.");
        }
        float[] mono = new float[count];
        for (int at = 0; at < count; at++) {
            int sum = 0;
            for (int channel = 0; channel < format.channels(); channel++) {
                sum += data.getShort(2 * (at * format.channels() + channel));
            }
            mono[at] = (float) sum / format.channels();
        }
        return new Reading.Tune(TelephoneSound.of(mono, format.rate()));
    }

    private static int tag(String name) {
        return Arrays.stream(new int[] {3, 2, 1, 0}).reduce(0, (sum, at) -> sum << 8 | name.charAt(at));
    }
}
