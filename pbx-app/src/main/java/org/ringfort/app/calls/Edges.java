package org.ringfort.app.calls;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.voicemail.Counts;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;
import org.springframework.stereotype.Component;

/** The edges that are attached to this process, by name. */
@Component
public final class Edges {
    private final Map<String, Link> links = new ConcurrentHashMap<>();

    /** What can be said to an edge; each is false where the edge cannot take it. */
    public interface Link {
        boolean hangUp(CallId call, String why);

        boolean pauseRecording(CallId call, boolean paused);

        boolean lead(CallId call, String legId, ConferenceAct act);

        boolean dropFlows(Collection<String> flows);

        /** Asks what was said in a call; {@link Traces} hears the answer under that identity. */
        boolean traceWanted(String requestId, CallId call);

        /** @param contacts of the extension, those on this edge */
        boolean mailboxChanged(TenantId tenant, String domain, String extension, Counts counts, List<Binding> contacts);

        /** @param all whether what is not among them is no longer watched */
        boolean watch(boolean all, List<GatewayWatchers.Watched> trunks);

        /** @param numbers all that call for help */
        boolean emergencyNumbers(Collection<String> numbers);

        /** What an edge knows in advance of calls for help of that device, or of all of the tenant, may no longer be so. */
        boolean helpChanged(TenantId tenant, Optional<DeviceId> device);

        /** @param networks all that carriers' calls may come from */
        boolean carrierNetworks(Collection<String> networks);

        /** A phone came or went. */
        boolean registrationChanged(TenantId tenant, Binding binding, RegistrationNews.What what);

        /** Another link of the same edge took over. */
        void replaced();
    }

    /** An edge attached. */
    public void attached(String edgeId, Link link) {
        Link before = links.put(edgeId, link);
        if (before != null) {
            before.replaced();
        }
    }

    /** A link broke; @return false where another had taken over. */
    public boolean detached(String edgeId, Link link) {
        return links.remove(edgeId, link);
    }

    /** Does {@code work} after {@code time}, unless the edge is attached again by then. */
    public void whenStillAway(String edgeId, Duration time, Runnable work) {
        Thread.ofVirtual().name("edge-away").start(() -> {
            try {
                Thread.sleep(time);
                if (!links.containsKey(edgeId)) {
                    work.run();
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Names of those attached now. */
    public Set<String> attached() {
        return Set.copyOf(links.keySet());
    }

    /** Ends a call; false where its edge cannot be told. */
    public boolean hangUp(LiveCall call, String why) {
        Link link = links.get(call.edgeId());
        return link != null && link.hangUp(call.id(), why);
    }

    /** Pauses a call's recording, or lets it go on; false where its edge cannot be told. */
    public boolean pauseRecording(LiveCall call, boolean paused) {
        Link link = links.get(call.edgeId());
        return link != null && link.pauseRecording(call.id(), paused);
    }

    /** Leads the conference that a leg of a call is in; false where its edge cannot be told. */
    public boolean lead(LiveCall call, String legId, ConferenceAct act) {
        Link link = links.get(call.edgeId());
        return link != null && link.lead(call.id(), legId, act);
    }

    /** Asks every edge what was said in a call; @return how many were asked. */
    public int traceWanted(String requestId, CallId call) {
        return (int) links.values().stream()
                .filter(link -> link.traceWanted(requestId, call))
                .count();
    }

    /** Closes connections of devices that may no longer be used. */
    public void dropFlow(String edgeId, String flow) {
        Link link = links.get(edgeId);
        if (link != null) {
            var _ = link.dropFlows(List.of(flow)); // an unreachable edge has no connection either
        }
    }

    /** Tells all edges which gateways to watch of these trunks; one that is away is told when it attaches. */
    public void watch(List<GatewayWatchers.Watched> trunks) {
        links.values().forEach(link -> {
            var _ = link.watch(false, trunks);
        });
    }

    /** Tells all edges which numbers call for help. */
    public void emergencyNumbers(Collection<String> numbers) {
        links.values().forEach(link -> {
            var _ = link.emergencyNumbers(numbers);
        });
    }

    /** Tells all edges that calls for help of that device, or of all of the tenant, may go otherwise than before. */
    public void helpChanged(TenantId tenant, Optional<DeviceId> device) {
        links.values().forEach(link -> {
            var _ = link.helpChanged(tenant, device);
        });
    }

    /** Tells all edges where carriers' calls may come from. */
    public void carrierNetworks(Collection<String> networks) {
        links.values().forEach(link -> {
            var _ = link.carrierNetworks(networks);
        });
    }

    /** Tells all edges that a phone came or went, since a subscription may be on any of them. */
    public void registrationChanged(TenantId tenant, Binding binding, RegistrationNews.What what) {
        links.values().forEach(link -> {
            var _ = link.registrationChanged(tenant, binding, what);
        });
    }

    /** Tells all edges how many messages there are, since a subscription may be on any of them. */
    public void mailboxChanged(
            TenantId tenant, String domain, String extension, Counts counts, List<Binding> contacts) {
        links.forEach((edgeId, link) -> {
            var _ = link.mailboxChanged(
                    tenant,
                    domain,
                    extension,
                    counts,
                    contacts.stream()
                            .filter(contact -> contact.place().edgeId().equals(edgeId))
                            .toList());
        });
    }
}
