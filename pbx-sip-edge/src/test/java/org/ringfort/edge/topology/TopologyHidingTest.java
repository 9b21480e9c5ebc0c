package org.ringfort.edge.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.BoundContact;
import org.ringfort.contract.control.v1.MailboxCounts;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.loop.LoopBench;
import org.ringfort.edge.phone.Babble;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.codec.SipEncoder;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Event;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.Headers;

/**
 * Nothing of one leg leaves by another. Peers that say all they can of themselves, in every header and on every line of their
 * session descriptions, live through calls made up by chance; then every message that the edge sent to anybody is searched for
 * what belongs to somebody else: words that only that one uses, its address, its Call-IDs, tags and branches.
 */
class TopologyHidingTest {
    private static final AtomicInteger SERIAL = new AtomicInteger(10);
    private static final int LONG_MS = 9_000;
    private static final EdgeBench EDGE = discreet();

    /** What a party does while the call is up. */
    enum Act {
        CHANGE,
        CHANGE_REFUSED,
        UPDATE_REFUSED,
        DIGIT,
        PICTURE,
        OTHER_INFO,
        OPTIONS,
        NOTIFY,
        TRANSFER,
        TRANSFER_BUSY
    }

    /** How the INVITE ends. */
    enum End {
        ANSWERED,
        REFUSED,
        CANCELLED,
        SENT_ON
    }

    /** One call from first to last. */
    record Story(
            boolean outside,
            boolean early,
            boolean lateOffer,
            End end,
            int status,
            List<Turn> turns,
            boolean callerEnds) {}

    /** One party's turn. */
    record Turn(boolean caller, Act act) {}

    /** Somebody with an address of his own who says all he can. */
    private record Peer(Phone phone, Babble babble) {
        static Peer at(Phone phone, String mark) {
            var babble = new Babble(mark);
            return new Peer(phone.babbles(babble), babble);
        }

        String sdp() {
            return babble.sdp();
        }
    }

    private static EdgeBench discreet() {
        var bench = new EdgeBench();
        bench.media.discreet = true;
        return bench;
    }

    @AfterContainer
    static void end() {
        EDGE.close();
    }

    @Provide
    static Arbitrary<Story> stories() {
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        Arbitrary<Turn> turns =
                Combinators.combine(either, Arbitraries.of(Act.class)).as(Turn::new);
        return Combinators.combine(
                        either,
                        either,
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.of(
                                End.ANSWERED, End.ANSWERED, End.ANSWERED, End.REFUSED, End.CANCELLED, End.SENT_ON),
                        Arbitraries.integers().between(300, 699),
                        turns.list().ofMaxSize(4),
                        either)
                .as(Story::new);
    }

    @Property(tries = 120, shrinking = ShrinkingMode.OFF)
    void nothing_of_one_leg_leaves_by_another(@ForAll("stories") Story story) {
        EDGE.sent.clear();
        int serial = SERIAL.incrementAndGet();
        var caller = Peer.at(EDGE.phone("101", "198.51.100." + serial % 200), "alicew" + serial + "q");
        Phone rung = story.outside()
                ? EDGE.gateway("203.0.113." + serial % 200)
                : EDGE.phone("102", "198.18.7." + serial % 200);
        var callee = Peer.at(rung, "bobbyw" + serial + "q");
        var third = Peer.at(EDGE.phone("103", "198.19.7." + serial % 200), "carolw" + serial + "q");
        EDGE.plan(story.outside() ? dial(LONG_MS, rung.flow().remoteAddress()) : ring(20, rung));
        EDGE.sentOn("103", ring(20, third.phone()));
        new Performance(story, caller, callee, third).play();
        EDGE.nothingLeft();
        search(List.of(caller, callee, third));
    }

