package org.ringfort.edge.transport.tls;

import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Certificates of ours for those whom we call: {@code name.pem} beside {@code name.key} in one folder, read when they are
 * needed. Who may be shown which, the app says; here a name is a name, and leads nowhere but into the folder. Any thread;
 * blocks for files.
 */
public final class OwnCertificates {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

    private final Optional<Path> folder;

    /** @param folder empty: there are none */
    public OwnCertificates(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Equal as long as nobody writes its files. */
    public List<Object> version(String name) throws IOException {
        List<Object> seen = new ArrayList<>();
        IdentityFiles.fingerprint(file(name, ".pem"), seen);
        IdentityFiles.fingerprint(file(name, ".key"), seen);
        return List.copyOf(seen);
    }

    /**
     * Has the peer shown it, if it asks.
     *
     * @throws IOException where there is none of that name, or it cannot be used, in the operator's words
     */
    public void show(String name, SslContextBuilder builder) throws IOException {
        Identity own = Identity.read(name, file(name, ".pem"), file(name, ".key"));
        builder.keyManager(own.key(), own.chain().toArray(X509Certificate[]::new));
    }

    private Path file(String name, String ending) throws IOException {
        if (folder.isEmpty() || !NAME.matcher(name).matches() || name.contains("..")) {
            throw new IOException("there is no certificate of that name to show");
        }
        return folder.get().resolve(name + ending);
    }
}
