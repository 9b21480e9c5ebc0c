package org.ringfort.protocol.sip.identity;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Fuzzed for some seconds by each {@code make test}; in other runs the kept inputs are replayed. */
class PassportFuzzTest {
    @FuzzTest(maxDuration = "12s")
    void claims(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        int half = text.length() / 2;
        read(text);
        read(Tokens.base64(Tokens.HEAD) + '.' + Tokens.base64(text) + '.' + "A".repeat(86));
        read(Tokens.base64(text.substring(0, half)) + '.' + Tokens.base64(text.substring(half)) + '.' + "A".repeat(86));
    }

    /** What is understood of a token says the same once it is written canonically, if that is not too long for one. */
    static void read(String token) {
        if (Token.read(token) instanceof Token.Full(var signed)) {
            String again = CanonicalForm.signingInput(signed.passport()) + token.substring(token.lastIndexOf('.'));
            if (again.length() <= Token.LONGEST
                    && !(Token.read(again) instanceof Token.Full(var same)
                            && same.passport().equals(signed.passport()))) {
                throw new AssertionError("means something else once written: " + signed.passport());
            }
        }
    }
}
