package org.ringfort.app.provisioning.web;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets every client's certificate through the handshake, which proves its key and no more: whose it is says the tenant's own list of what it
 * has issued, by fingerprint, for each request. A chain would say less: not whether it was revoked. No server is believed by it.
 *
 * <p>Public, with a constructor that takes nothing, since Tomcat makes it by its name.
 */
public final class ClientsThatAreLookedUp extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {
        // Looked up by whoever asks what it proves.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {
        // Looked up by whoever asks what it proves.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
        // Looked up by whoever asks what it proves.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw new CertificateException("this is for clients");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        throw new CertificateException("this is for clients");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        throw new CertificateException("this is for clients");
    }

    /** None is named, so that clients show what they have. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
