package org.ringfort.media.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Payloads as strangers make them. Fuzzed for some seconds by each {@code make test}; in other runs the kept inputs are replayed. */
class OpusFuzzTest {
    /** The input is cut into payloads, each after an octet that says how long it is. */
    @FuzzTest(maxDuration = "12s")
    void opus_decoder_is_total(byte[] octets) {
        decode(Coding.OPUS.decoder(16_000), octets);
    }

    private static void decode(AudioDecoder decoder, byte[] octets) {
        short[] samples = new short[AudioDecoder.LONGEST_MILLIS * decoder.sampleHz() / 1_000];
        for (int at = 0; at < octets.length; ) {
            int length = Math.min(octets[at] & 0xff, octets.length - at - 1);
            int count = decoder.decode(octets, at + 1, length, samples);
            if (count > samples.length) {
                throw new AssertionError("more than fits");
            }
            if ((at & 1) == 0) {
                decoder.conceal(samples, 320, octets, at + 1, length);
            }
            at += length + 1;
        }
    }
}
