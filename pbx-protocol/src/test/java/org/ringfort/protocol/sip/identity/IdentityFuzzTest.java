package org.ringfort.protocol.sip.identity;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Fuzzed for some seconds by each {@code make test}; in other runs the kept inputs are replayed. */
class IdentityFuzzTest {
    @FuzzTest(maxDuration = "12s")
    void header(byte[] octets) {
        IdentityHeader.parse(new String(octets, StandardCharsets.UTF_8)).ifPresent(header -> {
            if (!IdentityHeader.parse(header.text()).equals(java.util.Optional.of(header))) {
                throw new AssertionError("reads differently once written: " + header);
            }
            PassportFuzzTest.read(header.token());
        });
    }
}
