package org.ringfort.app.calls;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.dialplan.Dialplan;
import org.ringfort.app.dialplan.RoutePlan;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says that somebody calls for help, and raises an alarm where he reached nobody: in the log at once; in the audit trail, and to
 * whoever listens for {@link HelpNews}, beside the call. Nothing of it is ever waited for. Any thread.
 */
@Component
public class HelpCalls {
    private static final Logger LOG = LoggerFactory.getLogger(HelpCalls.class);
    /** While the database is away: five minutes together. */
    private static final int TRIES = 11;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** More than that are not kept in memory until the database is back. */
    private static final int MOST_WAITING = 1_000;

    private final Audit audit;
    private final TenantTransactions transactions;
    private final ApplicationEventPublisher listeners;
    private final Clock clock;
    private final Rounds<Said> trail;
    private final AtomicInteger waiting = new AtomicInteger();

    HelpCalls(Audit audit, TenantTransactions transactions, ApplicationEventPublisher listeners, Clock clock) {
        this.audit = audit;
        this.transactions = transactions;
        this.listeners = listeners;
        this.clock = clock;
        this.trail = new Rounds<>(work -> Thread.ofVirtual().name("help-trail").start(work), this::write);
    }

    /** @param location by its name; empty: not known */
    private record Said(HelpNews news, String location) {}

    /** As the audit trail keeps it. */
    private record Facts(String number, String device, String location, String why) {}

    /**
     * The request to an emergency service has left the edge.
     *
     * @param news of the kind {@code CALLED}
     * @param location name of where the device is; empty: not known
     */
    public void called(HelpNews news, String location, String edge) {
        LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, Events.EMERGENCY_CALLED)
                .addKeyValue(Fields.TENANT, news.tenant().toString())
                .addKeyValue(Fields.EXTENSION, news.extension())
                .addKeyValue(Fields.CALL_ID, news.call())
                .addKeyValue("ringfort.trunk", news.trunk())
                .addKeyValue("ringfort.location", location)
                .addKeyValue("ringfort.edge", edge)
                .log("somebody calls for help");
        trail.wanted(new Said(news, location));
    }

    /** What is written of such a call. */
    public static String words(String trunk, String location, boolean told) {
        String where =
                location.isEmpty() ? "" : told ? ", which is told the location" : ", which is not told the location";
        return "by trunk " + trunk + where;
    }

    /** A plan was made; where it says that help cannot be called, that is an alarm. */
    void planned(TenantId tenant, String call, String number, String extension, String device, RoutePlan plan) {
        if (plan.rule().equals(Dialplan.HELPLESS)) {
            unreached(new HelpNews(
                    tenant,
                    call,
                    HelpNews.What.UNREACHED,
                    extension,
                    device,
                    number,
                    "",
                    false,
                    clock.instant(),
                    plan.why()));
        }
    }

    @EventListener
    void ended(CallsEnded ended) {
        for (EndedCall call : ended.calls()) {
            boolean gaveUp = call.hungUpBy() == EndedCall.HungUpBy.CALLER;
            if (!call.rule().equals(Dialplan.EMERGENCY)) {
                continue;
            }
            if (call.answeredAt().isPresent()) {
                trail.wanted(new Said(
                        news(
                                call,
                                HelpNews.What.REACHED,
                                "answered at " + call.answeredAt().get()),
                        ""));
            } else if (!gaveUp) {
                unreached(news(call, HelpNews.What.UNREACHED, "ended with " + call.status() + ": " + call.endReason()));
            }
        }
    }

    private static HelpNews news(EndedCall call, HelpNews.What what, String why) {
        String device = call.legs().stream()
                .filter(leg -> leg.role() == EndedCall.Role.CALLER)
                .map(EndedCall.Leg::deviceId)
                .findFirst()
                .orElse("");
        return new HelpNews(
                call.tenant(),
                call.id().toString(),
                what,
                call.caller(),
                device,
                call.dialled(),
                "",
                false,
                call.endedAt(),
                why);
    }

    private void unreached(HelpNews news) {
        LOG.atError()
                .addKeyValue(Fields.EVENT_ACTION, Events.EMERGENCY_UNREACHED)
                .addKeyValue(Fields.TENANT, news.tenant().toString())
                .addKeyValue(Fields.EXTENSION, news.extension())
                .addKeyValue(Fields.CALL_ID, news.call())
                .addKeyValue(Fields.EVENT_REASON, news.why())
                .log("somebody called for help and reached nobody");
        trail.wanted(new Said(news, ""));
    }

    /** In a thread of its own; until the database takes it, or has not for five minutes. */
    private void write(Said said) {
        boolean patient = waiting.incrementAndGet() <= MOST_WAITING;
        try {
            for (int i = 1; !written(said) && patient && i < TRIES; i++) {
                Duration pause = Duration.ofSeconds(1L << (i - 1));
                Thread.sleep(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
    }

    private boolean written(Said said) {
        TenantId tenant = said.news().tenant();
        try {
            return Actors.call(
                    Actor.system("calls", tenant),
                    () -> transactions.separately(tenant, () -> {
                        entry(said).ifPresent(audit::record);
                        listeners.publishEvent(said.news());
                        return true;
                    }));
        } catch (RuntimeException notNow) {
            LOG.warn("That somebody called for help could not be written to the audit trail", notNow);
            return false;
        }
    }

    /** That it was reached is in the call's record, and in no other place. */
    private static Optional<AuditEntry> entry(Said said) {
        HelpNews news = said.news();
        var facts = new Facts(news.number(), news.device(), said.location(), news.why());
        return switch (news.what()) {
            case CALLED -> Optional.of(AuditEntry.of(Events.EMERGENCY_CALLED, "extension", news.extension(), facts));
            case UNREACHED ->
                Optional.of(AuditEntry.of(Events.EMERGENCY_UNREACHED, "extension", news.extension(), facts));
            case REACHED -> Optional.empty();
        };
    }
}
