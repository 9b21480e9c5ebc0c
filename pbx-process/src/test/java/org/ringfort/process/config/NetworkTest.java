package org.ringfort.process.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 24, 192.0.2.0/24",
        "192.0.2.77, 32, 192.0.2.77/32",
        "192.0.2.255, 25, 192.0.2.128/25",
        "192.0.2.77, 0, 0.0.0.0/0",
        "2001:db8:7:8:9::1, 48, 2001:db8:7:0:0:0:0:0/48",
        "2001:db8:7:ffff::1, 61, 2001:db8:7:fff8:0:0:0:0/61",
    })
    void the_network_around_an_address_is_the_same_for_all_in_it(String address, int bits, String network) {
        InetAddress inside = InetAddress.ofLiteral(address);
        assertThat(Network.around(inside, bits)).hasToString(network);
        assertThat(Network.around(inside, bits)).isEqualTo(Network.parse(network));
        assertThat(Network.around(inside, bits).contains(inside)).isTrue();
    }

    @Test
    void no_network_is_smaller_than_an_address() {
        assertThatThrownBy(() -> Network.around(InetAddress.ofLiteral("192.0.2.1"), 33))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
