package org.ringfort.e2e.system;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.ringfort.e2e.phone.Programs;

/** SIP by hand: what one types into {@code openssl s_client}, and what comes back. */
final class SipText {
    private SipText() {}

    /** Sends these octets over TLS, the certificate checked against the demo's CA, and returns what is answered. */
    static String overTls(DemoUnderTest demo, String message) throws IOException, InterruptedException {
        Programs.need("openssl", "timeout");
        // -ign_eof keeps the connection after our last octet; timeout ends it.
        return Programs.run(
                        message,
                        Duration.ofSeconds(10),
                        List.of(
                                "timeout",
                                "3",
                                "openssl",
                                "s_client",
                                "-quiet",
                                "-ign_eof",
                                "-verify_return_error",
                                "-CAfile",
                                demo.ca().toString(),
                                "-connect",
                                demo.host() + ":" + demo.tlsPort()))
                .text();
    }

    static String register(DemoUnderTest demo, String user, String callId) throws IOException {
        return crlf("""
                REGISTER sip:%1$s SIP/2.0
                Via: SIP/2.0/TLS 10.9.8.7:5061;branch=z9hG4bK%3$s;rport
                Max-Forwards: 70
                From: <sip:%2$s@%1$s>;tag=%3$s
                To: <sip:%2$s@%1$s>
                Call-ID: %3$s
                CSeq: 1 REGISTER
                Contact: <sip:%2$s@10.9.8.7:5061;transport=tls>
                Expires: 60
                Content-Length: 0

                """.formatted(demo.domain(), user, callId));
    }

    static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }
}
