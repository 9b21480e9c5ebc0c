package org.ringfort.media.codec;

/** 16-bit samples to payloads of one stream. Keeps state from one to the next; one thread. */
public interface AudioEncoder {
    /** Of every payload we make. */
    int FRAME_MILLIS = 20;

    /** No payload is longer. */
    int MOST_BYTES = 320;

    /**
     * The next {@value #FRAME_MILLIS} ms.
     *
     * @param octets has room for {@value #MOST_BYTES} from {@code at} on
     * @return octets of the payload
     */
    int encode(short[] samples, byte[] octets, int at);

    /** Of what it takes. */
    int sampleHz();

    /** Samples it takes at a time. */
    default int frameSamples() {
        return sampleHz() / 1_000 * FRAME_MILLIS;
    }
}
