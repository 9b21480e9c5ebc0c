package org.ringfort.app.trunks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfort.app.trunks.PresentedCaller.Claims;
import org.ringfort.kernel.id.TenantId;

/** Who is shown calling by a trunk. */
class PresentedCallerTest {
    private static Trunk trunk(boolean trusted) {
        return new Trunk(
                new TrunkId(new UUID(7, 7)),
                new TenantId(new UUID(6, 6)),
                "Carrier",
                true,
                1,
                List.of(),
                Optional.empty(),
                false,
                Optional.empty(),
                "",
                "",
                new NumberRules("DE", List.of(), false),
                new Capacity(1, 1),
                Optional.of(new Inward(List.of("192.0.2.0/24"), List.of(), trusted)),
                0,
                IdentityRules.NONE,
                false,
                Outward.USUAL,
                "",
                0,
                Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "+4930901820, +4930901820",
        "4930901820, +4930901820",
        "004930901820, +4930901820",
        "030901820, +4930901820",
        "0015105550100, +15105550100",
        "+15105550100, +15105550100",
        "+99999999999, +99999999999",
        "101, anonymous",
        "110, anonymous",
        "*43, anonymous",
        "anonymous, anonymous",
        "+1<script>, anonymous",
        "'', anonymous",
    })
    void numbers_are_read_as_the_trunks_country_writes_them(String said, String shown) {
        assertThat(PresentedCaller.of(trunk(false), new Claims(said, "", "", false))
                        .number())
                .isEqualTo(shown);
    }

    @Test
    void an_asserted_identity_is_believed_of_a_trusted_trunk_alone() {
        var claims = new Claims("+4930901820", "Somebody", "+4930901821", false);
        assertThat(PresentedCaller.of(trunk(false), claims)).isEqualTo(new PresentedCaller("+4930901820", "Somebody"));
        assertThat(PresentedCaller.of(trunk(true), claims)).isEqualTo(new PresentedCaller("+4930901821", "Somebody"));
    }

    @Test
    void who_wants_privacy_is_shown_to_nobody() {
        var claims = new Claims("+4930901820", "Somebody", "+4930901821", true);
        assertThat(PresentedCaller.of(trunk(true), claims)).isEqualTo(new PresentedCaller("anonymous", ""));
    }

    @Property
    void nobody_from_outside_looks_like_an_extension(@ForAll String user, @ForAll String asserted) {
        String shown = PresentedCaller.of(trunk(true), new Claims(user, "", asserted, false))
                .number();
        assertThat(shown).matches("\\+[1-9][0-9]{6,14}|anonymous");
    }
}
