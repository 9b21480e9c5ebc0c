package org.ringfort.app.registrar;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.ringfort.app.platform.database.DatabaseWatch;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.policy.Policies;
import org.ringfort.app.policy.SecurityPolicy;
import org.ringfort.app.registrar.BindRequest.Change;
import org.ringfort.app.registrar.BindingRemoved.Why;
import org.ringfort.app.registrar.Bindings.Gone;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.protocol.sip.address.SipUri;
import org.springframework.stereotype.Service;

/** The registrar: who is asked, who answers, and where they are. */
@Service
public class Registrar {
    private static final int LONGEST_DOMAIN = 253;
    private static final int RETRY_AFTER_SECONDS = 5;

    /** What a REGISTER may come to, for the metric. */
    enum Outcome {
        BOUND,
        CHALLENGED,
        REFUSED,
        BUSY
    }

    private final Tenants tenants;
    private final Policies policies;
    private final Authenticator authenticator;
    private final Bindings bindings;
    private final LastBindings last;
    private final BindWriter writer;
    private final BindingNews news;
    private final Gruus gruus;
    private final DatabaseWatch database;
    private final RegistrarSettings settings;
    private final Clock clock;
    private final Map<Outcome, LongAdder> answers = new ConcurrentHashMap<>();

    Registrar(
            Tenants tenants,
            Policies policies,
            Authenticator authenticator,
            Bindings bindings,
            LastBindings last,
            BindWriter writer,
            BindingNews news,
            Gruus gruus,
            DatabaseWatch database,
            RegistrarSettings settings,
            Clock clock) {
        this.tenants = tenants;
        this.policies = policies;
        this.authenticator = authenticator;
        this.bindings = bindings;
        this.last = last;
        this.writer = writer;
        this.news = news;
        this.gruus = gruus;
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Whether the request is from a device of the domain's tenant; may block for the database. A domain that nobody has is
     * challenged like any other, and no answer is ever right, so that nobody finds out whose domains are served here.
     */
    public Authentication authenticate(String domain, Requester requester) {
        if (domain.length() > LONGEST_DOMAIN) {
            return new Authentication.Refused(404, "Unknown Domain"); // no tenant can have it
        }
        Realm realm = tenants.knownByDomain(domain)
                .map(tenant -> new Realm(
                        tenant.id(), tenant.realm(), policies.of(tenant.id()).offerMd5()))
                .orElseGet(() -> new Realm(
                        TenantScope.PLATFORM,
                        domain.toLowerCase(Locale.ROOT),
                        policies.of(TenantScope.PLATFORM).offerMd5()));
        return authenticator.authenticate(realm, requester);
    }

    /**
     * A REGISTER; may block for the account, but not for the commit, after which the outcome is completed in the writer's
     * thread. What has not been written within {@code patience} is not written.
     *
     * @rfc 3261 10.3
     */
    public CompletableFuture<BindOutcome> bind(BindRequest request, Duration patience) {
        return answer(request, patience).thenApply(this::counted);
    }

    private BindOutcome counted(BindOutcome outcome) {
        Outcome counted = switch (outcome) {
            case BindOutcome.Bound bound -> Outcome.BOUND;
            case BindOutcome.Challenged challenged -> Outcome.CHALLENGED;
            case BindOutcome.Refused refused -> refused.status() == 503 ? Outcome.BUSY : Outcome.REFUSED;
        };
        answers.computeIfAbsent(counted, _ -> new LongAdder()).increment();
        return outcome;
    }

    /** How many REGISTERs had that outcome since the start. */
    double answered(Outcome outcome) {
        return answers.computeIfAbsent(outcome, _ -> new LongAdder()).sum();
    }

    private CompletableFuture<BindOutcome> answer(BindRequest request, Duration patience) {
        return switch (authenticate(request.domain(), request.requester())) {
            case Authentication.Challenged(var challenges, var bearer) ->
                completedFuture(new BindOutcome.Challenged(challenges, bearer));
            case Authentication.Refused(int status, String reason) ->
                completedFuture(new BindOutcome.Refused(status, reason, status == 503 ? RETRY_AFTER_SECONDS : 0, 0));
            case Authentication.Proved proved -> bind(proved, request.certifiedBy(proved.certificate()), patience);
        };
    }

    private CompletableFuture<BindOutcome> bind(Authentication.Proved proved, BindRequest request, Duration patience) {
        Account.Identity who = proved.who();
        if (!who.extension().equals(request.user())) {
            return completedFuture(BindOutcome.Refused.of(403, "Not Your Address"));
        }
        if (namesItself(request)) {
            return completedFuture(BindOutcome.Refused.of(403, "A Contact Must Not Be A GRUU"));
        }
        if (!request.gruu()) {
            return bound(proved, request, patience);
        }
        gruus.prepare(who.tenant());
        return bound(proved, request, patience)
                .thenApply(outcome -> outcome instanceof BindOutcome.Bound bound
                        ? bound.with(gruus.of(who.tenant(), request.domain(), who.deviceId(), bound.bindings()))
                        : outcome);
    }

    private CompletableFuture<BindOutcome> bound(Authentication.Proved proved, BindRequest request, Duration patience) {
        Account.Identity who = proved.who();
        if (request.change() instanceof Change.Query) {
            return completedFuture(
                    BindOutcome.Bound.of(who, bindings.of(who.tenant(), who.extensionId(), clock.instant())));
        }
        return writer.write(new BindingChange.Order(who, request, grants(who.tenant()), proved.until()), patience);
    }

    /**
     * Whether a contact is an address that leads back here.
     *
     * @rfc 5627 5.1
     */
    private static boolean namesItself(BindRequest request) {
        return request.change() instanceof Change.Contacts(List<ContactChange> contacts)
                && contacts.stream()
                        .flatMap(contact -> SipUri.parse(contact.uri()).stream())
                        .anyMatch(uri ->
                                uri.parameters().has("gr") && uri.host().text().equalsIgnoreCase(request.domain()));
    }

    private Grants grants(TenantId tenant) {
        SecurityPolicy policy = policies.of(tenant);
        Duration least = Duration.ofSeconds(policy.minRegistrationSeconds());
        Duration most = Duration.ofSeconds(policy.maxRegistrationSeconds());
        Duration usual = settings.usual().compareTo(most) > 0
                ? most
                : settings.usual().compareTo(least) < 0 ? least : settings.usual();
        return new Grants(least, usual, most, settings.contacts());
    }

    /**
     * Where an extension is registered now; while the database is away, as it was known last. Nobody's time ends before the phone could
     * have come back.
     */
    public List<Binding> of(TenantId tenant, UUID extension) {
        return last.of(tenant, extension, database.reckoned());
    }

    /** All that are registered in a tenant, by identity. */
    public List<Binding> page(TenantId tenant, Optional<UUID> after, int limit) {
        return bindings.page(tenant, after, limit, database.reckoned());
    }

    /** Removes one, by order of an administrator. */
    public Optional<Binding> remove(TenantId tenant, UUID binding) {
        Optional<Binding> removed = bindings.remove(tenant, binding);
        removed.ifPresent(gone -> revoked(tenant, gone));
        return removed;
    }

    /** Removes those of a device that may no longer be used. */
    public List<Binding> removeDevice(TenantId tenant, UUID device) {
        List<Binding> removed = bindings.removeDevice(tenant, device);
        removed.forEach(gone -> revoked(tenant, gone));
        return removed;
    }

    private void revoked(TenantId tenant, Binding gone) {
        last.removed(tenant, gone);
        news.removed(tenant, gone, Why.REVOKED);
    }

    /** An edge tells of connections that are gone. */
    public void flowsClosed(String edgeId, Collection<String> flows) {
        tell(bindings.removeFlows(edgeId, flows), Why.FLOW_GONE);
    }

    /** An edge's process began: connections of the one before it are gone. */
    public void edgeStarted(String edgeId, String incarnation) {
        tell(bindings.removeOtherIncarnations(edgeId, incarnation), Why.FLOW_GONE);
    }

    /** Removes what has expired. */
    void sweep() {
        tell(bindings.removeExpired(database.reckoned()), Why.EXPIRED);
    }

    private void tell(List<Gone> gone, Why why) {
        gone.forEach(one -> {
            last.removed(one.tenant(), one.binding());
            news.removed(one.tenant(), one.binding(), why);
        });
    }
}
