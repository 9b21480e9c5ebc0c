package org.ringfort.edge.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.BoundContact;
import org.ringfort.contract.control.v1.ContactChange;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.Path;
import org.ringfort.protocol.sip.header.Via;

/**
 * Flows that phones keep, and proxies before us.
 *
 * @rfc 5626 6
 * @rfc 3327 5.3
 */
class OutboundTest {
    private static final Header FLOW = contact("+sip.instance=\"<urn:uuid:1>\";reg-id=1");
    private static final Header OUTBOUND = OptionTags.supported("path", "outbound");
    private static final Header A_PROXY = Via.of("TLS", new Host("10.0.0.1"), 5061, Via.MAGIC_COOKIE + "-phones");

    private final EdgeBench edge = new EdgeBench();
    private final Phone phone = edge.phone("101");
    private int cseq;

    OutboundTest() {
        edge.app.onBind = asked -> BindReply.newBuilder()
                .setBound(Bound.newBuilder()
                        .setTenantId("tenant-1")
                        .setExtension(asked.getUser())
                        .addContacts(BoundContact.newBuilder()
                                .setUri("sip:101@10.0.0.99;transport=tls")
                                .setExpiresSeconds(300)
                                .setInstanceId("urn:uuid:1")
                                .setRegId(1)))
                .build();
    }

    @AfterEach
    void end() {
        edge.close();
    }

    private static Header contact(String parameters) {
        return new Contact.At(NameAddress.parse("<sip:101@10.0.0.99;transport=tls>;" + parameters)
                .orElseThrow());
    }

    private static Header path(String uri) {
        return Path.of(SipUri.parse(uri).orElseThrow());
    }

    private SipResponse registers(int status, Header... more) {
        phone.asks(Method.REGISTER, SipUri.parse("sip:acme.example").orElseThrow(), "reg-1", ++cseq, more);
        return phone.hears(status);
    }

    private ContactChange bound() {
        return edge.app.binds.getLast().getContacts().getContacts(0);
    }

    private static String text(SipResponse response, String header) {
        return response.headers().text(HeaderName.of(header)).orElse("");
    }

    @Test
    void rfc5626_6_who_registers_a_flow_is_told_that_it_is_one_and_how_long_it_may_be_silent() {
        SipResponse ok = registers(200, FLOW, OUTBOUND);
        assertThat(ok.headers().require()).containsExactly("outbound");
        assertThat(text(ok, "Flow-Timer")).isEqualTo("120");
        assertThat(bound().getRegId()).isEqualTo(1);
    }

    @Test
    void rfc5626_6_who_does_not_know_outbound_is_told_nothing_of_it() {
        SipResponse ok = registers(200, FLOW);
        assertThat(ok.headers().require()).isEmpty();
        assertThat(text(ok, "Flow-Timer")).isEmpty();
        SipResponse plain = registers(200, contact("expires=300"), OUTBOUND);
        assertThat(plain.headers().require()).isEmpty();
        SipResponse nameless = registers(200, contact("reg-id=3"), OUTBOUND);
        assertThat(nameless.headers().require()).isEmpty();
        assertThat(bound().getRegId())
                .as("without an instance it means nothing")
                .isZero();
    }

    @Test
    void rfc5626_6_a_first_hop_that_keeps_no_flows_is_refused_439() {
        registers(439, FLOW, OUTBOUND, A_PROXY);
        registers(439, FLOW, OUTBOUND, A_PROXY, path("sip:proxy.example;lr"));
        registers(439, FLOW, OUTBOUND, A_PROXY, path("sip:inner.example;lr;ob"), path("sip:first.example;lr"));
        assertThat(edge.app.binds).isEmpty();
    }

    @Test
    void rfc5626_6_behind_a_first_hop_that_keeps_flows_it_says_how_long_they_may_be_silent() {
        SipResponse ok =
                registers(200, FLOW, OUTBOUND, A_PROXY, path("sip:inner.example;lr"), path("sip:first.example;lr;ob"));
        assertThat(ok.headers().require()).containsExactly("outbound");
        assertThat(text(ok, "Flow-Timer")).isEmpty();
        assertThat(bound().getRegId()).isEqualTo(1);
    }

    @Test
    void rfc5626_6_of_a_phone_without_outbound_behind_a_proxy_the_flow_is_not_looked_at() {
        registers(200, FLOW, OptionTags.supported("path"), A_PROXY, path("sip:proxy.example;lr"));
        assertThat(bound().getRegId()).isZero();
        assertThat(bound().getInstanceId()).isEqualTo("urn:uuid:1");
    }

    @Test
    void rfc5626_6_a_flow_is_registered_alone() {
        registers(400, FLOW, contact("expires=300"), OUTBOUND);
        assertThat(edge.app.binds).isEmpty();
    }

    @Test
    void rfc3327_5_3_a_path_that_the_phone_does_not_know_of_is_refused_421() {
        SipResponse refused = registers(421, contact("expires=300"), path("sip:proxy.example;lr"));
        assertThat(refused.headers().require()).containsExactly("path");
        assertThat(edge.app.binds).isEmpty();
    }

    @Test
    void rfc3327_5_3_a_path_that_it_knows_of_is_kept_and_said_again() {
        Header first = path("sip:one.example;lr");
        Header second = path("sip:two.example;lr;x=1");
        SipResponse ok = registers(200, contact("expires=300"), OptionTags.supported("path"), first, second);
        assertThat(ok.headers().all(HeaderName.PATH)).containsExactly(first, second);
        BindRequest asked = edge.app.binds.getLast();
        assertThat(asked.getPathList()).containsExactly("<sip:one.example;lr>", "<sip:two.example;lr;x=1>");
    }

    @Test
    void a_path_without_end_is_refused() {
        Header[] all = new Header[RegisterReading.MOST_HOPS + 3];
        all[0] = contact("expires=300");
        all[1] = OptionTags.supported("path");
        for (int i = 2; i < all.length; i++) {
            all[i] = path("sip:hop" + i + ".example;lr");
        }
        registers(400, all);
        registers(
                400,
                contact("expires=300"),
                OptionTags.supported("path"),
                path("sip:" + "x".repeat(RegisterReading.LONGEST_URI) + "@hop.example;lr"));
        assertThat(edge.app.binds).isEmpty();
    }
}
