package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.address.SipUri;

/**
 * Calls to the address of one device: which one that is, the app says.
 *
 * @rfc 5627 6.1
 */
class GruuTest extends CallScene {
    private RouteRequest asked(String uri) {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls(SipUri.parse(uri).orElseThrow(), OFFER);
        PhoneCall callee = bob.rings();
        assertThat(callee.invite().requestUri().toString())
                .startsWith("sip:102@198.51.100.7")
                .doesNotContain("gr");
        assertThat(wire(callee.invite())).doesNotContain("tgruu", "urn:uuid");
        callee.answers(486);
        callee.hears(Method.ACK);
        caller.hears(486);
        caller.acksFailure();
        edge.nothingLeft();
        return edge.app.routes.getLast();
    }

    @Test
    void rfc5627_6_1_the_app_is_told_which_device_is_meant_and_the_device_not_how_it_was_called() {
        RouteRequest named = asked("sip:102@acme.example;gr=urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        assertThat(named.getDialled()).isEqualTo("102");
        assertThat(named.getGr()).isEqualTo("urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        RouteRequest temporary = asked("sip:tgruu.7hs--jd7vnzga5w7fajsc7@acme.example;gr");
        assertThat(temporary.getDialled()).isEqualTo("tgruu.7hs--jd7vnzga5w7fajsc7");
        assertThat(temporary.hasGr()).isTrue();
        assertThat(temporary.getGr()).isEmpty();
        assertThat(asked("sip:102@acme.example").hasGr()).isFalse();
    }
}
