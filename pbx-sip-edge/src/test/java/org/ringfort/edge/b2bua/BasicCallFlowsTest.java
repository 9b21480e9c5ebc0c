package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.Carrier;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.header.Authorization;
import org.ringfort.protocol.sip.header.Contact;

/**
 * The call flows of RFC 3665 section 3 that no other test has by name, as they look where the proxies are a back-to-back user agent
 * and a carrier's gateway. 3.1, 3.6, 3.8 and 3.9 are in {@link CallTest}, {@link RenegotiationTest} and {@link RingingTest}; 3.5 is of
 * a gateway that rewrites addresses, which here is every call.
 */
class BasicCallFlowsTest extends CarrierScene {
    private final Phone carol = edge.phone("103");

    private static RouteReply challenge() {
        return RouteReply.newBuilder()
                .setChallenged(Challenged.newBuilder()
                        .addChallenges(Challenged.Challenge.newBuilder()
                                .setAlgorithm(DigestAlgorithm.DIGEST_ALGORITHM_SHA_256)
                                .setRealm("acme.example")
                                .setNonce("n")))
                .build();
    }

    private static Authorization credentials(String uri) {
        return Authorization.of(
                Credentials.parse("Digest username=\"u\", realm=\"acme.example\", nonce=\"n\", uri=\"" + uri
                                + "\", response=\"0123456789abcdef0123456789abcdef\", algorithm=SHA-256, qop=auth, nc=00000001,"
                                + " cnonce=\"c\"")
                        .orElseThrow());
    }

    /** The first INVITE is challenged; the caller says it again with credentials, in the same call. */
    private PhoneCall callsProved(String number) {
        var plan = edge.app.onRoute;
        edge.app.onRoute = asked -> asked.getRequester().getCredentialsCount() == 0 ? challenge() : plan.apply(asked);
        PhoneCall caller = alice.calls(number, OFFER);
        SipResponse challenged = caller.hears(401);
        assertThat(challenged.headers().challenges()).hasSize(1);
        caller.acksFailure();
        caller.invite(OFFER, credentials("sip:" + number + "@acme.example"));
        return caller;
    }

    @Test
    void rfc3665_3_2_through_two_who_pass_it_on_the_first_of_whom_wants_credentials() {
        edge.plan(dial(LONG_MS, ONE));
        PhoneCall caller = callsProved("030901820");
        PhoneCall callee = answered(caller, first.rings());
        hangUp(caller, callee);
        assertThat(edge.app.routes).hasSize(2);
        edge.nothingLeft();
    }

    @Test
    void rfc3665_3_3_each_of_two_wants_credentials_and_the_second_never_sees_those_for_the_first() {
        edge.app.answersChallenges();
        edge.plan(dial(LONG_MS, ONE));
        PhoneCall caller = callsProved("030901820");
        PhoneCall asking = first.rings();
        challenges(asking, 407, Carrier.NAME);
        PhoneCall callee = first.rings();
        assertThat(wire(callee.invite()))
                .contains("Proxy-Authorization: Digest username=\"acme\"")
                .doesNotContain("\r\nAuthorization", "acme.example\"");
        answered(caller, callee);
        hangUp(caller, callee);
        edge.nothingLeft();
    }

    @Test
    void rfc3665_3_4_the_first_proxy_fails_and_the_next_connects() {
        edge.plan(dial(LONG_MS, ONE, TWO));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall failing = first.rings();
        failing.answers(503);
        failing.hears(Method.ACK);
        PhoneCall callee = answered(caller, second.rings());
        hangUp(caller, callee);
        edge.nothingLeft();
    }

    @Test
    void rfc3665_3_6_redirected_with_the_session_of_the_caller_in_ack() {
        edge.plan(ring(20, bob));
        edge.sentOn("103", ring(20, carol));
        PhoneCall caller = alice.calls("102", "");
        PhoneCall callee = bob.rings();
        callee.answers(
                callee.invite(),
                302,
                "",
                Contact.of(SipUri.parse("sip:103@acme.example").orElseThrow()));
        callee.hears(Method.ACK);
        PhoneCall there = carol.rings();
        there.answers(180);
        caller.hears(180);
        there.answers(200, "answer of carol");
        there.hears(Method.ACK);
        assertThat(caller.hears(200).body().text()).isEqualTo("answer from answer of carol");
        caller.acks("late answer of alice");
        Until.holds(
                "the answer is with media",
                () -> edge.media.asked.stream().filter("answer"::equals).count() == 2);
        hangUp(caller, there);
        edge.nothingLeft();
    }

    @Test
    void rfc3665_3_7_a_phone_whose_address_changes_says_so_by_re_invite_and_is_reached_there() {
        Talk talk = talk();
        SipRequest before = talk.caller().invite();
        talk.caller()
                .invite(
                        "moved offer of alice",
                        Contact.of(
                                SipUri.parse("sip:101@10.0.0.77;transport=tls").orElseThrow()));
        SipRequest onward = talk.callee().hears(Method.INVITE);
        assertThat(onward.body().text()).isEqualTo("offer from moved offer of alice");
        talk.callee().answers(onward, 200, ANSWER);
        talk.callee().hears(Method.ACK);
        talk.caller().hears(200);
        talk.caller().acks();
        talk.callee().hangsUp();
        talk.callee().hears(200);
        SipRequest bye = talk.caller().hears(Method.BYE);
        assertThat(bye.headers().callId()).isEqualTo(before.headers().callId());
        assertThat(bye.requestUri()).hasToString("sip:101@10.0.0.77;transport=tls");
        talk.caller().answers(bye, 200, "");
        edge.nothingLeft();
    }

    @Test
    void rfc3665_3_10_a_phone_that_answers_nothing_at_all_is_given_up() {
        edge.plan(ring(1, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        bob.rings();
        caller.hears(480); // our plan's patience ends before a transaction's would, which says 408
        caller.acksFailure();
        Until.equal(0, edge.conversations.calls()::up);
    }

    @Test
    void rfc3665_3_11_temporarily_unavailable() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(180);
        caller.hears(180);
        callee.answers(480);
        callee.hears(Method.ACK);
        caller.hears(480);
        caller.acksFailure();
        assertThat(edge.record().getEndReason()).isEqualTo("no answer");
        edge.nothingLeft();
    }
}
