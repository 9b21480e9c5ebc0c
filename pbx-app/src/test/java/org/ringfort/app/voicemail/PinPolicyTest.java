package org.ringfort.app.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12345",
                "1234567890123",
                "12a456",
                "111111",
                "123456",
                "654321",
                "012399",
                "987650",
                "121212",
                "123123",
                "480104",
                "104977",
                "900001",
                "890123",
                "٤٨٠٩١٥"
            })
    void weak_ones_are_refused(String pin) {
        assertThat(PinPolicy.fault(pin, "104")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"480915", "739164", "112358", "502977", "918273645"})
    void others_are_taken(String pin) {
        assertThat(PinPolicy.fault(pin, "104")).isEmpty();
    }
}
