package org.ringfort.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The recommendation fixes every bit, so another implementation of it is as good as a vector: spandsp (which passes the ITU's
 * own sequences), and a checksum of what both make of the same sound for where it is missing.
 *
 * @rfc 3551 4.5.2
 */
class G722Test {
    private static final int FRAMES = 200;
    private static final int FRAME = 320;
    private final short[] sound = Tones.everything(FRAMES * FRAME, 32_767);

    private byte[] encoded() {
        var encoder = new G722Encoder();
        byte[] octets = new byte[sound.length / 2];
        for (int frame = 0; frame < FRAMES; frame++) {
            short[] samples = Arrays.copyOfRange(sound, frame * FRAME, (frame + 1) * FRAME);
            assertThat(encoder.encode(samples, octets, frame * FRAME / 2)).isEqualTo(FRAME / 2);
        }
        return octets;
    }

    private static short[] decoded(byte[] octets) {
        var decoder = new G722Decoder();
        short[] all = new short[octets.length * 2];
        short[] samples = new short[2 * FRAME];
        for (int at = 0; at < octets.length; at += FRAME / 2) {
            assertThat(decoder.decode(octets, at, FRAME / 2, samples)).isEqualTo(FRAME);
            System.arraycopy(samples, 0, all, 2 * at, FRAME);
        }
        return all;
    }

    private static long checksum(byte[] octets) {
        var sum = new CRC32();
        sum.update(octets);
        return sum.getValue();
    }

    private static Peers spandsp() {
        Assumptions.assumeTrue(Peers.spandsp().isPresent(), "libspandsp is missing: apt-get install libspandsp2");
        return Peers.spandsp().orElseThrow();
    }

    @Test
    void g722_we_write_every_bit_as_spandsp_does() {
        assertThat(encoded()).isEqualTo(theirs(spandsp()));
    }

    /** Below full scale: there spandsp 0.0.6 wraps around what the recommendation saturates. */
    @Test
    void g722_we_read_every_sample_as_spandsp_does() {
        System.arraycopy(Tones.everything(sound.length, 12_000), 0, sound, 0, sound.length);
        Peers.Codec decoder = spandsp().g722Decoder();
        byte[] octets = encoded();
        short[] heard = new short[sound.length];
        for (int at = 0; at < octets.length; at += FRAME / 2) {
            short[] samples = Tones.samples(decoder.of(Arrays.copyOfRange(octets, at, at + FRAME / 2), FRAME / 2));
            System.arraycopy(samples, 0, heard, 2 * at, FRAME);
        }
        assertThat(decoded(octets)).isEqualTo(heard);
    }

    private byte[] theirs(Peers spandsp) {
        Peers.Codec encoder = spandsp.g722Encoder();
        byte[] octets = new byte[sound.length / 2];
        for (int frame = 0; frame < FRAMES; frame++) {
            byte[] made = encoder.of(Tones.octets(sound, frame * FRAME, FRAME), 2 * FRAME);
            System.arraycopy(made, 0, octets, frame * FRAME / 2, FRAME / 2);
        }
        return octets;
    }

    @Test
    void g722_the_octets_are_what_they_were_when_spandsp_agreed() {
        assertThat(checksum(encoded())).isEqualTo(1_330_835_559L);
    }

    @Test
    void g722_a_tone_of_wideband_survives() {
        short[] tone = Tones.tone(5_500, 16_000, 20 * FRAME);
        var encoder = new G722Encoder();
        byte[] octets = new byte[tone.length / 2];
        for (int frame = 0; frame < 20; frame++) {
            encoder.encode(Arrays.copyOfRange(tone, frame * FRAME, (frame + 1) * FRAME), octets, frame * FRAME / 2);
        }
        assertThat(Tones.share(decoded(octets), 5 * FRAME, 10 * FRAME, 5_500, 16_000))
                .isGreaterThan(0.9);
    }

    @Test
    void what_is_too_long_is_no_payload() {
        assertThat(new G722Decoder().decode(new byte[1_500], 0, 961, new short[3_000]))
                .isEqualTo(-1);
        assertThat(new G722Decoder().decode(new byte[0], 0, 0, new short[10])).isEqualTo(-1);
    }
}
