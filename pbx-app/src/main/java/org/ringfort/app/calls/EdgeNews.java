package org.ringfort.app.calls;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.platform.memory.Remembered;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.registrar.BindingAdded;
import org.ringfort.app.registrar.BindingRemoved;
import org.ringfort.app.registrar.Registrar;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.app.voicemail.Counts;
import org.ringfort.app.voicemail.MailboxChanged;
import org.ringfort.app.voicemail.Mailboxes;
import org.ringfort.kernel.id.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What edges must be told when something changed in here. */
@Component
class EdgeNews {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeNews.class);

    /** A lamp may wait for so long: many phones that come back cost one look. */
    private static final Duration RETURNING = Duration.ofMillis(200);

    private final Edges edges;
    private final Tenants tenants;
    private final Extensions extensions;
    private final Registrar registrar;
    private final Mailboxes mailboxes;
    private final Rounds<Box> rounds;
    private final Returned returned;

    /** A tenant's domain stays what it is. */
    private final Remembered<TenantId, Optional<String>> domains =
            Remembered.only(Optional::isPresent, 10_000, Duration.ofMinutes(10));

    /** Whose lamp is to be told. */
    private record Box(TenantId tenant, String number) {}

    /** What it shows, and where. */
    private record Lamp(Counts counts, List<Binding> bindings) {}

    EdgeNews(Edges edges, Tenants tenants, Extensions extensions, Registrar registrar, Mailboxes mailboxes) {
        this.edges = edges;
        this.tenants = tenants;
        this.extensions = extensions;
        this.registrar = registrar;
        this.mailboxes = mailboxes;
        this.rounds =
                new Rounds<>(work -> Thread.ofVirtual().name("mailbox-news").start(work), this::tell);
        this.returned = new Returned(
                CompletableFuture.delayedExecutor(
                        RETURNING.toMillis(),
                        TimeUnit.MILLISECONDS,
                        work -> Thread.ofVirtual().name("phones-returned").start(work)),
                mailboxes::ofAny,
                (tenant, extension) -> rounds.wanted(new Box(tenant, extension)));
    }

    /** In a thread of its own: the transaction that tells is still holding its connection. */
    @EventListener
    void mailboxChanged(MailboxChanged news) {
        rounds.wanted(new Box(news.tenant(), news.extension()));
    }

    /** A phone that comes back learns what waits for it. */
    @EventListener
    void bindingAdded(BindingAdded news) {
        if (news.first()) {
            returned.came(news.tenant(), news.binding().extension());
        }
    }

    /** A device that may no longer be used is cut off, not only forgotten. */
    @EventListener
    void bindingRemoved(BindingRemoved news) {
        if (news.why() == BindingRemoved.Why.REVOKED
                && news.binding().place().transport().connected()) {
            edges.dropFlow(
                    news.binding().place().edgeId(), news.binding().place().flow());
        }
    }

    /** What is read here is true now, not when it became news: two of those may have overtaken each other. */
    private void tell(Box box) {
        TenantId tenant = box.tenant();
        try {
            domains.of(tenant, () -> tenants.lookUp(tenant).map(Tenant::domain))
                    .ifPresent(domain -> lamp(box)
                            .ifPresent(lamp -> edges.mailboxChanged(
                                    tenant, domain, box.number(), lamp.counts(), lamp.bindings())));
        } catch (RuntimeException notNow) {
            LOG.warn("Edges could not be told of a mailbox", notNow); // phones ask again when they register
        }
    }

    private Optional<Lamp> lamp(Box box) {
        TenantId tenant = box.tenant();
        return mailboxes
                .countsIfAny(tenant, box.number())
                .flatMap(counts -> extensions
                        .byNumber(tenant, box.number())
                        .filter(extension -> extension.voicemail().enabled())
                        .map(extension -> new Lamp(
                                counts, registrar.of(tenant, extension.id().value()))));
    }
}
