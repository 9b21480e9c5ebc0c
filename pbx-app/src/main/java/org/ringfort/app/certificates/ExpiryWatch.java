package org.ringfort.app.certificates;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringfort.app.certificates.store.DeviceCertificateStore;
import org.ringfort.app.certificates.store.DeviceCertificateStore.Ending;
import org.ringfort.app.extensions.DeviceFacts;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells of certificates of devices that end in thirty days, seven, one, or have ended: each once, over restarts too. */
@Component
class ExpiryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWatch.class);
    private static final List<Integer> TOLD_AT = List.of(0, 1, 7, 30);
    private static final Duration EARLIEST = Duration.ofDays(30);
    private static final Duration LATEST = Duration.ofDays(30);

    private final DeviceCertificateStore store;
    private final Extensions extensions;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final Clock clock;

    ExpiryWatch(
            DeviceCertificateStore store,
            Extensions extensions,
            Tenants tenants,
            TenantTransactions transactions,
            Clock clock) {
        this.store = store;
        this.extensions = extensions;
        this.tenants = tenants;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT1H")
    void look() {
        Optional<String> after = Optional.empty();
        do {
            Cursor cursor = new Cursor(after, 200);
            Page<Tenant> page = TenantScope.call(TenantScope.PLATFORM, () -> tenants.list(cursor));
            page.items().forEach(tenant -> look(tenant.id()));
            after = page.next() == null
                    ? Optional.empty()
                    : Optional.of(page.items().getLast().id().toString());
        } while (after.isPresent());
    }

    private void look(TenantId tenant) {
        Instant now = clock.instant();
        transactions.run(
                tenant,
                () -> store.ending(tenant, now.minus(LATEST), now.plus(EARLIEST))
                        .forEach(ending -> tell(tenant, ending, now)));
    }

    private void tell(TenantId tenant, Ending ending, Instant now) {
        DeviceCertificate certificate = ending.certificate();
        int days = bucket(Duration.between(now, certificate.notAfter()));
        if (ending.toldDays().filter(told -> told <= days).isPresent()) {
            return;
        }
        store.told(tenant, certificate.id(), days);
        // Of a device that is no more nobody wants to hear.
        Optional<DeviceFacts> device = extensions.device(tenant, certificate.device());
        device.ifPresent(facts -> LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, Events.DEVICE_CERTIFICATE_EXPIRING)
                .addKeyValue(Fields.TENANT, tenant.toString())
                .addKeyValue(Fields.EXTENSION, facts.number())
                .addKeyValue(Fields.EVENT_REASON, days == 0 ? "it has ended" : "it ends within " + days + " days")
                .log("The certificate of the device {} ends at {}", facts.id(), certificate.notAfter()));
    }

    /** The smallest number of days told that is not less than what is left. */
    static int bucket(Duration left) {
        return TOLD_AT.stream()
                .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
                .findFirst()
                .orElse(TOLD_AT.getLast());
    }
}
