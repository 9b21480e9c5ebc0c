package org.ringfort.app.identity;

import java.util.Locale;
import java.util.Optional;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.identity.store.AdministratorStore;
import org.ringfort.app.keys.Envelope;
import org.ringfort.app.platform.access.PermissionTable;
import org.ringfort.app.platform.bootstrap.BootstrapFile;
import org.ringfort.app.platform.bootstrap.BootstrapPart;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.stereotype.Component;

/** Creates the administrators and API keys of the bootstrap file that are not there yet. */
@Component
final class IdentityBootstrap implements BootstrapPart {
    private final AdministratorStore store;
    private final ApiKeys apiKeys;
    private final Passwords passwords;
    private final Envelope envelope;
    private final TenantTransactions transactions;
    private final Audit audit;

    IdentityBootstrap(
            AdministratorStore store,
            ApiKeys apiKeys,
            Passwords passwords,
            Envelope envelope,
            TenantTransactions transactions,
            Audit audit) {
        this.store = store;
        this.apiKeys = apiKeys;
        this.passwords = passwords;
        this.envelope = envelope;
        this.transactions = transactions;
        this.audit = audit;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public TenantId apply(BootstrapFile file, TenantId tenant) {
        for (BootstrapFile.AdministratorEntry entry : file.administrators()) {
            TenantId home = entry.role().ofPlatform() ? TenantScope.PLATFORM : tenant;
            transactions
                    .separately(TenantScope.PLATFORM, () -> store.byUsername(name(entry)))
                    .ifPresentOrElse(_ -> {}, () -> transactions.separately(home, () -> create(home, entry)));
        }
        for (BootstrapFile.ApiKeyEntry entry : file.apiKeys()) {
            if (apiKeys.byName(tenant, entry.name()).isEmpty()) {
                apiKeys.create(entry.name(), PermissionTable.of(entry.role()), apiKeys.latestEnd(), entry.key());
            }
        }
        return tenant;
    }

    private Administrator create(TenantId home, BootstrapFile.AdministratorEntry entry) {
        AdministratorDraft draft =
                new AdministratorDraft(entry.displayName(), entry.role(), Optional.ofNullable(entry.extension()), true);
        Administrator created = store.insert(home, name(entry), draft, passwords.hash(entry.password()), false);
        Secret totp = entry.totpSecret();
        if (totp != null) {
            byte[] secret = Totp.fromBase32(totp.revealText());
            created = store.enrol(created.id(), envelope.seal(home, secret, SignIn.context(created)));
        }
        audit.record(AuditEntry.created("administrator", created.id(), created));
        return created;
    }

    private static String name(BootstrapFile.AdministratorEntry entry) {
        return entry.username().toLowerCase(Locale.ROOT);
    }
}
