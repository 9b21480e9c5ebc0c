package org.ringfort.app.calls.grpc;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.ringfort.app.audit.Attempt;
import org.ringfort.app.audit.Attempts;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What edges refuse without asking, brought to the log and to the audit trail of the tenant it was aimed at. */
@Component
class SecurityWitness {
    private static final Logger LOG = LoggerFactory.getLogger(SecurityWitness.class);
    /** An edge tells of strangers; what administrators did is not for it to say. */
    private static final Set<String> FAMILIES =
            Set.of("sip", "tls", "connection", "registration", "call", "subscription", "admission");
    /** Of recordings, these alone: all others are said by the app itself. */
    private static final Set<String> RECORDINGS =
            Set.of(Events.RECORDING_MISSED, Events.RECORDING_NOT_SENT, Events.RECORDING_PAUSE_FAILED);

    private static final int LONGEST = 200;

    private final Attempts attempts;
    private final Tenants tenants;

    SecurityWitness(Attempts attempts, Tenants tenants) {
        this.attempts = attempts;
        this.tenants = tenants;
    }

    /**
     * An edge told of it; may wait for the directory of tenants.
     *
     * @throws IllegalArgumentException where the event is none of an edge's
     */
    void told(String edge, SecurityEvent event) {
        boolean recording = RECORDINGS.contains(event.getName());
        String family = event.getName().split("\\.", 2)[0];
        if ((!recording && !FAMILIES.contains(family))
                || event.getName().equals(Events.CALL_HUNG_UP)
                || event.getName().length() > 60) {
            throw new IllegalArgumentException("security event");
        }
        String address = cut(event.getSource().getAddress());
        int count = Math.max(1, event.getCount());
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, event.getName())
                .addKeyValue("ringfort.edge", edge)
                .addKeyValue(Fields.SOURCE_IP, address)
                .addKeyValue(Fields.EVENT_REASON, cut(event.getDetail()))
                .addKeyValue("ringfort.count", count)
                .log("An edge tells of a security event");
        TenantId tenant = tenant(event);
        var facts = new Attempt.Facts(
                cut(event.getDetail()), transport(event.getSource().getTransport()), edge);
        attempts.happened(attempt(event, recording, tenant, address, facts), count);
    }

    private static Attempt attempt(
            SecurityEvent event, boolean recording, TenantId tenant, String address, Attempt.Facts facts) {
        if (recording) {
            return new Attempt(tenant, event.getName(), address, "call", cut(event.getDetail()), facts);
        }
        return event.getAccount().isEmpty() || tenant.equals(TenantScope.PLATFORM)
                ? Attempt.from(tenant, event.getName(), address, facts)
                : new Attempt(tenant, event.getName(), address, "account", cut(event.getAccount()), facts);
    }

    private TenantId tenant(SecurityEvent event) {
        if (!event.getTenantId().isEmpty()) {
            TenantId known = new TenantId(UUID.fromString(event.getTenantId()));
            return tenants.lookUp(known).map(Tenant::id).orElse(TenantScope.PLATFORM);
        }
        return event.getDomain().isEmpty()
                ? TenantScope.PLATFORM
                : tenants.byDomain(event.getDomain()).map(Tenant::id).orElse(TenantScope.PLATFORM);
    }

    private static String transport(Transport transport) {
        return switch (transport) {
            case TRANSPORT_UDP, TRANSPORT_TCP, TRANSPORT_TLS, TRANSPORT_WSS ->
                transport.name().substring("TRANSPORT_".length()).toLowerCase(Locale.ROOT);
            case TRANSPORT_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
