package org.ringfort.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.media.dtls.DtlsTerms;
import org.ringfort.media.dtls.Fingerprint;
import org.ringfort.media.dtls.SrtpKeys;
import org.ringfort.media.srtp.MasterKey;
import org.ringfort.media.srtp.SrtpProfile;

class KeyRingTest {
    private static final Fingerprint PEER =
            Fingerprint.of("sha-256", "AB:".repeat(31) + "AB").orElseThrow();
    private static final Fingerprint OWN =
            Fingerprint.of("sha-256", "CD:".repeat(31) + "CD").orElseThrow();

    private final KeyRing keys = new KeyRing();

    private static MasterKey key(SrtpProfile profile) {
        return MasterKey.random(profile, new SecureRandom());
    }

    private static SrtpKeys byHandshake() {
        SrtpProfile profile = SrtpProfile.AEAD_AES_256_GCM;
        return new SrtpKeys(key(profile), key(profile), new SrtpKeys.Certificates(PEER, OWN));
    }

    private static Keys.Sdes bySignalling() {
        SrtpProfile profile = SrtpProfile.AES_CM_128_HMAC_SHA1_80;
        return new Keys.Sdes(key(profile), 0, key(profile));
    }

    private static Keys.Dtls due() {
        return new Keys.Dtls(new DtlsTerms(
                DtlsTerms.Role.CLIENT, List.of(PEER), List.of(SrtpProfile.AEAD_AES_256_GCM), "", Optional.empty()));
    }

    private void assertProved() {
        assertThat(keys.certificates()).contains(new LegFigures.Certificates(PEER.text(), OWN.text()));
    }

    @Test
    void what_a_handshake_has_proved_is_told_also_when_its_keys_are_gone() {
        assertThat(keys.certificates()).isEmpty();
        assertThat(keys.profile()).isEmpty();
        keys.agree(due());
        assertThat(keys.profile()).isEmpty();
        keys.take(byHandshake());
        assertProved();

        keys.forget(); // another was due and came to nothing
        assertThat(keys.sender()).isNull();
        assertThat(keys.receiver()).isNull();
        assertProved();
        assertThat(keys.profile()).contains(SrtpProfile.AEAD_AES_256_GCM);

        keys.agree(bySignalling());
        assertProved();
        assertThat(keys.profile()).contains(SrtpProfile.AES_CM_128_HMAC_SHA1_80);

        keys.agree(new Keys.Clear());
        assertThat(keys.sender()).isNull();
        assertProved();
    }

    @Test
    void who_gave_the_keys_that_there_are_is_known() {
        assertThat(keys.signalled()).isFalse();
        keys.agree(bySignalling());
        assertThat(keys.signalled()).isTrue();
        keys.agree(due());
        assertThat(keys.signalled()).as("until the handshake is through").isTrue();
        keys.take(byHandshake());
        assertThat(keys.signalled()).isFalse();
        keys.agree(bySignalling());
        keys.forget();
        assertThat(keys.signalled()).isFalse();
    }
}
