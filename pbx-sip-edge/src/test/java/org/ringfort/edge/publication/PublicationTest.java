package org.ringfort.edge.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.lamps.Announcements.Outcome;
import org.ringfort.edge.lamps.Announcements.Said;
import org.ringfort.edge.lamps.Place;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.header.HeaderName;

/** PUBLISH through the real loop: what a phone says of itself, told to those who watch it. */
class PublicationTest {
    private static final HeaderName ETAG = HeaderName.of("SIP-ETag");
    private static final String CONTENT = "Content-Type: application/pidf+xml\n";

    private static final Place BOB = new Place("tenant-1", "102");

    private final EdgeBench edge = new EdgeBench();
    private final Phone bob = edge.phone("102");
    private final Phone desk = edge.phone("103", "198.51.100.8");
    private int cseq;

    @AfterEach
    void end() {
        edge.close();
    }

    /** Bob publishes, Carol (103) watches. */
    @BeforeEach
    void grants() {
        edge.app.onSubscribe = asked -> {
            boolean publishes = asked.getRequester().getMethod().equals("PUBLISH");
            long wish = asked.getExpiresSeconds();
            return SubscribeReply.newBuilder()
                    .setSubscribed(Subscribed.newBuilder()
                            .setTenantId("tenant-1")
                            .setExtension(asked.getUser())
                            .setWatcher(publishes ? "102" : "103")
                            .setExpiresSeconds((int) (wish < 0 ? 3600 : wish)))
                    .build();
        };
    }

    private static String pidf(String basic, String note, String activity) {
        return "<presence xmlns='urn:ietf:params:xml:ns:pidf' xmlns:r='urn:ietf:params:xml:ns:pidf:rpid'"
                + " entity='sip:102@acme.example'><tuple id='t'><status><basic>" + basic + "</basic></status><note>"
                + note + "</note></tuple><r:activities><r:" + activity + "/></r:activities></presence>";
    }

    private SipResponse publishes(int status, String headers, String body) {
        return publishes("102", status, headers, body);
    }

    private SipResponse publishes(String number, int status, String headers, String body) {
        says(number, headers, body);
        return bob.hears(status);
    }

    private void says(String number, String headers, String body) {
        int serial = ++cseq;
        edge.loop.receive(
                bob.flow(),
                "PUBLISH sip:" + number + "@acme.example SIP/2.0\nVia: SIP/2.0/TLS 10.0.0.99;branch=z9hG4bK-publish-"
                        + serial
                        + "\nFrom: <sip:102@acme.example>;tag=p\nTo: <sip:" + number
                        + "@acme.example>\nCall-ID: publish-" + serial
                        + "\nCSeq: 1 PUBLISH\nMax-Forwards: 70\n" + headers + "\n\n" + body);
    }

    /** Whatever it is answered with. */
    private SipResponse publishes(String headers, String body) {
        says("102", headers, body);
        Until.holds("an answer", () -> bob.hasHeard(message -> message instanceof SipResponse));
        return bob.hasHeard(message ->
                        message instanceof SipResponse answer && answer.status().code() == 503)
                ? bob.hears(503)
                : bob.hears(200);
    }

    private static String tag(SipResponse ok) {
        return ok.headers().text(ETAG).orElseThrow();
    }

    private static String told(PhoneCall watch) {
        SipRequest notify = watch.hears(Method.NOTIFY);
        watch.answers(notify, 200, "");
        return notify.body().text();
    }

    private static String until(PhoneCall watch, String wanted) {
        while (true) {
            String text = told(watch);
            if (text.contains(wanted)) {
                return text;
            }
        }
    }

    private PhoneCall watches() {
        PhoneCall watch = desk.watches("102", "presence", 600);
        watch.hears(200);
        told(watch);
        return watch;
    }

