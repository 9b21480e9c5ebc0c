package org.ringfort.edge.transport.tls;

import io.netty.handler.ssl.ResumableX509ExtendedTrustManager;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Judges client certificates in handshakes, those of resumed sessions too; what is good may change between two of them.
 *
 * <p>Where devices are asked for theirs, which their tenants have issued, one that is not good by our own files is let through as
 * what it is: unknown. That its key is there the handshake proves all the same. Names that require a certificate stay strict.
 */
final class ClientJudge extends X509ExtendedTrustManager implements ResumableX509ExtendedTrustManager {
    /** Far more than a certificate of a device needs; what is let through unread must not be large. */
    private static final int MOST_OCTETS = 8_192;

    private final TlsSettings.Clients clients;
    private final Clock clock;
    private volatile ClientTrust trust;

    ClientJudge(ClientTrust trust, TlsSettings.Clients clients, Clock clock) {
        this.trust = trust;
        this.clients = clients;
        this.clock = clock;
    }

    void trust(ClientTrust now) {
        trust = now;
    }

    /** Whether a certificate is good now, its chain as it was shown. */
    boolean isGood(List<X509Certificate> chain) {
        try {
            trust.judge(chain, clock.instant());
            return true;
        } catch (ClientRefused isNot) {
            return false;
        }
    }

    /** Whether what is not good is let through as unknown, under the name that this session asked for. */
    boolean isTolerant(@Nullable SSLSession session) {
        Optional<String> asked = NamedKeys.asked(session);
        return clients.asksDevicesAt(asked) && !clients.requiresAt(asked);
    }

    private void judge(X509Certificate[] chain, @Nullable SSLSession session) throws CertificateException {
        if (!isTolerant(session)) {
            trust.judge(List.of(chain), clock.instant());
        } else if (chain.length == 0
                || chain.length > ClientTrust.LONGEST_CHAIN
                || chain[0].getEncoded().length > MOST_OCTETS) {
            throw new ClientRefused("no certificate, or too large");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge(chain, engine.getHandshakeSession());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trust.judge(List.of(chain), clock.instant());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trust.judge(List.of(chain), clock.instant());
    }

    @Override
    public void resumeClientTrusted(X509Certificate[] chain, SSLEngine engine) throws CertificateException {
        judge(chain, engine.getHandshakeSession());
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        // Who would name authorities would hear nothing from devices, whose tenants' are not among them.
        return clients.devicesAt().isEmpty()
                ? trust.authorities().toArray(X509Certificate[]::new)
                : new X509Certificate[0];
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("clients alone are judged here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("clients alone are judged here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("clients alone are judged here");
    }

    @Override
    public void resumeServerTrusted(X509Certificate[] chain, SSLEngine engine) throws CertificateException {
        throw new CertificateException("clients alone are judged here");
    }
}
