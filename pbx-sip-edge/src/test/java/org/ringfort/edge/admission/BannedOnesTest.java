package org.ringfort.edge.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringfort.edge.transport.Doorkeeper;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.process.config.Network;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.header.Authorization;

class BannedOnesTest extends AdmissionScene {
    private static Ban ban(
            String network, Optional<Account> account, Set<String> spared, Optional<Duration> remaining) {
        return new Ban(network + account, Network.parse(network), account, spared, remaining);
    }

    private static Ban everybody(String network, String... spared) {
        return ban(network, Optional.empty(), Set.of(spared), Optional.of(Duration.ofMinutes(15)));
    }

    @Test
    void of_a_banned_network_nothing_is_read_and_no_connection_taken_until_its_time_is_over() {
        Admission admission = admission(messages(PLENTY, PLENTY));
        admission.bans().replace(List.of(everybody("192.0.2.0/24"), everybody("2001:db8::/64")));
        assertThat(admission.admits(at("192.0.2.77"), 100, false)).isEqualTo(Doorkeeper.Entry.BANNED);
        assertThat(admission.takes(TransportKind.TLS, at("192.0.2.77"))).isFalse();
        assertThat(admission.takes(TransportKind.TLS, at("2001:db8::9:1"))).isFalse();
        assertThat(admission.takes(TransportKind.TLS, at("2001:db8:0:1::1"))).isTrue();
        assertThat(admits(admission, "192.0.3.1")).isTrue();
        assertThat(told)
                .as("once in a second for each ban")
                .hasSize(2)
                .allMatch(line -> line.startsWith("admission.banned"));
        now.addAndGet(Duration.ofMinutes(15).toNanos());
        assertThat(admits(admission, "192.0.2.77")).isTrue();
    }

    @Test
    void who_has_proved_himself_is_heard_in_a_banned_network_and_so_are_those_who_are_spared() {
        Admission admission = admission(messages(PLENTY, PLENTY));
        Flow phone = flow(TransportKind.TLS, "192.0.2.1");
        Flow other = flow(TransportKind.TLS, "192.0.2.2");
        admission.proved(phone, register("101", "101"));
        admission.bans().replace(List.of(everybody("192.0.2.0/24")));
        assertThat(admission.isBanned(phone)).isFalse();
        assertThat(admission.isBanned(other)).isTrue();
        assertThat(admission.admits(phone, 100)).isEqualTo(Doorkeeper.Entry.OPEN);
        assertThat(admission.admits(other, 100)).isEqualTo(Doorkeeper.Entry.BANNED);
        assertThat(judged(admission, phone, register("101", "101"))).isEqualTo(new Verdict.Pass());
        assertThat(judged(admission, phone, register("102", "102")))
                .as("guessing another's password on one's own connection")
                .isEqualTo(new Verdict.Drop("banned"));

        admission.bans().replace(List.of(everybody("192.0.2.0/24", "102")));
        assertThat(admission.admits(other, 100)).isEqualTo(Doorkeeper.Entry.OPEN);
        assertThat(judged(admission, other, register("102"))).isEqualTo(new Verdict.Pass());
        assertThat(judged(admission, other, register("102", "102"))).isEqualTo(new Verdict.Pass());
        assertThat(judged(admission, other, register("103"))).isEqualTo(new Verdict.Drop("banned"));
        assertThat(judged(admission, other, register("102", "103")))
                .as("a spared name in From does not open the door")
                .isEqualTo(new Verdict.Drop("banned"));
        assertThat(judged(admission, other, register("102", "102", "103"))).isEqualTo(new Verdict.Drop("banned"));
        assertThat(admission.explains(other)).isFalse();
    }

    /** An Authorization of any other scheme once opened a banned network to anybody. */
    @Test
    void a_token_names_nobody_and_opens_no_banned_network() {
        Admission admission = admission(messages(PLENTY, PLENTY));
        admission.bans().replace(List.of(everybody("192.0.2.0/24", "102")));
        Flow browser = flow(TransportKind.WSS, "192.0.2.2");
        assertThat(judged(admission, browser, bearing("103"))).isEqualTo(new Verdict.Drop("banned"));
        assertThat(judged(admission, browser, bearing("102")))
                .as("spared like a request without credentials")
                .isEqualTo(new Verdict.Pass());
    }

    private static SipRequest bearing(String user) {
        SipRequest plain = register(user);
        return plain.withHeaders(plain.headers().toBuilder()
                .add(Authorization.of(new Credentials.Bearer(Secret.ofText("a.b.c"))))
                .build());
    }

    @Test
    void a_banned_account_is_silent_at_that_network_alone_and_neighbours_go_on() {
        Admission admission = admission(messages(PLENTY, PLENTY));
        Flow here = flow(TransportKind.UDP, "192.0.2.1");
        var account = Optional.of(new Account("acme.example", "101"));
        admission.bans().change(List.of(ban("192.0.2.1", account, Set.of(), Optional.empty())), List.of());
        assertThat(judged(admission, here, register("101", "101"))).isEqualTo(new Verdict.Drop("banned"));
        assertThat(judged(admission, here, register("101", "101", "102"))).isEqualTo(new Verdict.Drop("banned"));
        assertThat(judged(admission, here, register("101"))).isEqualTo(new Verdict.Pass());
        assertThat(judged(admission, here, register("102", "102"))).isEqualTo(new Verdict.Pass());
        assertThat(judged(admission, flow(TransportKind.UDP, "192.0.2.2"), register("101", "101")))
                .isEqualTo(new Verdict.Pass());
        Flow phone = flow(TransportKind.TLS, "192.0.2.1");
        admission.proved(phone, register("101", "101"));
        assertThat(judged(admission, phone, register("101", "101")))
                .as("the phone itself, behind the same NAT as who guesses")
                .isEqualTo(new Verdict.Pass());
        admission.bans().change(List.of(), List.of("192.0.2.1" + account));
        assertThat(judged(admission, here, register("101", "101"))).isEqualTo(new Verdict.Pass());
    }

    @Test
    void two_credentials_in_one_request_prove_nobody_in_particular() {
        Admission admission = admission(messages(PLENTY, PLENTY));
        Flow flow = flow(TransportKind.TLS, "192.0.2.1");
        admission.proved(flow, register("105", "105", "101"));
        var account = Optional.of(new Account("acme.example", "101"));
        admission.bans().change(List.of(ban("192.0.2.0/24", account, Set.of(), Optional.empty())), List.of());
        assertThat(judged(admission, flow, register("101", "101")))
                .as("over a connection a phone is told")
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refuse -> assertThat(refuse.status()).isEqualTo(Status.FORBIDDEN));
    }

    @Test
    void bans_are_bounded_and_those_that_last_longest_stay() {
        Admission admission = admission(messages(PLENTY, PLENTY));
        List<Ban> many = new ArrayList<>();
        for (int i = 0; i < Bans.MOST + 100; i++) {
            many.add(ban(
                    "10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256,
                    Optional.empty(),
                    Set.of(),
                    Optional.of(Duration.ofSeconds(10 + i))));
        }
        admission.bans().replace(many);
        assertThat(admission.bans().size()).isEqualTo(Bans.MOST);
        assertThat(admits(admission, "10.0.0.5")).isTrue();
        assertThat(admits(admission, "10.0.39.5")).isFalse();
        assertThat(admits(admission, "11.0.0.1")).isTrue();
    }
}
