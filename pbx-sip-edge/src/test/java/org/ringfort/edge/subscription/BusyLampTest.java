package org.ringfort.edge.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.grammar.Parameters;
import org.ringfort.protocol.sip.header.Event;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.RetryAfter;

/** The keys of desk phones that show who is in a call: through the real loop, beside real calls. */
class BusyLampTest {
    private static final String NOBODY = "sip:anonymous@anonymous.invalid";

    private final EdgeBench edge = new EdgeBench();
    private final Phone alice = edge.phone("101");
    private final Phone bob = edge.phone("102");
    private final Phone desk = edge.phone("103", "198.51.100.8");
    /** Every document that was told, validated. */
    private final List<DialogDocument> told = new ArrayList<>();

    @AfterEach
    void end() {
        edge.close();
    }

    private void granted() {
        edge.app.onSubscribe = asked -> SubscribeReply.newBuilder()
                .setSubscribed(Subscribed.newBuilder()
                        .setTenantId("tenant-1")
                        .setExtension(asked.getUser())
                        .setDisplayName("Number " + asked.getUser())
                        .setWatcher("103")
                        .setExpiresSeconds((int) asked.getExpiresSeconds()))
                .build();
    }

    private PhoneCall watches(String number) {
        granted();
        PhoneCall watch = desk.watches(number, "dialog", 600);
        watch.hears(200);
        assertThat(isTold(watch).dialogs()).isEmpty();
        return watch;
    }

    private DialogDocument isTold(PhoneCall watch) {
        SipRequest notify = watch.hears(Method.NOTIFY);
        watch.answers(notify, 200, "");
        return read(notify);
    }

    private DialogDocument read(SipRequest notify) {
        assertThat(notify.headers().contentType().orElseThrow().subtype()).isEqualTo("dialog-info+xml");
        DialogDocument document = DialogDocument.read(notify.body());
        told.add(document);
        return document;
    }

    /** Takes what is told until it says this; what was on the way to it may have been left out. */
    private DialogDocument until(PhoneCall watch, String... said) {
        while (true) {
            DialogDocument document = isTold(watch);
            if (document.said().equals(List.of(said))) {
                return document;
            }
        }
    }

    /** The same may be told twice: it changed between the bell and the look. */
    private void untilPlays(PhoneCall watch, String rendering) {
        DialogDocument document = until(watch, "initiator confirmed sip:102@acme.example");
        while (!document.dialogs().getFirst().rendering().equals(rendering)) {
            document = until(watch, "initiator confirmed sip:102@acme.example");
        }
    }

    private void nothingLeft() {
        Until.equal(0, edge.conversations.subscriptions()::running);
        Until.equal(0, edge.conversations.subscriptions()::watchers);
        Until.equal(0, edge.conversations.lamps()::watched);
    }

    private static void hangUp(PhoneCall by, PhoneCall other) {
        by.hangsUp();
        by.hears(200);
        other.answers(other.hears(Method.BYE), 200, "");
    }

    @Test
    void rfc4235_3_7_1_it_blinks_shines_and_goes_out() {
        PhoneCall callee = watches("102");
        PhoneCall caller = watches("101");
        edge.plan(ring(20, bob));
        PhoneCall calling = alice.calls("102", "offer of alice");
        PhoneCall ringing = bob.rings();
        ringing.answers(180);
        until(caller, "initiator early sip:102@acme.example");
        DialogDocument blinks = until(callee, "recipient early sip:101@acme.example");
        assertThat(blinks.entity()).isEqualTo("sip:102@acme.example");
        assertThat(blinks.dialogs().getFirst().name()).isEqualTo("Number 102");
        assertThat(blinks.dialogs().getFirst().otherName()).isEqualTo("Alice");
        ringing.answers(200, "answer of bob");
        ringing.hears(Method.ACK);
        calling.hears(200);
        calling.acks();
        DialogDocument shines = until(callee, "recipient confirmed sip:101@acme.example");
        until(caller, "initiator confirmed sip:102@acme.example");
        assertThat(shines.dialogs().getFirst().id())
                .isEqualTo(blinks.dialogs().getFirst().id());
        hangUp(ringing, calling);
        assertThat(until(callee, "terminated").dialogs().getFirst().id())
                .isEqualTo(blinks.dialogs().getFirst().id());
        until(caller, "terminated");
        Until.equal(0, edge.conversations.lamps()::busy);
    }

    @Test
    void rfc4235_4_1_versions_count_up_by_one_and_every_document_is_whole() {
        PhoneCall watch = watches("102");
        edge.plan(ring(20, bob));
        PhoneCall calling = alice.calls("102", "offer of alice");
        PhoneCall ringing = bob.rings();
        ringing.answers(180);
        until(watch, "recipient early sip:101@acme.example");
        calling.cancels();
        ringing.answers(487);
        calling.hears(487);
        calling.acksFailure();
        until(watch, "terminated");
        watch.asks(Method.SUBSCRIBE, Event.of("dialog"), new Expires(600));
        assertThat(isTold(watch).dialogs()).isEmpty();
        for (int i = 0; i < told.size(); i++) {
            assertThat(told.get(i).version()).isEqualTo(i);
            assertThat(told.get(i).state()).isEqualTo("full");
        }
    }

