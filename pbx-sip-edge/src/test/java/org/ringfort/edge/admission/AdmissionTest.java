package org.ringfort.edge.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.ringfort.edge.transport.Doorkeeper;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.RetryAfter;

class AdmissionTest extends AdmissionScene {
    @Test
    void a_burst_passes_then_the_rate_holds_and_others_do_not_suffer() {
        Admission admission = admission(messages(new Rate(10, 20), PLENTY));
        assertThat(admitted(admission, "192.0.2.1")).isEqualTo(20);
        assertThat(admits(admission, "192.0.2.2")).isTrue();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(admitted(admission, "192.0.2.1")).isEqualTo(10);
    }

    @Test
    void while_the_loop_is_late_datagrams_of_strangers_are_dropped_unread() {
        Admission admission = admission(messages(PLENTY, PLENTY));
        admission.proved(flow(TransportKind.UDP, "192.0.2.1"), register("101", "101"));
        var late = new AtomicBoolean(true);
        admission.spare(late::get);
        for (int count = 0; count < 100; count++) {
            assertThat(admission.admits(at("198.51.100.1"), 500, true))
                    .as("few")
                    .isEqualTo(Doorkeeper.Entry.OPEN);
        }
        assertThat(admission.admits(at("198.51.100.1"), 500, false)).isEqualTo(Doorkeeper.Entry.BUSY);
        assertThat(admits(admission, "192.0.2.1"))
                .as("the flow of somebody known")
                .isTrue();
        assertThat(admission.admits(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5070), 500, false))
                .as("from where somebody is known")
                .isEqualTo(Doorkeeper.Entry.OPEN);
        assertThat(admission.admits(flow(TransportKind.TLS, "198.51.100.1"), 500))
                .as("what is sent once is read")
                .isEqualTo(Doorkeeper.Entry.OPEN);
        admission.addressed(at("203.0.113.7"));
        assertThat(admits(admission, "203.0.113.7"))
                .as("a carrier whom we asked")
                .isTrue();
        late.set(false);
        assertThat(admits(admission, "198.51.100.1")).isTrue();
        assertThat(admission.admits(at("198.51.100.1"), 500, true))
                .as("datagrams come faster than they are read")
                .isEqualTo(Doorkeeper.Entry.BUSY);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(admission.admits(at("198.51.100.1"), 500, true))
                .as("few again")
                .isEqualTo(Doorkeeper.Entry.OPEN);
    }

    @Test
    void a_network_of_ipv6_counts_as_one() {
        Admission admission = admission(messages(new Rate(10, 20), PLENTY));
        assertThat(admitted(admission, "2001:db8::1")).isEqualTo(20);
        assertThat(admits(admission, "2001:db8::2")).isFalse();
        assertThat(admits(admission, "2001:db8:0:1::1")).isTrue();
    }

    @Test
    void memory_is_bounded_and_the_idle_are_forgotten_first() {
        Admission admission = admission(messages(new Rate(10, 20), PLENTY));
        assertThat(admitted(admission, "192.0.2.1")).isEqualTo(20);
        for (int i = 2; i < 100; i++) {
            admits(admission, "192.0.2." + i);
        }
        assertThat(admission.remembered()).isLessThanOrEqualTo(3);
        assertThat(admits(admission, "192.0.2.1"))
                .as("flooding does not wash away the guilty")
                .isFalse();
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(admits(admission, "192.0.2.200")).isTrue();
    }

    @Test
    void strangers_of_all_addresses_do_not_use_up_what_is_kept_for_those_who_proved_themselves() {
        Admission admission = admission(messages(PLENTY, new Rate(1, 5)));
        Flow phone = flow(TransportKind.UDP, "192.0.2.1");
        admission.proved(phone, register("101", "101"));
        for (int i = 0; i < 200; i++) {
            admits(admission, "198.51.100." + i);
        }
        assertThat(admits(admission, "198.51.100.201")).isFalse();
        assertThat(admits(admission, "192.0.2.1")).as("the flow").isTrue();
        assertThat(admission.admits(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5999), 500, false))
                .as("another port of an address where somebody is known")
                .isEqualTo(Doorkeeper.Entry.OPEN);
    }

    @Test
    void strangers_over_the_limit_of_a_kind_meet_silence_and_other_kinds_go_on() {
        var rates = new AdmissionSettings.Rates(
                PLENTY, PLENTY, PLENTY, new Rate(1, 3), new Rate(1, 2), new Rate(1, 1), EACH, EACH, PLENTY);
        Admission admission = admission(rates);
        Flow stranger = flow(TransportKind.TLS, "192.0.2.1");
        assertThat(passed(admission, stranger, register("101"), 10)).isEqualTo(3);
        assertThat(judged(admission, stranger, register("101"))).isEqualTo(new Verdict.Drop("rate"));
        assertThat(passed(admission, stranger, request("INVITE", "sip:5@acme.example", "101", ""), 10))
                .isEqualTo(2);
        assertThat(passed(admission, stranger, request("INVITE", "sip:112@acme.example", "101", ""), 10))
                .as("help has an allowance of its own")
                .isEqualTo(1);
        assertThat(passed(admission, flow(TransportKind.TLS, "192.0.2.2"), register("101"), 10))
                .isEqualTo(3);
    }

    @Test
    void who_is_known_hears_503_beyond_his_limit_but_not_in_a_dialog_and_not_when_he_calls_for_help() {
        var rates = new AdmissionSettings.Rates(
                PLENTY,
                PLENTY,
                PLENTY,
                new Rate(1, 1),
                new Rate(1, 1),
                new Rate(1, 1),
                each(new Rate(1, 4)),
                EACH,
                PLENTY);
        Admission admission = admission(rates);
        Flow phone = flow(TransportKind.TLS, "192.0.2.1");
        admission.proved(phone, register("101", "101"));
        SipRequest invite = request("INVITE", "sip:5@acme.example", "101", "");
        assertThat(passed(admission, phone, invite, 10)).isEqualTo(4);
        Set<Long> waits = new java.util.HashSet<>();
        for (int i = 0; i < 50; i++) {
            var refused = (Verdict.Refuse) judged(admission, phone, invite);
            assertThat(refused.status()).isEqualTo(Status.SERVICE_UNAVAILABLE);
            assertThat(refused.header()).isInstanceOf(RetryAfter.class);
            waits.add((long) refused.header().hashCode());
        }
        assertThat(waits).as("not all at once").hasSizeGreaterThan(5);
        assertThat(passed(admission, phone, request("INVITE", "sip:112@acme.example", "101", ""), 30))
                .isEqualTo(30);
        SipRequest bye = request("BYE", "sip:5@192.0.2.100", "101", "");
        bye = bye.withHeaders(bye.headers().with(bye.headers().to().withTag("t")));
        assertThat(passed(admission, phone, bye, 30)).isEqualTo(30);
    }

    @Test
    void calls_registrations_and_the_rest_of_an_account_do_not_use_one_another_up() {
        var account = new AdmissionSettings.Each(new Rate(1, 2), new Rate(1, 3), new Rate(1, 4));
        Admission admission = admission(known(account, EACH, PLENTY));
        Flow phone = flow(TransportKind.TLS, "192.0.2.1");
        admission.proved(phone, register("101", "101"));
        assertThat(passed(admission, phone, register("101", "101"), 10)).isEqualTo(3);
        assertThat(passed(admission, phone, request("INVITE", "sip:5@acme.example", "101", ""), 10))
                .isEqualTo(2);
        assertThat(passed(admission, phone, request("SUBSCRIBE", "sip:101@acme.example", "101", ""), 10))
                .isEqualTo(4);
        assertThat(((Verdict.Refuse) judged(admission, phone, register("101", "101"))).reason())
                .isEqualTo("rate-account");
    }

    @Test
    void a_domain_has_an_allowance_of_all_its_accounts_together() {
        Admission admission = admission(known(EACH, EACH, new Rate(1, 5)));
        int count = 0;
        for (String user : List.of("101", "102", "103")) {
            Flow phone = flow(TransportKind.TLS, "192.0.2." + user);
            admission.proved(phone, register(user, user));
            count += passed(admission, phone, request("INVITE", "sip:5@acme.example", user, ""), 3);
            count += passed(admission, phone, register(user, user), 3);
        }
        assertThat(count).isEqualTo(5);
        Flow phone = flow(TransportKind.TLS, "192.0.2.101");
        assertThat(((Verdict.Refuse) judged(admission, phone, register("101", "101"))).reason())
                .isEqualTo("rate-domain");
    }

    @Test
    void a_known_flow_is_limited_where_its_requests_do_not_say_which_of_its_accounts_asks() {
        var flow = new AdmissionSettings.Each(new Rate(1, 2), new Rate(1, 3), new Rate(1, 4));
        Admission admission = admission(known(EACH, flow, PLENTY));
        Flow gateway = flow(TransportKind.UDP, "192.0.2.1");
        admission.proved(gateway, register("101", "101"));
        admission.proved(gateway, register("102", "102"));
        SipRequest invite = request("INVITE", "sip:5@acme.example", "101", "");
        assertThat(passed(admission, gateway, invite, 10)).isEqualTo(2);
        assertThat(((Verdict.Refuse) judged(admission, gateway, invite)).reason())
                .isEqualTo("rate-flow");
        assertThat(passed(admission, gateway, register("101"), 10)).isEqualTo(3);
        assertThat(passed(admission, gateway, request("SUBSCRIBE", "sip:101@acme.example", "101", ""), 10))
                .isEqualTo(4);
        assertThat(passed(admission, gateway, register("101", "101"), 10))
                .as("who says whose it is takes of his account")
                .isEqualTo(10);
        assertThat(passed(admission, gateway, request("INVITE", "sip:112@acme.example", "101", ""), 10))
                .isEqualTo(10);
    }

    @Test
    void a_trunk_that_is_known_by_its_address_alone_is_limited_as_a_flow() {
        Admission admission = admission(known(EACH, each(new Rate(1, 2)), PLENTY));
        Flow trunk = flow(TransportKind.UDP, "192.0.2.1");
        SipRequest invite = request("INVITE", "sip:5@acme.example", "101", "");
        admission.proved(trunk, invite);
        assertThat(passed(admission, trunk, invite, 10)).isEqualTo(2);
    }

    @Test
    void the_app_says_which_numbers_call_for_help_besides() {
        Admission admission = admission(known(each(new Rate(1, 1)), EACH, PLENTY));
        Flow phone = flow(TransportKind.TLS, "192.0.2.1");
        admission.proved(phone, register("101", "101"));
        SipRequest swiss = request("INVITE", "sip:144@acme.example", "101", "");
        assertThat(passed(admission, phone, swiss, 10)).isEqualTo(1);
        admission.emergencies().told(List.of("144"));
        assertThat(passed(admission, phone, swiss, 10)).isEqualTo(10);
        assertThat(passed(admission, phone, request("INVITE", "sip:112@acme.example", "101", ""), 10))
                .isEqualTo(10);
        assertThat(passed(admission, phone, request("INVITE", "URN:service:sos.fire", "101", ""), 10))
                .isEqualTo(10);
        assertThat(passed(admission, phone, request("INVITE", "urn:service:sosx", "101", ""), 10))
                .isZero();
        assertThat(passed(admission, phone, request("SUBSCRIBE", "sip:112@acme.example", "101", ""), 10))
                .as("whoever subscribes to help does not call for it")
                .isEqualTo(1);
        admission.emergencies().told(List.of());
        assertThat(passed(admission, phone, swiss, 10)).isZero();
    }

    @Test
    void a_stranger_who_claims_an_account_takes_nothing_of_it() {
        var rates = new AdmissionSettings.Rates(
                PLENTY,
                PLENTY,
                PLENTY,
                new Rate(1, 5),
                new Rate(1, 5),
                PLENTY,
                each(new Rate(1, 2)),
                EACH,
                new Rate(1, 2));
        Admission admission = admission(rates);
        Flow phone = flow(TransportKind.TLS, "192.0.2.1");
        admission.proved(phone, register("101", "101"));
        passed(admission, flow(TransportKind.TLS, "192.0.2.66"), register("101", "101"), 100);
        assertThat(passed(admission, phone, register("101", "101"), 10)).isEqualTo(2);
    }

    @Test
    void what_is_followed_by_proof_is_given_back_and_what_is_not_is_not() {
        var rates = new AdmissionSettings.Rates(
                new Rate(1, 10), new Rate(1, 10), new Rate(1, 10), new Rate(1, 4), PLENTY, PLENTY, EACH, EACH, PLENTY);
        Admission admission = admission(rates);
        for (int i = 0; i < 500; i++) {
            Flow phone = connection("connection " + i);
            assertThat(admission.admits(phone, 300)).isEqualTo(Doorkeeper.Entry.OPEN);
            assertThat(judged(admission, phone, register("101"))).isEqualTo(new Verdict.Pass());
            assertThat(admission.admits(phone, 500)).isEqualTo(Doorkeeper.Entry.OPEN);
            assertThat(judged(admission, phone, register("101", "101"))).isEqualTo(new Verdict.Pass());
            admission.proved(phone, register("101", "101"));
            admission.forget(phone);
        }
        Flow gateway = flow(TransportKind.UDP, "192.0.2.1");
        for (int i = 0; i < 500; i++) {
            String user = "user" + i;
            assertThat(admission.admits(gateway.remote(), 300, false)).isEqualTo(Doorkeeper.Entry.OPEN);
            assertThat(judged(admission, gateway, register(user))).isEqualTo(new Verdict.Pass());
            assertThat(admission.admits(gateway.remote(), 500, false)).isEqualTo(Doorkeeper.Entry.OPEN);
            assertThat(judged(admission, gateway, register(user, user))).isEqualTo(new Verdict.Pass());
            admission.proved(gateway, register(user, user));
        }
        assertThat(passed(admission, connection("guesser"), register("101", "101"), 50))
                .isEqualTo(4);
    }

    @Test
    void no_more_than_two_octets_go_back_for_one_to_a_stranger() {
        Admission admission = admission(messages(PLENTY, PLENTY));
        assertThat(admission.answers(at("192.0.2.1"), 8_192))
                .as("the first loan")
                .isTrue();
        admission.admits(at("192.0.2.1"), 300, false);
        assertThat(admission.answers(at("192.0.2.1"), 601)).isFalse();
        assertThat(admission.answers(at("192.0.2.1"), 600)).isTrue();
        assertThat(admission.answers(at("192.0.2.1"), 1)).isFalse();
        admission.proved(flow(TransportKind.UDP, "192.0.2.1"), register("101", "101"));
        assertThat(admission.answers(at("192.0.2.1"), 5_000)).isTrue();
    }

    @Test
    void scanners_meet_silence_whatever_they_ask() {
        Admission admission = admission(messages(PLENTY, PLENTY));
        Flow anybody = flow(TransportKind.UDP, "192.0.2.1");
        for (String agent : List.of("friendly-scanner", "sipcli/v1.8", "sundayddr", "pplsip", "VaxSIPUserAgent/3.5")) {
            assertThat(judged(
                            admission,
                            anybody,
                            request("OPTIONS", "sip:acme.example", "100", "User-Agent: " + agent + "\r\n")))
                    .as(agent)
                    .isEqualTo(new Verdict.Close("scanner"));
        }
        SipRequest disguised = request("OPTIONS", "sip:acme.example", "sipvicious", "User-Agent: Nice 1.0\r\n");
        assertThat(judged(admission, anybody, disguised)).isEqualTo(new Verdict.Close("scanner"));
        assertThat(judged(admission, anybody, request("OPTIONS", "sip:acme.example", "100", "User-Agent: Nice\r\n")))
                .isEqualTo(new Verdict.Pass());
        assertThat(told).contains("sip.refused scanner");
    }
}
