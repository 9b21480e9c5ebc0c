package org.ringfort.media.codec;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import org.jspecify.annotations.Nullable;

/**
 * Opus by Concentus, mixed down to one channel. A payload that the library stumbles over, by whatever it throws, is none, and
 * the decoder begins anew: its state is no longer to be trusted.
 *
 * @rfc 6716 4
 * @rfc 7587 4.2
 */
final class OpusSoundDecoder implements AudioDecoder {
    private final int sampleHz;
    private OpusDecoder decoder;

    OpusSoundDecoder(int sampleHz) {
        this.sampleHz = sampleHz;
        this.decoder = begun(sampleHz);
    }

    private static OpusDecoder begun(int sampleHz) {
        try {
            return new OpusDecoder(sampleHz, 1);
        } catch (OpusException impossible) {
            throw new IllegalArgumentException("Opus is not sampled at " + sampleHz, impossible);
        }
    }

    @Override
    public int decode(byte[] octets, int start, int lengthBytes, short[] samples) {
        return lengthBytes < 1
                ? -1
                : decode(octets, start, lengthBytes, samples, LONGEST_MILLIS * sampleHz / 1_000, false);
    }

    private int decode(
            byte @Nullable [] octets, int start, int lengthBytes, short[] samples, int count, boolean copyOfBefore) {
        try {
            return decoder.decode(octets, start, lengthBytes, samples, 0, count, copyOfBefore);
        } catch (OpusException | RuntimeException | AssertionError misshapen) {
            decoder = begun(sampleHz);
            return -1;
        }
    }

    /** What lies right before the next packet may have come with it (in-band FEC); else the library invents it. */
    @Override
    public void conceal(short[] samples, int count, byte[] next, int start, int lengthBytes) {
        int step = sampleHz / 400; // 2.5 ms: what is concealed is a multiple of it
        int whole = count / step * step;
        int filled = whole == 0 ? 0 : decode(next, start, lengthBytes, samples, whole, true);
        for (int at = Math.max(0, filled); at < count; at++) {
            samples[at] = 0;
        }
    }

    @Override
    public int sampleHz() {
        return sampleHz;
    }
}
