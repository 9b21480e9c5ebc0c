package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Uri;

/** Telephone numbers as URIs: each is the number that somebody dials. */
class TelephoneNumbersTest extends CallScene {
    private static Uri uri(String text) {
        return Uri.parse(text).orElseThrow();
    }

    private RouteRequest asked() {
        Until.holds("the app was asked", () -> !edge.app.routes.isEmpty());
        return edge.app.routes.getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "tel:+49-30-(901)820, +4930901820",
        "tel:+4930901820;ext=102, +4930901820",
        "tel:102;phone-context=acme.example, 102",
        "tel:102;phone-context=ACME.EXAMPLE, 102",
        "tel:102, 102",
        "tel:*43;phone-context=acme.example, *43",
        "tel:1-1-2;phone-context=+49, 112",
        "sip:+49-30-901820@acme.example;user=phone, +4930901820",
        "sip:boss@acme.example;user=phone, boss"
    })
    void rfc3966_4_whatever_separates_the_digits_the_same_number_is_dialled(String target, String dialled) {
        edge.plan(ring(20, bob));
        alice.calls(uri(target), OFFER);
        PhoneCall callee = bob.rings();
        assertThat(asked().getDialled()).isEqualTo(dialled);
        assertThat(asked().getDomain()).isEqualTo(EdgeBench.DOMAIN);
        callee.answers(486);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel:102;phone-context=else.example",
                "tel:901820;phone-context=+4930",
                "sip:102;phone-context=else.example@acme.example;user=phone"
            })
    void rfc3966_5_1_5_a_local_number_of_somewhere_else_is_nobodys(String target) {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls(uri(target), OFFER);
        caller.hears(404);
        caller.acksFailure();
        assertThat(edge.app.routes).isEmpty();
    }

    @Test
    void a_whole_call_to_a_number_and_its_end_from_either_side() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls(uri("tel:+4930901820"), OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        callee.hangsUp();
        callee.hears(200);
        SipRequest bye = caller.hears(Method.BYE);
        assertThat(bye.headers().from().address().uri()).isEqualTo(uri("tel:+4930901820"));
        caller.answers(bye, 200, "");
        assertThat(asked().getToUser()).isEqualTo("+4930901820");
        edge.nothingLeft();
    }

    @Test
    void rfc3325_9_1_numbers_of_who_calls_are_read_as_numbers() {
        edge.plan(ring(20, bob));
        edge.loop.receive(alice.flow(), """
                INVITE sip:102@acme.example SIP/2.0
                Via: SIP/2.0/TLS 10.0.0.99;branch=z9hG4bK-number-calls
                From: "Desk" <tel:1-0-1;phone-context=acme.example>;tag=1
                To: <tel:1-0-2;phone-context=acme.example>
                Call-ID: number-calls
                CSeq: 1 INVITE
                Max-Forwards: 70
                Contact: <sip:101@10.0.0.99;transport=tls>
                P-Asserted-Identity: <tel:+49-30-901820>
                """);
        bob.rings().answers(486);
        assertThat(asked().getFromUser()).isEqualTo("101");
        assertThat(asked().getToUser()).isEqualTo("102");
        assertThat(asked().getAssertedUser()).isEqualTo("+4930901820");
        alice.hears(486);
    }

    @Test
    void a_number_alone_says_nothing_of_whose_numbers_are_meant() {
        edge.loop.receive(alice.flow(), """
                INVITE tel:102 SIP/2.0
                Via: SIP/2.0/TLS 10.0.0.99;branch=z9hG4bK-nowhere
                From: <tel:101>;tag=1
                To: <tel:102>
                Call-ID: nowhere
                CSeq: 1 INVITE
                Max-Forwards: 70
                Contact: <sip:101@10.0.0.99;transport=tls>
                """);
        alice.hears(416);
        assertThat(edge.app.routes).isEmpty();
    }

    @Test
    void rfc3515_2_1_a_party_is_sent_to_a_number_and_not_to_one_of_elsewhere() {
        Phone carol = edge.phone("103");
        Talk talk = talk();
        talk.callee().refers("tel:103;phone-context=else.example");
        talk.callee().hears(403);
        edge.sentOn("103", ring(20, carol));
        talk.callee().refers("tel:1-0-3;phone-context=acme.example");
        talk.callee().hears(202);
        PhoneCall there = carol.rings();
        there.answers(200, "answer of carol");
        there.hears(Method.ACK);
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        talk.caller().hangsUp();
        there.answers(there.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void what_else_is_asked_of_a_number_is_416() {
        edge.loop.receive(alice.flow(), """
                SUBSCRIBE tel:102 SIP/2.0
                Via: SIP/2.0/TLS 10.0.0.99;branch=z9hG4bK-watched
                From: <sip:101@acme.example>;tag=1
                To: <tel:102>
                Call-ID: watched
                CSeq: 1 SUBSCRIBE
                Max-Forwards: 70
                Event: dialog
                Contact: <sip:101@10.0.0.99;transport=tls>
                """);
        alice.hears(416);
    }
}
