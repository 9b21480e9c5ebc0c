package org.ringfort.protocol.zrtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Fuzzed for some seconds by each {@code make test}; in other runs the kept inputs are replayed. */
class ZrtpFuzzTest {
    private final ZrtpView view = new ZrtpView();

    @FuzzTest(maxDuration = "12s")
    void view_is_total(byte[] octets) {
        look(octets);
        if (octets.length >= 4) { // behind the checksum there is more to trip over
            var crc = new CRC32C();
            crc.update(octets, 0, octets.length - 4);
            byte[] sealed = octets.clone();
            ByteBuffer.wrap(sealed).putInt(sealed.length - 4, Integer.reverseBytes((int) crc.getValue()));
            look(sealed);
        }
    }

    private void look(byte[] octets) {
        if (view.wrap(octets, 0, octets.length)) {
            if (octets.length < 28 || octets.length % 4 != 0) {
                throw new AssertionError("no message fits into " + octets.length + " octets");
            }
            view.message();
            view.hashesTo(new byte[ZrtpView.HASH_BYTES]);
        }
    }
}
