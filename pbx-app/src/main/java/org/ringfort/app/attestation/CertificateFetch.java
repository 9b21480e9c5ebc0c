package org.ringfort.app.attestation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches one signer's certificates. A client of its own, since it must connect to the very address that was allowed, and give
 * up after a time and a size whatever the other side does: no redirect is followed, no compression taken, nothing kept open.
 *
 * @rfc 8224 7
 * @rfc 9112 6.3
 */
final class CertificateFetch {
    private static final int LARGEST = 64 * 1024;
    private static final int MOST_CERTIFICATES = 6;

    /**
     * What was found.
     *
     * @param certificates the signer's first; 1 to 6
     * @param keep how long the server says that it stays so
     */
    record Fetched(List<X509Certificate> certificates, Duration keep) {
        Fetched {
            certificates = List.copyOf(certificates);
        }
    }

    private final FetchTargets targets;
    private final SSLSocketFactory tls;
    private final Duration longest;

    /** @param longest for all of it, name and handshake among it */
    CertificateFetch(FetchTargets targets, SSLSocketFactory tls, Duration longest) {
        this.targets = targets;
        this.tls = tls;
        this.longest = longest;
    }

    /** Blocks. @throws IOException saying why in words that hold nothing of the other side's */
    Fetched fetch(String url) throws IOException {
        long deadline = System.nanoTime() + longest.toNanos();
        FetchTargets.Target target = targets.of(url);
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(target.address(), target.port()), left(deadline));
            plain.setSoTimeout(left(deadline));
            try (SSLSocket secured = (SSLSocket) tls.createSocket(plain, target.host(), target.port(), true)) {
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
                secured.setSSLParameters(parameters);
                secured.startHandshake();
                secured.getOutputStream().write(request(target));
                return read(HttpAnswer.parse(octets(secured, deadline)));
            }
        }
    }

    private static byte[] request(FetchTargets.Target target) {
        String host = target.host().indexOf(':') < 0 ? target.host() : "[" + target.host() + "]";
        String authority = target.port() == 443 ? host : host + ":" + target.port();
        return ("GET " + target.path() + " HTTP/1.1\r\nHost: " + authority
                        + "\r\nAccept: application/pem-certificate-chain, application/pkix-cert, */*"
                        + "\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** All of the answer, which ends with the connection, or where it says so itself. */
    private static byte[] octets(SSLSocket socket, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        var read = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        while (!HttpAnswer.complete(read)) {
            socket.setSoTimeout(left(deadline));
            int count = in.read(some);
            if (count < 0) {
                break;
            }
            read.write(some, 0, count);
            if (read.size() > LARGEST) {
                throw new IOException("an answer that is too large");
            }
        }
        return read.toByteArray();
    }

    private static int left(long deadline) throws SocketTimeoutException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) millis;
    }

    private static Fetched read(HttpAnswer answer) throws IOException {
        if (answer.status() != 200) {
            throw new IOException("answered with " + answer.status());
        }
        try {
            List<X509Certificate> certificates = PemFiles.certificates(answer.body());
            if (certificates.isEmpty() || certificates.size() > MOST_CERTIFICATES) {
                throw new IOException("no certificate, or too many");
            }
            return new Fetched(certificates, answer.keep());
        } catch (CertificateException malformed) {
            throw new IOException("what was fetched is no certificate", malformed);
        }
    }
}
