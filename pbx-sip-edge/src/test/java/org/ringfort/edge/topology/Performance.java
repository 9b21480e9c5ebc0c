package org.ringfort.edge.topology;

import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.ContentType;

/** A story being lived through. */
final class Performance {
    private final EdgeBench edge;
    private final Story story;
    private final Peer caller;
    private final Peer third;
    private Peer other;
    private PhoneCall calling;
    private PhoneCall called;
    private boolean callerAsked;

    Performance(EdgeBench edge, Story story, Peer caller, Peer callee, Peer third) {
        this.edge = edge;
        this.story = story;
        this.caller = caller;
        this.third = third;
        this.other = callee;
        this.calling = caller.phone().calls("102", lateOffer() ? "" : caller.sdp());
        this.called = callee.phone().rings();
    }

    private boolean lateOffer() {
        return story.lateOffer() && !story.outside() && story.end() == Story.End.ANSWERED;
    }

    void play() {
        if (story.early()) {
            called.answers(180);
            if (!lateOffer()) {
                called.answers(183, other.sdp());
            }
            called.asks(Method.OPTIONS);
            called.hears(200);
        }
        switch (story.end()) {
            case ANSWERED -> answered();
            case REFUSED -> refused();
            case CANCELLED -> cancelled();
            case SENT_ON -> sentOn();
        }
    }

    private void answered() {
        called.answers(200, other.sdp());
        called.hears(Method.ACK);
        calling.hears(200);
        if (lateOffer()) {
            calling.acks(caller.sdp());
        } else {
            calling.acks();
        }
        story.turns().forEach(this::turn);
        PhoneCall ends = story.callerEnds() ? calling : called;
        PhoneCall hears = story.callerEnds() ? called : calling;
        ends.hangsUp();
        ends.hears(200);
        hears.answers(hears.hears(Method.BYE), 200, "");
    }

    private void refused() {
        called.answers(story.status() / 100 == 3 ? 404 : story.status());
        called.hears(Method.ACK);
        calling.hearsTheEnd(Method.INVITE);
        calling.acksFailure();
    }

    private void cancelled() {
        called.answers(180); // a call that has said nothing cannot be taken back yet
        calling.hears(180);
        calling.cancels();
        calling.hears(200);
        called.answers(called.hears(Method.CANCEL), 200, "");
        called.answers(487);
        called.hears(Method.ACK);
        calling.hears(487);
        calling.acksFailure();
    }

    private void sentOn() {
        var elsewhere = Contact.of(SipUri.of("103", new Host(EdgeBench.DOMAIN)));
        called.answers(called.invite(), 302, "", elsewhere);
        called.hears(Method.ACK);
        if (story.outside()) {
            calling.hearsTheEnd(Method.INVITE); // a carrier sends nobody anywhere
            calling.acksFailure();
            return;
        }
        other = third;
        called = third.phone().rings();
        answered();
    }

    private void turn(Story.Turn turn) {
        PhoneCall one = turn.caller() ? calling : called;
        PhoneCall two = turn.caller() ? called : calling;
        Peer first = turn.caller() ? caller : other;
        Peer second = turn.caller() ? other : caller;
        switch (turn.act()) {
            case CHANGE -> change(one, first, two, second, 200);
            case CHANGE_REFUSED -> change(one, first, two, second, refusal());
            case UPDATE_REFUSED -> {
                one.offers(Method.UPDATE, first.sdp());
                SipRequest asked = two.hears(Method.INVITE);
                two.answers(asked, refusal(), "");
                two.hears(Method.ACK);
                one.hearsTheEnd(Method.UPDATE);
            }
            case DIGIT ->
                informs(
                        one,
                        two,
                        ContentType.of("application", "dtmf-relay"),
                        "Signal=5\r\nDuration=160\r\nX=" + first.babble().mark());
            case PICTURE ->
                informs(
                        one,
                        two,
                        ContentType.of("application", "media_control+xml"),
                        "<?xml version=\"1.0\"?><!-- " + first.babble().mark()
                                + " --><media_control><vc_primitive><to_encoder><picture_fast_update/></to_encoder>"
                                + "</vc_primitive></media_control>");
            case OTHER_INFO -> {
                one.informs(ContentType.of("text", "plain"), first.babble().mark());
                one.hears(415);
            }
            case OPTIONS -> {
                one.asks(Method.OPTIONS);
                one.hears(200);
            }
            case NOTIFY -> {
                one.asks(Method.NOTIFY);
                one.hears(405);
            }
            case TRANSFER -> transfer(true);
            case TRANSFER_BUSY -> transfer(false);
            case TRANSFER_ATTENDED -> attended();
        }
    }

    private int refusal() {
        int[] refusals = {403, 415, 480, 488, 500, 503, 606};
        return refusals[story.status() % refusals.length];
    }

    private void change(PhoneCall one, Peer first, PhoneCall two, Peer second, int status) {
        one.invite(first.sdp());
        SipRequest asked = two.hears(Method.INVITE);
        two.answers(asked, status, status == 200 ? second.sdp() : "");
        two.hears(Method.ACK);
        if (status == 200) {
            one.hears(200);
            one.acks();
        } else {
            one.hearsTheEnd(Method.INVITE);
            one.acksFailure();
        }
    }

    private static void informs(PhoneCall one, PhoneCall two, ContentType type, String body) {
        one.informs(type, body);
        two.answers(two.hears(Method.INFO), 200, "");
        one.hears(200);
    }

    /** The called party speaks with the third, then brings the two together. */
    private void attended() {
        if (story.outside() || other.equals(third)) {
            return;
        }
        edge.plan(
                Plan.newBuilder().setCaller(Party.newBuilder().setNumber("102").setDeviceId("device-102")),
                EdgeBench.ring(20, third.phone()));
        PhoneCall consults = other.phone().calls("103", other.sdp());
        PhoneCall there = third.phone().rings();
        there.answers(200, third.sdp());
        there.hears(Method.ACK);
        consults.hears(200);
        consults.acks();
        called.refers("sip:103@" + EdgeBench.DOMAIN + "?Replaces=" + consults.replaces());
        called.hears(202);
        called.isTold();
        SipRequest offer = calling.hears(Method.INVITE);
        calling.answers(offer, 200, caller.sdp());
        calling.hears(Method.ACK);
        called.isTold();
        called.answers(called.hears(Method.BYE), 200, "");
        consults.answers(consults.hears(Method.BYE), 200, "");
        talksWithTheThird(there);
    }

    private void talksWithTheThird(PhoneCall there) {
        Until.holds(
                "they talk",
                () -> edge.conversations.calls().up() == 1
                        && edge.conversations.calls().live().stream()
                                .anyMatch(call -> call.getConnected().equals("103")));
        other = third;
        called = there;
    }

    /** The called party sends the caller on, once. */
    private void transfer(boolean answers) {
        if (story.outside() || other.equals(third) || callerAsked) {
            return;
        }
        callerAsked = !answers;
        called.refers("sip:103@" + EdgeBench.DOMAIN);
        called.hears(202);
        called.isTold();
        PhoneCall there = third.phone().rings();
        if (!answers) {
            there.answers(486);
            there.hears(Method.ACK);
            called.isTold();
            return;
        }
        there.answers(200, third.sdp());
        there.hears(Method.ACK);
        called.answers(called.hears(Method.BYE), 200, "");
        talksWithTheThird(there);
    }
}
