package org.ringfort.edge.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private keys as tools of all ages write them. */
class PrivateKeyFileTest {
    @TempDir
    Path folder;

    private Path pem(String type, byte[] der) throws IOException {
        return Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type
                        + "-----\n");
    }

    private static KeyPair keys(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static byte[] inner(KeyPair keys) throws IOException {
        return PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
    }

    @Test
    void rfc5958_2_pkcs8_and_the_older_forms_of_rsa_and_ec_are_read() throws Exception {
        KeyPair ec = keys("EC", 256);
        KeyPair rsa = keys("RSA", 2_048);
        assertThat(PrivateKeyFile.read(pem("PRIVATE KEY", ec.getPrivate().getEncoded()), ec.getPublic()))
                .isEqualTo(ec.getPrivate());
        assertThat(PrivateKeyFile.read(pem("EC PRIVATE KEY", inner(ec)), ec.getPublic()))
                .isEqualTo(ec.getPrivate());
        assertThat(PrivateKeyFile.read(pem("RSA PRIVATE KEY", inner(rsa)), rsa.getPublic()))
                .isEqualTo(rsa.getPrivate());
    }

    @Test
    void what_is_no_key_or_another_kind_of_key_is_refused_in_words() throws Exception {
        KeyPair ec = keys("EC", 256);
        KeyPair rsa = keys("RSA", 2_048);
        assertThatThrownBy(() -> PrivateKeyFile.read(pem("CERTIFICATE", new byte[20]), ec.getPublic()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no unencrypted private key");
        assertThatThrownBy(() -> PrivateKeyFile.read(pem("EC PRIVATE KEY", new byte[20]), ec.getPublic()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        PrivateKeyFile.read(pem("PRIVATE KEY", rsa.getPrivate().getEncoded()), ec.getPublic()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another kind");
    }
}
