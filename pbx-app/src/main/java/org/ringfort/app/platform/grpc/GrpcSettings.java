package org.ringfort.app.platform.grpc;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The door for edges.
 *
 * @param enabled default true; false only where a test needs no edge
 * @param address IP address to listen on; default 127.0.0.1, so that nothing is exposed unasked
 * @param port 0 to 65535, 0: any; default 7001
 * @param certificate PEM chain of the server
 * @param key PEM private key (PKCS#8)
 * @param trust PEM of the authorities whose clients are let in
 */
@ConfigurationProperties("ringfort.grpc")
public record GrpcSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("7001") int port,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path trust) {

    /** Refuses what cannot work, by name. */
    public GrpcSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("ringfort.grpc.port must be 0 to 65535, not " + port);
        }
    }

    /** A file that must be there. */
    static Path file(String property, @Nullable Path path) {
        if (path == null) {
            throw new IllegalArgumentException(property + " is not set: edges are admitted by mutual TLS only");
        }
        if (!java.nio.file.Files.isReadable(path)) {
            throw new IllegalArgumentException(property + " cannot be read: " + path);
        }
        return path;
    }
}
