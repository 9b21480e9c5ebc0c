package org.ringfort.edge.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.BoundContact;
import org.ringfort.contract.control.v1.HeaderNames;
import org.ringfort.contract.control.v1.Inward;
import org.ringfort.contract.control.v1.MailboxCounts;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.edge.loop.LoopBench;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.codec.SipEncoder;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Event;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.Headers;

/**
 * Nothing of one leg leaves by another. Peers that say all they can of themselves, in every header and on every line of their
 * session descriptions, live through calls made up by chance; then every message that the edge sent to anybody is searched for
 * what belongs to somebody else: words that only that one uses, its address, its Call-IDs, tags and branches.
 */
class TopologyHidingTest {
    private static final AtomicInteger SERIAL = new AtomicInteger(10);
    private static final int LONG_MS = 9_000;
    private static final String TOKEN = "verified.by.app;info=<https://cert.provider.example/c.pem>;ppt=shaken";
    private static final String OURS = "diverted.by.us;info=<https://us.example/c.pem>;alg=ES256;ppt=div";
    private static final EdgeBench EDGE = discreet();

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
        return Story.arbitrary();
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
        Step step = story.outside() ? dial(LONG_MS, rung.flow().remoteAddress()) : ring(20, rung);
        EDGE.plan(story.inward() && !story.outside() ? inward() : Plan.newBuilder(), step);
        EDGE.sentOn("103", ring(20, third.phone()));
        new Performance(EDGE, story, caller, callee, third).play();
        EDGE.nothingLeft();
        search(List.of(caller, callee, third));
    }

    /** What the app says of a caller from outside who goes out under its own number; its tokens are what the app has verified. */
    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void nothing_but_its_tokens_leaves_with_a_caller_who_is_passed_on(@ForAll("stories") Story any) {
        EDGE.sent.clear();
        int serial = SERIAL.incrementAndGet();
        var caller = Peer.at(EDGE.phone("101", "198.51.100." + serial % 200), "alicew" + serial + "q");
        var callee = Peer.at(EDGE.phone("102", "198.18.7." + serial % 200), "bobbyw" + serial + "q");
        var third = Peer.at(EDGE.gateway("203.0.113." + serial % 200), "carolw" + serial + "q");
        EDGE.plan(inward(), ring(20, callee.phone()));
        EDGE.sentOn("103", passed(third.phone().flow().remoteAddress()));
        new Performance(EDGE, any.redirectedFromOutside(), caller, callee, third).play();
        EDGE.nothingLeft();
        assertThat(EDGE.sent)
                .filteredOn(sent -> sent.message() instanceof SipRequest request
                        && request.is(Method.INVITE)
                        && sent.flow().token().equals(third.phone().flow().token())
                        && request.headers().to().tag().isEmpty())
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(sent.message().headers().all(HeaderName.IDENTITY))
                        .extracting(header -> header.value().text())
                        .containsExactly(TOKEN, OURS));
        search(List.of(caller, callee, third));
    }

    private static Step passed(String gateway) {
        Step step = dial(LONG_MS, gateway);
        return step.toBuilder()
                .setDial(step.getDial().toBuilder()
                        .setCallerNumber("+4930901820")
                        .setDivertedAs("+4930901822")
                        .addPassedIdentities(TOKEN)
                        .setIdentity(OURS)
                        .setSentOn(OnBehalf.Cause.CAUSE_REDIRECT)
                        .setSends(HeaderNames.newBuilder()
                                .addAllNames(List.of("P-Asserted-Identity", "Diversion", "History-Info"))))
                .build();
    }

    /** It is believed whatever may pass but headers of its own, which go on as they are. */
    private static Plan.Builder inward() {
        return Plan.newBuilder()
                .setCaller(Party.newBuilder().setNumber("+4930901820"))
                .setInward(Inward.newBuilder()
                        .setTrunkId("trunk-1")
                        .setTrunk("Carrier")
                        .addAllBelieves(
                                List.of("Diversion", "History-Info", "P-Charging-Vector", "P-Access-Network-Info")));
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
}
