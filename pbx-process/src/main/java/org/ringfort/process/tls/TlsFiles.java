package org.ringfort.process.tls;

import java.nio.file.Path;
import org.ringfort.process.config.Settings;

/**
 * The PEM files of one end of a mutual-TLS connection.
 *
 * @param certificate our certificate, its chain after it
 * @param key its private key, PKCS#8, not encrypted
 * @param trust the authorities that may vouch for the other end
 */
public record TlsFiles(Path certificate, Path key, Path trust) {
    /** Reads {@code <prefix>.certificate}, {@code <prefix>.key} and {@code <prefix>.trust}; all three must exist. */
    public static TlsFiles from(Settings settings, String prefix) {
        return new TlsFiles(
                settings.readableFile(
                        prefix + ".certificate", "PEM file of the certificate between the services, its own first"),
                settings.readableFile(prefix + ".key", "PEM file of its key (PKCS #8)"),
                settings.readableFile(
                        prefix + ".trust", "PEM file of the authority between the services, and of nobody else"));
    }
}