    @Test
    void who_watches_learns_nothing_by_which_a_leg_could_be_found() {
        PhoneCall watch = watches("102");
        edge.plan(ring(20, bob));
        PhoneCall calling = alice.calls("102", "offer of alice");
        PhoneCall ringing = bob.rings();
        ringing.answers(180);
        calling.hears(180);
        SipRequest notify = watch.hears(Method.NOTIFY);
        String all = notify.body().text() + notify.headers().asList();
        assertThat(all)
                .doesNotContain(
                        calling.callId(),
                        ringing.callId(),
                        "phone-101",
                        "198.51.100.7",
                        bob.flow().token(),
                        edge.app.routes.getFirst().getCallId());
        String tag = ringing.invite().headers().from().tag().orElseThrow();
        assertThat(all).doesNotContain(tag);
    }

    @Test
    void rfc3323_who_wants_no_name_to_be_shown_is_named_on_neither_lamp() {
        PhoneCall callee = watches("102");
        PhoneCall caller = watches("101");
        edge.plan(ring(20, bob));
        PhoneCall calling = alice.calls("102", "offer of alice", RawHeader.of("Privacy", "id"));
        PhoneCall ringing = bob.rings();
        ringing.answers(180);
        assertThat(until(callee, "recipient early " + NOBODY)
                        .dialogs()
                        .getFirst()
                        .otherName())
                .isEmpty();
        until(caller, "initiator early " + NOBODY);
        ringing.answers(200, "answer of bob");
        ringing.hears(Method.ACK);
        calling.hears(200);
        calling.acks();
        until(callee, "recipient confirmed " + NOBODY);
        until(caller, "initiator confirmed " + NOBODY);
        hangUp(ringing, calling);
    }

    @Test
    void rfc3840_10_that_one_is_on_hold_is_said() {
        PhoneCall watch = watches("101");
        edge.plan(ring(20, bob));
        PhoneCall calling = alice.calls("102", "offer of alice");
        PhoneCall ringing = bob.rings();
        ringing.answers(200, "answer of bob");
        ringing.hears(Method.ACK);
        calling.hears(200);
        calling.acks();
        untilPlays(watch, "yes");
        calling.invite("sendonly of alice");
        SipRequest onward = ringing.hears(Method.INVITE);
        ringing.answers(onward, 200, "recvonly of bob");
        ringing.hears(Method.ACK);
        calling.hears(200);
        calling.acks();
        untilPlays(watch, "no");
        hangUp(calling, ringing);
    }

    @Test
    void several_phones_of_one_extension_are_one_lamp() {
        Phone second = edge.phone("102", "198.51.100.9");
        PhoneCall watch = watches("102");
        edge.plan(ring(20, bob, second));
        PhoneCall calling = alice.calls("102", "offer of alice");
        PhoneCall one = bob.rings();
        PhoneCall other = second.rings();
        one.answers(180);
        until(watch, "recipient early sip:101@acme.example");
        other.answers(200, "answer of bob");
        other.hears(Method.ACK);
        one.hears(Method.CANCEL);
        one.answers(487);
        calling.hears(200);
        calling.acks();
        until(watch, "recipient confirmed sip:101@acme.example");
        hangUp(calling, other);
        until(watch, "terminated");
    }

    @Test
    void calls_of_another_tenant_show_on_no_lamp() {
        PhoneCall watch = watches("102");
        edge.app.onSubscribe = asked -> SubscribeReply.newBuilder()
                .setSubscribed(Subscribed.newBuilder()
                        .setTenantId("tenant-2")
                        .setExtension("102")
                        .setWatcher("103")
                        .setExpiresSeconds(600))
                .build();
        Phone stranger = edge.phone("103", "198.51.100.10");
        PhoneCall theirs = stranger.watches("102", "dialog", 600);
        theirs.hears(200);
        assertThat(isTold(theirs).dialogs()).isEmpty();
        edge.plan(Plan.newBuilder(), ring(20, bob));
        alice.calls("102", "offer of alice");
        bob.rings().answers(180);
        until(watch, "recipient early sip:101@acme.example");
        granted();
        theirs.asks(Method.SUBSCRIBE, Event.of("dialog"), new Expires(600));
        theirs.hears(200);
        assertThat(isTold(theirs).dialogs())
                .as("refreshed, and told again, with nothing in it")
                .isEmpty();
    }

