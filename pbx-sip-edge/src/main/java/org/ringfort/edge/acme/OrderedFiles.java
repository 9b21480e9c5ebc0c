package org.ringfort.edge.acme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The account's key, and one certificate with its key for each name; nobody else can read the keys. One thread. */
final class OrderedFiles {
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String CURVE = "secp256r1";

    private final Path account;
    private final Path folder;

    OrderedFiles(Path account, Path folder) {
        this.account = account;
        this.folder = folder;
    }

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The account's key; made, and safe on the disk, before it is used for the first time. */
    KeyPair account() throws IOException {
        if (Files.exists(account)) {
            return read(Files.readString(account));
        }
        KeyPair fresh = newKeys();
        put(account, privatePem(fresh) + pem("PUBLIC KEY", fresh.getPublic()));
        return fresh;
    }

    private static KeyPair read(String pem) throws IOException {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(block("PUBLIC KEY", pem))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(block("PRIVATE KEY", pem))));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new IOException("the account's key cannot be read");
        }
    }

    private static byte[] block(String type, String pem) {
        String begin = "-----BEGIN " + type + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + type + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(type);
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }

    /** When the certificate of a name is to be renewed: after two thirds of its life; at once where there is none. */
    Instant due(String name) {
        return present(name)
                .map(certificate -> {
                    Instant from = certificate.getNotBefore().toInstant();
                    Duration life =
                            Duration.between(from, certificate.getNotAfter().toInstant());
                    return from.plus(life.multipliedBy(2).dividedBy(3));
                })
                .orElse(Instant.EPOCH);
    }

    private Optional<X509Certificate> present(String name) {
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".pem"))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in) instanceof X509Certificate found
                    ? Optional.of(found)
                    : Optional.empty();
        } catch (IOException | CertificateException missing) {
            return Optional.empty();
        }
    }

    /** Both, each in one step; key first, so that who looks between the two sees a pair that does not fit, and waits. */
    void store(String name, KeyPair keys, String chain) throws IOException {
        put(folder.resolve(name + ".key"), privatePem(keys));
        put(folder.resolve(name + ".pem"), chain);
    }

    private static String privatePem(KeyPair keys) {
        return pem("PRIVATE KEY", keys.getPrivate());
    }

    private static String pem(String type, Key key) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()) + "\n-----END " + type
                + "-----\n";
    }

    private static void put(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        Files.createDirectories(folder);
        Path beside = Files.createTempFile(folder, ".new", ".tmp", PRIVATE);
        try {
            Files.writeString(beside, text, StandardCharsets.US_ASCII);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
