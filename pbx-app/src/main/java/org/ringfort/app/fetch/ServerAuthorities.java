package org.ringfort.app.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Who may vouch for the servers that pages are fetched from. */
public final class ServerAuthorities {
    private ServerAuthorities() {}

    /**
     * Connections to servers that these authorities have certified.
     *
     * @param setting named where the file cannot be used
     * @param file PEM; empty: the authorities of the runtime
     * @throws IllegalArgumentException where the file holds no certificate
     */
    public static SSLSocketFactory of(String setting, String file) {
        return context(setting, file).getSocketFactory();
    }

    /** The same for who makes connections of his own. */
    public static SSLContext context(String setting, String file) {
        try {
            if (file.isEmpty()) {
                return SSLContext.getDefault();
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate authority : read(setting, file)) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException("TLS of this runtime", broken);
        }
    }

    private static Collection<? extends Certificate> read(String setting, String file) {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            Collection<? extends Certificate> read =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (!read.isEmpty()) {
                return read;
            }
        } catch (IOException | CertificateException unreadable) {
            throw new IllegalArgumentException(setting + ": " + file + " cannot be read", unreadable);
        }
        throw new IllegalArgumentException(setting + ": " + file + " holds no certificate");
    }
}
