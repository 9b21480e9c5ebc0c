package org.ringfort.app.trunks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.ringfort.app.trunks.TrunkOrigins.Claim;
import org.ringfort.app.trunks.TrunkOrigins.HalfMet;
import org.ringfort.app.trunks.TrunkOrigins.Judgement;
import org.ringfort.kernel.id.TenantId;

/** No source, no trunk. */
class TrunkOriginsTest {
    private static Claim claim(List<String> networks, List<String> names) {
        return Claim.of(new TenantId(new UUID(1, 1)), TrunkId.next(), new Inward(networks, names, false));
    }

    private static Whence from(String address, String... names) {
        return new Whence(true, address, names.length > 0, Set.of(names));
    }

    @Provide
    Arbitrary<Claim> claims() {
        Arbitrary<List<String>> networks = Arbitraries.of("192.0.2.0/24", "198.51.100.7", "2001:db8:1::/48")
                .list()
                .ofMaxSize(2);
        Arbitrary<List<String>> names = Arbitraries.of("sip.carrier.example", "two.carrier.example")
                .list()
                .ofMaxSize(2);
        return Combinators.combine(networks, names)
                .as(TrunkOriginsTest::claim)
                .filter(one -> !one.networks().isEmpty() || !one.names().isEmpty());
    }

    @Provide
    Arbitrary<Whence> strangers() {
        Arbitrary<String> addresses = Arbitraries.oneOf(
                Arbitraries.of(
                        "192.0.3.1", "198.51.100.8", "2001:db8:2::1", "::1", "", "192.0.2.1.", "carrier.example"),
                Arbitraries.integers().between(1, 254).map(last -> "203.0.113." + last));
        Arbitrary<Set<String>> names = Arbitraries.of("phone.example", "carrier.example", "x.sip.carrier.example", "*")
                .set()
                .ofMaxSize(3);
        return Combinators.combine(addresses, names, Arbitraries.of(true, false))
                .as((address, held, secured) -> new Whence(secured, address, !held.isEmpty(), held));
    }

    @Property
    void whoever_comes_from_elsewhere_and_shows_no_certificate_of_a_carrier_is_no_carrier(
            @ForAll List<@net.jqwik.api.From("claims") Claim> claims, @ForAll("strangers") Whence stranger) {
        Judgement judged = TrunkOrigins.judge(claims, stranger);
        assertThat(judged.matching()).isEmpty();
        assertThat(judged.mismatched()).isEmpty();
    }

    @Property
    void a_trunk_with_both_needs_both(@ForAll("strangers") Whence stranger) {
        Claim both = claim(List.of("192.0.2.0/24"), List.of("sip.carrier.example"));
        assertThat(TrunkOrigins.judge(List.of(both), from("192.0.2.9", "sip.carrier.example"))
                        .matching())
                .containsExactly(both);
        Judgement elsewhere = TrunkOrigins.judge(List.of(both), from(stranger.address(), "sip.carrier.example"));
        assertThat(elsewhere.matching()).isEmpty();
        assertThat(elsewhere.mismatched()).containsExactly(new HalfMet(both, true));
        Judgement other = TrunkOrigins.judge(
                List.of(both), new Whence(true, "192.0.2.9", stranger.certified(), stranger.names()));
        assertThat(other.matching()).isEmpty();
        assertThat(other.mismatched()).isEqualTo(stranger.certified() ? List.of(new HalfMet(both, false)) : List.of());
    }

    @Test
    void one_of_two_trunks_is_found_by_what_it_needs() {
        Claim address = claim(List.of("192.0.2.0/24"), List.of());
        Claim certificate = claim(List.of(), List.of("sip.carrier.example"));
        List<Claim> all = List.of(address, certificate);
        assertThat(TrunkOrigins.judge(all, from("192.0.2.9")).matching()).containsExactly(address);
        assertThat(TrunkOrigins.judge(all, from("203.0.113.1", "sip.carrier.example"))
                        .matching())
                .containsExactly(certificate);
        assertThat(TrunkOrigins.judge(all, from("192.0.2.9", "sip.carrier.example"))
                        .matching())
                .containsExactlyInAnyOrder(address, certificate);
    }

    /** Whose the other half is matters where the request names one tenant's domain. */
    @Test
    void the_certificate_of_one_at_the_address_of_another_is_half_of_both() {
        Claim one = claim(List.of("192.0.2.0/24"), List.of("one.carrier.example"));
        Claim two = claim(List.of("198.51.100.7"), List.of("two.carrier.example"));
        Judgement judged = TrunkOrigins.judge(List.of(one, two), from("192.0.2.9", "two.carrier.example"));
        assertThat(judged.matching()).isEmpty();
        assertThat(judged.mismatched()).containsExactly(new HalfMet(one, false), new HalfMet(two, true));
    }

    /** A name counts only where the edge has verified the certificate that holds it. */
    @Test
    void a_name_without_a_verified_certificate_is_nothing() {
        Claim certificate = claim(List.of(), List.of("sip.carrier.example"));
        var unverified = new Whence(true, "203.0.113.1", false, Set.of("sip.carrier.example"));
        assertThat(TrunkOrigins.judge(List.of(certificate), unverified).matching())
                .isEmpty();
    }
}
