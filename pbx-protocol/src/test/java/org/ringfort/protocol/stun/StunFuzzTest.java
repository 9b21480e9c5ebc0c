package org.ringfort.protocol.stun;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.ringfort.kernel.secret.Secret;

/** Fuzzed for some seconds by each {@code make test}; in other runs the kept inputs are replayed. */
class StunFuzzTest {
    private static final Secret PASSWORD = Secret.ofText("VOkJxbRl1RmTxUk/WvJxBt");
    private static final InetSocketAddress SOMEBODY = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 32_853);

    @FuzzTest(maxDuration = "12s")
    void decoder_is_total(byte[] octets) {
        Optional<StunDatagram> read = StunDecoder.decode(octets, 0, octets.length);
        if (read.isPresent()) {
            read.get().authenticates(PASSWORD);
            byte[] written = StunEncoder.encode(read.get().message());
            Optional<StunMessage> again =
                    StunDecoder.decode(written, 0, written.length).map(StunDatagram::message);
            if (!again.equals(read.map(StunDatagram::message))) {
                throw new AssertionError("reads differently once written");
            }
        }
        if (StunBinding.answer(octets, SOMEBODY)
                .filter(answer -> answer.length > octets.length + 48)
                .isPresent()) {
            throw new AssertionError("answers with more than it is asked");
        }
    }
}
