package org.ringfort.edge.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.HelpReply;
import org.ringfort.contract.control.v1.HelpRequest;
import org.ringfort.contract.control.v1.Location;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;
import org.ringfort.protocol.sip.header.Via;

/** What an edge keeps of calls for help has bounds in phones, octets and time. */
class PreparedHelpTest {
    private static final Duration EXPIRES = Duration.ofMinutes(5);
    private static final String DOMAIN = "acme.example";

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean breaks = new AtomicBoolean();
    private final AtomicInteger pem = new AtomicInteger(9_000);
    private final Map<String, String> towns = new HashMap<>();
    private int words;

    private PreparedHelp kept(int phones, long octets) {
        return new PreparedHelp(
                new PreparedHelp.Limits(phones, octets, Duration.ofMinutes(15), Duration.ofHours(1)),
                this::answer,
                () -> true,
                nanos::get);
    }

    private Asked<HelpReply> answer(HelpRequest request) {
        asked.incrementAndGet();
        if (breaks.get()) {
            throw new IllegalStateException("a bug");
        }
        return away.get()
                ? new Asked.Unavailable<>("UNAVAILABLE")
                : new Asked.Answered<>(HelpReply.newBuilder()
                        .addPlans(Plan.newBuilder()
                                .setDialled("112")
                                .setDomain(request.getTenantId().equals("tenant-1") ? DOMAIN : "beta.example")
                                .setCaller(Party.newBuilder().setDeviceId(request.getDeviceId()))
                                .setWhy("w".repeat(words))
                                .addSteps(Step.newBuilder()
                                        .setDial(Dial.newBuilder()
                                                .setNumber("112")
                                                .setEmergency(true)
                                                .setLocation(Location.newBuilder()
                                                        .setName(towns.getOrDefault(request.getDeviceId(), "")))
                                                .addGateways(Gateway.newBuilder()
                                                        .setAuthoritiesPem("p".repeat(pem.get()))))))
                        .build());
    }

