package org.ringfort.protocol.sip.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Datagrams. Fuzzed for some seconds by each {@code make test}; in other runs the kept inputs are replayed. */
class SipFuzzTest {
    private final SipDecoder decoder = new SipDecoder(Limits.DEFAULT);

    @FuzzTest(maxDuration = "12s")
    void datagram(byte[] octets) {
        switch (decoder.datagram(octets)) {
            case Decoded.Message first -> {
                Decoded again = decoder.datagram(new SipEncoder().encode(first.message()));
                if (!again.equals(first)) {
                    throw new AssertionError("reads differently once written: " + again);
                }
            }
            case Decoded.Refused refused -> requireOneAnswer(new SipEncoder().encode(refused, "tag"));
            case Decoded.Incomplete incomplete -> throw new AssertionError("a datagram is never incomplete");
            case Decoded.Hopeless hopeless -> {}
            case Decoded.KeepAlive keepAlive -> {}
        }
    }

    /** The end of headers comes once, at the end: nothing the stranger wrote made a second message of it. */
    private static void requireOneAnswer(byte[] octets) {
        for (int i = 0; i + 4 < octets.length; i++) {
            if (octets[i] == '\r' && octets[i + 1] == '\n' && octets[i + 2] == '\r' && octets[i + 3] == '\n') {
                throw new AssertionError("headers end too early");
            }
        }
    }
}
