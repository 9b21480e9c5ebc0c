package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.media.srtp.SrtpProfile;

/** The same where all legs of a loop share a port. */
class SharedPortLoopsTest extends LoopsTest {
    @Override
    boolean shares() {
        return true;
    }

    @Override
    int firstPort() {
        return 25_370;
    }

    @Test
    void each_loop_has_its_port() throws Exception {
        for (int number = 0; number < 3; number++) {
            house.tenant("tenant-" + number);
            try (var phone = new ScriptedPhone()) {
                byte[] offer =
                        phone.describe("RTP/SAVP", "0", List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1, "a=rtcp-mux");
                house.offer("s" + number, "a", offer, MediaPolicy.getDefaultInstance());
                byte[] answer = house.terminate("s" + number, "a").getSdp().toByteArray();
                assertThat(ScriptedPhone.audio(answer).port()).isEqualTo(firstPort() + 2 * (number % 2));
            }
        }
    }
}
