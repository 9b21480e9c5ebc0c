package org.ringfort.edge.boot;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls our own TLS listener as a phone would, again and again: handshake, OPTIONS, 200. A listener whose loop is stuck accepts
 * connections and is still of no use; this notices.
 */
final class SelfCheck implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SelfCheck.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final int TIMEOUT_MS = 2_000;

    private final InetSocketAddress target;
    private final Supplier<List<X509Certificate>> shown;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile Optional<String> problem = Optional.of("not checked yet");

    /**
     * Not started.
     *
     * @param shown the certificates that the listener may show at the moment
     */
    SelfCheck(InetSocketAddress bound, Supplier<List<X509Certificate>> shown) {
        InetAddress address =
                bound.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound.getAddress();
        this.target = new InetSocketAddress(address, bound.getPort());
        this.shown = shown;
        this.thread = Thread.ofVirtual().name("self-check").unstarted(this::turn);
    }

    void start() {
        thread.start();
    }

    /** What is wrong; asked by readiness. */
    Optional<String> problem() {
        return problem;
    }

    private void turn() {
        while (running) {
            Optional<String> found = callOurselves();
            if (found.isPresent() && problem.isEmpty()) {
                LOG.atWarn()
                        .addKeyValue("event.action", "edge.self_check_failed")
                        .addKeyValue("event.reason", found.get())
                        .log("our own listener does not answer");
            }
            problem = found;
            try {
                Thread.sleep(found.isPresent() ? Duration.ofMillis(500) : PERIOD);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Optional<String> callOurselves() {
        try (Socket plain = new Socket()) {
            plain.connect(target, TIMEOUT_MS);
            plain.setSoTimeout(TIMEOUT_MS);
            try (Socket tls = trustingOurselves()
                    .getSocketFactory()
                    .createSocket(plain, target.getHostString(), target.getPort(), true)) {
                tls.getOutputStream().write(options(tls));
                byte[] answer = new byte[12];
                int got = tls.getInputStream().readNBytes(answer, 0, answer.length);
                String line = new String(answer, 0, got, StandardCharsets.US_ASCII);
                return line.startsWith("SIP/2.0 200") ? Optional.empty() : Optional.of("OPTIONS met " + line);
            }
        } catch (SSLException refused) {
            // where everybody must show a certificate, to be told so by the listener is all that we can see of it
            return String.valueOf(refused.getMessage()).contains("certificate_required")
                    ? Optional.empty()
                    : Optional.of("OPTIONS over TLS failed: " + refused.getMessage());
        } catch (IOException | GeneralSecurityException failure) {
            return Optional.of("OPTIONS over TLS failed: " + failure.getMessage());
        }
    }

    private byte[] options(Socket from) {
        String host = target.getAddress() instanceof Inet6Address
                ? "[" + target.getAddress().getHostAddress().replaceAll("%.*", "") + "]"
                : target.getAddress().getHostAddress();
        String id = UUID.randomUUID().toString();
        return ("OPTIONS sip:" + host + ":" + target.getPort() + ";transport=tls SIP/2.0\r\n"
                        + "Via: SIP/2.0/TLS " + host + ":" + from.getLocalPort() + ";branch=z9hG4bK" + id + ";rport\r\n"
                        + "Max-Forwards: 70\r\n"
                        + "From: <sip:self-check@" + host + ">;tag=" + id + "\r\n"
                        + "To: <sip:" + host + ">\r\n"
                        + "Call-ID: " + id + "\r\n"
                        + "CSeq: 1 OPTIONS\r\n"
                        + "Content-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Trusts the very certificates that we show, whoever signed them; not those in the file, which may be newer. */
    private SSLContext trustingOurselves() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (X509Certificate one : shown.get()) {
            store.setCertificateEntry("own-" + number++, one);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() {
        running = false;
        thread.interrupt();
    }
}
