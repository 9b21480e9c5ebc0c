package org.ringfort.protocol.sdp;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Fuzzed for some seconds by each {@code make test}; in other runs the kept inputs are replayed. */
class SdpFuzzTest {
    @FuzzTest(maxDuration = "12s")
    void decoder_is_total(byte[] octets) {
        if (SdpDecoder.decode(Limits.DEFAULT, octets) instanceof Decoded.Description read) {
            Decoded again = SdpDecoder.decode(Limits.DEFAULT, SdpEncoder.encode(read.session()));
            if (!again.equals(read)) {
                throw new AssertionError("reads differently once written");
            }
        }
    }
}
