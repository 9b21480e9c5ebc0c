package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.header.ContentType;

/** Bodies of INVITE that are no session description: several parsers of others died of them. */
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
}
