package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.grammar.Parameters;
import org.ringfort.protocol.sip.header.ContentType;

/** Bodies that are no session description: several parsers of others died of them. */
class StrangeBodiesTest extends CallScene {
    @ParameterizedTest
    @ValueSource(strings = {"multipart/mixed", "multipart/related", "application/xml", "text/plain"})
    void rfc3261_21_4_13_are_refused_unread_and_the_next_call_is_served(String type) {
        edge.plan(ring(20, bob));
        String[] parts = type.split("/");
        alice.babbles(message -> message.with(ContentType.of(parts[0], parts[1])));
        PhoneCall strange = alice.calls("102", "--\r\n\r\n--\r\n\r\n----\r\n" + "--x".repeat(5_000));
        strange.hears(415);
        alice.babbles(UnaryOperator.identity());
        strange.acksFailure();
        assertThat(edge.app.routes).isEmpty();
        alice.calls("102", OFFER);
        bob.rings();
    }

    @Test
    void of_an_answer_that_has_several_parts_media_hears_the_session_description_alone() {
        edge.plan(ring(20, bob));
        bob.babbles(message -> message instanceof SipResponse && !message.body().isEmpty()
                ? message.with(new ContentType("multipart", "mixed", Parameters.of("boundary", "b")))
                : message);
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(
                200,
                "--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\nContent-Type: application/sdp\r\n\r\n" + ANSWER
                        + "\r\n--b--\r\n");
        callee.hears(Method.ACK);
        assertThat(caller.hears(200).body().text()).contains(ANSWER).doesNotContain("--b", "hello");
        caller.acks();
        caller.hangsUp();
        callee.answers(callee.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }
}
