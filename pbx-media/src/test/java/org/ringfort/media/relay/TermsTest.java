package org.ringfort.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.media.dtls.DtlsTerms;
import org.ringfort.media.dtls.Fingerprint;
import org.ringfort.media.srtp.SrtpProfile;

class TermsTest {
    private static final InetSocketAddress SPEECH = at(4_000);

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static Terms terms(Keys keys, InetSocketAddress rtcp, boolean multiplexed) {
        return new Terms(
                keys,
                Optional.empty(),
                Optional.of(SPEECH),
                Optional.of(rtcp),
                Optional.empty(),
                multiplexed,
                true,
                true,
                Map.of(),
                Map.of(),
                ReportsWanted.NOTHING,
                false);
    }

    private static Keys handshake() {
        return new Keys.Dtls(new DtlsTerms(
                DtlsTerms.Role.SERVER,
                List.of(Fingerprint.of("sha-256", "AB:".repeat(31) + "AB").orElseThrow()),
                List.of(SrtpProfile.AEAD_AES_256_GCM),
                "",
                Optional.of(SPEECH)));
    }

    @Test
    void rfc5764_3_another_place_of_rtcp_alone_is_found_there_and_asks_for_no_other_association() {
        Terms before = terms(handshake(), at(4_001), false).ofRtcp().orElseThrow();
        Terms after = terms(handshake(), at(5_001), false).ofRtcp().orElseThrow();
        assertThat(after.rtp()).contains(at(5_001));
        assertThat(after.keys()).isEqualTo(before.keys());
    }

    @Test
    void who_multiplexes_or_was_told_keys_shakes_hands_once_or_never() {
        assertThat(terms(handshake(), at(4_001), true).ofRtcp()).isEmpty();
        assertThat(terms(new Keys.Clear(), at(4_001), false).ofRtcp()).isEmpty();
    }
}
