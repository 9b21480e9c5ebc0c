package org.ringfort.media.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ringfort.media.codec.G711;
import org.ringfort.media.dtmf.DigitSounds;

class HoldTuneTest {
    private static final Sound OURS = HoldTune.builtIn();

    @Test
    void ours_is_moderate_and_runs_into_its_own_beginning() {
        double squares = 0;
        double sum = 0;
        int peak = 0;
        int leap = 0;
        for (int at = 0; at < OURS.lengthBytes(); at++) {
            int sample = G711.linearOfMu(OURS.at(at));
            int next = G711.linearOfMu(OURS.at((at + 1) % OURS.lengthBytes()));
            squares += (double) sample * sample;
            sum += sample;
            peak = Math.max(peak, Math.abs(sample));
            if (at < OURS.lengthBytes() - 1) {
                leap = Math.max(leap, Math.abs(next - sample));
            } else {
                assertThat(Math.abs(next - sample)).isLessThan(leap);
            }
        }
        double level = 20 * Math.log10(Math.sqrt(squares / OURS.lengthBytes()) / (Short.MAX_VALUE / Math.sqrt(2)));
        assertThat(level).isCloseTo(-20, within(0.5));
        assertThat(peak).isLessThan(Short.MAX_VALUE / 2);
        assertThat(sum / OURS.lengthBytes()).isCloseTo(0, within(10.0));
        assertThat(OURS.lengthBytes()).isEqualTo(48 * 8_000);
    }

    @Test
    void in_ours_nobody_presses_keys() {
        short[] samples = new short[OURS.lengthBytes()];
        for (int at = 0; at < samples.length; at++) {
            samples[at] = (short) G711.linearOfMu(OURS.at(at));
        }
        assertThat(DigitSounds.found(samples)).isEmpty();
    }

    @Test
    void it_begins_again_within_a_packet_and_leaves_out_what_was_missed() {
        byte[] octets = new byte[200];
        for (int at = 0; at < octets.length; at++) {
            octets[at] = (byte) at;
        }
        var tune = new HoldTune(Sound.ofMuLaw(octets));
        byte[] heard = new byte[160];
        assertThat(tune.speak(heard, 0, false)).isTrue();
        assertThat(heard[0]).isEqualTo((byte) 0);
        tune.speak(heard, 0, false);
        assertThat(heard[0]).isEqualTo((byte) 160);
        assertThat(heard[39]).isEqualTo((byte) 199);
        assertThat(heard[40]).isEqualTo((byte) 0);
        tune.missed(1_000_000_000_001L);
        tune.speak(heard, 0, true);
        int samplesOn = (int) ((320 + 1_000_000_000_001L * 160) % 200);
        assertThat(heard[0]).isEqualTo(G711.muToA((byte) samplesOn));
    }
}
