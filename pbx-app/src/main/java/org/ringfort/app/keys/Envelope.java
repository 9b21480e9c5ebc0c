package org.ringfort.app.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.ringfort.app.keys.store.KeyStore;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.stereotype.Service;

/**
 * Seals what must not be read in the database, a dump or a backup.
 *
 * <p>The installation's key, from a file, wraps one data key a tenant; the data key seals values. A sealed value is
 * version (1 octet) | data key's identity (16) | nonce (12) | ciphertext | tag (16), and is bound to its tenant and to the
 * context given, so that it opens nowhere else.
 */
@Service
public class Envelope {
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 17;
    private static final int KEY_BYTES = 32;

    private final Map<String, Secret> installationKeys = new LinkedHashMap<>();
    private final String wrappingKey;
    private final KeyStore store;
    private final TenantTransactions transactions;
    private final SecureRandom random;
    private final Cache<UUID, Secret> unwrapped = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();
    private final Cache<TenantId, UUID> sealingKeys = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    Envelope(KeySettings settings, KeyStore store, TenantTransactions transactions, SecureRandom random) {
        for (Secret key : settings.read()) {
            installationKeys.put(name(key), key);
        }
        wrappingKey = installationKeys.keySet().iterator().next();
        this.store = store;
        this.transactions = transactions;
        this.random = random;
    }

    /** What was sealed for another tenant or context, damaged, or under a key that is gone. */
    public static sealed class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            this("a sealed value does not open here");
        }

        private Unreadable(String why) {
            super(why);
        }
    }

    /** The installation's key that wraps the tenant's is not configured here now: what does not open today may open tomorrow. */
    public static final class KeyMissing extends Unreadable {
        private static final long serialVersionUID = 1L;

        KeyMissing() {
            super("the installation's key that would open a sealed value is not here");
        }
    }

    /**
     * Seals {@code plaintext} for a tenant.
     *
     * @param context says what it is and whose, e.g. {@code device:<id>:ha1-md5}; the same is needed to open it
     */
    public byte[] seal(TenantId tenant, byte[] plaintext, String context) {
        UUID id = sealingKeys.get(tenant, this::currentKey);
        byte[] box = SealedBox.seal(key(tenant, id), plaintext, bind(tenant, context), random);
        return ByteBuffer.allocate(HEADER_BYTES + box.length)
                .put(VERSION)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(box)
                .array();
    }

    /** As {@link #seal(TenantId, byte[], String)}. */
    public byte[] seal(TenantId tenant, Secret plaintext, String context) {
        byte[] octets = plaintext.reveal();
        try {
            return seal(tenant, octets, context);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws KeyMissing if the installation's key is not here now
     * @throws Unreadable if it does not belong to this tenant and context, or was changed
     */
    public Secret open(TenantId tenant, byte[] sealed, String context) {
        if (sealed.length <= HEADER_BYTES || sealed[0] != VERSION) {
            throw new Unreadable();
        }
        ByteBuffer header = ByteBuffer.wrap(sealed, 1, HEADER_BYTES - 1);
        UUID id = new UUID(header.getLong(), header.getLong());
        try {
            byte[] box = Arrays.copyOfRange(sealed, HEADER_BYTES, sealed.length);
            byte[] plaintext = SealedBox.open(key(tenant, id), box, bind(tenant, context));
            Secret secret = Secret.of(plaintext);
            Arrays.fill(plaintext, (byte) 0);
            return secret;
        } catch (GeneralSecurityException wrong) {
            throw new Unreadable();
        }
    }

    private UUID currentKey(TenantId tenant) {
        return transactions.separately(
                tenant,
                () -> store.current(tenant).orElseGet(() -> {
                    byte[] fresh = new byte[KEY_BYTES];
                    random.nextBytes(fresh);
                    UUID id = TenantId.next().value();
                    Secret wrapping = java.util.Objects.requireNonNull(installationKeys.get(wrappingKey));
                    byte[] wrapped = SealedBox.seal(wrapping, fresh, bind(tenant, id.toString()), random);
                    Arrays.fill(fresh, (byte) 0);
                    return store.add(tenant, id, wrapped, wrappingKey);
                }));
    }

    private Secret key(TenantId tenant, UUID id) {
        Secret known = unwrapped.getIfPresent(id);
        if (known != null) {
            return known; // the tenant is in the authenticated data, so another tenant's key opens nothing
        }
        KeyStore.Wrapped wrapped =
                transactions.separately(tenant, () -> store.find(tenant, id)).orElseThrow(Unreadable::new);
        Secret wrapping = installationKeys.get(wrapped.installationKey());
        if (wrapping == null) {
            throw new KeyMissing();
        }
        try {
            Secret key = Secret.of(SealedBox.open(wrapping, wrapped.octets(), bind(tenant, id.toString())));
            unwrapped.put(id, key);
            return key;
        } catch (GeneralSecurityException wrong) {
            throw new Unreadable();
        }
    }

    private static byte[] bind(TenantId tenant, String context) {
        return (tenant + "\n" + context).getBytes(StandardCharsets.UTF_8);
    }

    /** A name that tells nothing of the key. */
    private static String name(Secret key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("ringfort installation key".getBytes(StandardCharsets.US_ASCII));
            byte[] hash = digest.digest(key.reveal());
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
