package org.ringfort.app.registrar;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ringfort.app.audit.Attempt;
import org.ringfort.app.audit.Attempts;
import org.ringfort.app.registrar.BindingRemoved.Why;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells of bindings that came and went: to the log at once, to listeners in order and in a thread of their own, so that no
 * registration waits for them. Where listeners fall far behind, news are dropped: whoever shows bindings can read them anew.
 */
final class BindingNews implements Authenticator.Witness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BindingNews.class);
    private static final int BACKLOG = 10_000;

    private final ApplicationEventPublisher listeners;
    private final Attempts attempts;
    private final ThreadPoolExecutor teller = new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(BACKLOG),
            Thread.ofVirtual().name("registrar-news").factory(),
            (_, _) -> LOG.warn("Listeners to registrations are too slow; news dropped"));

    BindingNews(ApplicationEventPublisher listeners, Attempts attempts) {
        this.listeners = listeners;
        this.attempts = attempts;
    }

    void settled(BindWriter.Settled settled) {
        BindingChange.Order order = settled.order();
        BindingChange change = settled.change();
        TenantId tenant = order.who().tenant();
        change.refusal()
                .ifPresentOrElse(
                        refused -> refused(order, refused.status(), refused.reason()), () -> registered(order));
        change.saved()
                .forEach(binding ->
                        publish(new BindingAdded(tenant, binding, change.added().contains(binding))));
        change.removed().forEach(binding -> publish(new BindingRemoved(tenant, binding, Why.UNREGISTERED)));
    }

    void removed(TenantId tenant, Binding binding, Why why) {
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.REGISTRATION_REMOVED)
                .addKeyValue(Fields.EVENT_REASON, why.name().toLowerCase(Locale.ROOT))
                .addKeyValue(Fields.TENANT, tenant.toString())
                .addKeyValue(Fields.EXTENSION, binding.extension())
                .addKeyValue(Fields.SOURCE_IP, binding.place().sourceAddress())
                .log("A registration ended");
        publish(new BindingRemoved(tenant, binding, why));
    }

    private static void refused(BindingChange.Order order, int status, String reason) {
        line(order.request().requester(), Events.REGISTRATION_REFUSED, "failure")
                .addKeyValue(Fields.TENANT, order.who().tenant().toString())
                .addKeyValue(Fields.EXTENSION, order.who().extension())
                .addKeyValue(Fields.SIP_STATUS, status)
                .addKeyValue(Fields.EVENT_REASON, reason)
                .log("A registration was refused");
    }

    private static void registered(BindingChange.Order order) {
        line(order.request().requester(), Events.REGISTRATION_BOUND, "success")
                .addKeyValue(Fields.TENANT, order.who().tenant().toString())
                .addKeyValue(Fields.EXTENSION, order.who().extension())
                .addKeyValue(Fields.TLS_VERSION, order.request().place().tlsVersion())
                .addKeyValue(Fields.TLS_CIPHER, order.request().place().tlsCipher())
                .log("A device registered");
    }

    @Override
    public void failed(Realm realm, Requester requester, String username, Optional<Account.Identity> aimedAt) {
        // The name is a claim, and may be a password typed into the wrong field: it is not told.
        line(requester, Events.AUTH_FAILED, "failure")
                .addKeyValue(Fields.TENANT, realm.tenant().toString())
                .addKeyValue(Fields.EVENT_REASON, "wrong credentials")
                .log("A device's credentials were wrong");
        attempted(realm, requester, Events.AUTH_FAILED, "wrong credentials", aimedAt);
    }

    @Override
    public void barred(Realm realm, Requester requester, Optional<Account.Identity> aimedAt) {
        line(requester, Events.AUTH_FAILED, "failure")
                .addKeyValue(Fields.TENANT, realm.tenant().toString())
                .addKeyValue(Fields.EVENT_REASON, "banned")
                .log("A device's credentials were not looked at: it is banned");
        attempted(realm, requester, Events.AUTH_FAILED, "banned", aimedAt);
    }

    @Override
    public void belowFloor(Realm realm, Requester requester, Account.Identity who) {
        line(requester, Events.AUTH_BELOW_FLOOR, "failure")
                .addKeyValue(Fields.TENANT, realm.tenant().toString())
                .addKeyValue(Fields.EXTENSION, who.extension())
                .log("A device's answer was right, but by a weaker algorithm than it must use");
        attempted(realm, requester, Events.AUTH_BELOW_FLOOR, "weaker algorithm than its floor", Optional.of(who));
    }

    @Override
    public void replayed(Realm realm, Requester requester, Account.Identity who) {
        line(requester, Events.AUTH_REPLAYED, "failure")
                .addKeyValue(Fields.TENANT, realm.tenant().toString())
                .addKeyValue(Fields.EXTENSION, who.extension())
                .log("An answer was used twice");
        attempted(realm, requester, Events.AUTH_REPLAYED, "answer used before", Optional.of(who));
    }

    @Override
    public void wrongToken(Realm realm, Requester requester, String why, Optional<Account.Identity> aimedAt) {
        // What the token says of itself is a claim, and is not told.
        token(realm, requester, "token: " + why, "A device's access token was wrong");
        attempted(realm, requester, Events.AUTH_FAILED, "wrong token", aimedAt);
    }

    @Override
    public void expired(Realm realm, Requester requester) {
        token(realm, requester, "token: expired", "A device's access token has expired");
    }

    @Override
    public void wrongCertificate(Realm realm, Requester requester, String why, Optional<Account.Identity> aimedAt) {
        token(realm, requester, "certificate: " + why, "A device's certificate was wrong");
        attempted(realm, requester, Events.AUTH_FAILED, "wrong certificate", aimedAt);
    }

    @Override
    public void certificateOver(Realm realm, Requester requester, Optional<Account.Identity> aimedAt) {
        token(realm, requester, "certificate: not within its time", "A device's certificate is over");
    }

    @Override
    public void insufficient(Realm realm, Requester requester) {
        token(realm, requester, "token: scope", "A device's access token is not good for registering");
    }

    @Override
    public void unjudged(Realm realm, Requester requester, String why) {
        token(realm, requester, why, "A device's access token could not be judged");
    }

    private static void token(Realm realm, Requester requester, String reason, String message) {
        line(requester, Events.AUTH_FAILED, "failure")
                .addKeyValue(Fields.TENANT, realm.tenant().toString())
                .addKeyValue(Fields.EVENT_REASON, reason)
                .log(message);
    }

    private void attempted(
            Realm realm, Requester requester, String event, String reason, Optional<Account.Identity> aimedAt) {
        String source = requester.source().address();
        var facts =
                new Attempt.Facts(reason, requester.source().transport().name().toLowerCase(Locale.ROOT), "");
        attempts.happened(
                aimedAt.map(who -> new Attempt(realm.tenant(), event, source, "extension", who.extension(), facts))
                        .orElseGet(() -> Attempt.from(realm.tenant(), event, source, facts)),
                1);
    }

    private static LoggingEventBuilder line(Requester requester, String event, String outcome) {
        return LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, event)
                .addKeyValue(Fields.EVENT_OUTCOME, outcome)
                .addKeyValue(Fields.SIP_METHOD, requester.method())
                .addKeyValue(Fields.SOURCE_IP, requester.source().address())
                .addKeyValue(Fields.SOURCE_PORT, requester.source().port())
                .addKeyValue(
                        Fields.NETWORK_TRANSPORT, requester.source().transport().name())
                .addKeyValue(Fields.USER_AGENT, requester.userAgent());
    }

    private void publish(Object event) {
        teller.execute(() -> {
            try {
                listeners.publishEvent(event);
            } catch (RuntimeException listener) {
                LOG.error("A listener to registrations failed", listener);
            }
        });
    }

    @Override
    public void close() {
        teller.shutdownNow();
    }
}
