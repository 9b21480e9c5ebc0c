package org.ringfort.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ringfort.media.dtmf.DigitSounds.DIGITS;
import static org.ringfort.media.dtmf.DigitSounds.coded;
import static org.ringfort.media.dtmf.DigitSounds.found;
import static org.ringfort.media.dtmf.DigitSounds.joined;
import static org.ringfort.media.dtmf.DigitSounds.noisy;
import static org.ringfort.media.dtmf.DigitSounds.silence;
import static org.ringfort.media.dtmf.DigitSounds.sounded;
import static org.ringfort.media.dtmf.DigitSounds.tones;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.media.codec.Coding;
import org.ringfort.media.codec.G711;
import org.ringfort.media.dtmf.DigitSounds.Sound;

/** What ITU-T Q.24 asks of a receiver of digits, swept. */
class ToneDetectorTest {
    private static final char[] EACH = DIGITS.toCharArray();
    private static final double[] LEVELS = {0, -3, -10, -20, -25};
    private static final double[] TWISTS = {8, 4, 0, -4};

    /** Level by twist by length, each at some other offset between block and tone. */
    private static void sweep(Coding coding, double[] levels, double[] twists, double[] lengths, double noiseDb) {
        var random = new Random(697);
        for (double level : levels) {
            for (double twist : twists) {
                for (double millis : lengths) {
                    for (int round = 0; round < 3; round++) {
                        Sound sound = Sound.PLAIN
                                .level(level)
                                .twist(twist)
                                .millis(millis)
                                .phase(random.nextDouble(2 * Math.PI));
                        short[] clean = sounded(DIGITS, sound, 40 + random.nextDouble(13));
                        assertThat(found(coded(noisy(clean, level - noiseDb, random.nextLong()), coding)))
                                .as(coding + " " + sound)
                                .isEqualTo(DIGITS);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PCMU", "PCMA", "G722"})
    void every_digit_is_found_at_every_level_twist_and_length_in_noise_15_db_below(Coding coding) {
        sweep(coding, LEVELS, TWISTS, new double[] {40, 50, 100}, 15);
    }

    @ParameterizedTest
    @EnumSource(names = {"PCMU", "PCMA", "G722"})
    void every_digit_is_found_where_nothing_else_sounds(Coding coding) {
        sweep(coding, LEVELS, TWISTS, new double[] {40, 70, 250}, 80);
    }

    /** Opus bends what is short and loud; it keeps the levels that phones send (-7 dBm0 and less) and what lasts 70 ms. */
    @Test
    void every_digit_is_found_that_opus_has_kept() {
        sweep(Coding.OPUS, new double[] {-7, -10, -20, -25}, new double[] {2, 0, -2, -4}, new double[] {70, 100}, 80);
        sweep(Coding.OPUS, new double[] {-7, -10, -20}, new double[] {2, 0, -2}, new double[] {100}, 20);
    }

    @Property(tries = 1_500)
    void wherever_it_begins_it_is_found_once(
            @ForAll @IntRange(min = 0, max = 15) int digit,
            @ForAll @IntRange(min = 0, max = 6_283) int phaseMilliradians,
            @ForAll @IntRange(min = 40, max = 400) int millis,
            @ForAll @IntRange(min = 0, max = 250) int samplesBefore,
            @ForAll @IntRange(min = -15, max = 15) int rowOffPerMille,
            @ForAll @IntRange(min = -15, max = 15) int columnOffPerMille) {
        char key = DIGITS.charAt(digit);
        Sound sound = Sound.PLAIN
                .phase(phaseMilliradians / 1_000.0)
                .millis(millis)
                .off(rowOffPerMille / 1_000.0, columnOffPerMille / 1_000.0);
        assertThat(found(joined(new short[samplesBefore], sounded(key, sound), silence(40))))
                .isEqualTo("" + key);
    }

    @Property(tries = 600)
    void what_lasts_23_ms_is_none(
            @ForAll @IntRange(min = 0, max = 15) int digit,
            @ForAll @IntRange(min = 0, max = 6_283) int phaseMilliradians,
            @ForAll @IntRange(min = 0, max = 250) int samplesBefore,
            @ForAll @IntRange(min = 5, max = 23) int millis) {
        Sound sound = Sound.PLAIN.phase(phaseMilliradians / 1_000.0).millis(millis);
        assertThat(found(joined(new short[samplesBefore], sounded(DIGITS.charAt(digit), sound), silence(60))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.015, -0.015})
    void one_and_a_half_per_cent_off_is_taken(double off) {
        for (double millis : new double[] {40, 100}) {
            for (Sound sound : off(off, millis)) {
                short[] samples = noisy(sounded(DIGITS, sound, 47), -28, 15);
                assertThat(found(coded(samples, Coding.PCMA)))
                        .as(sound.toString())
                        .isEqualTo(DIGITS);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.035, -0.035})
    void three_and_a_half_per_cent_off_is_none(double off) {
        for (double millis : new double[] {40, 100, 500}) {
            for (Sound sound : off(off, millis)) {
                assertThat(found(coded(sounded(DIGITS, sound, 47), Coding.PCMA)))
                        .as(sound.toString())
                        .isEmpty();
            }
        }
    }

    private static List<Sound> off(double off, double millis) {
        List<Sound> sounds = new ArrayList<>();
        for (double phase : new double[] {0, 1, 2, 4}) {
            Sound sound = Sound.PLAIN.millis(millis).phase(phase);
            sounds.addAll(List.of(sound.off(off, off), sound.off(off, 0), sound.off(0, off)));
        }
        return sounds;
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 10, 15, 20})
    void an_interruption_does_not_split(double millis) {
        for (char digit : EACH) {
            for (int samples = 0; samples < 51; samples += 7) {
                Sound sound = Sound.PLAIN.phase(samples);
                assertThat(found(joined(
                                new short[320 + samples],
                                sounded(digit, sound),
                                silence(millis),
                                sounded(digit, sound),
                                silence(60))))
                        .isEqualTo("" + digit);
            }
        }
    }

    @Test
    void a_pause_of_40_ms_does() {
        for (char digit : EACH) {
            for (int samples = 0; samples < 51; samples += 7) {
                short[] twice = joined(new short[samples], sounded("" + digit + digit, Sound.PLAIN, 40));
                assertThat(found(twice)).isEqualTo("" + digit + digit);
            }
        }
    }

    @Test
    void another_digit_needs_no_pause() {
        assertThat(found(joined(
                        sounded('1', Sound.PLAIN), sounded('2', Sound.PLAIN), sounded('3', Sound.PLAIN), silence(50))))
                .isEqualTo("123");
    }

    @Test
    void when_it_began_and_how_long_it_lasted_is_told_to_within_five_milliseconds() {
        for (int before = 160; before < 160 + 102; before += 5) {
            for (double millis : new double[] {40, 95, 300}) {
                int from = before;
                int[] told = {0};
                var detector = new ToneDetector(new ToneDetector.Tones() {
                    @Override
                    public void began(char digit, long since) {
                        told[0]++;
                    }

                    @Override
                    public void ended(char digit, long since, long samples) {
                        told[0]++;
                        assertThat((double) since).isCloseTo(from, within(40.0));
                        assertThat((double) samples).isCloseTo(millis * 8, within(50.0));
                    }
                });
                short[] samples = joined(new short[before], sounded('5', Sound.PLAIN.millis(millis)), silence(60));
                detector.heard(samples, samples.length);
                assertThat(told[0]).isEqualTo(2);
            }
        }
    }

    @Test
    void a_packet_lost_in_a_digit_does_not_split_it_and_one_lost_in_a_pause_does_not_join_two() {
        for (char digit : EACH) {
            for (int at = 400; at < 1_000; at += 13) {
                assertThat(foundWithout(sounded("" + digit, Sound.PLAIN, 60), at))
                        .isEqualTo("" + digit);
            }
            short[] twice = sounded("" + digit + digit, Sound.PLAIN, 60); // 60 ms, 100 ms, 60 ms, ...
            for (int at = 1_290; at < 1_600; at += 13) {
                assertThat(foundWithout(twice, at)).isEqualTo("" + digit + digit);
            }
        }
    }

    /** 20 ms of it get lost. */
    private static String foundWithout(short[] samples, int at) {
        var found = new StringBuilder();
        var detector = new ToneDetector(new ToneDetector.Tones() {
            @Override
            public void began(char digit, long since) {
                found.append(digit);
            }

            @Override
            public void ended(char digit, long since, long lasted) {
                // told when it began
            }
        });
        detector.heard(samples, at);
        detector.lost(160);
        short[] rest = Arrays.copyOfRange(samples, at + 160, samples.length);
        detector.heard(rest, rest.length);
        return found.toString();
    }

    /** Dial, ring-back, busy, fax calling and answering, special information, and one frequency of a digit alone. */
    @Test
    void other_tones_of_telephony_are_none() {
        double[][] pairs = {
            {350, 440},
            {425, 450},
            {400, 425},
            {440, 480},
            {480, 620},
            {1_100, 1_100},
            {2_100, 2_100},
            {950, 1_400},
            {1_400, 1_800},
            {697, 697},
            {941, 1_004},
            {1_209, 1_336},
            {697, 770},
            {1_633, 2_100},
            {697, 2_418}
        };
        for (double[] pair : pairs) {
            for (double level : LEVELS) {
                double peak = DigitSounds.amplitude(level) / 1.5;
                assertThat(found(tones(pair[0], peak, pair[1], peak, 1, 2_000)))
                        .as(pair[0] + " and " + pair[1])
                        .isEmpty();
            }
        }
    }

    @Test
    void noise_is_none() {
        for (int seed = 0; seed < 30; seed++) {
            assertThat(found(noisy(silence(20_000), -10 - seed % 20, seed))).isEmpty();
        }
    }

    @Test
    void a_digit_below_speech_as_loud_is_none() {
        short[] loud = tones(320, 6_000, 1_830, 5_000, 1, 500);
        short[] digit = sounded('5', Sound.PLAIN.level(-20).millis(500));
        for (int at = 0; at < digit.length; at++) {
            loud[at] += digit[at];
        }
        assertThat(found(loud)).isEmpty();
    }

    @Test
    void something_that_is_not_heard_any_more_has_ended() {
        assertThat(found(sounded('7', Sound.PLAIN))).isEqualTo("7");
    }

    @Test
    void our_own_prompts_are_none() throws Exception {
        try (var prompts = Files.list(Path.of("src/main/resources/prompts/en"))) {
            for (Path prompt :
                    prompts.filter(file -> file.toString().endsWith(".ulaw")).toList()) {
                byte[] octets = Files.readAllBytes(prompt);
                short[] samples = new short[octets.length];
                for (int at = 0; at < octets.length; at++) {
                    samples[at] = (short) G711.linearOfMu(octets[at]);
                }
                assertThat(found(samples)).as(prompt.toString()).isEmpty();
            }
        }
    }
}
