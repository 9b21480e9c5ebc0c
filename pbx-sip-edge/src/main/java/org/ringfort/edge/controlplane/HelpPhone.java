package org.ringfort.edge.controlplane;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.SipUri;

/** One phone on one flow, and how it calls for help. Any thread. */
final class HelpPhone {
    /**
     * Whose it is.
     *
     * @param id the device's
     */
    record Device(String tenant, String id) {}

    /**
     * What is known of how it calls.
     *
     * @param plans by what is dialled
     * @param octets of them, without gateways
     */
    record Known(Map<String, Plan> plans, long octets) {
        static final Known NOTHING = new Known(Map.of(), 0);
    }

    private final Device device;
    private final String extension;
    private final String domain;
    private final String flow;
    private final boolean connected;
    final AtomicBoolean queued = new AtomicBoolean();
    volatile long untilNanos;
    volatile long wantedNanos;
    volatile long askedNanos;
    volatile boolean stale = true;
    volatile boolean gone;
    volatile Known known = Known.NOTHING;

    /** @param domain in which it has registered: the tenant's, or an alias */
    HelpPhone(Flow flow, String domain, Bound bound) {
        this.device = new Device(bound.getTenantId(), bound.getDeviceId());
        this.extension = bound.getExtension();
        this.domain = domain;
        this.flow = flow.token();
        this.connected = flow.transport().isReliable();
    }

    Device device() {
        return device;
    }

    String flow() {
        return flow;
    }

    /** On a connection, which tells when it is gone. */
    boolean connected() {
        return connected;
    }

    boolean isAs(HelpPhone other) {
        return extension.equals(other.extension) && domain.equalsIgnoreCase(other.domain);
    }

    /** Whether From is its address: its extension, in the domain in which it has registered or the tenant's own. */
    boolean isNamed(SipRequest request) {
        return request.headers()
                .from()
                .sipUri()
                .filter(from -> from.userText().equals(extension))
                .filter(this::isInItsDomain)
                .isPresent();
    }

    private boolean isInItsDomain(SipUri from) {
        String host = from.host().text();
        return host.equalsIgnoreCase(domain)
                || known.plans().values().stream().anyMatch(plan -> host.equalsIgnoreCase(plan.getDomain()));
    }
}
