package org.ringfort.edge.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.BoundContact;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.DigestAlgorithm;
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

/** The registrations of RFC 3665 section 2, with an app that keeps what it is told; 2.1 is in {@link RegistrationTest}. */
class RegistrationFlowsTest {
    private static final String PHONE = "sip:101@10.0.0.99;transport=tls";
    private static final String MOBILE = "sip:101@10.0.0.98;transport=tls";

    private final EdgeBench edge = new EdgeBench();
    private final Phone phone = edge.phone("101");
    private final Map<String, Long> bound = new LinkedHashMap<>();
    private int cseq;

    @BeforeEach
    void keeps() {
        edge.app.onBind = asked -> {
            if (asked.getRequester().getCredentialsCount() == 0
                    || !asked.getRequester().getCredentials(0).getUsername().equals("right")) {
                return BindReply.newBuilder()
                        .setChallenged(Challenged.newBuilder()
                                .addChallenges(Challenged.Challenge.newBuilder()
                                        .setAlgorithm(DigestAlgorithm.DIGEST_ALGORITHM_SHA_256)
                                        .setRealm("acme.example")
                                        .setNonce("n" + asked.getRequester().getCseq())))
                        .build();
            }
            change(asked);
            var reply = Bound.newBuilder().setTenantId("tenant-1").setExtension("101");
            bound.forEach((uri, seconds) -> reply.addContacts(BoundContact.newBuilder()
                    .setUri(uri)
                    .setExpiresSeconds(seconds.intValue())
                    .setQ(1000)));
            return BindReply.newBuilder().setBound(reply).build();
        };
    }

    private synchronized void change(BindRequest asked) {
        if (asked.getRemoveAll()) {
            bound.clear();
        }
        asked.getContacts().getContactsList().forEach(contact -> {
            if (contact.getExpiresSeconds() == 0) {
                bound.remove(contact.getUri());
            } else {
                bound.put(contact.getUri(), contact.getExpiresSeconds());
            }
        });
    }

    @AfterEach
    void end() {
        edge.close();
    }

    private static Contact.At contact(String uri, int seconds) {
        return new Contact.At(
                NameAddress.parse("<" + uri + ">;expires=" + seconds).orElseThrow());
    }

    private SipResponse registers(String user, int status, Header... more) {
        Header[] all = Arrays.copyOf(more, more.length + 1);
        all[more.length] = Authorization.of(Credentials.parse("Digest username=\"" + user
                        + "\", realm=\"acme.example\", nonce=\"n\", uri=\"sip:acme.example\","
                        + " response=\"0123456789abcdef0123456789abcdef\", algorithm=SHA-256, qop=auth, nc=00000001,"
                        + " cnonce=\"c\"")
                .orElseThrow());
        phone.asks(Method.REGISTER, SipUri.parse("sip:acme.example").orElseThrow(), "reg-1", ++cseq, all);
        return phone.hears(status);
    }

    private static List<String> contacts(SipResponse ok) {
        return ok.headers().all(Contact.At.class).stream()
                .map(at -> at.uri() + " " + at.expires().orElse(-1))
                .toList();
    }

    @Test
    void rfc3665_2_2_a_second_contact_joins_the_list() {
        registers("right", 200, contact(PHONE, 3600));
        SipResponse both = registers("right", 200, contact(MOBILE, 600));
        assertThat(contacts(both)).containsExactly(PHONE + " 3600", MOBILE + " 600");
    }

    @Test
    void rfc3665_2_3_the_list_is_asked_for_and_nothing_changes() {
        registers("right", 200, contact(PHONE, 3600));
        assertThat(contacts(registers("right", 200))).containsExactly(PHONE + " 3600");
        assertThat(edge.app.binds.getLast().getQuery()).isTrue();
        assertThat(contacts(registers("right", 200))).containsExactly(PHONE + " 3600");
    }

    @Test
    void rfc3665_2_4_all_is_taken_back_and_the_answer_names_nobody() {
        registers("right", 200, contact(PHONE, 3600), contact(MOBILE, 600));
        SipResponse none = registers("right", 200, new Contact.Any(), new Expires(0));
        assertThat(contacts(none)).isEmpty();
        assertThat(contacts(registers("right", 200))).isEmpty();
    }

    @Test
    void rfc3665_2_5_wrong_credentials_are_challenged_again_with_another_nonce_and_bind_nothing() {
        SipResponse first = registers("wrong", 401, contact(PHONE, 3600));
        SipResponse second = registers("wrong", 401, contact(PHONE, 3600));
        assertThat(second.headers().challenges()).isNotEqualTo(first.headers().challenges());
        assertThat(bound).isEmpty();
        assertThat(contacts(registers("right", 200))).isEmpty();
    }
}
