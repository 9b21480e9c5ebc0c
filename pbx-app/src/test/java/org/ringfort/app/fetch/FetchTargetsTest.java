package org.ringfort.app.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.app.defence.Network;

/** Addresses of certificates, which whoever calls chooses. */
class FetchTargetsTest {
    private static FetchTargets leadingTo(String address) {
        return new FetchTargets(
                host -> new InetAddress[] {InetAddress.ofLiteral(address)},
                List.of(Network.parse("10.9.8.0/24").orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "192.168.1.1",
                "172.16.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "::ffff:127.0.0.1",
            })
    void no_name_leads_inside(String address) {
        assertThatThrownBy(() -> leadingTo(address).of("https://cert.example/c.pem"))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://cert.example/c.pem",
                "ftp://cert.example/c.pem",
                "file:///etc/passwd",
                "https:c.pem",
                "https:///c.pem",
                "https://user@cert.example/c.pem",
                "https://cert.example/c.pem#x",
                "https://cert.example:22/c.pem",
                "https://cert.example/a b",
                "https://cert.example/\r\nX: y",
                "",
            })
    void nothing_but_plain_https_is_fetched(String url) {
        assertThatThrownBy(() -> leadingTo("198.51.100.7").of(url)).isInstanceOf(IOException.class);
    }

    @Test
    void public_addresses_and_those_the_operator_names_are() throws IOException {
        assertThat(leadingTo("198.51.100.7").of("https://cert.example/c.pem?v=1"))
                .isEqualTo(new FetchTargets.Target(
                        InetAddress.ofLiteral("198.51.100.7"), "cert.example", 443, "/c.pem?v=1"));
        assertThat(leadingTo("2001:db8::7").of("HTTPS://cert.example:8443").port())
                .isEqualTo(8443);
        assertThat(leadingTo("10.9.8.7").of("https://cert.example:9999/c").port())
                .isEqualTo(9999);
    }
}