    @Example
    void nothing_of_one_phone_is_told_to_another_that_registers_and_subscribes() {
        EDGE.sent.clear();
        EDGE.app.onBind = asked -> BindReply.newBuilder()
                .setBound(Bound.newBuilder()
                        .setTenantId("tenant-1")
                        .setExtension(asked.getUser())
                        .addContacts(BoundContact.newBuilder()
                                .setUri(asked.getContacts().getContacts(0).getUri())
                                .setExpiresSeconds(300)))
                .build();
        EDGE.app.onSubscribe = asked -> SubscribeReply.newBuilder()
                .setSubscribed(Subscribed.newBuilder()
                        .setTenantId("tenant-1")
                        .setExtension(asked.getUser())
                        .setExpiresSeconds(600)
                        .setMailbox(MailboxCounts.newBuilder().setUnheard(2)))
                .build();
        List<Peer> peers = List.of(
                Peer.at(EDGE.phone("101", "198.51.101.1"), "alicereg1q"),
                Peer.at(EDGE.phone("102", "198.18.101.1"), "bobbyreg1q"));
        for (Peer peer : peers) {
            String mark = peer.babble().mark();
            SipUri registrar = SipUri.of(new Host(EdgeBench.DOMAIN));
            var contact = Contact.of(SipUri.of(mark, new Host(mark + ".contact.example")));
            peer.phone().asks(Method.REGISTER, registrar, "reg-" + mark, 1, contact);
            peer.phone().hears(200);
            peer.phone()
                    .asks(
                            Method.SUBSCRIBE,
                            SipUri.of(peer.phone().number(), new Host(EdgeBench.DOMAIN)),
                            "sub-" + mark,
                            1,
                            Event.of("message-summary"),
                            new Expires(600),
                            contact);
            peer.phone().hears(200);
            peer.phone().hears(Method.NOTIFY);
        }
        search(peers);
    }

    private static void search(List<Peer> peers) {
        assertThat(EDGE.sent).isNotEmpty();
        for (Peer owner : peers) {
            Set<String> facts = facts(owner);
            for (LoopBench.Sent sent : EDGE.sent) {
                if (!sent.flow().token().equals(owner.phone().flow().token())) {
                    assertThat(wire(sent.message())).doesNotContain(facts);
                }
            }
        }
        EDGE.sent.stream()
                .filter(sent -> sent.flow().remoteAddress().startsWith("203.0.113."))
                .forEach(sent -> assertThat(wire(sent.message()))
                        .doesNotContain(EdgeBench.DOMAIN, "Alice", "101@", "102@", "tenant-1", "device-"));
    }

    /** What belongs to that one alone, and may stand in its own messages. */
    private static Set<String> facts(Peer owner) {
        Set<String> facts = new LinkedHashSet<>();
        facts.add(owner.babble().mark());
        facts.add(owner.phone().flow().remoteAddress() + ":"
                + owner.phone().flow().remote().getPort());
        facts.add(owner.phone().flow().remoteAddress());
        facts.add(owner.phone().flow().token());
        facts.add("731973197");
        for (LoopBench.Sent sent : EDGE.sent) {
            if (sent.flow().token().equals(owner.phone().flow().token())) {
                Headers headers = sent.message().headers();
                facts.add(headers.callId());
                headers.from().tag().ifPresent(facts::add);
                headers.to().tag().ifPresent(facts::add);
                headers.vias().forEach(via -> via.branch().ifPresent(facts::add));
            }
        }
        return facts;
    }

    private static String wire(SipMessage message) {
        return new String(new SipEncoder().encode(message), StandardCharsets.UTF_8);
    }

    /** A story being lived through. */
    private static final class Performance {
        private final Story story;
        private final Peer caller;
        private final Peer third;
        private Peer other;
        private PhoneCall calling;
        private PhoneCall called;
        private boolean callerAsked;

        Performance(Story story, Peer caller, Peer callee, Peer third) {
            this.story = story;
            this.caller = caller;
            this.third = third;
            this.other = callee;
            this.calling = caller.phone().calls("102", lateOffer() ? "" : caller.sdp());
            this.called = callee.phone().rings();
        }

        private boolean lateOffer() {
            return story.lateOffer() && !story.outside() && story.end() == End.ANSWERED;
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

        private void turn(Turn turn) {
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
            Until.holds(
                    "they talk",
                    () -> EDGE.conversations.calls().live().stream()
                            .anyMatch(call -> call.getConnected().equals("103")));
            other = third;
            called = there;
        }
    }
}
