package org.ringfort.edge.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A TLS server of the JDK: one certificate that it shows, and believes. */
final class Trusting {
    private static final char[] NO_PASSWORD = new char[0];

    private Trusting() {}

    static SSLServerSocketFactory server(Path pem, Path keyFile) throws GeneralSecurityException, IOException {
        Certificate own;
        try (InputStream in = Files.newInputStream(pem)) {
            own = CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        String text = Files.readString(keyFile).replaceAll("-----[A-Z ]+-----", "");
        PrivateKey key = KeyFactory.getInstance(own.getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text)));
        KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, NO_PASSWORD);
        keys.setKeyEntry("own", key, NO_PASSWORD, new Certificate[] {own});
        keys.setCertificateEntry("believed", own);
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, NO_PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        return context.getServerSocketFactory();
    }
}
