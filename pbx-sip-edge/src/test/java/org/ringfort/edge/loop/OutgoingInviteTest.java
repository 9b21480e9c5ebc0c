package org.ringfort.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.edge.topology.RecordingInvitation;
import org.ringfort.edge.topology.RecordingMetadata;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.Headers;

class OutgoingInviteTest {
    private final LoopBench bench = LoopBench.manual();
    private final Phone phone = new Phone(bench, TransportKind.UDP);
    private final Events events = new Events();

    private ClientTransaction invite() {
        return bench.loop.send(Phone.invitation(), phone.flow, events);
    }

    private void everythingIsForgotten() {
        bench.pass(Duration.ofSeconds(70));
        assertThat(bench.loop.isIdle()).as("tables and timers are empty").isTrue();
    }

    @Test
    void what_the_loop_adds() {
        invite();
        SipRequest sent = bench.take().request();
        assertThat(sent.headers().topVia().hasUniqueBranch()).isTrue();
        assertThat(sent.headers().topVia().wantsResponsePort()).isTrue();
        assertThat(sent.headers().maxForwards()).hasValue(70);
        assertThat(sent.headers().contact()).isPresent();
        assertThat(sent.headers().supported()).contains("timer", "100rel");
        assertThat(sent.headers().sessionExpires()).isPresent();
    }

    @Test
    void rfc3261_17_1_1_2_timer_a_doubles_and_timer_b_gives_up() {
        invite();
        bench.pass(Duration.ofMillis(32_100));
        int sends = 0;
        while (bench.poll() != null) {
            sends++;
        }
        assertThat(sends).as("at 0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 s").isEqualTo(7);
        assertThat(events.next(SipEvent.Failed.class).failure()).isEqualTo(SipEvent.Failure.TIMEOUT);
        assertThat(bench.loop.isIdle()).isTrue();
    }

    @Test
    void rfc3261_13_2_2_4_ack_is_said_again_when_the_2xx_is() {
        invite();
        SipRequest sent = bench.take().request();
        phone.says(phone.answer(sent, 180, "theirs"));
        events.next(SipEvent.Response.class);
        String ok = phone.answer(sent, 200, "theirs");
        phone.says(ok);
        Dialog dialog = events.next(SipEvent.Response.class).dialog().orElseThrow();
        dialog.ack(Headers.EMPTY, Body.EMPTY);
        SipRequest ack = bench.take().request();
        assertThat(ack.method()).isEqualTo(Method.ACK);
        assertThat(ack.requestUri()).isEqualTo(Phone.uri("sip:102@192.0.2.7:5070"));
        phone.says(ok);
        assertThat(bench.take().request()).isEqualTo(ack);
        assertThat(events.isEmpty()).isTrue();
        dialog.bye();
        SipRequest bye = bench.take().request();
        assertThat(bye.headers().cseq().number()).isEqualTo(2);
        phone.says(phone.answer(bye, 200, ""));
        assertThat(events.next(SipEvent.Response.class).response().status()).isEqualTo(Status.OK);
        everythingIsForgotten();
    }

    /** The dialog of an INVITE of ours, with a session timer that we refresh. */
    private Dialog timed() {
        invite();
        SipRequest sent = bench.take().request();
        phone.says(phone.answer(sent, 200, "theirs", "Session-Expires: 1800;refresher=uac", "Require: timer"));
        Dialog dialog = events.next(SipEvent.Response.class).dialog().orElseThrow();
        dialog.ack(Headers.EMPTY, Body.EMPTY);
        bench.take();
        return dialog;
    }

    /** The phone wants more; what it is asked next. */
    private SipRequest wantsMore(SipRequest asked, int least) {
        phone.says(phone.answer(asked, 422, "theirs", "Min-SE: " + least));
        if (asked.is(Method.INVITE)) {
            assertThat(bench.take().request().method()).isEqualTo(Method.ACK);
        }
        SipRequest again = bench.take().request();
        assertThat(again.method()).isEqualTo(asked.method());
        assertThat(again.body()).isEqualTo(asked.body());
        assertThat(again.headers().cseq().number())
                .isEqualTo(asked.headers().cseq().number() + 1);
        assertThat(again.headers().sessionExpires().orElseThrow().seconds()).isEqualTo(Math.max(1800, least));
        assertThat(again.headers().minSe()).hasValue(least);
        return again;
    }

    @Test
    void rfc4028_7_3_a_change_that_meets_422_is_asked_again_and_nobody_hears_of_it() {
        Dialog dialog = timed();
        for (Method method : new Method[] {Method.INVITE, Method.UPDATE}) {
            int least = method.equals(Method.INVITE) ? 3600 : 4800;
            dialog.request(method, Headers.of(ContentType.SDP), Body.ofText("v=0\r\no=new\r\n"));
            SipRequest again = wantsMore(bench.take().request(), least);
            phone.says(phone.answer(again, 200, "theirs", "Session-Expires: " + least + ";refresher=uac"));
            assertThat(events.next(SipEvent.Response.class).response().status()).isEqualTo(Status.OK);
            if (method.equals(Method.INVITE)) {
                dialog.ack(Headers.EMPTY, Body.EMPTY);
                bench.take();
            }
            assertThat(dialog.state().session().interval()).isEqualTo(Duration.ofSeconds(least));
        }
        assertThat(events.isEmpty()).isTrue();
    }

