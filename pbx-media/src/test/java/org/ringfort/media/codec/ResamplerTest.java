package org.ringfort.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    private static short[] resampled(short[] sound, int fromHz, int toHz) {
        var resampler = new Resampler(fromHz, toHz);
        int block = fromHz / 50;
        short[] all = new short[(int) ((long) sound.length * toHz / fromHz)];
        int at = 0;
        for (int from = 0; from + block <= sound.length; from += block) {
            at += resampler.resample(Arrays.copyOfRange(sound, from, from + block), block, all, at);
        }
        assertThat(at).isEqualTo(all.length);
        return all;
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "16000, 8000", "8000, 48000", "48000, 8000", "16000, 48000", "48000, 16000", "8000, 8000"
    })
    void a_tone_stays_the_tone_it_was_and_as_loud(int fromHz, int toHz) {
        short[] before = Tones.tone(1_000, fromHz, fromHz);
        short[] after = resampled(before, fromHz, toHz);
        assertThat(Tones.share(after, toHz / 4, toHz / 2, 1_000, toHz)).isGreaterThan(0.99);
        assertThat(Tones.loudness(after, toHz / 4, toHz / 2))
                .isCloseTo(
                        Tones.loudness(before, fromHz / 4, fromHz / 2),
                        org.assertj.core.data.Percentage.withPercentage(3));
    }

    /** What the lower rate cannot hold must not come back as another tone. */
    @ParameterizedTest
    @CsvSource({"16000, 8000, 5500", "48000, 16000, 10000", "48000, 8000, 6000"})
    void what_is_too_high_is_gone(int fromHz, int toHz, int hertz) {
        short[] before = Tones.tone(hertz, fromHz, fromHz);
        short[] after = resampled(before, fromHz, toHz);
        assertThat(Tones.loudness(after, toHz / 4, toHz / 2))
                .isLessThan(Tones.loudness(before, fromHz / 4, fromHz / 2) / 100);
    }

    @Test
    void other_rates_are_refused() {
        assertThatThrownBy(() -> new Resampler(44_100, 8_000)).isInstanceOf(IllegalArgumentException.class);
    }
}
