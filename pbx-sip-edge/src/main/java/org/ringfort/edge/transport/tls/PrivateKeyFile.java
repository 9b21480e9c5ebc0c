package org.ringfort.edge.transport.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the private key of a certificate from PEM: PKCS #8, or the older forms of RSA and EC keys, which hold no algorithm of
 * their own and are given that of the certificate.
 *
 * @rfc 5958 2
 */
final class PrivateKeyFile {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final int MOST_BYTES = 65_536;
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private PrivateKeyFile() {}

    /**
     * The key.
     *
     * @param owner the public key of the certificate
     * @throws IOException in the operator's words; nothing of the key is in them
     */
    static PrivateKey read(Path file, PublicKey owner) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("the key file is too large");
        }
        Matcher block = BLOCK.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!block.find()) {
            throw new IOException("the key file holds no unencrypted private key in PEM");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            byte[] pkcs8 = block.group(1).equals("PRIVATE KEY") ? der : wrapped(der, owner);
            return KeyFactory.getInstance(owner.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new IOException("the private key cannot be read, or is of another kind than the certificate's");
        }
    }

    /** version 0, the certificate's algorithm, the key. */
    private static byte[] wrapped(byte[] key, PublicKey owner) throws IOException {
        byte[] version = {2, 1, 0};
        return element(SEQUENCE, joined(version, algorithm(owner.getEncoded()), element(OCTETS, key)));
    }

    /** SubjectPublicKeyInfo begins with its AlgorithmIdentifier. */
    private static byte[] algorithm(byte[] publicKey) {
        int outer = headerBytes(publicKey, 0);
        int length = headerBytes(publicKey, outer) + contentBytes(publicKey, outer);
        byte[] identifier = new byte[length];
        System.arraycopy(publicKey, outer, identifier, 0, length);
        return identifier;
    }

    private static int headerBytes(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return first < 0x80 ? 2 : 2 + (first & 0x7f);
    }

    private static int contentBytes(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        int length = first < 0x80 ? first : 0;
        for (int i = 0; first >= 0x80 && i < (first & 0x7f); i++) {
            length = length << 8 | (der[at + 2 + i] & 0xff);
        }
        return length;
    }

    private static byte[] element(int tag, byte[] content) {
        byte[] header = content.length < 0x80
                ? new byte[] {(byte) tag, (byte) content.length}
                : content.length < 0x100
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) content.length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return joined(header, content);
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
