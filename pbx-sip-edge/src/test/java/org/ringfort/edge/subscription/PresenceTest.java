package org.ringfort.edge.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.BoundContact;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Expires;
import org.w3c.dom.Element;

/** Whether somebody can be reached, as phones are told: out of registrations and calls through the real loop. */
class PresenceTest {
    private final EdgeBench edge = new EdgeBench();
    private final Phone alice = edge.phone("101");
    private final Phone bob = edge.phone("102");
    private final Phone desk = edge.phone("103", "198.51.100.8");

    @AfterEach
    void end() {
        edge.close();
    }

    private PhoneCall watches(String number) {
        edge.app.onSubscribe = asked -> SubscribeReply.newBuilder()
                .setSubscribed(Subscribed.newBuilder()
                        .setTenantId("tenant-1")
                        .setExtension(asked.getUser())
                        .setWatcher("103")
                        .setExpiresSeconds(600))
                .build();
        PhoneCall watch = desk.watches(number, "presence", 600);
        watch.hears(200);
        return watch;
    }

    private void registers(int cseq, int expires) {
        edge.app.onBind = asked -> {
            var bound = Bound.newBuilder().setTenantId("tenant-1").setExtension("102");
            if (expires > 0) {
                bound.addContacts(BoundContact.newBuilder()
                        .setUri("sip:102@10.0.0.99;transport=tls")
                        .setExpiresSeconds(expires)
                        .setQ(1000));
            }
            return BindReply.newBuilder().setBound(bound).build();
        };
        bob.asks(
                Method.REGISTER,
                SipUri.parse("sip:" + EdgeBench.DOMAIN).orElseThrow(),
                "register-of-bob",
                cseq,
                new Expires(expires),
                Contact.of(SipUri.parse("sip:102@10.0.0.99;transport=tls").orElseThrow()));
        bob.hears(200);
    }

    private static String isTold(PhoneCall watch) throws Exception {
        SipRequest notify = watch.hears(Method.NOTIFY);
        watch.answers(notify, 200, "");
        assertThat(notify.headers().contentType().orElseThrow().subtype()).isEqualTo("pidf+xml");
        Element presence = DialogDocument.valid(notify.body(), "/rfc3863/pidf.xsd");
        assertThat(presence.getAttribute("entity")).isEqualTo("sip:102@acme.example");
        String basic = presence.getElementsByTagNameNS("*", "basic").item(0).getTextContent();
        boolean talks = presence.getElementsByTagNameNS("urn:ietf:params:xml:ns:pidf:rpid", "on-the-phone")
                        .getLength()
                == 1;
        return talks ? basic + ", talks" : basic;
    }

    private static void until(PhoneCall watch, String said) throws Exception {
        while (!isTold(watch).equals(said)) {
            // what was on the way to it
        }
    }

    @Test
    void rfc3856_6_closed_until_a_phone_registers_and_again_when_it_signs_off() throws Exception {
        PhoneCall watch = watches("102");
        assertThat(isTold(watch)).isEqualTo("closed");
        registers(1, 600);
        until(watch, "open");
        registers(2, 0);
        until(watch, "closed");
    }

    @Test
    void a_connection_that_is_lost_closes() throws Exception {
        PhoneCall watch = watches("102");
        assertThat(isTold(watch)).isEqualTo("closed");
        registers(1, 600);
        until(watch, "open");
        edge.loop.lose(bob.flow());
        until(watch, "closed");
        Until.equal(0, edge.conversations.reachable()::size);
    }

    @Test
    void rfc4480_3_2_who_talks_is_on_the_phone() throws Exception {
        registers(1, 600);
        PhoneCall watch = watches("102");
        assertThat(isTold(watch)).isEqualTo("open");
        edge.plan(ring(20, bob));
        PhoneCall calling = alice.calls("102", "offer of alice");
        PhoneCall ringing = bob.rings();
        ringing.answers(200, "answer of bob");
        ringing.hears(Method.ACK);
        calling.hears(200);
        calling.acks();
        until(watch, "open, talks");
        calling.hangsUp();
        calling.hears(200);
        ringing.answers(ringing.hears(Method.BYE), 200, "");
        until(watch, "open");
    }
}
