package org.ringfort.protocol.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.kernel.secret.Secret;

/**
 * Class and method, what is protected and what is not, and all that is dropped.
 *
 * @rfc 8489 5
 * @rfc 8489 6.3
 * @rfc 8489 6.3.1
 * @rfc 8489 14
 * @rfc 8489 14.5
 * @rfc 8489 14.7
 */
class StunDecoderTest {
    private static final Secret PASSWORD = Secret.ofText("asd88fgpdd777uzjYhagZg");
    private static final StunTransaction TRANSACTION = new StunTransaction(0xb7e7a701, 0xbc34d686fa87dfaeL);
    private static final String HEADER = "2112a442b7e7a701bc34d686fa87dfae";

    @ParameterizedTest
    @EnumSource
    void rfc8489_5_class_and_method_share_the_type(StunClass kind) {
        for (int method : new int[] {0, 1, 0x00F, 0x010, 0x070, 0x080, 0xFFF}) {
            byte[] written = StunEncoder.encode(new StunMessage(kind, method, TRANSACTION, List.of()));

            assertThat(StunDecoder.decode(written, 0, written.length)
                            .orElseThrow()
                            .message())
                    .isEqualTo(new StunMessage(kind, method, TRANSACTION, List.of()));
        }
        assertThat(StunEncoder.encode(StunMessage.binding(StunClass.ERROR, TRANSACTION, List.of())))
                .startsWith(0x01, 0x11);
    }

    @Test
    void rfc8489_14_5_what_stands_behind_message_integrity_is_ignored_but_for_fingerprint() {
        byte[] signed = Arrays.copyOf(request(), request().length - 8); // without FINGERPRINT
        StunDatagram read =
                decode(withLength(hex(signed) + "00250000" + "7fff0000")).orElseThrow();

        assertThat(read.message().attributes()).containsExactly(new StunAttribute.Username("ours:theirs"));
        assertThat(read.message().notUnderstood(Set.of())).isEmpty();
        assertThat(read.authenticates(PASSWORD)).isTrue();
        assertThat(read.fingerprinted()).isFalse();
        assertThat(decode(withLength(hex(signed) + "00250004")))
                .as("it must add up")
                .isEmpty();
    }

    @Test
    void rfc8489_14_7_a_wrong_fingerprint_or_one_that_is_not_last_is_no_stun() {
        byte[] wrong = request();
        wrong[wrong.length - 1] ^= 1;

        assertThat(decode(hex(wrong))).isEmpty();
        assertThat(decode(withLength(hex(request()) + "80220000"))).isEmpty();
        assertThat(decode(hex(request()))).isPresent();
    }

    @Test
    void rfc8489_6_3_1_what_must_be_understood_and_is_not_is_named_once_and_no_more_than_eight() {
        List<StunAttribute> attributes = IntStream.range(0, 20)
                .<StunAttribute>mapToObj(at -> new StunAttribute.Other(at < 2 ? 0x7000 : 0x7000 + at))
                .collect(Collectors.toList());
        attributes.add(new StunAttribute.Other(0x8022));
        var request = StunMessage.binding(StunClass.REQUEST, TRANSACTION, attributes);

        assertThat(request.notUnderstood(Set.of(0x7002))).hasSize(8).startsWith(0x7000, 0x7003);
        assertThat(StunMessage.binding(
                                StunClass.REQUEST,
                                TRANSACTION,
                                List.of(new StunAttribute.Priority(1), new StunAttribute.Username("a")))
                        .notUnderstood(Set.of()))
                .containsExactly(StunAttribute.Priority.TYPE);
    }

    /** Each with a right length of its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0006000461626300ff", // the last attribute ends within a word
                "00060004", // its value is missing
                "0006000161", // its padding is
                "00060002c3280000", // not UTF-8
                "0024000300000000", // PRIORITY of three octets
                "0025000400000000", // USE-CANDIDATE that says something
                "802900040000000000000000", // a short tie breaker
                "802a000c000000000000000000000000", // a long one
                "0009000200000000", // ERROR-CODE without a code
                "0009000400000200", // 200
                "0009000400000464", // 4 and 100
                "000a000300240000", // half a type
                "0020000800020001c0000201", // an address of version 6 in four octets
                "002000040001a147", // without an address
                "0008001000000000000000000000000000000000" // MESSAGE-INTEGRITY of sixteen
            })
    void what_breaks_the_form_of_an_attribute_is_dropped(String attributes) {
        assertThat(decode(withLength("00010000" + HEADER + attributes))).isEmpty();
    }

    @Test
    void what_does_not_add_up_is_dropped() {
        assertThat(decode("00010000" + HEADER)).isPresent();
        assertThat(decode("00010000" + HEADER + "80220000")).isEmpty(); // longer than it says
        assertThat(decode("00010004" + HEADER)).isEmpty();
        assertThat(decode("40010000" + HEADER)).isEmpty(); // the first two bits
        assertThat(decode("00010000" + HEADER.replace("2112", "2113"))).isEmpty();
        assertThat(decode("")).isEmpty();
        assertThat(decode(withLength("00010000" + HEADER + "80220000".repeat(33))))
                .isEmpty();
        assertThat(decode(withLength("00010000" + HEADER + "80220000".repeat(32))))
                .isPresent();
        assertThat(decode(withLength("00010000" + HEADER + "802207ec" + "00".repeat(0x7ec))))
                .isEmpty(); // 2,052 octets
        assertThat(decode(withLength("00010000" + HEADER + "802207e8" + "00".repeat(0x7e8))))
                .isPresent();
    }

    @Test
    void a_message_within_other_octets() {
        byte[] octets = HexFormat.of().parseHex("ffff" + hex(request()) + "ff");

        assertThat(StunDecoder.decode(octets, 2, octets.length - 3)
                        .orElseThrow()
                        .authenticates(PASSWORD))
                .isTrue();
    }

    @Test
    void without_integrity_nothing_authenticates() {
        byte[] bare = StunEncoder.encode(StunMessage.binding(StunClass.REQUEST, TRANSACTION, List.of()));

        assertThat(StunDecoder.decode(bare, 0, bare.length).orElseThrow().authenticates(PASSWORD))
                .isFalse();
    }

    @Test
    void nothing_misshapen_can_be_made() {
        assertThatThrownBy(() -> new StunAttribute.Other(0x0008)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StunAttribute.Priority(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StunAttribute.ErrorCode(200, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StunAttribute.Username("é".repeat(257)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StunMessage(StunClass.REQUEST, 0x1000, TRANSACTION, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] request() {
        return StunEncoder.encode(
                StunMessage.binding(StunClass.REQUEST, TRANSACTION, List.of(new StunAttribute.Username("ours:theirs"))),
                PASSWORD);
    }

    private static Optional<StunDatagram> decode(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        return StunDecoder.decode(octets, 0, octets.length);
    }

    private static String withLength(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        ByteBuffer.wrap(octets).putShort(2, (short) (octets.length - 20));
        return hex(octets);
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
