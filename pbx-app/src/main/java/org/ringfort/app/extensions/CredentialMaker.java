package org.ringfort.app.extensions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.ringfort.app.keys.Envelope;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.stereotype.Component;

/** Makes names and passwords for phones, and the two HA1 that are kept of them, sealed.
 *  @rfc 7616 3.4.2
 *  @rfc 8760 */
@Component
public class CredentialMaker {
    // No 0/O, 1/l/I: people do type these into phones.
    private static final String ALPHABET = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String NAME_ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz";
    private static final int PASSWORD_CHARACTERS = 24;
    private static final int NAME_CHARACTERS = 16;

    private final SecureRandom random;
    private final Envelope envelope;

    CredentialMaker(SecureRandom random, Envelope envelope) {
        this.random = random;
        this.envelope = envelope;
    }

    /** Both HA1 as they are stored. */
    @SuppressWarnings("ArrayRecordComponent") // two columns on their way to the database, never compared
    public record Sealed(byte[] ha1Md5, byte[] ha1Sha256) {}

    DeviceCredentials generate(String realm) {
        return renew(draw(NAME_ALPHABET, NAME_CHARACTERS), realm);
    }

    DeviceCredentials renew(String authUsername, String realm) {
        return new DeviceCredentials(authUsername, realm, Secret.ofText(draw(ALPHABET, PASSWORD_CHARACTERS)));
    }

    Sealed seal(TenantId tenant, DeviceId device, DeviceCredentials credentials) {
        return new Sealed(
                envelope.seal(tenant, ha1("MD5", credentials), context(device, "ha1-md5")),
                envelope.seal(tenant, ha1("SHA-256", credentials), context(device, "ha1-sha-256")));
    }

    /** Opens the MD5 one. */
    public Secret openMd5(TenantId tenant, DeviceId device, byte[] sealed) {
        return envelope.open(tenant, sealed, context(device, "ha1-md5"));
    }

    /** Opens the SHA-256 one. */
    public Secret openSha256(TenantId tenant, DeviceId device, byte[] sealed) {
        return envelope.open(tenant, sealed, context(device, "ha1-sha-256"));
    }

    static Secret ha1(String algorithm, DeviceCredentials credentials) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(
                    (credentials.authUsername() + ":" + credentials.realm() + ":").getBytes(StandardCharsets.UTF_8));
            byte[] password = credentials.password().reveal();
            byte[] hash = digest.digest(password);
            Arrays.fill(password, (byte) 0);
            return Secret.ofText(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String context(DeviceId device, String what) {
        return "device:" + device + ":" + what;
    }

    private String draw(String alphabet, int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
