package org.ringfort.edge.phone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.ringfort.edge.loop.LoopBench;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Event;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.MaxForwards;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;
import org.ringfort.protocol.sip.header.Via;

/** A phone on a flow. Says what the test tells it to, and waits for what it should hear. */
public final class Phone {
    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final LoopBench loop;
    private final Flow flow;
    private final String number;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();
    private final List<SipMessage> unread = new ArrayList<>();
    private volatile UnaryOperator<SipMessage> tongue = UnaryOperator.identity();

    Phone(LoopBench loop, Flow flow, String number) {
        this.loop = loop;
        this.flow = flow;
        this.number = number;
    }

    public Flow flow() {
        return flow;
    }

    public String number() {
        return number;
    }

    void hear(SipMessage message) {
        lock.lock();
        try {
            unread.add(message);
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Calls a number. */
    public PhoneCall calls(String dialled, String sdp, Header... more) {
        return calls(SipUri.of(dialled, new Host(EdgeBench.DOMAIN)), sdp, more);
    }

    /** Calls whatever that names. */
    public PhoneCall calls(Uri target, String sdp, Header... more) {
        return calls(NameAddress.of(SipUri.of(number, new Host(EdgeBench.DOMAIN))), target, sdp, more);
    }

    /** Calls as whoever that is: its From. */
    public PhoneCall calls(NameAddress from, Uri target, String sdp, Header... more) {
        var call = new PhoneCall(
                this,
                "call-" + SERIAL.incrementAndGet() + "@" + number + ".phone.example",
                from.withTag("phone-" + number),
                NameAddress.of(target),
                target);
        call.invite(sdp, more);
        return call;
    }

    /** Subscribes to an event of a number. */
    public PhoneCall watches(String watched, String event, int expires, Header... more) {
        SipUri target = SipUri.of(watched, new Host(EdgeBench.DOMAIN));
        var watch = new PhoneCall(
                this,
                "watch-" + SERIAL.incrementAndGet() + "@" + number + ".phone.example",
                NameAddress.of(SipUri.of(number, new Host(EdgeBench.DOMAIN))).withTag("phone-" + number),
                NameAddress.of(target),
                target);
        Header[] all = Arrays.copyOf(more, more.length + 2);
        all[more.length] = Event.of(event);
        all[more.length + 1] = new Expires(expires);
        watch.asks(Method.SUBSCRIBE, all);
        return watch;
    }

    /** Waits for an INVITE. */
    public PhoneCall rings() {
        return new PhoneCall(this, hears(Method.INVITE));
    }

    public SipRequest hears(Method method) {
        return (SipRequest)
                await(method.name(), message -> message instanceof SipRequest request && request.is(method));
    }

    public SipResponse hears(int status) {
        return (SipResponse) await(
                "" + status,
                message -> message instanceof SipResponse response
                        && response.status().code() == status);
    }

    /** Sends a request outside any dialog. */
    public SipRequest asks(Method method, SipUri uri, String callId, int cseq, Header... more) {
        var headers = Headers.builder()
                .add(via())
                .add(new From(NameAddress.of(SipUri.of(number, uri.host())).withTag("phone-" + number)))
                .add(new To(NameAddress.of(SipUri.of(number, uri.host()))))
                .add(new SipCallId(callId))
                .add(new CSeq(cseq, method))
                .add(RawHeader.of("User-Agent", "Testphone 1"));
        for (Header header : more) {
            headers.add(header);
        }
        var request = new SipRequest(method, uri, headers.build(), Body.EMPTY);
        says(request);
        return request;
    }

    /** From now on it says more than it is told to. */
    public Phone babbles(UnaryOperator<SipMessage> more) {
        tongue = more;
        return this;
    }

    /** Sends a request on as a proxy does: with its Via on top, one hop less, and all else as it was. */
    public void passesOn(SipRequest request, SipUri to) {
        Headers headers = request.headers()
                .with(new MaxForwards(request.headers().maxForwards().orElse(70) - 1))
                .plusFirst(via());
        says(new SipRequest(request.method(), to, headers, request.body()));
    }

    /** Answers a request outside any dialog. */
    public void answers(SipRequest request, int status, Header... more) {
        SipResponse response = SipResponse.to(request, Status.of(status), "phone-" + number);
        for (Header header : more) {
            response = response.with(header);
        }
        says(response);
    }

    void says(SipMessage message) {
        loop.receive(flow, tongue.apply(message));
    }

    Via via() {
        return Via.of("TLS", new Host("10.0.0.99"), 5061, Via.MAGIC_COOKIE + "-via" + SERIAL.incrementAndGet() + "-");
    }

    Contact contact() {
        return Contact.of(SipUri.of(number, new Host("10.0.0.99")).withParameter("transport", "tls"));
    }

    /** Whether anything unread matches, now. */
    public boolean hasHeard(Predicate<SipMessage> wanted) {
        lock.lock();
        try {
            return unread.stream().anyMatch(wanted);
        } finally {
            lock.unlock();
        }
    }

    SipMessage await(String what, Predicate<SipMessage> wanted) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        lock.lock();
        try {
            while (true) {
                for (SipMessage message : unread) {
                    if (wanted.test(message)) {
                        unread.remove(message);
                        return message;
                    }
                }
                long left = deadline - System.nanoTime();
                if (left <= 0 || heard.awaitNanos(left) <= 0) {
                    throw new AssertionError("phone " + number + " never heard " + what + "; unread: " + unread);
                }
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        } finally {
            lock.unlock();
        }
    }

    /** The oldest unread message, waiting for it; empty after {@code millis}. */
    Optional<SipMessage> next(long millis) throws InterruptedException {
        long left = millis * 1_000_000;
        lock.lock();
        try {
            while (unread.isEmpty()) {
                if (left <= 0) {
                    return Optional.empty();
                }
                left = heard.awaitNanos(left);
            }
            return Optional.of(unread.removeFirst());
        } finally {
            lock.unlock();
        }
    }
}
