package org.ringfort.app.defence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.defence.store.BanStore;
import org.ringfort.app.defence.store.ExemptionStore;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Bans as administrators see them: the platform all, a tenant those about its own accounts. */
@Service
public class Bans {
    private static final Duration LONGEST = Duration.ofDays(366);
    /** Nobody means half the internet. */
    private static final int WIDEST_IPV4 = 8;

    private static final int WIDEST_IPV6 = 16;

    private final BanStore store;
    private final ExemptionStore exemptions;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Bans(
            BanStore store,
            ExemptionStore exemptions,
            Tenants tenants,
            TenantTransactions transactions,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.exemptions = exemptions;
        this.tenants = tenants;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** As the audit trail keeps it; a name that a stranger claimed may be a password, and is left out. */
    record Facts(String network, String account, String origin, String reason, int times, String endsAt) {
        static Facts of(Ban ban) {
            return new Facts(
                    ban.network().toString(),
                    whom(ban),
                    ban.origin().name(),
                    ban.reason(),
                    ban.times(),
                    ban.endsAt().map(Instant::toString).orElse(""));
        }
    }

    private static String whom(Ban ban) {
        return ban.account()
                .map(it -> ban.origin() == Ban.Origin.BY_HAND
                        ? it.username() + "@" + it.domain()
                        : "a name claimed in " + it.domain())
                .orElse("everybody");
    }

    /** Those that stand and the current scope sees, newest first. */
    public Page<Ban> list(Cursor cursor) {
        return transactions.current(() -> Page.of(
                store.page(cursor, clock.instant()),
                cursor.limit(),
                ban -> ban.id().toString()));
    }

    /** One that stands. */
    public Optional<Ban> find(UUID id) {
        return transactions.current(() -> store.find(id, clock.instant()));
    }

    /** Bans by hand; takes the place of an automatic one about the same, and refuses what an exemption protects. */
    public Ban add(BanDraft draft) {
        Network network = network(draft.network());
        Optional<AccountName> account = account(draft);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Instant> end = Optional.ofNullable(draft.endsAt());
        if (end.filter(it -> !it.isAfter(now) || it.isAfter(now.plus(LONGEST))).isPresent()) {
            throw Problem.invalid("endsAt", "range", "Give a moment within the next year, or none.");
        }
        TenantId owner = account.flatMap(it -> tenants.byDomain(it.domain()))
                .map(Tenant::id)
                .orElse(TenantScope.PLATFORM);
        return transactions.current(() -> {
            refuseExempt(network, account.isEmpty());
            store.last(network, account).filter(it -> it.standsAt(now)).ifPresent(standing -> {
                if (standing.origin() == Ban.Origin.BY_HAND) {
                    throw Problem.taken("network", "There is such a ban already.");
                }
                store.delete(standing.id());
            });
            Ban ban = new Ban(
                    TenantId.next().value(),
                    owner,
                    network,
                    account,
                    List.of(),
                    Ban.Origin.BY_HAND,
                    draft.reason(),
                    1,
                    Actors.current().name(),
                    now,
                    end);
            if (!store.insert(ban)) {
                throw Problem.taken("network", "There is such a ban already.");
            }
            audit.record(AuditEntry.created("ban", ban.id(), Facts.of(ban)));
            changed();
            return ban;
        });
    }

    /** Lifts one: whoever is there is heard again, and starts anew. */
    public void lift(UUID id) {
        transactions.run(TenantScope.current(), () -> {
            Ban ban = store.find(id, clock.instant()).orElseThrow(Problem::notFound);
            store.delete(id);
            audit.record(AuditEntry.deleted("ban", id, Facts.of(ban)));
            changed();
        });
    }

    private void changed() {
        store.changed();
        events.publishEvent(new BanWatch.Changed());
    }

    private static Network network(String text) {
        Network network = Network.parse(text.strip()).orElseThrow(() -> malformed("network"));
        int widest = network.ipv4() ? WIDEST_IPV4 : WIDEST_IPV6;
        if (network.prefix() < widest) {
            throw Problem.invalid("network", "range", "Give a network no wider than /" + widest + ".");
        }
        return network;
    }

    static Problem malformed(String field) {
        return Problem.invalid(field, "malformed", "Give an address or a network, such as 192.0.2.7 or 2001:db8::/64.");
    }

    private Optional<AccountName> account(BanDraft draft) {
        String domain = draft.domain();
        String username = draft.username();
        TenantId scope = TenantScope.current();
        if (username == null && domain == null) {
            if (!scope.equals(TenantScope.PLATFORM)) {
                throw Problem.invalid("username", "required", "Name the account; only the platform bans everybody.");
            }
            return Optional.empty();
        }
        if (username == null) {
            throw Problem.invalid("username", "required", "Name the account.");
        }
        if (domain == null && scope.equals(TenantScope.PLATFORM)) {
            throw Problem.invalid("domain", "required", "Name the account's domain.");
        }
        Tenant tenant = (domain == null ? tenants.find(scope) : tenants.byDomain(domain))
                .filter(it -> scope.equals(TenantScope.PLATFORM) || it.id().equals(scope))
                .orElseThrow(() -> Problem.invalid("domain", "unknown", "There is no such domain here."));
        AccountName account = new AccountName(tenant.realm(), username);
        if (!account.bannable()) {
            throw Problem.invalid("username", "malformed", "Give 1 to 128 characters.");
        }
        return Optional.of(account);
    }

    private void refuseExempt(Network network, boolean everybody) {
        exemptions.overlapping(network).stream()
                .filter(it -> everybody || it.kind() == BanExemption.Kind.NEVER)
                .findFirst()
                .ifPresent(it -> {
                    throw Problem.conflict(
                            "exempt", "The exemption of " + it.network() + " protects it. Remove that first.");
                });
    }
}
