package org.ringfort.media.codec;

/** Payloads of one stream to 16-bit samples, in the order of the stream. Keeps state from one to the next; one thread. */
public interface AudioDecoder {
    /** Longest that one packet may be: 120 ms, the bound of Opus, which others keep too. */
    int LONGEST_MILLIS = 120;

    /**
     * One payload.
     *
     * @param samples has room for {@link #LONGEST_MILLIS}
     * @return how many samples there are now, from index 0; -1 where the payload is none of this coding
     */
    int decode(byte[] octets, int start, int lengthBytes, short[] samples);

    /**
     * Something for samples that never came, before what came after them is decoded.
     *
     * @param count samples that are missing, at most 60 ms
     * @param next the payload that came after the gap: some carry a copy of what was before
     */
    void conceal(short[] samples, int count, byte[] next, int start, int lengthBytes);

    /** Of what it gives. */
    int sampleHz();
}
