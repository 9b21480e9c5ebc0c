package org.ringfort.app.provisioning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ringfort.app.extensions.DeviceDeleted;
import org.ringfort.app.extensions.ExtensionDeleted;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.provisioning.store.EnrolmentPasswordStore;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.TenantId;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Enrolment passwords go with their devices, and some time after their end. */
@Component
class EnrolmentKeeping {
    private static final Duration KEPT = Duration.ofDays(30);

    private final EnrolmentPasswordStore store;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final Clock clock;

    EnrolmentKeeping(EnrolmentPasswordStore store, Tenants tenants, TenantTransactions transactions, Clock clock) {
        this.store = store;
        this.tenants = tenants;
        this.transactions = transactions;
        this.clock = clock;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void deleted(DeviceDeleted event) {
        TenantId tenant = event.device().tenant();
        away(tenant, () -> store.delete(tenant, event.device().id()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void deleted(ExtensionDeleted event) {
        TenantId tenant = event.extension().tenant();
        away(tenant, () -> store.deleteOf(tenant, event.extension().id()));
    }

    /** Also those whose device went away while one was ordered for it. */
    @Scheduled(initialDelayString = "PT3M", fixedDelayString = "PT1H")
    void sweep() {
        Instant before = clock.instant().minus(KEPT);
        Optional<String> after = Optional.empty();
        do {
            Cursor cursor = new Cursor(after, 200);
            Page<Tenant> page = TenantScope.call(TenantScope.PLATFORM, () -> tenants.list(cursor));
            page.items().forEach(tenant -> transactions.run(tenant.id(), () -> store.deleteOver(tenant.id(), before)));
            after = page.next() == null
                    ? Optional.empty()
                    : Optional.of(page.items().getLast().id().toString());
        } while (after.isPresent());
    }

    /** After commit, and with a transaction of its own: who deletes a device does not wait here for who enrols it. */
    private void away(TenantId tenant, Runnable work) {
        Thread.ofVirtual().name("enrolment-keeping").start(() -> transactions.run(tenant, work));
    }
}
