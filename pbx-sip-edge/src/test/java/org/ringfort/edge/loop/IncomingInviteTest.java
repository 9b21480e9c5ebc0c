package org.ringfort.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.edge.dialog.DialogState.Phase;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.SessionExpires.Refresher;

class IncomingInviteTest {
    private static final Body SDP = Body.ofText("v=0\r\n");

    private final LoopBench bench = LoopBench.manual();
    private final Phone phone = new Phone(bench, TransportKind.UDP);
    private final Events events = new Events();
    private final Deque<ServerTransaction> invites = new ArrayDeque<>();

    @BeforeEach
    void takeInvites() {
        bench.loop.handle(Method.INVITE, invites::add);
    }

    private ServerTransaction invited(String... headers) {
        phone.says(phone.request("INVITE", 1, headers));
        assertThat(bench.take().response().status()).isEqualTo(Status.TRYING);
        return invites.remove();
    }

    private SipResponse accepted(ServerTransaction invite) {
        invite.respond(invite.response(Status.OK).with(ContentType.SDP).withBody(SDP));
        return bench.take().response();
    }

    private Dialog confirmed(ServerTransaction invite) {
        Dialog dialog = invite.openDialog(events);
        SipResponse ok = accepted(invite);
        phone.says(phone.inDialog(ok, "ACK", 1));
        events.next(SipEvent.Acknowledged.class);
        return dialog;
    }

    private void everythingIsForgotten() {
        bench.pass(Duration.ofSeconds(70));
        while (bench.poll() != null) {
            // repeats
        }
        assertThat(bench.loop.isIdle()).as("tables and timers are empty").isTrue();
    }

    @Test
    void repeats_of_an_invite_get_the_last_answer_again() {
        ServerTransaction invite = invited();
        invite.openDialog(events);
        invite.respond(Status.RINGING);
        assertThat(bench.take().response().status()).isEqualTo(Status.RINGING);
        phone.says(phone.message("INVITE", 1, phone.branch(), "<sip:102@example.org>"));
        assertThat(bench.take().response().status()).isEqualTo(Status.RINGING);
        assertThat(invites).isEmpty();
    }

