package org.ringfort.edge.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.BoundContact;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.DropFlows;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.header.Authorization;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.RawHeader;

/** REGISTER through the real loop, the app answering by script. */
class RegistrationTest {
    private final EdgeBench edge = new EdgeBench();
    private final Phone phone = edge.phone("101");

    @AfterEach
    void end() {
        edge.close();
    }

    private static SipUri uri(String text) {
        return SipUri.parse(text).orElseThrow();
    }

    private static Contact.At contact(String text) {
        return new Contact.At(NameAddress.parse(text).orElseThrow());
    }

    private SipResponse registers(int status, Header... more) {
        phone.asks(Method.REGISTER, uri("sip:acme.example"), "reg-1", ++cseq, more);
        return phone.hears(status);
    }

    private int cseq;

    private void binds() {
        edge.app.onBind = asked -> BindReply.newBuilder()
                .setBound(Bound.newBuilder()
                        .setTenantId("tenant-1")
                        .setExtension(asked.getUser())
                        .addContacts(BoundContact.newBuilder()
                                .setUri("sip:101@10.0.0.99;transport=tls")
                                .setExpiresSeconds(300)
                                .setQ(500)
                                .setInstanceId("urn:uuid:1")
                                .setRegId(1)))
                .build();
    }

    @Test
    void rfc3665_2_1_challenged_then_bound() {
        edge.app.onBind = asked -> BindReply.newBuilder()
                .setChallenged(Challenged.newBuilder()
                        .addChallenges(challenge(DigestAlgorithm.DIGEST_ALGORITHM_SHA_256))
                        .addChallenges(challenge(DigestAlgorithm.DIGEST_ALGORITHM_MD5)))
                .build();
        SipResponse challenged = registers(401, contact("<sip:101@10.0.0.99;transport=tls>"));
        assertThat(challenged.headers().challenges()).hasSize(2);
        assertThat(challenged
                        .headers()
                        .all(HeaderName.WWW_AUTHENTICATE)
                        .getLast()
                        .value()
                        .text())
                .contains("MD5")
                .contains("qop=\"auth\"");
        binds();
        SipResponse ok = registers(
                200,
                contact("<sip:101@10.0.0.99;transport=tls>;expires=300;q=0.5;+sip.instance=\"<urn:uuid:1>\";reg-id=1"),
                Authorization.of(Credentials.parse("Digest username=\"u\", realm=\"acme.example\", nonce=\"n\","
                                + " uri=\"sip:acme.example\", response=\"0123456789abcdef0123456789abcdef\","
                                + " algorithm=MD5, qop=auth, nc=00000001, cnonce=\"c\"")
                        .orElseThrow()));
        assertThat(ok.headers().contact().orElseThrow().expires()).hasValue(300);
        assertThat(ok.headers().contact().orElseThrow().q()).isEqualTo(500);
        assertThat(ok.headers().contact().orElseThrow().instanceId()).contains("urn:uuid:1");
        BindRequest asked = edge.app.binds.getLast();
        assertThat(asked.getEdgeId()).isEqualTo(EdgeBench.EDGE);
        assertThat(asked.getIncarnation()).isEqualTo("now");
        assertThat(asked.getFlow()).isEqualTo(phone.flow().token());
        assertThat(asked.getUser()).isEqualTo("101");
        assertThat(asked.getDomain()).isEqualTo("acme.example");
        assertThat(asked.getContacts().getContacts(0).getExpiresSeconds()).isEqualTo(300);
        assertThat(asked.getContacts().getContacts(0).getInstanceId()).isEqualTo("urn:uuid:1");
        assertThat(asked.getRequester().getSource().getTransport()).isEqualTo(Transport.TRANSPORT_TLS);
        assertThat(asked.getRequester().getCredentials(0).getNc()).isEqualTo("00000001");
        assertThat(asked.getRequester().getCseq()).isEqualTo(2);
        assertThat(asked.getRequester().getRequestUri()).isEqualTo("sip:acme.example");
    }

    private static Challenged.Challenge challenge(DigestAlgorithm algorithm) {
        return Challenged.Challenge.newBuilder()
                .setAlgorithm(algorithm)
                .setRealm("acme.example")
                .setNonce("n")
                .build();
    }

    @Test
    void what_the_edge_refuses_by_itself_is_told_to_the_app_and_what_the_app_refuses_is_not() {
        registers(404, contact("<sip:101@10.0.0.99;transport=tls>"));
        registers(400, new Contact.Any(), new Expires(60));

        Until.holds(
                "told", () -> !edge.app.heard(FromEdge.EventCase.SECURITY_EVENT).isEmpty());
        assertThat(edge.app.heard(FromEdge.EventCase.SECURITY_EVENT)).hasSize(1);
        var told = edge.app.heard(FromEdge.EventCase.SECURITY_EVENT).getFirst().getSecurityEvent();
        assertThat(told.getName()).isEqualTo("registration.refused");
        assertThat(told.getDomain()).isEqualTo("acme.example");
        assertThat(told.getAccount()).isEqualTo("101");
        assertThat(told.getSource().getAddress()).isEqualTo(phone.flow().remoteAddress());
        assertThat(told.getCount()).isEqualTo(1);
    }

