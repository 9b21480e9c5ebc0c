package org.ringfort.app.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.identity.store.ApiKeyStore;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.stereotype.Service;

/** Keys for programs: 256 random bits, kept as a hash, with named permissions, a home and an end. */
@Service
public class ApiKeys {
    private static final String PREFIX = "rf_";
    private static final Pattern TOKEN = Pattern.compile("rf_[A-Za-z0-9_-]{43}");
    private static final int SECRET_BYTES = 32;
    private static final int SHOWN = 8;
    private static final Duration DEFAULT_LIFE = Duration.ofDays(90);
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private final ApiKeyStore store;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final SecureRandom random;
    private final Clock clock;

    ApiKeys(
            ApiKeyStore store,
            Tenants tenants,
            TenantTransactions transactions,
            Audit audit,
            SecureRandom random,
            Clock clock) {
        this.store = store;
        this.tenants = tenants;
        this.transactions = transactions;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /** A key and its secret, which is seen once. */
    public record WithSecret(ApiKey key, Secret secret) {}

    /** Who a token stands for; empty where it is none, has ended, or its tenant is disabled. */
    public Optional<Actor> authenticate(String token, String address) {
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<ApiKey> found = transactions.separately(TenantScope.PLATFORM, () -> {
            Optional<ApiKey> key = store.byHash(hash(token)).filter(it -> now.isBefore(it.expiresAt()));
            key.ifPresent(it -> store.used(it.id(), now));
            return key;
        });
        return found.filter(this::homeIsOpen)
                .map(key -> new Actor(
                        Actor.Kind.API_KEY,
                        key.id(),
                        key.name(),
                        key.home(),
                        key.permissions(),
                        Optional.empty(),
                        address));
    }

    /** Oldest first. */
    public Page<ApiKey> list(Cursor cursor) {
        return transactions.current(() -> Page.of(
                store.list(TenantScope.current(), cursor),
                cursor.limit(),
                key -> key.id().toString()));
    }

    /** One of the current scope's. */
    public Optional<ApiKey> find(UUID id) {
        return transactions.current(() -> store.find(TenantScope.current(), id));
    }

    /** Creates a key; nobody gives a permission they do not have. */
    public WithSecret create(String name, Set<Permission> permissions, @Nullable Instant expiresAt) {
        byte[] octets = new byte[SECRET_BYTES];
        random.nextBytes(octets);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        return create(name, permissions, expiresAt, Secret.ofText(token));
    }

    WithSecret create(String name, Set<Permission> permissions, @Nullable Instant expiresAt, Secret token) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant end = expiresAt == null ? now.plus(DEFAULT_LIFE) : expiresAt;
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST_LIFE))) {
            throw Problem.invalid("expiresAt", "range", "Give a moment within the next year.");
        }
        if (permissions.isEmpty()) {
            throw Problem.invalid("permissions", "required", "Name at least one permission.");
        }
        Actor actor = Actors.current();
        boolean ofPlatform = TenantScope.current().equals(TenantScope.PLATFORM);
        for (Permission permission : permissions) {
            if (actor.kind() != Actor.Kind.SYSTEM && !actor.may(permission)) {
                throw Problem.invalid("permissions", "forbidden", "You do not have " + permission.wireName() + ".");
            }
            if (permission == Permission.TENANTS_WRITE && !ofPlatform) {
                throw Problem.invalid("permissions", "misplaced", "A tenant's key cannot change tenants.");
            }
        }
        if (!TOKEN.matcher(token.revealText()).matches()) {
            throw Problem.invalid("key", "malformed", "A key is rf_ and 43 characters of base64url.");
        }
        return transactions.current(() -> {
            TenantId home = TenantScope.current();
            ApiKey wanted = new ApiKey(
                    TenantId.next().value(),
                    home,
                    name,
                    token.revealText().substring(0, SHOWN),
                    permissions,
                    end,
                    Optional.empty(),
                    actor.name(),
                    now,
                    0);
            ApiKey key = store.insert(wanted, hash(token.revealText()));
            audit.record(AuditEntry.created("api-key", key.id(), key));
            return new WithSecret(key, token);
        });
    }

    /** From now on it opens nothing. */
    public void revoke(UUID id) {
        transactions.run(TenantScope.current(), () -> {
            ApiKey key = store.find(TenantScope.current(), id).orElseThrow(Problem::notFound);
            store.delete(id);
            audit.record(AuditEntry.deleted("api-key", id, key));
        });
    }

    private boolean homeIsOpen(ApiKey key) {
        return key.home().equals(TenantScope.PLATFORM)
                || tenants.lookUp(key.home()).filter(Tenant::enabled).isPresent();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** For those who set an installation up. */
    Optional<ApiKey> byName(TenantId home, String name) {
        return store.byName(home, name);
    }

    /** The longest life that a key may have. */
    Instant latestEnd() {
        return clock.instant().plus(LONGEST_LIFE).minus(Duration.ofMinutes(1));
    }

    /** What a list of names means. */
    public static Set<Permission> parse(List<String> names) {
        java.util.EnumSet<Permission> permissions = java.util.EnumSet.noneOf(Permission.class);
        for (int i = 0; i < names.size(); i++) {
            try {
                permissions.add(Permission.parse(names.get(i)));
            } catch (IllegalArgumentException unknown) {
                throw Problem.invalid("permissions[" + i + "]", "unknown", "There is no such permission.");
            }
        }
        return permissions;
    }
}
