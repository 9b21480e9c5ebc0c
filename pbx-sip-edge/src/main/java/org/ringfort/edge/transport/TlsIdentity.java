package org.ringfort.edge.transport;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import javax.net.ssl.SSLException;
import org.ringfort.process.config.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that phones see, and what may be agreed with them: TLS 1.3 and 1.2, key agreement by ECDHE, ciphers with
 * authentication. A changed file is taken up for new connections; one that cannot be used leaves the old in place.
 *
 * @rfc 5246 7.4
 * @rfc 8446 4.1
 */
final class TlsIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(TlsIdentity.class);
    static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final Path certificate;
    private final Path key;
    private volatile SslContext context;
    private FileTime seen;

    TlsIdentity(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
        try {
            this.seen = newest();
            this.context = load();
        } catch (IOException | IllegalArgumentException unusable) {
            throw new ConfigurationException("cannot use the certificate " + certificate + " with the key " + key + ": "
                    + unusable.getMessage());
        }
    }

    SslContext context() {
        return context;
    }

    /** Called now and then by one thread. */
    void reloadIfChanged() {
        try {
            FileTime now = newest();
            if (!now.equals(seen)) {
                seen = now;
                context = load();
                LOG.atInfo()
                        .addKeyValue("event.action", "tls.certificate_reloaded")
                        .log("certificate reloaded");
            }
        } catch (IOException | IllegalArgumentException unusable) {
            LOG.atWarn()
                    .addKeyValue("event.action", "tls.certificate_unusable")
                    .addKeyValue("event.reason", unusable.getMessage())
                    .log("the new certificate cannot be used, the old one stays");
        }
    }

    private FileTime newest() throws IOException {
        FileTime one = Files.getLastModifiedTime(certificate);
        FileTime other = Files.getLastModifiedTime(key);
        return one.compareTo(other) > 0 ? one : other;
    }

    private SslContext load() throws SSLException {
        return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(SUITES, SupportedCipherSuiteFilter.INSTANCE)
                .build();
    }
}
