package org.ringfort.protocol.sip.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;

/** Streams. Fuzzed for some seconds by each {@code make test}; in other runs the kept inputs are replayed. */
class SipStreamFuzzTest {
    private final SipDecoder decoder = new SipDecoder(Limits.DEFAULT);

    @FuzzTest(maxDuration = "12s")
    void stream(byte[] octets) {
        ByteBuffer in = ByteBuffer.wrap(octets);
        while (in.hasRemaining()) {
            int before = in.position();
            Decoded decoded = decoder.stream(in);
            boolean ends = (decoded instanceof Decoded.Refused refused
                            && refused.fault().endsConnection())
                    || (decoded instanceof Decoded.Hopeless hopeless
                            && hopeless.fault().endsConnection());
            if (ends || decoded instanceof Decoded.Incomplete) {
                return;
            }
            if (in.position() <= before) {
                throw new AssertionError("stands still on " + decoded);
            }
        }
    }
}