    @Test
    void rfc3261_13_3_1_4_2xx_is_repeated_until_ack() {
        ServerTransaction invite = invited();
        Dialog dialog = invite.openDialog(events);
        SipResponse ok = accepted(invite);
        bench.pass(Duration.ofMillis(510));
        assertThat(bench.take().response().status()).isEqualTo(Status.OK);
        bench.pass(Duration.ofMillis(1010));
        assertThat(bench.take().response().status()).isEqualTo(Status.OK);
        phone.says(phone.inDialog(ok, "ACK", 1));
        events.next(SipEvent.Acknowledged.class);
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.isQuiet()).isTrue();
        assertThat(dialog.state().phase()).isEqualTo(Phase.CONFIRMED);
        dialog.bye();
        assertThat(bench.take().request().method()).isEqualTo(Method.BYE);
        everythingIsForgotten();
    }

    @Test
    void rfc3261_13_3_1_4_2xx_without_ack_is_reported() {
        ServerTransaction invite = invited();
        Dialog dialog = invite.openDialog(events);
        accepted(invite);
        bench.pass(Duration.ofSeconds(33));
        events.next(SipEvent.Unacknowledged.class);
        dialog.close();
        everythingIsForgotten();
    }

    @Test
    void rfc3261_17_2_1_failure_is_repeated_until_ack_belonging_to_it() {
        ServerTransaction invite = invited();
        invite.openDialog(events);
        invite.respond(Status.BUSY_HERE);
        SipResponse busy = bench.take().response();
        bench.pass(Duration.ofMillis(510));
        assertThat(bench.take().response().status()).isEqualTo(Status.BUSY_HERE);
        phone.says(phone.message(
                "ACK", 1, phone.branch(), busy.headers().to().address().toString()));
        bench.pass(Duration.ofSeconds(4));
        assertThat(bench.isQuiet()).isTrue();
        everythingIsForgotten();
    }

    @Test
    void rfc3261_9_2_cancel_is_answered_and_reported() {
        ServerTransaction invite = invited();
        invite.openDialog(events);
        phone.says(phone.message("CANCEL", 1, phone.branch(), "<sip:102@example.org>"));
        SipResponse answer = bench.take().response();
        assertThat(answer.status()).isEqualTo(Status.OK);
        assertThat(answer.method()).isEqualTo(Method.CANCEL);
        assertThat(events.next(SipEvent.Cancelled.class).transaction()).isSameAs(invite);
        invite.respond(Status.REQUEST_TERMINATED);
        assertThat(bench.take().response().status()).isEqualTo(Status.REQUEST_TERMINATED);
        everythingIsForgotten();
    }

    @Test
    void cancel_before_the_conversation_listens_is_kept_for_it() {
        ServerTransaction invite = invited();
        phone.says(phone.message("CANCEL", 1, phone.branch(), "<sip:102@example.org>"));
        bench.take();
        invite.openDialog(events);
        bench.settle();
        events.next(SipEvent.Cancelled.class);
    }

    @Test
    void cancel_from_another_address_finds_nothing() {
        ServerTransaction invite = invited();
        invite.openDialog(events);
        bench.receive(
                bench.flow(TransportKind.UDP, "192.0.2.66", 5070),
                phone.message("CANCEL", 1, phone.branch(), "<sip:102@example.org>"));
        assertThat(bench.take().response().status()).isEqualTo(Status.CALL_DOES_NOT_EXIST);
        assertThat(events.isEmpty()).isTrue();
    }

    @Test
    void rfc3262_3_reliable_answer_waits_for_prack_and_holds_back_the_2xx() {
        ServerTransaction invite = invited("Require: 100rel");
        invite.openDialog(events);
        invite.respond(Status.RINGING);
        SipResponse ringing = bench.take().response();
        assertThat(ringing.headers().require()).contains("100rel");
        long rseq = ringing.headers().rseq().orElseThrow();
        bench.pass(Duration.ofMillis(510));
        assertThat(bench.take().response().headers().rseq()).hasValue(rseq);
        invite.respond(Status.OK);
        assertThat(bench.isQuiet()).isTrue();
        phone.says(phone.inDialog(ringing, "PRACK", 2, "RAck: " + rseq + " 1 INVITE"));
        assertThat(bench.take().response().method()).isEqualTo(Method.INVITE);
        assertThat(bench.take().response().method()).isEqualTo(Method.PRACK);
        phone.says(phone.inDialog(ringing, "PRACK", 3, "RAck: " + rseq + " 1 INVITE"));
        assertThat(bench.take().response().status()).isEqualTo(Status.CALL_DOES_NOT_EXIST);
    }

    @Test
    void rfc3262_3_answer_never_acknowledged_is_reported() {
        ServerTransaction invite = invited("Require: 100rel");
        invite.openDialog(events);
        invite.respond(Status.RINGING);
        bench.pass(Duration.ofSeconds(33));
        events.next(SipEvent.Unacknowledged.class);
        invite.respond(Status.SERVER_TIMEOUT);
        everythingIsForgotten();
    }

    @Test
    void rfc4028_9_the_peer_refreshes_or_the_session_expires() {
        Dialog dialog = confirmed(invited("Supported: timer", "Session-Expires: 120"));
        assertThat(dialog.state().session().interval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(dialog.state().session().weRefresh()).isFalse();
        bench.pass(Duration.ofSeconds(89));
        events.next(SipEvent.SessionExpired.class);
    }

    @Test
    void rfc4028_9_an_interval_too_short_is_answered_422() {
        phone.says(phone.request("INVITE", 1, "Supported: timer", "Session-Expires: 60"));
        SipResponse answer = bench.take().response();
        assertThat(answer.status()).isEqualTo(Status.SESSION_INTERVAL_TOO_SMALL);
        assertThat(answer.headers().minSe()).hasValue(90);
        assertThat(invites).isEmpty();
    }

    @Test
    void rfc4028_10_we_refresh_with_update_where_the_peer_allows_it() {
        confirmed(invited("Supported: timer", "Session-Expires: 100;refresher=uas", "Allow: INVITE, UPDATE"));
        bench.pass(Duration.ofSeconds(51));
        var update = bench.take().request();
        assertThat(update.method()).isEqualTo(Method.UPDATE);
        assertThat(update.headers().sessionExpires().orElseThrow().refresher()).contains(Refresher.UAC);
        phone.says(phone.answer(update, 200, "", "Session-Expires: 100;refresher=uac"));
        bench.pass(Duration.ofSeconds(51));
        assertThat(bench.take().request().method()).isEqualTo(Method.UPDATE);
        assertThat(events.isEmpty()).isTrue();
    }

    @Test
    void rfc4028_10_we_refresh_with_the_last_session_where_it_does_not() {
        confirmed(invited("Supported: timer", "Session-Expires: 100;refresher=uas"));
        bench.pass(Duration.ofMillis(50_100));
        var again = bench.take().request();
        assertThat(again.method()).isEqualTo(Method.INVITE);
        assertThat(again.body()).isEqualTo(SDP);
        phone.says(phone.answer(again, 200, "", "Session-Expires: 100;refresher=uac"));
        assertThat(bench.take().request().method()).isEqualTo(Method.ACK);
        assertThat(events.isEmpty()).as("nobody needs to know").isTrue();
    }

    @Test
    void update_without_body_is_a_refresh_and_answered_at_once() {
        ServerTransaction invite = invited("Supported: timer", "Session-Expires: 120");
        invite.openDialog(events);
        SipResponse ok = accepted(invite);
        phone.says(phone.inDialog(ok, "ACK", 1));
        events.next(SipEvent.Acknowledged.class);
        bench.pass(Duration.ofSeconds(60));
        phone.says(phone.inDialog(ok, "UPDATE", 2, "Supported: timer", "Session-Expires: 120;refresher=uac"));
        SipResponse answer = bench.take().response();
        assertThat(answer.status()).isEqualTo(Status.OK);
        assertThat(answer.headers().has(HeaderName.SESSION_EXPIRES)).isTrue();
        bench.pass(Duration.ofSeconds(60));
        assertThat(events.isEmpty()).isTrue();
    }

    @Test
    void rfc3261_14_2_glare_and_overlap() {
        ServerTransaction invite = invited();
        Dialog dialog = invite.openDialog(events);
        SipResponse ok = accepted(invite);
        phone.says(phone.inDialog(ok, "ACK", 1));
        events.next(SipEvent.Acknowledged.class);
        dialog.request(Method.INVITE);
        assertThat(bench.take().request().method()).isEqualTo(Method.INVITE);
        phone.says(phone.inDialog(ok, "INVITE", 2));
        assertThat(bench.take().response().status()).isEqualTo(Status.TRYING);
        assertThat(bench.take().response().status()).isEqualTo(Status.REQUEST_PENDING);
        dialog.request(Method.INVITE);
        bench.settle();
        assertThat(events.next(SipEvent.Failed.class).failure()).isEqualTo(SipEvent.Failure.GLARE);
    }

    @Test
    void rfc3261_14_2_a_second_invite_before_the_first_is_answered_waits() {
        ServerTransaction invite = invited();
        invite.openDialog(events);
        SipResponse ok = accepted(invite);
        phone.says(phone.inDialog(ok, "ACK", 1));
        events.next(SipEvent.Acknowledged.class);
        phone.says(phone.inDialog(ok, "INVITE", 2));
        bench.take();
        events.next(SipEvent.Request.class);
        phone.says(phone.inDialog(ok, "INVITE", 3));
        bench.take();
        SipResponse answer = bench.take().response();
        assertThat(answer.status()).isEqualTo(Status.SERVER_INTERNAL_ERROR);
        assertThat(answer.headers().retryAfter().orElseThrow()).isBetween(0L, 10L);
    }

    @Test
    void rfc3261_12_2_2_requests_in_order_reach_the_conversation_others_do_not() {
        ServerTransaction invite = invited();
        invite.openDialog(events);
        SipResponse ok = accepted(invite);
        phone.says(phone.inDialog(ok, "ACK", 1));
        events.next(SipEvent.Acknowledged.class);
        phone.says(phone.inDialog(ok, "INFO", 7));
        events.next(SipEvent.Request.class).transaction().respond(Status.OK);
        assertThat(bench.take().response().status()).isEqualTo(Status.OK);
        phone.says(phone.inDialog(ok, "INFO", 6));
        assertThat(bench.take().response().status()).isEqualTo(Status.SERVER_INTERNAL_ERROR);
        phone.says(phone.inDialog(ok, "BYE", 8));
        events.next(SipEvent.Request.class).transaction().respond(Status.OK);
        assertThat(bench.take().response().status()).isEqualTo(Status.OK);
        phone.says(phone.inDialog(ok, "INFO", 9));
        assertThat(bench.take().response().status()).isEqualTo(Status.CALL_DOES_NOT_EXIST);
        everythingIsForgotten();
    }

    @Test
    void a_secured_dialog_is_not_continued_in_clear() {
        var secured = new Phone(bench, TransportKind.TLS);
        secured.says(secured.request("INVITE", 1));
        bench.take();
        ServerTransaction invite = invites.remove();
        invite.openDialog(events);
        SipResponse ok = accepted(invite);
        phone.says(phone.inDialog(ok, "BYE", 2));
        assertThat(bench.take().response().status()).isEqualTo(Status.FORBIDDEN);
    }

    @Test
    void a_dialog_follows_the_phone_to_its_new_flow() {
        var old = new Phone(bench, TransportKind.TLS);
        old.says(old.request("INVITE", 1));
        bench.take();
        ServerTransaction invite = invites.remove();
        Dialog dialog = invite.openDialog(events);
        SipResponse ok = accepted(invite);
        old.says(old.inDialog(ok, "ACK", 1));
        events.next(SipEvent.Acknowledged.class);
        bench.lose(old.flow);
        events.next(SipEvent.FlowLost.class);
        var fresh = bench.flow(TransportKind.TLS, "192.0.2.7", 6000);
        bench.receive(fresh, old.inDialog(ok, "INFO", 2));
        events.next(SipEvent.Request.class).transaction().respond(Status.OK);
        assertThat(bench.take().flow()).isEqualTo(fresh);
        dialog.bye();
        assertThat(bench.take().flow()).isEqualTo(fresh);
    }

    @Test
    void a_caller_whose_connection_dies_is_reported() {
        var caller = new Phone(bench, TransportKind.TLS);
        caller.says(caller.request("INVITE", 1));
        bench.take();
        invites.remove().openDialog(events);
        bench.settle();
        bench.lose(caller.flow);
        events.next(SipEvent.Abandoned.class);
        assertThat(bench.loop.isIdle()).isTrue();
    }

    @Test
    void a_pending_call_is_told_again_each_minute() {
        ServerTransaction invite = invited();
        invite.openDialog(events);
        invite.respond(Status.RINGING);
        bench.take();
        bench.pass(Duration.ofSeconds(61));
        assertThat(bench.take().response().status()).isEqualTo(Status.RINGING);
    }
}
