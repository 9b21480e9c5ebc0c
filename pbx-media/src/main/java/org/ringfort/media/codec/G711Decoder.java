package org.ringfort.media.codec;

/** @rfc 3551 4.5.14 */
final class G711Decoder implements AudioDecoder {
    private final boolean aLaw;
    private final Concealment concealment = new Concealment(G711.SAMPLES_PER_SECOND);

    G711Decoder(boolean aLaw) {
        this.aLaw = aLaw;
    }

    @Override
    public int decode(byte[] octets, int start, int lengthBytes, short[] samples) {
        if (lengthBytes < 1 || lengthBytes > LONGEST_MILLIS * G711.SAMPLES_PER_SECOND / 1_000) {
            return -1;
        }
        for (int at = 0; at < lengthBytes; at++) {
            byte code = octets[start + at];
            samples[at] = (short) (aLaw ? G711.linearOfA(code) : G711.linearOfMu(code));
        }
        concealment.heard(samples, lengthBytes);
        return lengthBytes;
    }

    @Override
    public void conceal(short[] samples, int count, byte[] next, int start, int lengthBytes) {
        concealment.fill(samples, count);
    }

    @Override
    public int sampleHz() {
        return G711.SAMPLES_PER_SECOND;
    }
}
