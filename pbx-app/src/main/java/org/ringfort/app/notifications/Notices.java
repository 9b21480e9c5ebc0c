package org.ringfort.app.notifications;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.calls.HelpNews;
import org.ringfort.app.emergency.Location;
import org.ringfort.app.emergency.Locations;
import org.ringfort.app.extensions.DeviceFacts;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.notifications.store.OutboxStore;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down what is to be told, in the transaction that writes down what happened: a process that is killed between the two has
 * done both or neither.
 */
@Component
public class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    /** Of one tenant; more than anybody reads, and few enough that they are told soon. */
    private static final int MOST = 500;

    private static final String TEST = "test";

    private final NoticeRecipients recipients;
    private final OutboxStore outbox;
    private final Extensions extensions;
    private final Locations locations;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher listeners;
    private final JsonMapper json;
    private final Clock clock;

    @SuppressWarnings("TooManyParameters")
    Notices(
            NoticeRecipients recipients,
            OutboxStore outbox,
            Extensions extensions,
            Locations locations,
            TenantTransactions transactions,
            Audit audit,
            ApplicationEventPublisher listeners,
            JsonMapper json,
            Clock clock) {
        this.recipients = recipients;
        this.outbox = outbox;
        this.extensions = extensions;
        this.locations = locations;
        this.transactions = transactions;
        this.audit = audit;
        this.listeners = listeners;
        this.json = json;
        this.clock = clock;
    }

    @EventListener
    void happened(HelpNews news) {
        Recipients wanted = recipients.of(news.tenant());
        if (!wanted.equals(Recipients.NOBODY)) {
            queue(news.tenant(), wanted, notice(news));
        }
    }

    /** Tells the current tenant's recipients that this is a test. */
    public void test() {
        transactions.run(TenantScope.current(), () -> {
            TenantId tenant = TenantScope.current();
            Recipients wanted = recipients.of(tenant);
            if (wanted.equals(Recipients.NOBODY)) {
                throw Problem.conflict("nobody", "There is nobody to be told.");
            }
            recipients.mayTest(tenant);
            outbox.deleteTests(tenant);
            queue(
                    tenant,
                    wanted,
                    new Notice(
                            next(),
                            TEST,
                            clock.instant(),
                            tenant.value(),
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            null,
                            null,
                            null,
                            "somebody tries out whether notices arrive"));
        });
    }

    private void queue(TenantId tenant, Recipients wanted, Notice notice) {
        if (outbox.count(tenant) + wanted.addresses().size() >= MOST) {
            dropped(tenant, notice);
            return;
        }
        wanted.addresses().forEach(address -> insert(notice, tenant, Letter.Way.MAIL, address));
        if (!wanted.webhookUrl().isEmpty()) {
            insert(notice, tenant, Letter.Way.WEBHOOK, wanted.webhookUrl());
        }
        listeners.publishEvent(new LettersQueued());
    }

    private record Facts(String event, String call, int waiting) {}

    private void dropped(TenantId tenant, Notice notice) {
        LOG.atError()
                .addKeyValue(Fields.EVENT_ACTION, Events.NOTICE_DROPPED)
                .addKeyValue(Fields.TENANT, tenant.toString())
                .addKeyValue(Fields.CALL_ID, notice.call())
                .log("A notice is told to nobody: {} wait already", MOST);
        audit.record(AuditEntry.of(
                Events.NOTICE_DROPPED, "notice", notice.id(), new Facts(notice.event(), notice.call(), MOST)));
    }

    private void insert(Notice notice, TenantId tenant, Letter.Way way, String target) {
        outbox.insert(
                new Letter(
                        named(notice.id() + " " + way + " " + target),
                        tenant,
                        way,
                        target,
                        json.writeValueAsString(notice),
                        0,
                        clock.instant()),
                notice.event().equals(TEST));
    }

    /** The same for the same words: what is told twice of one thing is one. */
    private static UUID named(String words) {
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8));
    }

    private static UUID next() {
        return TenantId.next().value();
    }

    private Notice notice(HelpNews news) {
        Optional<DeviceId> device = device(news.device());
        Optional<DeviceFacts> facts = device.flatMap(id -> extensions.device(news.tenant(), id));
        Optional<Location> location = device.flatMap(id -> locations.of(news.tenant(), id));
        return new Notice(
                named(news.tenant() + " " + news.call() + " " + news.what() + " " + news.trunk()),
                switch (news.what()) {
                    case CALLED -> "emergency.called";
                    case REACHED -> "emergency.reached";
                    case UNREACHED -> "emergency.unreached";
                },
                news.at(),
                news.tenant().value(),
                news.call(),
                news.extension(),
                facts.map(DeviceFacts::displayName).orElse(""),
                facts.map(DeviceFacts::name).orElse(""),
                news.number(),
                news.trunk(),
                location.map(Notices::place).orElse(null),
                news.what() == HelpNews.What.CALLED ? news.locationSent() : null,
                reached(news.what()),
                news.why());
    }

    private static Optional<DeviceId> device(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(new DeviceId(UUID.fromString(text)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Notice.Place place(Location location) {
        return new Notice.Place(
                location.name(), location.address(), location.point().orElse(null));
    }

    private static @Nullable Boolean reached(HelpNews.What what) {
        return switch (what) {
            case CALLED -> null;
            case REACHED -> true;
            case UNREACHED -> false;
        };
    }
}
