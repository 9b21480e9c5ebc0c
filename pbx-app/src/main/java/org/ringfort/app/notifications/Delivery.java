package org.ringfort.app.notifications;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.notifications.store.OutboxStore;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells what is written down, until it is taken: at once, and again after pauses that double. What is taken from the outbox is due
 * again before it is told, and deleted when it was; so who dies meanwhile tells it twice rather than never.
 */
class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    /** Longer than an attempt may take: nobody else takes it meanwhile. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final int AT_ONCE = 32;
    /** Of those, of one tenant. */
    private static final int OF_ONE_TENANT = 4;

    private final OutboxStore outbox;
    private final NoticeRecipients recipients;
    private final Webhooks webhooks;
    private final Mails mails;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final JsonMapper json;
    private final Duration giveUpAfter;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();

    @SuppressWarnings("TooManyParameters")
    Delivery(
            OutboxStore outbox,
            NoticeRecipients recipients,
            Webhooks webhooks,
            Mails mails,
            TenantTransactions transactions,
            Audit audit,
            JsonMapper json,
            Duration giveUpAfter,
            Clock clock) {
        this.outbox = outbox;
        this.recipients = recipients;
        this.webhooks = webhooks;
        this.mails = mails;
        this.transactions = transactions;
        this.audit = audit;
        this.json = json;
        this.giveUpAfter = giveUpAfter;
        this.clock = clock;
    }

    @TransactionalEventListener
    void queued(LettersQueued queued) {
        look();
    }

    /** Never blocks: it goes on in a thread of its own, one at a time. */
    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT5S")
    void look() {
        if (running.compareAndSet(false, true)) {
            Thread.ofVirtual().name("notices").start(this::round);
        }
    }

    private void round() {
        try {
            List<Letter> taken;
            do {
                taken = transactions.separately(
                        TenantScope.PLATFORM,
                        () -> outbox.take(clock.instant(), FIRST_PAUSE, LONGEST_PAUSE, AT_ONCE, OF_ONE_TENANT));
                List<Thread> telling = new ArrayList<>();
                taken.forEach(
                        letter -> telling.add(Thread.ofVirtual().name("notice").start(() -> tell(letter))));
                Instant end = Instant.now().plus(FIRST_PAUSE);
                for (Thread one :
                        telling) { // then it is due again, and whoever still tells it keeps nobody else waiting
                    Duration left = Duration.between(Instant.now(), end);
                    var _ = left.isPositive() && one.join(left);
                }
            } while (!taken.isEmpty());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException notNow) {
            LOG.warn("What is to be told could not be read", notNow); // it is due still
        } finally {
            running.set(false);
        }
    }

    private void tell(Letter letter) {
        try {
            send(letter);
            transactions.run(letter.tenant(), () -> outbox.delete(letter.id()));
        } catch (IOException refused) {
            failed(letter, String.valueOf(refused.getMessage()));
        } catch (RuntimeException bug) {
            LOG.error("A notice could not be told", bug);
            failed(letter, "fault");
        }
    }

    private void send(Letter letter) throws IOException {
        switch (letter.way()) {
            case MAIL -> mails.send(letter, NoticeWords.of(json.readValue(letter.payload(), Notice.class)));
            case WEBHOOK -> {
                Secret secret = recipients
                        .secret(letter.tenant())
                        .orElseThrow(() -> new IOException("there is no secret to sign with"));
                webhooks.send(letter, secret);
            }
        }
    }

    private void failed(Letter letter, String why) {
        boolean over = letter.createdAt().plus(giveUpAfter).isBefore(clock.instant());
        LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, over ? Events.NOTICE_GIVEN_UP : Events.NOTICE_FAILED)
                .addKeyValue(Fields.TENANT, letter.tenant().toString())
                .addKeyValue(Fields.EVENT_REASON, why)
                .log("A notice was not taken by {}, attempt {}", letter.way(), letter.attempts());
        if (over) {
            giveUp(letter, why);
        }
    }

    private record Facts(String target, int attempts, String why) {}

    private void giveUp(Letter letter, String why) {
        try {
            var _ = Actors.call(
                    Actor.system("notifications", letter.tenant()),
                    () -> transactions.separately(letter.tenant(), () -> {
                        outbox.delete(letter.id());
                        audit.record(AuditEntry.of(
                                Events.NOTICE_GIVEN_UP,
                                "notice",
                                letter.id(),
                                new Facts(letter.target(), letter.attempts(), why)));
                        return true;
                    }));
        } catch (RuntimeException notNow) {
            LOG.warn("A notice could not be given up", notNow); // the next attempt does
        }
    }
}
