package org.ringfort.app.provisioning;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.audit.Attempt;
import org.ringfort.app.audit.Attempts;
import org.ringfort.app.extensions.DeviceFacts;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells the log and the audit trail who tried to enrol in vain; nobody's answer waits for it. */
@Component
class EnrolmentWitness {
    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentWitness.class);

    private final Attempts attempts;

    EnrolmentWitness(Attempts attempts) {
        this.attempts = attempts;
    }

    /**
     * Somebody was refused.
     *
     * @param tenant null where there is none of that identity
     * @param aimedAt the device that was named, if it is one
     */
    void refused(@Nullable TenantId tenant, String address, String reason, Optional<DeviceFacts> aimedAt) {
        TenantId whose = tenant == null ? TenantScope.PLATFORM : tenant;
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.AUTH_FAILED)
                .addKeyValue(Fields.EVENT_OUTCOME, "failure")
                .addKeyValue(Fields.TENANT, whose.toString())
                .addKeyValue(Fields.SOURCE_IP, address)
                .addKeyValue(Fields.EVENT_REASON, reason)
                .log("A device may not enrol");
        var facts = new Attempt.Facts(reason, "https", "");
        attempts.happened(
                aimedAt.map(it -> new Attempt(whose, Events.AUTH_FAILED, address, "extension", it.number(), facts))
                        .orElseGet(() -> Attempt.from(whose, Events.AUTH_FAILED, address, facts)),
                1);
    }
}
