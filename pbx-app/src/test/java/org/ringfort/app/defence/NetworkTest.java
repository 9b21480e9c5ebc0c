package org.ringfort.app.defence;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    private static Network network(String text) {
        return Network.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "192.0.2.7/24, 192.0.2.0/24",
        "0.0.0.0/0, 0.0.0.0/0",
        "2001:DB8:0:0:1:2:3:4/64, 2001:db8::/64",
        "2001:db8::1, 2001:db8::1",
        "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1",
        "::/0, ::/0",
        "::1/128, ::1",
        "::ffff:192.0.2.7, 192.0.2.7"
    })
    void is_written_in_one_way(String given, String written) {
        assertThat(network(given)).hasToString(written);
        assertThat(network(written)).isEqualTo(network(given));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "192.0.2",
                "10",
                "192.0.2.256",
                "192.0.2.7/33",
                "192.0.2.7/",
                "192.0.2.7/-1",
                "/24",
                "2001:db8::/129",
                "fe80::1%eth0",
                "[::1]",
                "1.2.3.4.5",
                "::ffff:192.0.2.7/120",
                " 192.0.2.7",
                "192.0.2.7/99999999999999999999"
            })
    void what_is_none_is_none(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7, 192.0.2.7", "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64", "::ffff:192.0.2.7, 192.0.2.7"})
    void a_sender_is_its_address_or_its_64(String address, String source) {
        assertThat(Network.sourceOf(address)).contains(network(source));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.7, true",
        "192.0.2.0/24, 192.0.3.7, false",
        "192.0.2.7, 192.0.2.0/24, false",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/32, 2001:db8:1::/48, true",
        "::/0, 2001:db8::1, true"
    })
    void contains(String wide, String narrow, boolean contained) {
        assertThat(network(wide).contains(network(narrow))).isEqualTo(contained);
        assertThat(network(narrow).overlaps(network(wide)))
                .isEqualTo(contained || network(narrow).contains(network(wide)));
    }

    @Property
    void every_address_is_read_as_it_is_written_and_is_in_each_network_around_it(
            @ForAll @Size(16) byte[] octets, @ForAll @IntRange(max = 128) int prefix) throws Exception {
        Network address = network(InetAddress.getByAddress(octets).getHostAddress());
        assertThat(network(address.toString())).isEqualTo(address);
        Network around = address.within(Math.min(prefix, address.prefix()));
        assertThat(around.contains(address)).isTrue();
        assertThat(network(around.toString())).isEqualTo(around);
    }
}
