package org.ringfort.protocol.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class StunBindingTest {
    /** Cookie and transaction of RFC 5769. */
    private static final String TRANSACTION = "2112a442b7e7a701bc34d686fa87dfae";

    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 32_853);

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String answer(String hex) {
        return StunBinding.answer(octets(hex), HERE)
                .map(answer -> HexFormat.of().formatHex(answer))
                .orElse("");
    }

    @Example
    void rfc5769_2_2_the_address_of_version_4_is_that_of_the_test_vector() {
        assertThat(answer("00010000" + TRANSACTION)).isEqualTo("0101000c" + TRANSACTION + "002000080001a147e112a643");
    }

    @Example
    void rfc5769_2_3_the_address_of_version_6_is_that_of_the_test_vector() {
        var from = new InetSocketAddress(InetAddress.ofLiteral("2001:db8:1234:5678:11:2233:4455:6677"), 32_853);
        assertThat(StunBinding.answer(octets("00010000" + TRANSACTION), from))
                .contains(octets("01010018" + TRANSACTION + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"));
    }

    /** PRIORITY is of ICE, which nobody speaks here; credentials are known, and not looked at. */
    @Example
    void rfc8489_6_3_1_what_must_be_understood_and_is_not_is_named_with_420() {
        String ice = "00240004 6e0001ff";
        assertThat(answer("00010008" + TRANSACTION + ice))
                .isEqualTo("01110024" + TRANSACTION + "0009001500000414556e6b6e6f776e20417474726962757465000000"
                        + "000a000200240000");
        String credentials = "00060003 61626300 80220001 61000000";
        assertThat(answer("00010010" + TRANSACTION + credentials)).startsWith("0101000c");
    }

    @Example
    void what_is_no_request_and_what_does_not_add_up_is_not_answered() {
        assertThat(answer("01010000" + TRANSACTION)).isEmpty(); // a response
        assertThat(answer("00110000" + TRANSACTION)).isEmpty(); // an indication
        assertThat(answer("00010004" + TRANSACTION)).isEmpty(); // shorter than it says
        assertThat(answer("00010004" + TRANSACTION + "00060004")).isEmpty(); // an attribute without its value
        assertThat(answer("00010002" + TRANSACTION + "0006")).isEmpty();
        assertThat(answer("00010000" + TRANSACTION.replace("2112", "2113"))).isEmpty();
    }

    @Example
    void sip_is_not_taken_for_it() {
        assertThat(StunBinding.isStun(
                        "OPTIONS sip:a SIP/2.0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isFalse();
        assertThat(StunBinding.isStun(new byte[] {'\r', '\n', '\r', '\n'})).isFalse();
        assertThat(StunBinding.isStun(new byte[20])).isFalse();
    }

    @Property
    void whatever_comes_is_answered_with_little_or_not_at_all(@ForAll @Size(max = 80) byte[] attributes) {
        byte[] request = octets("0001" + HexFormat.of().toHexDigits((short) attributes.length) + TRANSACTION
                + HexFormat.of().formatHex(attributes));
        StunBinding.answer(request, HERE)
                .ifPresent(answer -> assertThat(answer.length).isBetween(32, 20 + 8 + 20 + 4 + 16));
    }
}
