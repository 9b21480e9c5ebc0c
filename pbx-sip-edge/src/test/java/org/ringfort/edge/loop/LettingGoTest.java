package org.ringfort.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Headers;

/** Transactions stay for half a minute when a call is over; what the call was must not stay with them. */
class LettingGoTest {
    private static final Body SDP = Body.ofText("v=0\r\n");

    private final LoopBench bench = LoopBench.manual();
    private final Phone phone = new Phone(bench, TransportKind.UDP);
    private final Deque<ServerTransaction> invites = new ArrayDeque<>();

    @BeforeEach
    void takeInvites() {
        bench.loop.handle(Method.INVITE, invites::add);
    }

    @Test
    void the_conversation_of_a_caller_who_hung_up() {
        WeakReference<Events> conversation = calledAndHungUp();
        assertThat(bench.loop.isIdle()).isFalse();
        assertThat(isGone(conversation)).isTrue();
    }

    private WeakReference<Events> calledAndHungUp() {
        var events = new Events();
        phone.says(phone.request("INVITE", 1));
        bench.take();
        ServerTransaction invite = invites.remove();
        invite.openDialog(events);
        invite.respond(invite.response(Status.OK).with(ContentType.SDP).withBody(SDP));
        SipResponse ok = bench.take().response();
        phone.says(phone.inDialog(ok, "ACK", 1));
        events.next(SipEvent.Acknowledged.class);
        phone.says(phone.inDialog(ok, "BYE", 2));
        events.next(SipEvent.Request.class).transaction().respond(Status.OK);
        assertThat(bench.take().response().status()).isEqualTo(Status.OK);
        return new WeakReference<>(events);
    }

    @Test
    void the_conversation_of_a_phone_that_was_called() {
        WeakReference<Events> conversation = rangAndHungUp();
        bench.pass(Duration.ofSeconds(6)); // beyond timer K of our BYE
        assertThat(bench.loop.isIdle()).isFalse();
        assertThat(isGone(conversation)).isTrue();
    }

    /**
     * RFC 3261 13.2.2.4: who picks up when nobody is there any more is acknowledged and hung up on.
     */
    @Test
    void a_fork_that_picks_up_after_the_call_is_hung_up_on() {
        SipRequest invite = ring(new Events());
        bench.pass(Duration.ofSeconds(6));
        phone.says(phone.answer(invite, 200, "late"));
        assertThat(bench.take().request().method()).isEqualTo(Method.ACK);
        assertThat(bench.take().request().method()).isEqualTo(Method.BYE);
    }

    private WeakReference<Events> rangAndHungUp() {
        var events = new Events();
        ring(events);
        return new WeakReference<>(events);
    }

    /** Called, answered, hung up by us. */
    private SipRequest ring(Events events) {
        bench.loop.send(Phone.invitation(), phone.flow, events);
        SipRequest sent = bench.take().request();
        phone.says(phone.answer(sent, 200, "theirs"));
        Dialog dialog = events.next(SipEvent.Response.class).dialog().orElseThrow();
        dialog.ack(Headers.EMPTY, Body.EMPTY);
        bench.take();
        dialog.bye();
        phone.says(phone.answer(bench.take().request(), 200, "theirs"));
        events.next(SipEvent.Response.class);
        return sent;
    }

    private static boolean isGone(WeakReference<?> reference) {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
        }
        return reference.get() == null;
    }
}
