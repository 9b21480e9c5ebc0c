package org.ringfort.app.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.audit.store.AuditStore;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit trail: one chain a tenant, and one for the platform.
 *
 * <p>An entry is written in the transaction of what it tells, so neither stands without the other. Its hash also goes to the
 * log once committed: whoever keeps the log can show that the table was rewritten.
 */
@Service
public class Audit {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final int CHECK_AT_ONCE = 1000;

    private final AuditStore store;
    private final TenantTransactions transactions;
    private final JsonMapper json;
    private final Clock clock;
    private final ApplicationEventPublisher listeners;
    /** The furthest head this process has seen of each chain: a chain that became shorter was cut. */
    private final Map<TenantId, Link> seen = new ConcurrentHashMap<>();

    Audit(
            AuditStore store,
            TenantTransactions transactions,
            JsonMapper json,
            Clock clock,
            ApplicationEventPublisher listeners) {
        this.store = store;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
        this.listeners = listeners;
    }

    /**
     * What a look at a chain found.
     *
     * @param links how many were looked at
     * @param brokenAt the first sequence number that does not fit, or is no longer there; empty where all fit
     * @param head the last link; noted elsewhere, it shows later that the end was cut off
     */
    public record Verification(long links, Optional<Long> brokenAt, Link head) {}

    /** A place in a chain: what an auditor notes, or finds in the log, to ask for later. */
    public record Link(long sequence, String hash) {}

    /** What a list is narrowed to; a null narrows nothing. */
    public record Filter(
            @Nullable String action,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** Adds an entry to the chain of the current tenant, by the current actor (or the system), in the open transaction. */
    public void record(AuditEntry entry) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an audit entry needs the transaction of what it tells");
        }
        TenantId tenant = TenantScope.current();
        Actor actor = Actors.find().orElseGet(() -> Actor.system("ringfort", tenant));
        AuditStore.Head head = store.lockHead(tenant);
        AuditEvent unhashed = new AuditEvent(
                TenantId.next().value(),
                tenant,
                head.sequence() + 1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                actor.kind().name(),
                actor.id(),
                actor.name(),
                actor.sourceAddress(),
                entry.action(),
                entry.targetKind(),
                entry.targetId(),
                text(entry.before()),
                text(entry.after()),
                "");
        AuditEvent event = store.append(unhashed, AuditChain.hash(head.hash(), unhashed));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                log(event);
                saw(event.tenant(), new Link(event.sequence(), event.hash()));
                listeners.publishEvent(new AuditRecorded(event));
            }
        });
    }

    /** As {@link #record}, but stands even where the work around it is undone: for refusals. */
    public void recordSeparately(TenantId tenant, AuditEntry entry) {
        transactions.separately(tenant, () -> {
            record(entry);
            return true;
        });
    }

    /** The current tenant's entries, newest first. */
    public Page<AuditEvent> list(Filter filter, Cursor cursor) {
        return transactions.current(() -> Page.of(
                store.list(TenantScope.current(), filter, cursor),
                cursor.limit(),
                event -> Long.toString(event.sequence())));
    }

    /** One of the current tenant's entries. */
    public Optional<AuditEvent> find(UUID id) {
        return transactions.current(() -> store.find(id));
    }

    /**
     * Walks the current tenant's chain from its first link to its head.
     *
     * <p>The hashes alone show a link that was changed or taken out. That the end was cut off, and the head set back with it,
     * shows by a link known from elsewhere: the furthest this process has seen, and {@code known}, which an auditor has noted
     * or the log has kept.
     */
    public Verification verify(Optional<Link> known) {
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            AuditStore.Head head = store.head(tenant); // not locked: links up to here do not change any more
            Link end = new Link(head.sequence(), head.hash());
            List<Link> mustBeThere = new ArrayList<>();
            known.ifPresent(mustBeThere::add);
            Optional.ofNullable(seen.get(tenant)).ifPresent(mustBeThere::add);
            String previous = AuditChain.ORIGIN;
            long walked = 0;
            while (walked < end.sequence()) {
                List<AuditEvent> links = store.after(tenant, walked, CHECK_AT_ONCE);
                for (AuditEvent link : links) {
                    previous = AuditChain.hash(previous, link);
                    if (link.sequence() != walked + 1
                            || !previous.equals(link.hash())
                            || !fits(new Link(link.sequence(), link.hash()), mustBeThere)) {
                        return new Verification(walked, Optional.of(walked + 1), end);
                    }
                    walked++;
                    if (walked == end.sequence()) {
                        break;
                    }
                }
                if (links.isEmpty()) {
                    return new Verification(walked, Optional.of(walked + 1), end);
                }
            }
            if (!previous.equals(end.hash())) {
                return new Verification(walked, Optional.of(walked), end);
            }
            long there = walked;
            boolean cut = mustBeThere.stream().anyMatch(link -> link.sequence() > there);
            if (!cut) {
                saw(tenant, end);
            }
            return new Verification(walked, cut ? Optional.of(walked + 1) : Optional.empty(), end);
        });
    }

    private static boolean fits(Link link, List<Link> mustBeThere) {
        return mustBeThere.stream()
                .allMatch(known ->
                        known.sequence() != link.sequence() || known.hash().equals(link.hash()));
    }

    private void saw(TenantId tenant, Link link) {
        seen.merge(tenant, link, (old, fresh) -> fresh.sequence() > old.sequence() ? fresh : old);
    }

    private @Nullable String text(@Nullable Object part) {
        return part == null ? null : json.writeValueAsString(part);
    }

    private static void log(AuditEvent event) {
        LOG.atInfo()
                .addKeyValue("event.action", event.action())
                .addKeyValue("event.kind", "audit")
                .addKeyValue("ringfort.tenant", event.tenant().toString())
                .addKeyValue("ringfort.audit.sequence", event.sequence())
                .addKeyValue("ringfort.audit.hash", event.hash())
                .addKeyValue("ringfort.target", event.targetKind() + ":" + event.targetId())
                .addKeyValue("user.id", event.actorId().toString())
                .addKeyValue("user.name", event.actorName())
                .addKeyValue("source.ip", event.sourceAddress())
                .log("{} by {}", event.action(), event.actorName());
    }
}
