package org.ringfort.app.defence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.kernel.id.TenantId;

class StandingBansTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AccountName ALICE = new AccountName("acme.example", "alice");
    private static final AccountName BOB = new AccountName("acme.example", "bob");

    private static Ban ban(String network, Optional<AccountName> account, String... spared) {
        return new Ban(
                TenantId.next().value(),
                TenantScope.PLATFORM,
                Network.parse(network).orElseThrow(),
                account,
                List.of(spared),
                Ban.Origin.AUTOMATIC,
                "a test",
                1,
                "ringfort",
                NOW,
                Optional.of(NOW.plusSeconds(60)));
    }

    private static boolean covers(StandingBans bans, String address, AccountName who, Instant at) {
        return bans.cover(Network.sourceOf(address).orElseThrow(), who, at);
    }

    @Test
    void an_account_is_silenced_where_it_was_guessed_at_and_nobody_else() {
        StandingBans bans = new StandingBans(List.of(ban("192.0.2.7", Optional.of(ALICE))), List.of());
        assertThat(covers(bans, "192.0.2.7", ALICE, NOW)).isTrue();
        assertThat(covers(bans, "192.0.2.7", BOB, NOW)).isFalse();
        assertThat(covers(bans, "192.0.2.7", new AccountName("other.example", "alice"), NOW))
                .isFalse();
        assertThat(covers(bans, "192.0.2.8", ALICE, NOW)).isFalse();
        assertThat(covers(bans, "192.0.2.7", ALICE, NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void everybody_of_a_network_is_silenced_but_those_spared() {
        StandingBans bans = new StandingBans(
                List.of(ban("192.0.2.0/24", Optional.empty(), "bob"), ban("2001:db8::/48", Optional.empty())),
                List.of());
        assertThat(covers(bans, "192.0.2.9", ALICE, NOW)).isTrue();
        assertThat(covers(bans, "192.0.2.9", BOB, NOW)).isFalse();
        assertThat(covers(bans, "2001:db8:0:1::9", BOB, NOW)).isTrue();
        assertThat(covers(bans, "2001:db8:1::9", BOB, NOW)).isFalse();
        assertThat(covers(bans, "192.0.3.9", ALICE, NOW)).isFalse();
    }

    @Test
    void what_has_ended_is_gone_and_what_is_new_is_found() {
        Ban first = ban("192.0.2.7", Optional.of(ALICE));
        Ban second = ban("192.0.2.8", Optional.of(ALICE));
        StandingBans before = new StandingBans(List.of(first), List.of());
        StandingBans after = new StandingBans(List.of(first, second), List.of());
        assertThat(after.since(before)).containsExactly(second);
        assertThat(before.since(after)).isEmpty();
        assertThat(after.at(NOW.plusSeconds(60)).all()).isEmpty();
        assertThat(after.at(NOW)).isSameAs(after);
    }
}
