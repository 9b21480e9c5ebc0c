package org.ringfort.e2e.bench.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.ringfort.e2e.bench.signalling.Server;
import org.ringfort.e2e.phone.SipSocket;

/** A phone that holds one TLS connection and its registration on it (RFC 5626 would say: a flow). One thread. */
final class HeldPhone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final AtomicLong NAMES = new AtomicLong(System.nanoTime());

    private final Server.Person person;
    private final String domain;
    private final SipSocket socket;
    private final long number = NAMES.incrementAndGet();
    private final String callId = "held-" + number;
    private int cseq;
    private String challenge = "";
    private int nonceCount;

    private HeldPhone(Server.Person person, String domain, SipSocket socket) {
        this.person = person;
        this.domain = domain;
        this.socket = socket;
    }

    /** Connects; nothing is registered yet. */
    static HeldPhone connect(Server server, Server.Person person, SSLContext trusting) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new HeldPhone(
                person,
                server.domain(),
                SipSocket.tls(loopback, new InetSocketAddress(loopback, server.tlsPort()), trusting));
    }

    /** Registers for five minutes, or refreshes; whether the answer was 200. */
    boolean register() throws IOException {
        String answer = ask();
        if (answer.startsWith("SIP/2.0 401")) {
            challenge = answer;
            nonceCount = 0;
            answer = ask();
        }
        return answer.startsWith("SIP/2.0 200");
    }

    private String ask() throws IOException {
        cseq++;
        String name = callId + "-" + cseq;
        socket.send("""
                REGISTER sip:%1$s SIP/2.0
                Via: SIP/2.0/TLS 127.0.0.1:5061;branch=z9hG4bK%2$s;rport
                Max-Forwards: 70
                From: <sip:%3$s@%1$s>;tag=%4$s
                To: <sip:%3$s@%1$s>
                Call-ID: %4$s
                CSeq: %5$d REGISTER
                Contact: <sip:%3$s@127.0.0.1:%7$d;transport=tls>;expires=300
                %6$sContent-Length: 0

                """
                .formatted(domain, name, person.user(), callId, cseq, credentials(), 1024 + number % 60_000)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        while (true) {
            String answer = socket.receive(PATIENCE).orElse("");
            if (answer.isEmpty() || answer.contains("z9hG4bK" + name + ";")) {
                return answer; // else: an answer that is late, or a NOTIFY
            }
        }
    }

    private String credentials() {
        if (challenge.isEmpty()) {
            return "";
        }
        nonceCount++;
        String uri = "sip:" + domain;
        String realm = parameter("realm");
        String nonce = parameter("nonce");
        String count = "%08x".formatted(nonceCount);
        String proof = hash(hash(person.authUser() + ":" + realm + ":" + person.password()) + ":" + nonce + ":" + count
                + ":held:auth:" + hash("REGISTER:" + uri));
        return ("Authorization: Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=SHA-256,"
                        + " qop=auth, nc=%s, cnonce=\"held\", response=\"%s\"\n")
                .formatted(person.authUser(), realm, nonce, uri, count, proof);
    }

    /** Of the first challenge, which is the one for SHA-256 (RFC 8760 2.4). */
    private String parameter(String name) {
        Matcher found = Pattern.compile("WWW-Authenticate: [^\r]*?" + name + "=\"([^\"]*)\"").matcher(challenge);
        return found.find() ? found.group(1) : "";
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
