package org.ringfort.edge.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallLeg;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.contract.control.v1.Talker;
import org.ringfort.contract.control.v1.TalkingReply;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.lamps.Handle;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.Replaces;

/** Carol sees on a lamp that Bob's phone rings, and takes the call: RFC 5359 section 2.16 by way of a B2BUA, and who may not. */
class DirectedPickupTest {
    private final EdgeBench edge = new EdgeBench();
    private final Phone alice = edge.phone("101");
    private final Phone bob = edge.phone("102");
    private final Phone carol = edge.phone("103", "198.51.100.8");

    @AfterEach
    void end() {
        edge.close();
    }

    private PhoneCall watches(String tenant) {
        edge.app.onSubscribe = asked -> SubscribeReply.newBuilder()
                .setSubscribed(Subscribed.newBuilder()
                        .setTenantId(tenant)
                        .setExtension(asked.getUser())
                        .setWatcher("103")
                        .setExpiresSeconds(600))
                .build();
        PhoneCall watch = carol.watches("102", "dialog", 600);
        watch.hears(200);
        return watch;
    }

    private DialogDocument.Dialog blinks(PhoneCall watch, String state) {
        while (true) {
            SipRequest notify = watch.hears(Method.NOTIFY);
            watch.answers(notify, 200, "");
            List<DialogDocument.Dialog> dialogs =
                    DialogDocument.read(notify.body()).dialogs();
            if (!dialogs.isEmpty() && dialogs.getFirst().state().equals(state)) {
                return dialogs.getFirst();
            }
        }
    }

    private record Ringing(PhoneCall caller, PhoneCall callee, Handle handle, String target) {}

    private Ringing aliceCallsBob(Header... more) {
        PhoneCall watch = watches("tenant-1");
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", "offer of alice", more);
        PhoneCall callee = bob.rings();
        callee.answers(180);
        DialogDocument.Dialog seen = blinks(watch, "early");
        caller.hears(180);
        return new Ringing(caller, callee, seen.handle(), seen.target());
    }

    private static Replaces early(Handle handle) {
        return new Replaces(handle.callId(), handle.remoteTag(), handle.localTag(), true);
    }

    private PhoneCall carolTakes(String target, Replaces replaces) {
        return carolTakes(Plan.newBuilder(), target, replaces);
    }

    private PhoneCall carolTakes(Plan.Builder plan, String target, Replaces replaces) {
        edge.plan(plan.setCaller(Party.newBuilder().setNumber("103").setDeviceId("device-103")), ring(20, alice));
        return carol.calls(
                SipUri.parse(target).orElseThrow(), "offer of carol", OptionTags.require("replaces"), replaces);
    }

    private void isConnected(Ringing ringing, PhoneCall carols) {
        carols.hears(200);
        carols.acks();
        SipRequest cancel = ringing.callee().hears(Method.CANCEL);
        assertThat(cancel.headers().text(HeaderName.REASON))
                .hasValueSatisfying(reason -> assertThat(reason).contains("cause=200", "Call completed elsewhere"));
        ringing.callee().answers(487);
        SipRequest offer = carols.hears(Method.INVITE);
        assertThat(offer.body().text()).isEqualTo("offer from offer of alice");
        carols.answers(offer, 200, "answer of carol");
        carols.hears(Method.ACK);
        assertThat(ringing.caller().hears(200).body().text()).isEqualTo("answer from answer of carol");
        ringing.caller().acks();
    }

