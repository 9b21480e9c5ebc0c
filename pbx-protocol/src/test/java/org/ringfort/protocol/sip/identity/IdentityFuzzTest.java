package org.ringfort.protocol.sip.identity;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Fuzzed when JAZZER_FUZZ=1; else the kept inputs are replayed. */
class IdentityFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void header(byte[] octets) {
        IdentityHeader.parse(new String(octets, StandardCharsets.UTF_8)).ifPresent(header -> {
            if (!IdentityHeader.parse(header.text()).equals(java.util.Optional.of(header))) {
                throw new AssertionError("reads differently once written: " + header);
            }
            read(header.token());
        });
    }

    @FuzzTest(maxDuration = "1m")
    void claims(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        int half = text.length() / 2;
        read(text);
        read(Tokens.base64(Tokens.HEAD) + '.' + Tokens.base64(text) + '.' + "A".repeat(86));
        read(Tokens.base64(text.substring(0, half)) + '.' + Tokens.base64(text.substring(half)) + '.' + "A".repeat(86));
    }

    /** What is understood of a token says the same once it is written canonically. */
    private static void read(String token) {
        if (Token.read(token) instanceof Token.Full(var signed)) {
            String again = CanonicalForm.signingInput(signed.passport()) + token.substring(token.lastIndexOf('.'));
            if (!(Token.read(again) instanceof Token.Full(var same))
                    || !same.passport().equals(signed.passport())) {
                throw new AssertionError("means something else once written: " + signed.passport());
            }
        }
    }
}