    @Test
    void expires_of_the_message_counts_for_contacts_that_say_none() {
        binds();
        registers(200, contact("<sip:a@10.0.0.9>"), contact("<sip:b@10.0.0.9>;expires=60"), new Expires(120));
        assertThat(edge.app.binds.getLast().getContacts().getContactsList())
                .extracting(change -> change.getExpiresSeconds())
                .containsExactly(120L, 60L);
        registers(200, contact("<sip:a@10.0.0.9>"));
        assertThat(edge.app.binds.getLast().getContacts().getContacts(0).getExpiresSeconds())
                .isEqualTo(-1);
    }

    @Test
    void rfc3261_10_2_2_the_asterisk_goes_alone_and_with_zero() {
        binds();
        registers(200, new Contact.Any(), new Expires(0));
        assertThat(edge.app.binds.getLast().getRemoveAll()).isTrue();
        registers(400, new Contact.Any(), new Expires(60));
        registers(400, new Contact.Any());
        registers(400, new Contact.Any(), contact("<sip:a@b>"), new Expires(0));
    }

    @Test
    void rfc3261_10_2_3_a_query_changes_nothing() {
        binds();
        registers(200);
        assertThat(edge.app.binds.getLast().getQuery()).isTrue();
    }

    @Test
    void a_refusal_of_the_app_is_dressed() {
        edge.app.onBind = asked -> BindReply.newBuilder()
                .setRefused(Refused.newBuilder()
                        .setStatus(423)
                        .setReason("Interval Too Brief")
                        .setMinExpiresSeconds(60))
                .build();
        assertThat(registers(423, contact("<sip:a@10.0.0.9>;expires=5"))
                        .headers()
                        .minExpires())
                .hasValue(60);
    }

    @Test
    void what_is_no_registration_is_refused_without_asking() {
        phone.asks(Method.REGISTER, uri("sip:user@acme.example"), "x", 1);
        phone.hears(400);
        phone.asks(Method.REGISTER, uri("sip:acme.example"), "y", 1, RawHeader.of("Contact", "<mailto:a@b>"));
        phone.hears(400);
        assertThat(edge.app.binds).isEmpty();
    }

    @Test
    void nobody_registers_another() {
        edge.loop.receive(phone.flow(), """
                REGISTER sip:acme.example SIP/2.0
                Via: SIP/2.0/TLS 10.0.0.99;branch=z9hG4bK-third
                From: <sip:666@acme.example>;tag=1
                To: <sip:101@acme.example>
                Call-ID: third
                CSeq: 1 REGISTER
                Max-Forwards: 70
                Contact: <sip:666@10.0.0.99>
                """);
        phone.hears(403);
        assertThat(edge.app.binds).isEmpty();
    }

    @Test
    void an_app_that_is_away_gives_503_and_a_time_to_come_back() {
        edge.app.die();
        assertThat(registers(503).headers().retryAfter().orElseThrow()).isBetween(2L, 10L);
    }

    @Test
    void requests_of_one_dialogue_are_carried_out_in_order() {
        List<Integer> begun = new CopyOnWriteArrayList<>();
        var gate = new CountDownLatch(1);
        edge.app.onBind = asked -> {
            begun.add(asked.getRequester().getCseq());
            if (asked.getRequester().getCseq() == 1) {
                try {
                    gate.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            return BindReply.newBuilder()
                    .setBound(Bound.newBuilder().setExtension("101"))
                    .build();
        };
        phone.asks(Method.REGISTER, uri("sip:acme.example"), "in-order", 1);
        phone.asks(Method.REGISTER, uri("sip:acme.example"), "in-order", 2);
        Until.equal(2, edge.conversations.registration()::underWay);
        Until.equal(List.of(1), () -> List.copyOf(begun));
        gate.countDown();
        phone.hears(200);
        phone.hears(200);
        assertThat(begun).containsExactly(1, 2);
        Until.equal(0, edge.conversations.registration()::underWay);
    }

    @Test
    void the_end_of_a_connection_is_told_only_where_it_carried_a_binding() {
        Phone stranger = edge.phone("999");
        edge.loop.lose(stranger.flow());
        binds();
        registers(200, contact("<sip:101@10.0.0.99;transport=tls>"));
        assertThat(edge.conversations.registration().boundFlows()).isEqualTo(1);
        edge.loop.lose(phone.flow());
        Until.equal(1, () -> edge.app.heard(FromEdge.EventCase.FLOWS_CLOSED).size());
        assertThat(edge.app
                        .heard(FromEdge.EventCase.FLOWS_CLOSED)
                        .getFirst()
                        .getFlowsClosed()
                        .getFlowsList())
                .containsExactly(phone.flow().token());
        assertThat(edge.conversations.registration().boundFlows()).isZero();
    }

    @Test
    void revoked_connections_are_closed() {
        binds();
        registers(200, contact("<sip:101@10.0.0.99;transport=tls>"));
        edge.app.say(ToEdge.newBuilder()
                .setDropFlows(DropFlows.newBuilder().addFlows(phone.flow().token()))
                .build());
        Until.holds("closed", () -> edge.loop.flow(phone.flow().token()).isEmpty());
    }

    @Test
    void a_user_with_control_characters_reaches_nobody_as_such() {
        binds();
        phone.asks(
                Method.REGISTER,
                uri("sip:acme.example"),
                "odd",
                1,
                RawHeader.of("User-Agent", "Evil\u0007\u202ephone"));
        phone.hears(200);
        assertThat(edge.app.binds.getLast().getRequester().getUserAgent()).doesNotContain("\u0007", "\u202e");
    }
}