    private static Flow flow(TransportKind transport, int port) {
        return new Flow(
                transport + "-" + port,
                transport,
                "listener",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 5061),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                new Host("edge.example"),
                5061,
                Optional.empty());
    }

    private static Bound bound(String extension) {
        return bound("tenant-1", extension, "device-" + extension);
    }

    private static Bound bound(String tenant, String extension, String device) {
        return Bound.newBuilder()
                .setTenantId(tenant)
                .setExtension(extension)
                .setDeviceId(device)
                .build();
    }

    private static Optional<Plan> calls(PreparedHelp help, Flow flow, String from) {
        return calls(help, flow, from + "@acme.example", "112");
    }

    private static Optional<Plan> calls(PreparedHelp help, Flow flow, String from, String dialled) {
        SipUri uri = SipUri.parse("sip:" + from).orElseThrow();
        var invite = new SipRequest(
                Method.INVITE,
                SipUri.parse("sip:112@acme.example").orElseThrow(),
                Headers.builder()
                        .add(Via.of("TLS", new Host("10.0.0.99"), 5061, Via.MAGIC_COOKIE + "-1"))
                        .add(new From(NameAddress.of(uri).withTag("1")))
                        .add(new To(NameAddress.of(uri)))
                        .add(new SipCallId("1"))
                        .add(new CSeq(1, Method.INVITE))
                        .build(),
                Body.EMPTY);
        return help.plan(flow, invite, dialled);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void so_many_phones_and_no_more() {
        PreparedHelp help = kept(2, 1 << 20);
        for (int i = 0; i < 3; i++) {
            help.registered(flow(TransportKind.TLS, i + 1), DOMAIN, bound("101"), EXPIRES);
        }
        help.catchUp();
        assertThat(help.phones()).isEqualTo(2);
        assertThat(help.left()).isEqualTo(1);
        help.flowClosed(flow(TransportKind.TLS, 1).token());
        help.registered(flow(TransportKind.TLS, 3), DOMAIN, bound("101"), EXPIRES);
        help.catchUp();
        assertThat(help.phones()).isEqualTo(2);
        assertThat(calls(help, flow(TransportKind.TLS, 3), "101")).isPresent();
    }

    @Test
    void so_many_octets_and_no_more_but_gateways_are_counted_once() {
        words = 400;
        PreparedHelp help = kept(100, 10_100);
        for (int i = 1; i <= 3; i++) {
            help.registered(flow(TransportKind.TLS, i), DOMAIN, bound("101"), EXPIRES);
            help.catchUp();
        }
        assertThat(help.phones()).isEqualTo(2);
        assertThat(help.left()).isEqualTo(1);
        Gateway one = calls(help, flow(TransportKind.TLS, 1), "101")
                .orElseThrow()
                .getSteps(0)
                .getDial()
                .getGateways(0);
        Gateway two = calls(help, flow(TransportKind.TLS, 2), "101")
                .orElseThrow()
                .getSteps(0)
                .getDial()
                .getGateways(0);
        assertThat(one).isSameAs(two);
        help.unregistered(flow(TransportKind.TLS, 1), bound("101"));
        pass(Duration.ofMinutes(16));
        help.sweep();
        help.catchUp();
        assertThat(help.phones()).as("what one has given back another has").isEqualTo(2);
    }

    @Test
    void a_connection_counts_while_it_is_up_and_an_address_for_an_hour_after_its_registration() {
        PreparedHelp help = kept(10, 1 << 20);
        Flow tls = flow(TransportKind.TLS, 1);
        Flow udp = flow(TransportKind.UDP, 2);
        help.registered(tls, DOMAIN, bound("101"), EXPIRES);
        help.registered(udp, DOMAIN, bound("102"), EXPIRES);
        help.catchUp();
        pass(Duration.ofMinutes(64));
        help.sweep();
        assertThat(calls(help, tls, "101")).isPresent();
        assertThat(calls(help, udp, "102")).isPresent();
        pass(Duration.ofMinutes(2));
        assertThat(calls(help, udp, "102")).as("before it is swept away").isEmpty();
        help.sweep();
        help.catchUp();
        assertThat(calls(help, tls, "101")).isPresent();
        assertThat(help.phones()).isEqualTo(1);
    }

    @Test
    void what_is_old_is_asked_for_anew_and_holds_while_nobody_answers() {
        PreparedHelp help = kept(10, 1 << 20);
        Flow flow = flow(TransportKind.WSS, 1);
        help.registered(flow, DOMAIN, bound("101"), EXPIRES);
        help.catchUp();
        help.registered(flow, DOMAIN, bound("101"), EXPIRES);
        help.catchUp();
        assertThat(asked).hasValue(1);
        away.set(true);
        pass(Duration.ofMinutes(16));
        help.sweep();
        help.catchUp();
        assertThat(asked).hasValue(2);
        assertThat(calls(help, flow, "101")).isPresent();
        help.sweep();
        help.catchUp();
        assertThat(asked).as("tried again").hasValue(3);
        away.set(false);
        help.sweep();
        help.catchUp();
        help.sweep();
        help.catchUp();
        assertThat(asked).hasValue(4);
    }

    @Test
    void on_a_connection_that_many_share_each_has_to_say_who_it_is() {
        PreparedHelp help = kept(10, 1 << 20);
        Flow shared = flow(TransportKind.TLS, 1);
        for (String extension : Arrays.asList("101", "102")) {
            help.registered(shared, DOMAIN, bound(extension), EXPIRES);
        }
        help.catchUp();
        assertThat(calls(help, shared, "102")).isPresent();
        assertThat(calls(help, shared, "103")).isEmpty();
        help.unregistered(shared, bound("102"));
        assertThat(calls(help, shared, "103")).as("there is nobody else").isPresent();
        assertThat(calls(help, flow(TransportKind.TLS, 2), "101")).isEmpty();
    }

    /** A proxy of two tenants, each of which has a 101. */
    @Test
    void on_a_connection_that_tenants_share_the_domain_says_whose_call_it_is() {
        PreparedHelp help = kept(10, 1 << 20);
        Flow shared = flow(TransportKind.TLS, 1);
        help.registered(shared, "phones.acme.example", bound("tenant-1", "101", "a"), EXPIRES);
        help.registered(shared, "beta.example", bound("tenant-2", "101", "b"), EXPIRES);
        help.catchUp();
        assertThat(calls(help, shared, "101@beta.example", "112").orElseThrow().getDomain())
                .isEqualTo("beta.example");
        for (String name : List.of("acme.example", "ACME.example", "phones.acme.example")) {
            assertThat(calls(help, shared, "101@" + name, "112").orElseThrow().getDomain())
                    .as(name)
                    .isEqualTo("acme.example");
        }
        assertThat(calls(help, shared, "101@gamma.example", "112")).isEmpty();
    }

    @Test
    void of_two_devices_of_one_extension_on_one_connection_no_place_is_told_unless_they_are_together() {
        towns.put("a", "Berlin");
        towns.put("b", "Hamburg");
        PreparedHelp help = kept(10, 1 << 20);
        Flow shared = flow(TransportKind.TLS, 1);
        help.registered(shared, DOMAIN, bound("tenant-1", "101", "a"), EXPIRES);
        help.registered(shared, DOMAIN, bound("tenant-1", "101", "b"), EXPIRES);
        help.catchUp();
        Plan apart = calls(help, shared, "101").orElseThrow();
        assertThat(apart.getSteps(0).getDial().hasLocation()).isFalse();
        assertThat(apart.getSteps(0).getDial().getGatewaysCount()).isEqualTo(1);
        towns.put("b", "Berlin");
        help.attached();
        help.catchUp();
        assertThat(calls(help, shared, "101")
                        .orElseThrow()
                        .getSteps(0)
                        .getDial()
                        .getLocation()
                        .getName())
                .isEqualTo("Berlin");
    }

    @Test
    void whole_numbers_alone_are_looked_up() {
        PreparedHelp help = kept(10, 1 << 20);
        Flow tls = flow(TransportKind.TLS, 1);
        help.registered(tls, DOMAIN, bound("101"), EXPIRES);
        help.catchUp();
        assertThat(calls(help, tls, "101@acme.example", "112")).isPresent();
        for (String dialled : List.of("1120", "11", "1", "", "0112", "+112", "112;", "urn:service:sos")) {
            assertThat(calls(help, tls, "101@acme.example", dialled))
                    .as(dialled)
                    .isEmpty();
        }
    }

    @Test
    void a_device_that_comes_again_and_again_takes_four_places() {
        PreparedHelp help = kept(6, 1 << 20);
        for (int port = 1; port <= 65; port++) {
            help.registered(flow(TransportKind.UDP, port), DOMAIN, bound("101"), EXPIRES);
            help.catchUp();
            help.registered(flow(TransportKind.UDP, 1), DOMAIN, bound("101"), EXPIRES);
        }
        help.catchUp();
        assertThat(help.phones()).isEqualTo(4);
        assertThat(calls(help, flow(TransportKind.UDP, 1), "101"))
                .as("it was used last")
                .isPresent();
        assertThat(calls(help, flow(TransportKind.UDP, 65), "101")).isPresent();
        assertThat(calls(help, flow(TransportKind.UDP, 62), "101")).isEmpty();
        help.registered(flow(TransportKind.UDP, 99), DOMAIN, bound("102"), EXPIRES);
        help.catchUp();
        assertThat(calls(help, flow(TransportKind.UDP, 99), "102")).isPresent();
        assertThat(help.left()).isZero();
    }

    @Test
    void who_finds_no_room_for_what_is_true_now_does_not_go_by_what_was_true_before() {
        PreparedHelp help = kept(10, 10_000);
        Flow tls = flow(TransportKind.TLS, 1);
        help.registered(tls, DOMAIN, bound("101"), EXPIRES);
        help.catchUp();
        assertThat(calls(help, tls, "101")).isPresent();
        pem.set(20_000);
        help.attached();
        help.catchUp();
        assertThat(calls(help, tls, "101")).isEmpty();
        assertThat(help.left()).isEqualTo(1);
        pem.set(9_000);
        help.attached();
        help.catchUp();
        assertThat(calls(help, tls, "101"))
                .as("gateways that nobody goes by take nothing")
                .isPresent();
    }

    @Test
    void an_app_that_is_back_is_asked_about_everybody() {
        PreparedHelp help = kept(10, 1 << 20);
        help.registered(flow(TransportKind.TLS, 1), DOMAIN, bound("101"), EXPIRES);
        help.registered(flow(TransportKind.TLS, 2), DOMAIN, bound("102"), EXPIRES);
        help.catchUp();
        help.attached();
        help.catchUp();
        assertThat(asked).hasValue(4);
    }

    @Test
    void a_phone_that_cannot_be_asked_about_keeps_nobody_else_waiting() {
        PreparedHelp help = kept(10, 1 << 20);
        breaks.set(true);
        help.registered(flow(TransportKind.TLS, 1), DOMAIN, bound("101"), EXPIRES);
        help.catchUp();
        breaks.set(false);
        help.registered(flow(TransportKind.TLS, 2), DOMAIN, bound("102"), EXPIRES);
        help.catchUp();
        assertThat(help.phones()).isEqualTo(1);
        pass(Duration.ofMinutes(16));
        help.sweep();
        help.catchUp();
        assertThat(help.phones()).isEqualTo(2);
    }

    @Test
    void who_comes_and_goes_while_the_app_is_slow_takes_no_room_and_is_not_asked_about() {
        PreparedHelp help = kept(2, 1 << 20);
        for (int i = 1; i <= 50; i++) {
            Flow flow = flow(TransportKind.TLS, i);
            help.registered(flow, DOMAIN, bound("101"), EXPIRES);
            help.flowClosed(flow.token());
        }
        help.registered(flow(TransportKind.TLS, 99), DOMAIN, bound("102"), EXPIRES);
        assertThat(help.waiting()).isEqualTo(4);
        help.catchUp();
        help.sweep();
        help.catchUp();
        assertThat(asked).hasValue(1);
        assertThat(help.phones()).isEqualTo(1);
        assertThat(help.left()).isZero();
    }
}
