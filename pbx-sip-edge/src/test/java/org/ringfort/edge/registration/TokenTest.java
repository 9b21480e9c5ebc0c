package org.ringfort.edge.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.BearerChallenge;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.BoundContact;
import org.ringfort.contract.control.v1.ChallengeLicence;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.header.Authorization;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Header;

/** Access tokens through the real loop, the app answering by script. */
class TokenTest {
    private static final String TOKEN = "eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl";

    private final EdgeBench edge = new EdgeBench();
    private int cseq;

    @AfterEach
    void end() {
        edge.close();
    }

    private SipResponse registers(Phone phone, int status, Header... more) {
        phone.asks(Method.REGISTER, SipUri.parse("sip:acme.example").orElseThrow(), "reg-1", ++cseq, more);
        return phone.hears(status);
    }

    private static Header contact() {
        return new Contact.At(NameAddress.parse("<sip:101@df7jal23ls0d.invalid;transport=ws>;expires=300")
                .orElseThrow());
    }

    private static Header bearer(String token) {
        return Authorization.of(new Credentials.Bearer(Secret.ofText(token)));
    }

    private static Challenged.Builder challenged(String error) {
        return Challenged.newBuilder()
                .setBearer(BearerChallenge.newBuilder()
                        .setRealm("acme.example")
                        .setScope("sip:register")
                        .setAuthzServer("https://id.acme.example/realms/pbx")
                        .setError(error))
                .addChallenges(challenge(DigestAlgorithm.DIGEST_ALGORITHM_SHA_256))
                .addChallenges(challenge(DigestAlgorithm.DIGEST_ALGORITHM_MD5));
    }

    private static Challenged.Challenge challenge(DigestAlgorithm algorithm) {
        return Challenged.Challenge.newBuilder()
                .setAlgorithm(algorithm)
                .setRealm("acme.example")
                .setNonce("of-the-app")
                .build();
    }

    private void challenges(Challenged.Builder with) {
        edge.app.onBind = _ -> BindReply.newBuilder().setChallenged(with).build();
    }

    private void binds() {
        edge.app.onBind = asked -> BindReply.newBuilder()
                .setBound(Bound.newBuilder()
                        .setTenantId("tenant-1")
                        .setExtension(asked.getUser())
                        .addContacts(BoundContact.newBuilder()
                                .setUri("sip:101@df7jal23ls0d.invalid;transport=ws")
                                .setExpiresSeconds(90)))
                .build();
    }

    private BindRequest asked() {
        return edge.app.binds.getLast();
    }

    @Test
    void rfc8898_1_4_1_challenged_told_where_tokens_are_and_bound_with_one() {
        Phone browser = edge.phone("101", TransportKind.WSS);
        challenges(challenged(""));
        List<Challenge> offered = registers(browser, 401, contact()).headers().challenges();
        assertThat(offered.getFirst())
                .isEqualTo(new Challenge.Bearer(
                        "acme.example",
                        "sip:register",
                        "https://id.acme.example/realms/pbx",
                        java.util.Optional.empty()));
        assertThat(offered).hasSize(3);
        assertThat(((Challenge.Digest) offered.getLast()).algorithm().token())
                .as("the one that JsSIP and SIP.js read")
                .isEqualTo("MD5");

        binds();
        SipResponse ok = registers(browser, 200, contact(), bearer(TOKEN));
        assertThat(ok.headers().contact().orElseThrow().expires()).hasValue(90);
        assertThat(asked().getRequester().getBearerToken()).isEqualTo(TOKEN);
        assertThat(asked().getRequester().getCredentialsCount()).isZero();
    }

    @Test
    void rfc8898_2_2_an_expired_token_is_answered_401_and_why() {
        challenges(challenged("invalid_token"));
        SipResponse again = registers(edge.phone("101", TransportKind.WSS), 401, contact(), bearer(TOKEN));
        assertThat(again.headers().challenges().getFirst())
                .isInstanceOfSatisfying(
                        Challenge.Bearer.class,
                        bearer -> assertThat(bearer.error()).contains("invalid_token"));
    }

    @Test
    void rfc8898_5_a_token_that_came_in_the_clear_stays_at_the_edge() {
        challenges(challenged(""));
        for (TransportKind clear : List.of(TransportKind.UDP, TransportKind.TCP)) {
            registers(edge.phone("101", clear), 401, contact(), bearer(TOKEN));
            assertThat(asked().toString()).as(clear.name()).doesNotContain(TOKEN);
        }
    }

    @Test
    void of_two_tokens_none_counts() {
        challenges(challenged(""));
        registers(edge.phone("101", TransportKind.TLS), 401, contact(), bearer(TOKEN), bearer("another"));
        assertThat(asked().getRequester().getBearerToken()).isEmpty();
    }

    @Test
    void the_licence_for_one_kind_of_transport_is_none_for_the_other() {
        Phone browser = edge.phone("101", TransportKind.WSS);
        Phone desk = edge.phone("101", TransportKind.UDP);
        var licence = ChallengeLicence.newBuilder()
                .setNonceKey(ByteString.copyFrom(new byte[32]))
                .setNowMs(System.currentTimeMillis())
                .setValidSeconds(300);
        challenges(challenged("").setLicence(licence));
        registers(browser, 401, contact());
        challenges(challenged("").clearBearer().setLicence(licence));
        registers(desk, 401, contact());
        int before = edge.app.binds.size();
        assertThat(before).isEqualTo(2);
        assertThat(registers(browser, 401, contact()).headers().challenges())
                .hasSize(3)
                .first()
                .isInstanceOf(Challenge.Bearer.class);
        assertThat(registers(desk, 401, contact()).headers().challenges()).hasSize(2);
        assertThat(edge.app.binds).as("nobody was asked").hasSize(before);
        registers(browser, 401, contact(), bearer(TOKEN));
        assertThat(edge.app.binds).as("a token is the app's to judge").hasSize(before + 1);
    }

    @Test
    void rfc8898_2_1_4_a_call_brings_its_token_to_the_app_too() {
        edge.app.onRoute = _ -> RouteReply.newBuilder()
                .setChallenged(challenged("invalid_token"))
                .build();
        Phone browser = edge.phone("101", TransportKind.WSS);
        browser.asks(
                Method.INVITE,
                SipUri.parse("sip:102@acme.example").orElseThrow(),
                "call-1",
                ++cseq,
                contact(),
                bearer(TOKEN));
        SipResponse refused = browser.hears(401);
        assertThat(refused.headers().challenges().getFirst()).isInstanceOf(Challenge.Bearer.class);
        assertThat(edge.app.routes.getLast().getRequester().getBearerToken()).isEqualTo(TOKEN);
    }
}
