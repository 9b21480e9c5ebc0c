package org.ringfort.app.calls;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.springframework.stereotype.Component;

/**
 * Says that somebody calls for help, and raises an alarm where he reached nobody: in the log at once; in the audit trail, and to
 * whoever listens for {@link HelpNews}, beside the call. No call ever waits for it. Any thread.
 */
@Component
public class HelpCalls {
    private static final Logger LOG = LoggerFactory.getLogger(HelpCalls.class);
    /** While the database is away: a day together, as long as notices are kept. */
    private static final int TRIES = 24 * 60;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** Calls that edges may speak of once more. */
    private static final int MOST_REMEMBERED = 10_000;

    /** More than that are not kept in memory until the database is back. */
    private static final int MOST_WAITING = 1_000;

    private final Audit audit;
    private final TenantTransactions transactions;
    private final ApplicationEventPublisher listeners;
    private final Clock clock;
    private final Rounds<Said> trail;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Set<HelpNews> heard = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<HelpNews, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }));

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
     * The request to an emergency service has left the edge. An edge says so again at each of its attachments until the call's
     * record is stored; only what was not heard here before is told.
     *
     * @param news of the kind {@code CALLED}
     * @param location name of where the device is; empty: not known
     */
    public void called(HelpNews news, String location, String edge) {
        if (!heard.add(news)) {
            return;
        }
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

    /**
     * A call is over. In the transaction that is open for its tenant and keeps its record, once a call: then what became of it is told
     * just as surely as the record is kept, and as often.
     */
    public void ended(EndedCall call) {
        if (!call.rule().equals(Dialplan.EMERGENCY)) {
            return;
        }
        if (call.answeredAt().isPresent()) {
            tell(new Said(
                    news(
                            call,
                            HelpNews.What.REACHED,
                            "answered at " + call.answeredAt().get()),
                    ""));
        } else if (call.hungUpBy() != EndedCall.HungUpBy.CALLER) {
            HelpNews news =
                    news(call, HelpNews.What.UNREACHED, "ended with " + call.status() + ": " + call.endReason());
            alarm(news);
            tell(new Said(news, ""));
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
        alarm(news);
        trail.wanted(new Said(news, ""));
    }

    private static void alarm(HelpNews news) {
        LOG.atError()
                .addKeyValue(Fields.EVENT_ACTION, Events.EMERGENCY_UNREACHED)
                .addKeyValue(Fields.TENANT, news.tenant().toString())
                .addKeyValue(Fields.EXTENSION, news.extension())
                .addKeyValue(Fields.CALL_ID, news.call())
                .addKeyValue(Fields.EVENT_REASON, news.why())
                .log("somebody called for help and reached nobody");
    }

    /** In a thread of its own; until the database takes it, or has not for a day. */
    private void write(Said said) {
        boolean patient = waiting.incrementAndGet() <= MOST_WAITING;
        try {
            boolean written = written(said);
            for (int i = 1; !written && patient && i < TRIES; i++) {
                Thread.sleep(Math.min(1000L << Math.min(i - 1, 10), LONGEST_PAUSE.toMillis()));
                written = written(said);
            }
            if (!written) {
                heard.remove(said.news()); // an edge that says it again is listened to
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
            return transactions.separately(tenant, () -> tell(said));
        } catch (RuntimeException notNow) {
            LOG.warn("That somebody called for help could not be written to the audit trail", notNow);
            return false;
        }
    }

    /** In the transaction that is open. */
    private boolean tell(Said said) {
        return Actors.call(Actor.system("calls", said.news().tenant()), () -> {
            entry(said).ifPresent(audit::record);
            listeners.publishEvent(said.news());
            return true;
        });
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
