package org.ringfort.media.codec;

/** @rfc 3551 4.5.14 */
final class G711Encoder implements AudioEncoder {
    private final boolean aLaw;

    G711Encoder(boolean aLaw) {
        this.aLaw = aLaw;
    }

    @Override
    public int encode(short[] samples, byte[] octets, int at) {
        int count = frameSamples();
        for (int sample = 0; sample < count; sample++) {
            octets[at + sample] = aLaw ? G711.compressA(samples[sample]) : G711.compressMu(samples[sample]);
        }
        return count;
    }

    @Override
    public int sampleHz() {
        return G711.SAMPLES_PER_SECOND;
    }
}
