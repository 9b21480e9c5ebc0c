package org.ringfort.edge.transport.tls;

import io.netty.handler.ssl.ResumableX509ExtendedTrustManager;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Judges client certificates in handshakes, those of resumed sessions too; what is good may change between two of them. */
final class ClientJudge extends X509ExtendedTrustManager implements ResumableX509ExtendedTrustManager {
    private final Clock clock;
    private volatile ClientTrust trust;

    ClientJudge(ClientTrust trust, Clock clock) {
        this.trust = trust;
        this.clock = clock;
    }

    void trust(ClientTrust now) {
        trust = now;
    }

    /** Whether a certificate that was good is so still. */
    boolean isGood(PeerCertificate certificate) {
        try {
            trust.judge(certificate.chain(), clock.instant());
            return true;
        } catch (ClientRefused notAnyMore) {
            return false;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        trust.judge(List.of(chain), clock.instant());
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
        trust.judge(List.of(chain), clock.instant());
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.authorities().toArray(X509Certificate[]::new);
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
