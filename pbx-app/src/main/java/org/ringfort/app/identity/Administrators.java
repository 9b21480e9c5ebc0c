package org.ringfort.app.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.identity.store.AdministratorStore;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.PermissionTable;
import org.ringfort.app.platform.access.Role;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.kernel.telemetry.Events;
import org.springframework.stereotype.Service;

/**
 * Those who sign in, of the current tenant or of the platform.
 *
 * <p>Nobody hands out, resets or takes over what they do not have: a role can be given, and its holder touched, only by
 * somebody who has all of that role's permissions.
 */
@Service
public class Administrators {
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{1,63}");

    private final AdministratorStore store;
    private final Passwords passwords;
    private final TenantTransactions transactions;
    private final Audit audit;

    Administrators(AdministratorStore store, Passwords passwords, TenantTransactions transactions, Audit audit) {
        this.store = store;
        this.passwords = passwords;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** Somebody, and the password that they must change at first sign-in; seen once. */
    public record WithPassword(Administrator administrator, Secret password) {}

    /** Oldest first. */
    public Page<Administrator> list(Cursor cursor) {
        return transactions.current(() -> Page.of(
                store.list(TenantScope.current(), cursor),
                cursor.limit(),
                administrator -> administrator.id().toString()));
    }

    /** One of the current scope's own. */
    public Optional<Administrator> find(UUID id) {
        return transactions.current(() -> store.find(TenantScope.current(), id));
    }

    /** Creates somebody with a generated password. */
    public WithPassword create(String username, AdministratorDraft draft) {
        return transactions.current(() -> {
            String name = username.toLowerCase(Locale.ROOT);
            if (!USERNAME.matcher(name).matches()) {
                throw Problem.invalid(
                        "username", "malformed", "Use 2 to 64 letters, digits, dots, dashes or an e-mail address.");
            }
            check(draft);
            Secret password = passwords.generate();
            Administrator created = store.insert(TenantScope.current(), name, draft, passwords.hash(password), true);
            audit.record(AuditEntry.created("administrator", created.id(), created));
            return new WithPassword(created, password);
        });
    }

    /** Changes what is said of somebody. */
    public Administrator change(UUID id, long version, AdministratorDraft draft) {
        return transactions.current(() -> {
            Administrator before = touchable(id);
            EntityTag.check(version, before.version());
            check(draft);
            if (isSelf(id) && (draft.role() != before.role() || !draft.enabled())) {
                throw Problem.conflict("own-account", "Ask somebody else to change your own role or to disable you.");
            }
            Administrator after = store.update(id, draft);
            audit.record(AuditEntry.changed("administrator", id, before, after));
            return after;
        });
    }

    /** Deletes somebody. */
    public void delete(UUID id) {
        transactions.run(TenantScope.current(), () -> {
            Administrator before = touchable(id);
            if (isSelf(id)) {
                throw Problem.conflict("own-account", "Ask somebody else to delete you.");
            }
            store.delete(id);
            audit.record(AuditEntry.deleted("administrator", id, before));
        });
    }

    /** Gives somebody a generated password that they must change; their sessions end. */
    public WithPassword resetPassword(UUID id) {
        return transactions.current(() -> {
            touchable(id);
            Secret password = passwords.generate();
            Administrator after = store.password(id, passwords.hash(password), true);
            audit.record(AuditEntry.of(Events.PASSWORD_RESET, "administrator", id, null));
            return new WithPassword(after, password);
        });
    }

    /** Forgets somebody's second factor, so that they enrol anew; their sessions end. */
    public void resetSecondFactor(UUID id) {
        transactions.run(TenantScope.current(), () -> {
            touchable(id);
            store.forgetSecondFactor(id);
            store.recoveryCodes(TenantScope.current(), id, List.of());
            audit.record(AuditEntry.of(Events.SECOND_FACTOR_RESET, "administrator", id, null));
        });
    }

    private Administrator touchable(UUID id) {
        Administrator there = store.find(TenantScope.current(), id).orElseThrow(Problem::notFound);
        if (!grantable(there.role())) {
            throw Problem.forbidden();
        }
        return there;
    }

    private static boolean isSelf(UUID id) {
        return Actors.find().map(actor -> actor.id().equals(id)).orElse(false);
    }

    private static void check(AdministratorDraft draft) {
        String name = draft.displayName();
        if (name.isBlank() || name.length() > 80 || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("displayName", "malformed", "Give 1 to 80 characters.");
        }
        boolean platform = TenantScope.current().equals(TenantScope.PLATFORM);
        if (draft.role().ofPlatform() != platform) {
            throw Problem.invalid(
                    "role", "misplaced", platform ? "The platform has its own role." : "A tenant has no such role.");
        }
        if (draft.role() == Role.USER && draft.extension().isEmpty()) {
            throw Problem.invalid("extension", "required", "A user has an extension.");
        }
        if (draft.extension().filter(number -> !number.matches("[0-9]{2,8}")).isPresent()) {
            throw Problem.invalid("extension", "malformed", "Give the number of an extension.");
        }
        if (!grantable(draft.role())) {
            throw Problem.forbidden();
        }
    }

    /** What is one's own is everybody's; all else one must have to give. */
    private static boolean grantable(Role role) {
        Actor actor = Actors.current();
        Set<Permission> had = actor.permissions();
        return actor.kind() == Actor.Kind.SYSTEM
                || PermissionTable.of(role).stream()
                        .allMatch(permission -> permission == Permission.OWN_MESSAGES
                                || had.contains(permission)
                                // The platform's people appoint a tenant's, though they do not hear its messages.
                                || had.contains(Permission.TENANTS_WRITE));
    }
}
