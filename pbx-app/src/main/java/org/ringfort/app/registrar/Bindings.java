package org.ringfort.app.registrar;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringfort.kernel.id.TenantId;

/** Where bindings are kept. */
public interface Bindings {
    /** Does {@code work} for each tenant in turn, all in one transaction. */
    void eachTenant(Set<TenantId> tenants, Consumer<TenantId> work);

    /** Within {@link #eachTenant}: what is stored for these extensions, held until commit. */
    Map<UUID, List<Binding>> lock(Collection<UUID> extensions);

    /**
     * Within {@link #eachTenant}: inserts or replaces, and deletes.
     *
     * @param placed those whose flow is not known to be of the tenant, or is wanted for less long than before
     */
    void write(TenantId tenant, List<Binding> saved, List<Binding> placed, List<Binding> removed);

    /** What is bound to an extension now: by q, and of the same q what came by the newest flow first. */
    List<Binding> of(TenantId tenant, UUID extension, Instant now);

    /** As {@link #of} has those of one extension. */
    static List<Binding> inOrder(List<Binding> unordered) {
        return unordered.stream()
                .sorted(Comparator.comparingInt(Binding::q)
                        .thenComparing(Binding::registeredAt)
                        .reversed())
                .toList();
    }

    /** Who has phones registered, or had until lately. */
    Set<TenantId> tenants();

    /** One that is bound now. */
    Optional<Binding> find(TenantId tenant, UUID binding, Instant now);

    /** What is bound in the tenant now, by identity, from after {@code after}. */
    List<Binding> page(TenantId tenant, Optional<UUID> after, int limit, Instant now);

    /** Deletes one; empty where there is none. */
    Optional<Binding> remove(TenantId tenant, UUID binding);

    /** Deletes those of a device. */
    List<Binding> removeDevice(TenantId tenant, UUID device);

    /** Deletes those on flows of an edge that are gone. */
    List<Gone> removeFlows(String edgeId, Collection<String> flows);

    /** Deletes those on connections of other incarnations of the edge. */
    List<Gone> removeOtherIncarnations(String edgeId, String incarnation);

    /** Deletes those that have expired. */
    List<Gone> removeExpired(Instant now);

    /** A binding that was deleted, and whose it was. */
    record Gone(TenantId tenant, Binding binding) {}
}
