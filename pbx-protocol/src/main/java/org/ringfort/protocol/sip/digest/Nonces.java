package org.ringfort.protocol.sip.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ringfort.kernel.secret.Secret;

/**
 * Nonces that remember nothing: a time, some randomness, and a MAC over both and the realm. A stranger can ask for as many
 * as he likes and costs no memory. Whoever has the key can issue them and judge them; with another key they are stale, and
 * the phone is challenged anew.
 *
 * <p>Layout before Base64: 8 octets milliseconds, 8 octets random, 16 octets HMAC-SHA-256 cut. Safe for any thread.
 *
 * @rfc 7616 3.3
 */
public final class Nonces {
    private static final int MAC_OCTETS = 16;
    private static final int BODY_OCTETS = 16;
    private static final Judged STALE = new Judged.Stale();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Secret key;
    private final Duration lifetime;
    private final Clock clock;
    private final RandomGenerator random;

    /**
     * @param key at least 32 octets
     * @param lifetime after which a nonce is stale
     */
    public Nonces(Secret key, Duration lifetime, Clock clock, RandomGenerator random) {
        if (key.lengthBytes() < 32) {
            throw new IllegalArgumentException("a nonce key of " + key.lengthBytes() + " octets");
        }
        this.key = key;
        this.lifetime = lifetime;
        this.clock = clock;
        this.random = random;
    }

    /** What a nonce turned out to be. */
    public sealed interface Judged {
        /** Ours, and young enough. */
        record Fresh(Instant issuedAt) implements Judged {}

        /** Too old, of another process, for another realm, or invented. */
        record Stale() implements Judged {}
    }

    /** For whoever is to issue them too. */
    public Secret key() {
        return key;
    }

    /** A new one for {@code realm}. */
    public String issue(String realm) {
        byte[] body = ByteBuffer.allocate(BODY_OCTETS)
                .putLong(clock.millis())
                .putLong(random.nextLong())
                .array();
        byte[] mac = mac(realm, body);
        return TEXT.encodeToString(
                ByteBuffer.allocate(BODY_OCTETS + MAC_OCTETS).put(body).put(mac).array());
    }

    /** Whether we made {@code nonce} for {@code realm}, and lately. */
    public Judged judge(String nonce, String realm) {
        byte[] octets;
        try {
            octets = Base64.getUrlDecoder().decode(nonce.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException notBase64) {
            return STALE;
        }
        if (octets.length != BODY_OCTETS + MAC_OCTETS
                || !TEXT.encodeToString(octets).equals(nonce)) {
            return STALE;
        }
        byte[] body = Arrays.copyOf(octets, BODY_OCTETS);
        byte[] mac = Arrays.copyOfRange(octets, BODY_OCTETS, octets.length);
        if (!MessageDigest.isEqual(mac, mac(realm, body))) {
            return STALE;
        }
        Instant issuedAt = Instant.ofEpochMilli(ByteBuffer.wrap(body).getLong());
        return clock.instant().isAfter(issuedAt.plus(lifetime)) ? STALE : new Judged.Fresh(issuedAt);
    }

    private byte[] mac(String realm, byte[] body) {
        byte[] material = key.reveal();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(material, "HmacSHA256"));
            mac.update(realm.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(body), MAC_OCTETS);
        } catch (GeneralSecurityException everyJdkHasHmac) {
            throw new IllegalStateException(everyJdkHasHmac);
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }
}
