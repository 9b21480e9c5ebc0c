package org.ringfort.edge.subscription;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.edge.lamps.Place;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.SubscriptionState;

/**
 * One phone's subscription to one thing, from the first SUBSCRIBE to the last NOTIFY, on one virtual thread that reads top to
 * bottom. Every SUBSCRIBE of it, the refreshing ones too, is authorised by the app. A dialog holds one subscription and no other.
 *
 * @rfc 6665 4.2
 * @rfc 6665 4.5.2
 */
final class Subscription implements Watcher {
    private static final int MOST_WAITING = 16;
    private static final long LONGEST_REST_SECONDS = 120;

    /** What happens to it. */
    private sealed interface News {
        record Sip(SipEvent event) implements News {}

        /** What it watches has changed; no more than a call to look. */
        record Changed() implements News {}
    }

    private final Subscriptions all;
    private final BlockingQueue<News> news = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean changed = new AtomicBoolean();
    private final Pacing pacing = new Pacing(System.nanoTime());
    private volatile String flow = "";
    private long endsAt;

    Subscription(Subscriptions all) {
        this.all = all;
    }

    /** The flag is what counts: where the queue is full, whoever reads it looks at the flag anyway. */
    @Override
    @SuppressWarnings("unused")
    public void changed() {
        if (!changed.getAndSet(true)) {
            boolean taken = news.offer(new News.Changed());
        }
    }

    @Override
    public String flow() {
        return flow;
    }

    void converse(ServerTransaction first) {
        Optional<Wish> wish = Wish.read(first, all);
        Optional<Subscribed> authorised = wish.flatMap(read -> read.authorised(first, all));
        if (wish.isEmpty() || authorised.isEmpty()) {
            return;
        }
        Subscribed granted = authorised.get();
        var watcher = new Place(granted.getTenantId(), granted.getWatcher());
        if (!all.quota().take(watcher)) {
            all.refuseForLoad(first);
            return;
        }
        try {
            converse(first, wish.get(), granted);
        } finally {
            all.quota().release(watcher);
        }
    }

    private void converse(ServerTransaction first, Wish wish, Subscribed granted) {
        flow = first.flow().token();
        Optional<Topic> topic = wish.kind().topic(granted, wish.watched(), this);
        if (topic.isEmpty()) {
            all.refuseForLoad(first);
            return;
        }
        Dialog dialog = first.openDialog(this::post);
        try {
            accept(first, granted);
            wish.log(first, granted);
            untilOver(dialog, wish, topic.get());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            topic.get().close();
            dialog.close();
        }
    }

    /** NOTIFY now and whenever there is something new, until it expires, is ended, or the phone is gone. */
    private void untilOver(Dialog dialog, Wish wish, Topic topic) throws InterruptedException {
        boolean alive = true;
        while (alive) {
            long now = System.nanoTime();
            boolean over = now - endsAt >= 0;
            if (changed.getAndSet(false) || over) {
                pacing.wanted();
            }
            if (pacing.due(now)) {
                pacing.said(now);
                say(dialog, wish, topic, now);
                if (over) {
                    awaitLastAnswer();
                    return;
                }
            }
            long patience = pacing.patience(now);
            News next = news.poll(over ? patience : Math.min(patience, endsAt - now), TimeUnit.NANOSECONDS);
            alive = next instanceof News.Sip(var event) ? attend(event, wish, topic) : !pacing.lost(System.nanoTime());
        }
    }

    private void say(Dialog dialog, Wish wish, Topic topic, long now) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(endsAt - now);
        var state = now - endsAt >= 0 ? SubscriptionState.terminated("timeout") : SubscriptionState.active(seconds);
        dialog.request(
                Method.NOTIFY, Headers.of(wish.event(), state, wish.kind().type()), topic.document());
    }

    /** False where the subscription is over. */
    private boolean attend(SipEvent event, Wish wish, Topic topic) {
        switch (event) {
            case SipEvent.Request(var in, var request) -> asked(request, wish, topic);
            case SipEvent.Response(var to, var response, var in) -> {
                return answered(response, topic);
            }
            case SipEvent.Failed failed -> {
                return false;
            }
            case SipEvent.FlowLost lost -> {
                return false; // it subscribes again when it comes back
            }
            default -> {}
        }
        return true;
    }

    /**
     * Who has no time just now is told later; who does not know the subscription, or refuses for good, no longer.
     *
     * @rfc 6665 4.2.2
     */
    private boolean answered(SipResponse response, Topic topic) {
        Status status = response.status();
        if (!status.isFinal()) {
            return true;
        }
        if (status.isSuccess()) {
            pacing.taken();
            return true;
        }
        topic.refused();
        var rest = response.headers().retryAfter();
        boolean passing = rest.isPresent() || status.code() / 100 == 5;
        long seconds = Math.clamp(rest.orElse(0), 0, LONGEST_REST_SECONDS);
        return passing && pacing.refused(System.nanoTime(), TimeUnit.SECONDS.toNanos(seconds));
    }

    /** The last NOTIFY may wait for its answer as long as its transaction does; nothing is held up meanwhile. */
    private void awaitLastAnswer() throws InterruptedException {
        long patience = System.nanoTime() + Duration.ofSeconds(33).toNanos();
        while (true) {
            News next = news.poll(patience - System.nanoTime(), TimeUnit.NANOSECONDS);
            switch (next) {
                case null -> {
                    return;
                }
                case News.Sip(SipEvent.Response answer) -> {
                    return;
                }
                case News.Sip(SipEvent.Failed failed) -> {
                    return;
                }
                case News.Sip(SipEvent.FlowLost lost) -> {
                    return;
                }
                case News.Sip(SipEvent.Request(var in, var late)) -> late.respond(Status.CALL_DOES_NOT_EXIST);
                case News.Sip other -> {}
                case News.Changed more -> {}
            }
        }
    }

    /** A request in the dialog; where a refresh is refused, what was granted before still stands. */
    private void asked(ServerTransaction transaction, Wish wish, Topic topic) {
        if (!transaction.request().is(Method.SUBSCRIBE)) {
            transaction.respond(Status.METHOD_NOT_ALLOWED);
        } else if (wish.isMeantBy(transaction, all)) {
            wish.authorised(transaction, all).ifPresent(granted -> {
                flow = transaction.flow().token();
                topic.granted(granted);
                accept(transaction, granted);
            });
        }
    }

    private void accept(ServerTransaction transaction, Subscribed granted) {
        long now = System.nanoTime();
        endsAt = now + TimeUnit.SECONDS.toNanos(granted.getExpiresSeconds());
        transaction.respond(transaction
                .response(Status.OK)
                .with(new Expires(granted.getExpiresSeconds()))
                .with(Contact.of(transaction.flow().contact(granted.getExtension()))));
        if (granted.getExpiresSeconds() > 0) {
            endsAt += TimeUnit.MILLISECONDS.toNanos(500); // so that the first NOTIFY says the whole of it
        }
        pacing.asked(now);
    }

    @SuppressWarnings("unused")
    private void post(SipEvent event) {
        boolean taken = news.offer(new News.Sip(event)); // one too many: the peer repeats, or the transaction times out
    }
}
