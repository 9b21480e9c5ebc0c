package org.ringfort.media.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;

/**
 * Speech as Opus by Concentus: one channel, with a copy of what was before in each packet, since who needs Opus is often
 * reached over a poor network.
 *
 * @rfc 6716 5
 * @rfc 7587 3.1.1
 */
final class OpusSoundEncoder implements AudioEncoder {
    private static final int COMPLEXITY = 5;
    /** For which loss the copies are made. */
    private static final int EXPECTED_LOSS_PERCENT = 10;

    private final int sampleHz;
    private final OpusEncoder encoder;

    OpusSoundEncoder(int sampleHz) {
        this.sampleHz = sampleHz;
        try {
            encoder = new OpusEncoder(sampleHz, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        } catch (OpusException impossible) {
            throw new IllegalArgumentException("Opus is not sampled at " + sampleHz, impossible);
        }
        encoder.setBitrate(sampleHz <= 8_000 ? 20_000 : 28_000);
        encoder.setComplexity(COMPLEXITY);
        encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
        encoder.setUseInbandFEC(true);
        encoder.setPacketLossPercent(EXPECTED_LOSS_PERCENT);
    }

    @Override
    public int encode(short[] samples, byte[] octets, int at) {
        try {
            return encoder.encode(samples, 0, frameSamples(), octets, at, MOST_BYTES);
        } catch (OpusException impossible) {
            throw new IllegalStateException("a frame at " + sampleHz + " Hz is not encoded", impossible);
        }
    }

    @Override
    public int sampleHz() {
        return sampleHz;
    }
}
