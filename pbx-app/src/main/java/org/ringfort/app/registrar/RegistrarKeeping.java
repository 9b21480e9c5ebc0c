package org.ringfort.app.registrar;

import java.util.UUID;
import org.ringfort.app.certificates.DeviceCertificateRevoked;
import org.ringfort.app.extensions.DeviceChanged;
import org.ringfort.app.extensions.DeviceDeleted;
import org.ringfort.app.extensions.ExtensionChanged;
import org.ringfort.app.extensions.ExtensionDeleted;
import org.ringfort.kernel.id.TenantId;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Bindings end when their time is over, and when their device or extension may no longer be used. */
@Component
class RegistrarKeeping {
    private final Registrar registrar;

    RegistrarKeeping(Registrar registrar) {
        this.registrar = registrar;
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "${ringfort.registrar.sweep:5s}")
    void sweep() {
        registrar.sweep();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void deleted(DeviceDeleted event) {
        away(() -> registrar.removeDevice(
                event.device().tenant(), event.device().id().value()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(DeviceChanged event) {
        boolean asksMore =
                event.after().certificateRequired() && !event.before().certificateRequired();
        if (event.credentialsRenewed() || asksMore || !event.after().enabled()) {
            away(() -> registrar.removeDevice(
                    event.after().tenant(), event.after().id().value()));
        }
    }

    /** Whoever else of the device is registered comes back by what it has. */
    @TransactionalEventListener(fallbackExecution = true)
    void revoked(DeviceCertificateRevoked event) {
        away(() -> registrar.removeDevice(
                event.tenant(), event.certificate().device().value()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void deleted(ExtensionDeleted event) {
        removeAll(event.extension().tenant(), event.extension().id().value());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(ExtensionChanged event) {
        boolean renumbered = !event.before().number().equals(event.after().number());
        if (renumbered || !event.after().enabled()) {
            removeAll(event.after().tenant(), event.after().id().value());
        }
    }

    private void removeAll(TenantId tenant, UUID extension) {
        away(() -> registrar.of(tenant, extension).forEach(binding -> registrar.remove(tenant, binding.id())));
    }

    /** After commit, and with a transaction of its own: the thread's is over but not yet cleared away. */
    private static void away(Runnable work) {
        Thread.ofVirtual().name("registrar-keeping").start(work);
    }
}