    @Test
    void rfc6665_4_2_2_one_notify_at_a_time_and_then_the_newest() {
        granted();
        PhoneCall watch = desk.watches("102", "dialog", 600);
        watch.hears(200);
        SipRequest first = watch.hears(Method.NOTIFY);
        edge.plan(ring(20, bob));
        PhoneCall calling = alice.calls("102", "offer of alice");
        PhoneCall ringing = bob.rings();
        ringing.answers(180);
        calling.hears(180);
        ringing.answers(200, "answer of bob");
        ringing.hears(Method.ACK);
        calling.hears(200);
        calling.acks();
        Until.holds("answered", () -> edge.conversations.lamps().busy() == 2);
        assertThat(desk.hasHeard(message -> message.method().equals(Method.NOTIFY)))
                .isFalse();
        watch.answers(first, 200, "");
        assertThat(isTold(watch).said()).containsExactly("recipient confirmed sip:101@acme.example");
        hangUp(calling, ringing);
        until(watch, "terminated");
    }

    @Test
    void rfc6665_4_2_2_a_phone_that_is_busy_is_told_again_and_one_that_forgot_no_more() {
        granted();
        PhoneCall watch = desk.watches("102", "dialog", 600);
        watch.hears(200);
        SipRequest refused = watch.hears(Method.NOTIFY);
        watch.answers(refused, 503, "", new RetryAfter(1));
        SipRequest again = watch.hears(Method.NOTIFY);
        assertThat(read(again).version()).isEqualTo(1);
        watch.answers(again, 481, "");
        nothingLeft();
    }

    @Test
    void rfc6665_4_2_1_refreshed_and_ended_by_the_phone() {
        PhoneCall watch = watches("102");
        watch.asks(Method.SUBSCRIBE, Event.of("dialog"), new Expires(900));
        assertThat(watch.hears(200).headers().expires()).hasValue(900);
        SipRequest refreshed = watch.hears(Method.NOTIFY);
        watch.answers(refreshed, 200, "");
        assertThat(refreshed
                        .headers()
                        .subscriptionState()
                        .orElseThrow()
                        .expires()
                        .orElseThrow())
                .isBetween(800L, 900L);
        watch.asks(Method.SUBSCRIBE, Event.of("dialog"), new Expires(0));
        watch.hears(200);
        SipRequest last = watch.hears(Method.NOTIFY);
        watch.answers(last, 200, "");
        assertThat(last.headers().subscriptionState().orElseThrow().isTerminated())
                .isTrue();
        nothingLeft();
    }

    @Test
    void whatever_a_refresh_names_the_app_is_asked_about_what_was_granted() {
        PhoneCall watch = watches("102");
        watch.asks(Method.SUBSCRIBE, Event.of("message-summary"), new Expires(600));
        watch.hears(489);
        watch.asks(Method.SUBSCRIBE, new Event("dialog", Parameters.of("id", "7")), new Expires(600));
        watch.hears(481);
        watch.asks(Method.SUBSCRIBE, Event.of("dialog"), new Expires(600));
        watch.hears(200);
        assertThat(edge.app.subscribes).allSatisfy(asked -> {
            assertThat(asked.getUser()).isEqualTo("102");
            assertThat(asked.getDomain()).isEqualTo(EdgeBench.DOMAIN);
            assertThat(asked.getEvent()).isEqualTo("dialog");
        });
    }

    @Test
    void the_apps_refusal_is_the_answer_and_what_was_granted_before_stands() {
        PhoneCall watch = watches("102");
        edge.app.onSubscribe = asked -> SubscribeReply.newBuilder()
                .setRefused(Refused.newBuilder()
                        .setStatus(423)
                        .setReason("Interval Too Brief")
                        .setMinExpiresSeconds(60))
                .build();
        watch.asks(Method.SUBSCRIBE, Event.of("dialog"), new Expires(5));
        assertThat(watch.hears(423).headers().minExpires()).hasValue(60);
        edge.plan(ring(20, bob));
        alice.calls("102", "offer of alice");
        bob.rings().answers(180);
        until(watch, "recipient early sip:101@acme.example");
    }

    @Test
    void rfc3261_20_1_who_takes_no_such_document_is_refused() {
        granted();
        desk.watches("102", "dialog", 600, RawHeader.of("Accept", "application/pidf+xml"))
                .hears(406);
        assertThat(edge.app.subscribes).isEmpty();
        desk.watches("102", "dialog", 600, RawHeader.of("Accept", "text/plain, application/dialog-info+xml"))
                .hears(200);
    }

    @Test
    void a_connection_that_is_lost_ends_what_was_told_on_it() {
        watches("102");
        edge.loop.lose(desk.flow());
        nothingLeft();
    }

    @Test
    void lamps_are_right_while_the_app_is_away() {
        PhoneCall watch = watches("102");
        edge.plan(ring(20, bob));
        PhoneCall calling = alice.calls("102", "offer of alice");
        PhoneCall ringing = bob.rings();
        ringing.answers(180);
        until(watch, "recipient early sip:101@acme.example");
        edge.app.die();
        ringing.answers(200, "answer of bob");
        ringing.hears(Method.ACK);
        calling.hears(200);
        calling.acks();
        until(watch, "recipient confirmed sip:101@acme.example");
        hangUp(calling, ringing);
        until(watch, "terminated");
    }
}
