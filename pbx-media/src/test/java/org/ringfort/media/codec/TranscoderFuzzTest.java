package org.ringfort.media.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Streams of G.722 as strangers make them. Fuzzed for some seconds by each {@code make test}; in other runs the kept inputs are replayed. */
class TranscoderFuzzTest {
    /** Sequence numbers and timestamps of any kind, in one stream. */
    @FuzzTest(maxDuration = "12s")
    void transcoder_is_total(byte[] octets) {
        var transcoder = new Transcoder(Coding.G722, Coding.PCMU);
        int[] before = {-1};
        for (int at = 0; at + 8 <= octets.length; ) {
            int sequence = (octets[at] & 0xff) << 8 | (octets[at + 1] & 0xff);
            int timestamp = (octets[at + 2] & 0xff) << 24 | (octets[at + 3] & 0xff) << 8 | (octets[at + 4] & 0xff);
            int length = Math.min(octets[at + 5] & 0xff, octets.length - at - 8);
            Transcoder.Sink sink = (payload, number, time, marker) -> {
                if (before[0] >= 0 && number != ((before[0] + 1) & 0xffff)) {
                    throw new AssertionError("a number is missing");
                }
                before[0] = number;
            };
            if ((octets[at + 6] & 3) == 2) {
                transcoder.lull(sink);
            } else if ((octets[at + 6] & 7) == 4) {
                byte[] told = Arrays.copyOfRange(octets, at + 8, at + 8 + length);
                transcoder.lull(octets[at + 7], sequence, timestamp, told, sink);
            } else if ((octets[at + 6] & 1) == 0) {
                transcoder.packet(octets[at + 7], sequence, timestamp, octets, at + 8, length, sink);
            } else {
                byte[] event = Arrays.copyOfRange(octets, at + 8, at + 8 + length);
                transcoder.event(octets[at + 7], sequence, timestamp, false, event, 8_000, 48_000, sink);
            }
            at += length + 8;
        }
    }
}
