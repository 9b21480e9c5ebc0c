package org.ringfort.e2e.system;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.ringfort.e2e.phone.SipSocket;
import org.ringfort.e2e.phone.Trust;

/** SIP by hand: what one types into a TLS connection, and what comes back. */
final class SipText {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int GUEST = 228;

    private SipText() {}

    /** Sends these octets over TLS, the certificate checked against the demo's CA, and returns the first answer. */
    static String overTls(DemoUnderTest demo, String message)
            throws IOException, GeneralSecurityException, InterruptedException {
        var server = new InetSocketAddress(demo.host(), demo.tlsPort());
        try (SipSocket socket = SipSocket.tls(demo.lan().guest(GUEST), server, Trust.only(demo.ca()))) {
            socket.send(message.getBytes(StandardCharsets.UTF_8));
            return socket.receive(PATIENCE).orElse("");
        }
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
