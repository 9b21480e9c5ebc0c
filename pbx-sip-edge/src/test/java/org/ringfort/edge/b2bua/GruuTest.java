package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Contact;

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

    /** Bob sends Alice to that address; where it leads, the app is asked. */
    private RouteRequest sentTo(String uri, String dialled) {
        Talk talk = talk();
        edge.sentOn(dialled, ring(20, edge.phone("103")));
        talk.callee().refers(uri);
        talk.callee().hears(202);
        Until.holds("asked", () -> edge.app.routes.getLast().hasOnBehalf());
        talk.caller().hangsUp();
        talk.caller().hears(200);
        return edge.app.routes.getLast();
    }

    @Test
    void rfc5627_6_1_a_transfer_may_lead_to_one_device() {
        RouteRequest named = sentTo("sip:103@acme.example;gr=urn:uuid:f81d4fae", "103");
        assertThat(named.getDialled()).isEqualTo("103");
        assertThat(named.getGr()).isEqualTo("urn:uuid:f81d4fae");
        String sealed = "tgruu." + "A".repeat(92);
        RouteRequest temporary = sentTo("sip:" + sealed + "@acme.example;gr", sealed);
        assertThat(temporary.getDialled()).isEqualTo(sealed);
        assertThat(temporary.hasGr()).isTrue();
        assertThat(temporary.getGr()).isEmpty();
        assertThat(sentTo("sip:103@acme.example", "103").hasGr()).isFalse();
    }

    @Test
    void rfc5627_6_1_a_phone_that_rings_may_send_the_call_to_another_of_its_extension() {
        edge.plan(ring(20, bob));
        edge.sentOn("102", ring(20, edge.phone("103")));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(
                callee.invite(),
                302,
                "",
                Contact.of(SipUri.parse("sip:102@acme.example;gr=urn:uuid:2").orElseThrow()));
        callee.hears(Method.ACK);
        Until.holds("asked", () -> edge.app.routes.getLast().hasOnBehalf());
        assertThat(edge.app.routes.getLast().getGr()).isEqualTo("urn:uuid:2");
        caller.cancels();
        caller.hears(487);
        caller.acksFailure();
    }
}
