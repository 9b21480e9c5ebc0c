package org.ringfort.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.junit.jupiter.api.Test;

/**
 * What of a datagram the library never sees.
 *
 * @rfc 6347 4.2.3
 */
class RecordsTest {
    private static final int CERTIFICATE = 11;

    /** A fragment of a message that is said to be {@code lengthBytes} long. */
    static byte[] fragment(int type, int lengthBytes, int sequence, int fragmentBytes) {
        return ByteBuffer.allocate(12 + fragmentBytes)
                .putInt(type << 24 | lengthBytes)
                .putShort((short) sequence)
                .put(new byte[3])
                .put((byte) (fragmentBytes >> 16))
                .putShort((short) fragmentBytes)
                .array();
    }

    static byte[] record(int type, int epoch, int sequence, byte[] fragment) {
        return ByteBuffer.allocate(13 + fragment.length)
                .put((byte) type)
                .putShort((short) 0xfefd)
                .putShort((short) epoch)
                .putShort((short) 0)
                .putInt(sequence)
                .putShort((short) fragment.length)
                .put(fragment)
                .array();
    }

    private static byte[] both(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    private static boolean bounded(byte[] octets) {
        return Records.areBounded(octets, octets.length);
    }

    @Test
    void rfc6347_4_2_3_a_message_that_is_said_to_be_longer_than_one_may_be_is_not_waited_for() {
        byte[] longest = fragment(CERTIFICATE, 16_384, 1, 1);
        byte[] longer = fragment(CERTIFICATE, 16_385, 1, 1);
        assertThat(bounded(record(22, 0, 1, longest))).isTrue();
        assertThat(bounded(record(22, 0, 1, longer))).isFalse();
        assertThat(bounded(record(22, 0, 1, both(longest, longer)))).isFalse();
        assertThat(bounded(both(record(22, 0, 1, longest), record(22, 0, 2, longer))))
                .isFalse();
        assertThat(bounded(record(22, 1, 1, longer)))
                .as("sealed: nobody can know")
                .isTrue();
    }

    @Test
    void a_sealed_one_opens_no_more_than_a_forged_one() throws Exception {
        assertThat(opened(fragment(20, 16_384, 5, 12)).len).isEqualTo(24);
        assertThatThrownBy(() -> opened(fragment(20, 0xff_ffff, 5, 12)))
                .isInstanceOf(TlsFatalAlert.class)
                .hasMessageContaining("bad_record_mac");
    }

    /** As the library's cipher opens it. */
    private static TlsDecodeResult opened(byte[] plain) throws Exception {
        var opens = (TlsCipher) Proxy.newProxyInstance(
                RecordsTest.class.getClassLoader(),
                new Class<?>[] {TlsCipher.class},
                (_, _, _) -> new TlsDecodeResult(plain, 0, plain.length, ContentType.handshake));
        return new BoundedCrypto.Bounded(opens)
                .decodeCiphertext(1, ContentType.handshake, ProtocolVersion.DTLSv12, new byte[64], 0, 64);
    }

    @Test
    void what_is_not_of_a_flight_is_nobodys_when_there_are_keys() {
        byte[] flight = both(record(22, 0, 3, fragment(CERTIFICATE, 1, 1, 1)), record(20, 0, 4, new byte[] {1}));
        byte[] whole = both(flight, record(22, 1, 0, new byte[48]));
        assertThat(Records.areOfAFlight(whole, whole.length)).isTrue();
        assertThat(Records.areOfAFlight(whole, whole.length - 1)).isFalse();
        for (byte[] other : new byte[][] {
            {},
            record(21, 0, 1, new byte[] {2, 40}),
            record(21, 1, 1, new byte[26]),
            record(22, 1, 1, new byte[39]),
            record(20, 1, 1, new byte[25]),
            record(23, 1, 1, new byte[64]),
            both(flight, record(21, 1, 0, new byte[26]))
        }) {
            assertThat(Records.areOfAFlight(other, other.length)).isFalse();
        }
    }
}