    @Test
    void rfc3903_6_published_changed_and_taken_back_as_watchers_see_it() {
        PhoneCall watch = watches();
        SipResponse first =
                publishes(200, "Event: presence\nExpires: 600\n" + CONTENT, pidf("open", "At lunch", "lunch"));
        assertThat(first.headers().expires()).hasValue(600);
        assertThat(until(watch, "At lunch")).contains("<rpid:lunch/>", "<basic>open</basic>");
        SipResponse second = publishes(
                200,
                "Event: presence\nSIP-If-Match: " + tag(first) + "\n" + CONTENT,
                pidf("closed", "Gone &lt;b&gt;", "vacation"));
        assertThat(until(watch, "Gone &lt;b&gt;")).contains("<rpid:vacation/>").doesNotContain("At lunch", "lunch");
        SipResponse third = publishes(200, "Event: presence\nSIP-If-Match: " + tag(second) + "\nExpires: 600\n", "");
        assertThat(tag(third)).isNotEqualTo(tag(second));
        publishes(200, "Event: presence\nSIP-If-Match: " + tag(third) + "\nExpires: 0\n", "");
        String last = told(watch);
        while (last.contains("Gone")) {
            last = told(watch); // the same may be told twice
        }
        assertThat(last).doesNotContain("vacation");
        assertThat(edge.conversations.announcements().at(BOB)).isEmpty();
    }

    @Test
    void rfc3903_6_step_3_a_tag_that_is_not_known_is_412() {
        publishes(412, "Event: presence\nSIP-If-Match: never\n", "");
        SipResponse first = publishes(200, "Event: presence\n" + CONTENT, pidf("open", "n", "busy"));
        publishes(200, "Event: presence\nSIP-If-Match: " + tag(first) + "\n", "");
        publishes(412, "Event: presence\nSIP-If-Match: " + tag(first) + "\n", "");
        publishes(400, "Event: presence\nSIP-If-Match: a\nSIP-If-Match: b\n", "");
    }

    @Test
    void rfc3903_6_step_1_to_5_what_is_no_publication() {
        SipResponse event = publishes(489, "Event: dialog\n" + CONTENT, pidf("open", "n", "busy"));
        assertThat(event.headers().text(HeaderName.ALLOW_EVENTS)).contains("presence");
        publishes(489, CONTENT, pidf("open", "n", "busy"));
        publishes(400, "Event: presence\n", "");
        publishes(415, "Event: presence\nContent-Type: text/plain\n", "open");
        assertThat(edge.app.subscribes).isEmpty();
        publishes(413, "Event: presence\n" + CONTENT, pidf("open", "n".repeat(17_000), "busy"));
        assertThat(edge.app.subscribes).as("nobody was asked").isEmpty();
        publishes(400, "Event: presence\n" + CONTENT, "<!DOCTYPE presence>" + pidf("open", "n", "busy"));
        publishes(400, "Event: presence\n" + CONTENT, "<presence");
        assertThat(edge.conversations.announcements().size()).isZero();
    }

    @Test
    void who_is_not_proved_or_speaks_for_another_says_nothing() {
        var grants = edge.app.onSubscribe;
        edge.app.onSubscribe = asked -> SubscribeReply.newBuilder()
                .setChallenged(Challenged.newBuilder()
                        .addChallenges(Challenged.Challenge.newBuilder()
                                .setAlgorithm(DigestAlgorithm.DIGEST_ALGORITHM_SHA_256)
                                .setRealm("acme.example")
                                .setNonce("n")))
                .build();
        publishes(401, "Event: presence\n" + CONTENT, pidf("open", "n", "busy"));
        edge.app.onSubscribe = asked -> SubscribeReply.newBuilder()
                .setRefused(Refused.newBuilder()
                        .setStatus(423)
                        .setReason("Interval Too Brief")
                        .setMinExpiresSeconds(60))
                .build();
        assertThat(publishes(423, "Event: presence\nExpires: 5\n" + CONTENT, pidf("open", "n", "busy"))
                        .headers()
                        .minExpires())
                .hasValue(60);
        edge.app.onSubscribe = grants;
        publishes("104", 403, "Event: presence\n" + CONTENT, pidf("open", "n", "busy"));
        assertThat(edge.conversations.announcements().size()).isZero();
    }

    @Test
    void who_changes_too_often_is_told_to_wait() {
        var said = new Said(true, "n", List.of());
        Optional<SipResponse> enough = Optional.empty();
        for (int i = 0; i < 20 && enough.isEmpty(); i++) { // a machine that rests for seconds allows one more meanwhile
            while (edge.conversations.announcements().say(BOB, said, Duration.ofMinutes(10)) instanceof Outcome.Kept) {
                // until it is enough
            }
            enough = Optional.of(publishes("Event: presence\n" + CONTENT, pidf("open", "n", "busy")))
                    .filter(answer -> answer.status().code() == 503);
        }
        assertThat(enough.orElseThrow().headers().retryAfter().orElseThrow()).isBetween(3L, 6L);
        assertThat(edge.conversations.announcements().at(BOB)).hasSize(8);
    }
}