    @Test
    void rfc5359_2_16_who_watches_takes_the_call_and_the_phone_that_rang_is_told() {
        Ringing ringing = aliceCallsBob();
        assertThat(ringing.target()).isEqualTo("sip:101@acme.example");
        PhoneCall carols = carolTakes(ringing.target(), early(ringing.handle()));
        isConnected(ringing, carols);
        Until.equal(1, edge.conversations.calls()::up);
        carols.hangsUp();
        carols.hears(200);
        ringing.caller().answers(ringing.caller().hears(Method.BYE), 200, "");
        Until.equal(2, edge.app.records::size);
        List<CallRecord> records = edge.app.records.values().stream()
                .sorted(Comparator.comparing(CallRecord::getCallId))
                .toList();
        CallRecord call = records.getFirst();
        assertThat(call.getConnected()).isEqualTo("103");
        assertThat(call.getStatus()).isEqualTo(200);
        assertThat(call.getWhy()).endsWith("; Picked up by 103");
        assertThat(call.getLegsList()).extracting(CallLeg::getNumber).containsExactly("101", "102", "103");
        assertThat(records.getLast().getEndReason()).isEqualTo("picked up call " + call.getCallId());
        edge.nothingLeft();
    }

    @Test
    void who_picks_up_is_asked_about_before_anybody_is_recorded_and_not_who_was_called() {
        Ringing ringing = aliceCallsBob();
        PhoneCall carols = carolTakes(ringing.target(), early(ringing.handle()));
        edge.app.onTalking = asked -> TalkingReply.newBuilder()
                .setRecording(RecordingOrder.newBuilder().setRecordingId("picked up"))
                .build();
        isConnected(ringing, carols);
        Until.equal(1, edge.media.callRecords::size);
        assertThat(edge.app.talkings)
                .singleElement()
                .satisfies(asked -> assertThat(asked.getTalkersList())
                        .extracting(Talker::getNumber)
                        .containsExactly("101", "103"));
        assertThat(edge.media.callRecords.getFirst().getOrder().getRecordingId())
                .isEqualTo("picked up");
        ringing.caller().hangsUp();
        carols.answers(carols.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void rfc3891_3_phones_that_mean_the_tags_the_other_way_round_are_understood() {
        Ringing ringing = aliceCallsBob();
        Handle handle = ringing.handle();
        PhoneCall carols = carolTakes(
                "sip:102@acme.example", new Replaces(handle.callId(), handle.localTag(), handle.remoteTag(), false));
        isConnected(ringing, carols);
        ringing.caller().hangsUp();
        carols.answers(carols.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void rfc3323_a_caller_who_is_not_named_is_picked_up_where_it_rings() {
        Ringing ringing = aliceCallsBob(RawHeader.of("Privacy", "id"));
        assertThat(ringing.target()).isEqualTo("sip:102@acme.example");
        PhoneCall carols = carolTakes(ringing.target(), early(ringing.handle()));
        isConnected(ringing, carols);
        ringing.caller().hangsUp();
        carols.answers(carols.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void rfc3891_3_once_answered_it_is_486_to_early_only_and_603_to_others_and_603_once_over() {
        Ringing ringing = aliceCallsBob();
        ringing.callee().answers(200, "answer of bob");
        ringing.callee().hears(Method.ACK);
        ringing.caller().hears(200);
        ringing.caller().acks();
        isRefused(486, early(ringing.handle()));
        Handle handle = ringing.handle();
        isRefused(603, new Replaces(handle.callId(), handle.remoteTag(), handle.localTag(), false));
        Until.equal(2, edge.conversations.lamps()::busy); // the two talk on
        ringing.caller().hangsUp();
        ringing.callee().answers(ringing.callee().hears(Method.BYE), 200, "");
        Until.equal(0, edge.conversations.lamps()::busy);
        isRefused(603, early(ringing.handle()));
        edge.nothingLeft();
    }

    private void isRefused(int status, Replaces replaces) {
        PhoneCall carols = carolTakes("sip:101@acme.example", replaces);
        carols.hears(status);
        carols.acksFailure();
    }

    @Test
    void rfc3891_3_what_nobody_was_told_of_is_481_and_it_rings_on() {
        Ringing ringing = aliceCallsBob();
        Handle handle = ringing.handle();
        isRefused(481, new Replaces(handle.callId(), "guessed", handle.localTag(), true));
        isRefused(481, new Replaces("guessed", handle.remoteTag(), handle.localTag(), true));
        SipRequest leg = ringing.callee().invite();
        isRefused(
                481,
                new Replaces(leg.headers().callId(), leg.headers().from().tag().orElseThrow(), "tag-of-102", true));
        ringing.callee().answers(200, "answer of bob");
        ringing.callee().hears(Method.ACK);
        ringing.caller().hears(200);
        ringing.caller().acks();
        ringing.caller().hangsUp();
        ringing.callee().answers(ringing.callee().hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void a_device_that_may_not_call_picks_up_nothing() {
        Ringing ringing = aliceCallsBob();
        PhoneCall carols =
                carolTakes(Plan.newBuilder().setTakesNothingOver(true), ringing.target(), early(ringing.handle()));
        carols.hears(603);
        carols.acksFailure();
        ringing.caller().cancels();
        ringing.callee().answers(487);
        ringing.caller().hears(487);
        ringing.caller().acksFailure();
        edge.nothingLeft();
    }

    @Test
    void the_handle_of_another_tenant_is_481() {
        Ringing ringing = aliceCallsBob();
        var before = edge.app.onRoute;
        edge.app.onRoute = asked -> {
            var reply = before.apply(asked).toBuilder();
            reply.getPlanBuilder().setTenantId("tenant-2");
            return reply.build();
        };
        PhoneCall carols =
                carol.calls(SipUri.parse(ringing.target()).orElseThrow(), "offer of carol", early(ringing.handle()));
        carols.hears(481);
        carols.acksFailure();
        ringing.caller().cancels();
        ringing.callee().answers(487);
        ringing.caller().hears(487);
        ringing.caller().acksFailure();
        edge.nothingLeft();
    }

    @Test
    void of_two_who_pick_up_one_has_the_call_and_the_other_is_let_go() {
        Ringing ringing = aliceCallsBob();
        Phone dave = edge.phone("104", "198.51.100.9");
        PhoneCall carols = carolTakes(ringing.target(), early(ringing.handle()));
        carols.hears(200);
        edge.plan(
                Plan.newBuilder().setCaller(Party.newBuilder().setNumber("104").setDeviceId("device-104")),
                ring(20, alice));
        PhoneCall daves =
                dave.calls(SipUri.parse(ringing.target()).orElseThrow(), "offer of dave", early(ringing.handle()));
        daves.hears(200);
        isConnectedAfterOk(ringing, carols);
        daves.acks();
        daves.answers(daves.hears(Method.BYE), 200, "");
        ringing.caller().hangsUp();
        carols.answers(carols.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    private static void isConnectedAfterOk(Ringing ringing, PhoneCall carols) {
        carols.acks();
        ringing.callee().hears(Method.CANCEL);
        ringing.callee().answers(487);
        carols.answers(carols.hears(Method.INVITE), 200, "answer of carol");
        carols.hears(Method.ACK);
        ringing.caller().hears(200);
        ringing.caller().acks();
    }

    @Test
    void a_phone_that_picks_up_and_then_takes_no_session_is_let_go_and_the_plan_goes_on() {
        Ringing ringing = aliceCallsBob();
        PhoneCall carols = carolTakes(ringing.target(), early(ringing.handle()));
        carols.hears(200);
        carols.acks();
        ringing.callee().hears(Method.CANCEL);
        ringing.callee().answers(487);
        SipRequest offer = carols.hears(Method.INVITE);
        carols.answers(offer, 488, "");
        carols.answers(carols.hears(Method.BYE), 200, "");
        ringing.caller().hears(488);
        ringing.caller().acksFailure();
        edge.nothingLeft();
    }

    @Test
    void a_caller_who_gives_up_while_it_is_picked_up_leaves_nobody_hanging() {
        Ringing ringing = aliceCallsBob();
        PhoneCall carols = carolTakes(ringing.target(), early(ringing.handle()));
        carols.hears(200);
        ringing.caller().cancels();
        ringing.callee().answers(487);
        ringing.caller().hears(487);
        ringing.caller().acksFailure();
        carols.acks();
        carols.answers(carols.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }
}
