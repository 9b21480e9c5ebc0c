package org.ringfort.edge.subscription;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.ringfort.contract.control.v1.MailboxChanged;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.edge.controlplane.ControlPlane;
import org.ringfort.edge.controlplane.SipAnswers;
import org.ringfort.edge.loop.RequestHandler;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.Signalling;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.grammar.Parameters;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.Event;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.Route;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.SubscriptionState;
import org.ringfort.protocol.sip.header.To;

/**
 * Who watches which mailbox. Begins a {@link Subscription} for each SUBSCRIBE, tells all of a mailbox when its counts
 * change, and tells registered phones that never subscribed by a NOTIFY they did not ask for, which most of them show.
 *
 * @rfc 6665 4.2
 * @rfc 3842 3
 */
public final class MailboxSubscriptions implements RequestHandler {
    private static final int MOST = 50_000;
    private static final int MOST_OF_ONE_MAILBOX = 30;

    /** One mailbox. */
    record Mailbox(String tenantId, String extension) {}

    private final ControlPlane app;
    private final Signalling signalling;
    private final String edgeId;
    private final RandomGenerator random;
    private final Map<Mailbox, Set<Subscription>> watchers = new ConcurrentHashMap<>();
    private final AtomicInteger conversations = new AtomicInteger();

    public MailboxSubscriptions(ControlPlane app, Signalling signalling, String edgeId, RandomGenerator random) {
        this.app = app;
        this.signalling = signalling;
        this.edgeId = edgeId;
        this.random = random;
    }

    @Override
    public void handle(ServerTransaction transaction) {
        if (conversations.incrementAndGet() > MOST) {
            conversations.decrementAndGet();
            transaction.respond(SipAnswers.unavailable(transaction.response(Status.SERVICE_UNAVAILABLE), random));
            return;
        }
        var subscription = new Subscription(app, edgeId, random, this);
        Thread.ofVirtual().name("subscription").start(() -> {
            try {
                subscription.converse(transaction);
            } finally {
                conversations.decrementAndGet();
            }
        });
    }

    /** The counts of a mailbox are others now. Returns at once. */
    public void mailboxChanged(MailboxChanged change) {
        Set<Subscription> subscribed =
                watchers.getOrDefault(new Mailbox(change.getTenantId(), change.getExtension()), Set.of());
        subscribed.forEach(subscription -> subscription.changed(change.getCounts()));
        Set<String> told = subscribed.stream().map(Subscription::flow).collect(Collectors.toSet());
        change.getContactsList().stream()
                .filter(contact -> contact.getEdgeId().equals(edgeId) && !told.contains(contact.getFlow()))
                .forEach(contact -> notifyUnasked(contact, change));
    }

    /** Subscriptions that run, those not yet authorised included. */
    public int running() {
        return conversations.get();
    }

    /** Mailboxes that are watched. */
    public int watched() {
        return watchers.size();
    }

    /** False where so many watch the mailbox already that one more is not believable. */
    boolean watch(Mailbox mailbox, Subscription subscription) {
        boolean[] taken = new boolean[1];
        watchers.compute(mailbox, (key, all) -> {
            Set<Subscription> grown = all == null ? ConcurrentHashMap.newKeySet() : all;
            taken[0] = grown.size() < MOST_OF_ONE_MAILBOX && grown.add(subscription);
            return grown.isEmpty() ? null : grown;
        });
        return taken[0];
    }

    void unwatch(Mailbox mailbox, Subscription subscription) {
        watchers.computeIfPresent(mailbox, (key, all) -> {
            all.remove(subscription);
            return all.isEmpty() ? null : all;
        });
    }

    private void notifyUnasked(Target contact, MailboxChanged change) {
        var flow = signalling.flow(contact.getFlow());
        var uri = Uri.parse(contact.getUri());
        var host = Host.parse(change.getDomain());
        if (flow.isEmpty() || uri.isEmpty() || host.isEmpty()) {
            return;
        }
        SipUri account = SipUri.of(change.getExtension(), host.get());
        var headers = Headers.builder()
                .add(new From(NameAddress.of(account).withTag(signalling.newTag())))
                .add(new To(NameAddress.of(account)))
                .add(new SipCallId(signalling.newCallId()))
                .add(new CSeq(1, Method.NOTIFY));
        contact.getPathList()
                .forEach(path -> headers.add(NameAddress.parse(path).map(Route::new)));
        headers.addAll(
                MessageSummary.headers(Event.of(MessageSummary.EVENT), new SubscriptionState("active", Parameters.NONE))
                        .asList());
        var request = new SipRequest(
                Method.NOTIFY, uri.get(), headers.build(), MessageSummary.body(change.getCounts(), account.toString()));
        signalling.send(request, flow.get(), event -> {}); // a phone that refuses it simply shows no lamp
    }
}
