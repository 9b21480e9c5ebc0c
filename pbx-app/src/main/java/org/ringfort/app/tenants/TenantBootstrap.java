package org.ringfort.app.tenants;

import org.ringfort.app.platform.bootstrap.BootstrapFile;
import org.ringfort.app.platform.bootstrap.BootstrapPart;
import org.ringfort.app.tenants.store.TenantStore;
import org.ringfort.kernel.id.TenantId;
import org.springframework.stereotype.Component;

/** Creates the tenant of the bootstrap file, and gives it the file's aliases. */
@Component
final class TenantBootstrap implements BootstrapPart {
    private static final int MAX_EXTENSIONS = 500;
    private static final int MAX_CALLS = 200;

    private final Tenants tenants;
    private final TenantStore store;

    TenantBootstrap(Tenants tenants, TenantStore store) {
        this.tenants = tenants;
        this.store = store;
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public TenantId apply(BootstrapFile file, TenantId platform) {
        BootstrapFile.TenantEntry wanted = file.tenant();
        TenantDraft draft = new TenantDraft(wanted.name(), wanted.aliases(), true, MAX_EXTENSIONS, MAX_CALLS);
        return store.byDomain(wanted.domain())
                .map(known -> known.aliases()
                                .equals(wanted.aliases().stream().sorted().toList())
                        ? known
                        : tenants.change(known.id(), known.version(), draft))
                .orElseGet(() -> tenants.create(wanted.domain(), draft))
                .id();
    }
}