    @Test
    void rfc4028_7_3_a_refresh_that_meets_422_is_asked_again_three_times_and_no_more() {
        timed();
        bench.pass(Duration.ofMillis(900_100));
        SipRequest refresh = bench.take().request();
        SipRequest last = wantsMore(wantsMore(wantsMore(refresh, 1000), 1100), 1200);
        phone.says(phone.answer(last, 422, "theirs", "Min-SE: 1300"));
        assertThat(bench.take().request().method()).isEqualTo(Method.ACK);
        bench.pass(Duration.ofSeconds(40));
        assertThat(bench.poll()).as("nothing more is asked").isNull();
    }

    private double dialogs() {
        return bench.registry.get(Metrics.SIP_DIALOGS).gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    @Test
    void rfc3261_13_2_2_4_who_answers_under_ever_new_tags_makes_few_dialogs_and_still_may_pick_up() {
        invite();
        SipRequest sent = bench.take().request();
        for (int fork = 0; fork < 100; fork++) {
            phone.says(phone.answer(sent, 180, "early-" + fork));
            assertThat(events.next(SipEvent.Response.class).dialog().isPresent())
                    .isEqualTo(fork < 16);
        }
        assertThat(dialogs()).isEqualTo(16);
        for (int fork = 0; fork < 100; fork++) {
            phone.says(phone.answer(sent, 200, "late-" + fork));
            assertThat(events.next(SipEvent.Response.class).dialog().isPresent())
                    .isEqualTo(fork < 16);
        }
        assertThat(dialogs()).isEqualTo(32);
    }

    /**
     * The session as it was offered, without what else the INVITE carried; the server is asked to leave that to us.
     *
     * @rfc 4028 7.1
     * @rfc 4028 10
     */
    @Test
    void rfc4028_10_a_recording_session_is_refreshed_by_us() {
        var metadata = new RecordingMetadata("call", 1, Instant.EPOCH, Instant.EPOCH, List.of());
        Body offer = Body.ofText("v=0\r\no=ours\r\n");
        bench.loop.send(
                new RecordingInvitation(
                                Phone.uri("sip:recorder@192.0.2.7:5070"),
                                Phone.uri("sip:acme.example"),
                                Phone.uri("sip:192.0.2.1"),
                                "ours",
                                "recording",
                                "boundary",
                                offer,
                                metadata)
                        .request(),
                phone.flow,
                events);
        SipRequest sent = bench.take().request();
        assertThat(sent.headers().sessionExpires().orElseThrow().toString()).contains("1800", "UAC");
        phone.says(phone.answer(sent, 200, "theirs", "Session-Expires: 1800;refresher=uac", "Require: timer"));
        Dialog dialog = events.next(SipEvent.Response.class).dialog().orElseThrow();
        dialog.ack(Headers.EMPTY, Body.EMPTY);
        bench.take();
        for (int half = 0; half < 3; half++) {
            bench.pass(Duration.ofMillis(900_100));
            SipRequest refresh = bench.take().request();
            assertThat(refresh.method()).isEqualTo(Method.INVITE);
            assertThat(refresh.headers().contentType()).contains(ContentType.SDP);
            assertThat(refresh.body()).isEqualTo(offer);
            phone.says(phone.answer(refresh, 200, "theirs", "Session-Expires: 1800;refresher=uac", "Require: timer"));
            assertThat(bench.take().request().method()).isEqualTo(Method.ACK);
        }
        assertThat(events.isEmpty()).as("it never expires").isTrue();
    }

    @Test
    void rfc3261_17_1_1_3_failure_is_acknowledged_with_the_same_branch() {
        invite();
        SipRequest sent = bench.take().request();
        phone.says(phone.answer(sent, 486, "theirs"));
        SipRequest ack = bench.take().request();
        assertThat(ack.method()).isEqualTo(Method.ACK);
        assertThat(ack.headers().topVia()).isEqualTo(sent.headers().topVia());
        assertThat(ack.headers().to().tag()).contains("theirs");
        events.next(SipEvent.Response.class);
        phone.says(phone.answer(sent, 486, "theirs"));
        assertThat(bench.take().request().method()).isEqualTo(Method.ACK);
        assertThat(events.isEmpty()).isTrue();
        everythingIsForgotten();
    }

    @Test
    void rfc3261_9_1_cancel_waits_for_a_provisional_answer() {
        ClientTransaction invite = invite();
        SipRequest sent = bench.take().request();
        invite.cancel();
        assertThat(bench.isQuiet()).isTrue();
        phone.says(phone.answer(sent, 180, "theirs"));
        SipRequest cancel = bench.take().request();
        assertThat(cancel.method()).isEqualTo(Method.CANCEL);
        assertThat(cancel.headers().topVia()).isEqualTo(sent.headers().topVia());
        phone.says(phone.answer(cancel, 200, "theirs"));
        phone.says(phone.answer(sent, 487, "theirs"));
        assertThat(bench.take().request().method()).isEqualTo(Method.ACK);
        events.next(SipEvent.Response.class);
        assertThat(events.next(SipEvent.Response.class).response().status()).isEqualTo(Status.REQUEST_TERMINATED);
        everythingIsForgotten();
    }

    @Test
    void an_abandoned_call_that_is_answered_all_the_same_is_ended_by_the_loop() {
        ClientTransaction invite = invite();
        SipRequest sent = bench.take().request();
        phone.says(phone.answer(sent, 180, "theirs"));
        events.next(SipEvent.Response.class);
        invite.abandon();
        assertThat(bench.take().request().method()).isEqualTo(Method.CANCEL);
        phone.says(phone.answer(sent, 200, "theirs"));
        assertThat(bench.take().request().method()).isEqualTo(Method.ACK);
        SipRequest bye = bench.take().request();
        assertThat(bye.method()).isEqualTo(Method.BYE);
        phone.says(phone.answer(bye, 200, ""));
        assertThat(events.isEmpty()).isTrue();
        everythingIsForgotten();
    }

    @Test
    void rfc3261_13_2_2_4_each_fork_that_answers_has_its_own_dialog() {
        invite();
        SipRequest sent = bench.take().request();
        phone.says(phone.answer(sent, 200, "one"));
        phone.says(phone.answer(sent, 200, "two"));
        Dialog one = events.next(SipEvent.Response.class).dialog().orElseThrow();
        Dialog two = events.next(SipEvent.Response.class).dialog().orElseThrow();
        assertThat(one.state().id()).isNotEqualTo(two.state().id());
        one.close();
        two.close();
        everythingIsForgotten();
    }

    @Test
    void rfc3262_4_reliable_answers_are_acknowledged_once_and_in_order() {
        invite();
        SipRequest sent = bench.take().request();
        String first = phone.answer(sent, 183, "theirs", "Require: 100rel", "RSeq: 5");
        phone.says(first);
        SipRequest prack = bench.take().request();
        assertThat(prack.method()).isEqualTo(Method.PRACK);
        assertThat(prack.headers().rack().orElseThrow().rseq()).isEqualTo(5);
        phone.says(phone.answer(prack, 200, ""));
        events.next(SipEvent.Response.class);
        phone.says(first);
        phone.says(phone.answer(sent, 180, "theirs", "Require: 100rel", "RSeq: 7"));
        assertThat(bench.isQuiet()).as("a repeat, and one out of order").isTrue();
        assertThat(events.isEmpty()).isTrue();
        phone.says(phone.answer(sent, 180, "theirs", "Require: 100rel", "RSeq: 6"));
        assertThat(bench.take().request().method()).isEqualTo(Method.PRACK);
        events.next(SipEvent.Response.class);
    }

    @Test
    void a_dialog_goes_its_recorded_route() {
        invite();
        SipRequest sent = bench.take().request();
        phone.says(phone.answer(
                sent, 200, "theirs", "Record-Route: <sip:b.example.org;lr>", "Record-Route: <sip:a.example.org;lr>"));
        Dialog dialog = events.next(SipEvent.Response.class).dialog().orElseThrow();
        dialog.ack(Headers.EMPTY, Body.EMPTY);
        assertThat(bench.take().request().headers().routes())
                .extracting(route -> route.uri().toString())
                .containsExactly("sip:a.example.org;lr", "sip:b.example.org;lr");
    }

    @Test
    void a_flow_that_is_gone_is_reported_at_once() {
        bench.lose(phone.flow);
        invite();
        bench.settle();
        assertThat(events.next(SipEvent.Failed.class).failure()).isEqualTo(SipEvent.Failure.UNREACHABLE);
        assertThat(bench.loop.isIdle()).isTrue();
    }

    @Test
    void answers_nobody_asked_for_are_dropped() {
        invite();
        SipRequest sent = bench.take().request();
        phone.says(phone.answer(sent, 200, "x")
                .replace(sent.headers().topVia().branch().orElseThrow(), "z9hG4bK0.x"));
        assertThat(events.isEmpty()).isTrue();
        assertThat(bench.registry
                        .counter("ringfort.sip.dropped", "reason", "stray-response")
                        .count())
                .isEqualTo(1);
        assertThat(sent.headers().has(HeaderName.USER_AGENT)).isFalse();
    }
}
