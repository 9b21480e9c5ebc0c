package org.ringfort.protocol.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ringfort.kernel.secret.Secret;

class StunPropertiesTest {
    private static final Secret PASSWORD = Secret.ofText("asd88fgpdd777uzjYhagZg");

    @Property(tries = 1000)
    void what_is_written_reads_the_same(@ForAll("messages") StunMessage message) {
        byte[] bare = StunEncoder.encode(message);
        byte[] signed = StunEncoder.encode(message, PASSWORD);

        assertThat(decode(bare)).map(StunDatagram::message).contains(message);
        assertThat(decode(signed)).hasValueSatisfying(read -> {
            assertThat(read.message()).isEqualTo(message);
            assertThat(read.fingerprinted()).isTrue();
            assertThat(read.authenticates(PASSWORD)).isTrue();
        });
    }

    @Property(tries = 2000)
    void any_octets_give_a_value_or_nothing(@ForAll byte[] octets) {
        assertThat(decode(octets)).isNotNull();
    }

    /** The last eight octets are FINGERPRINT itself, which MESSAGE-INTEGRITY is not over. */
    @Property(tries = 2000)
    void a_damaged_message_has_no_fingerprint_and_does_not_authenticate(
            @ForAll("messages") StunMessage message, @ForAll("damage") int[] damage) {
        byte[] octets = StunEncoder.encode(message, PASSWORD);
        int at = damage[0] % octets.length;
        octets[at] ^= (byte) damage[1];

        Optional<StunDatagram> read = decode(octets);
        assertThat(read.filter(StunDatagram::fingerprinted)).isEmpty();
        if (at < octets.length - 8) {
            assertThat(read.filter(datagram -> datagram.authenticates(PASSWORD)))
                    .isEmpty();
        }
    }

    @Provide
    Arbitrary<int[]> damage() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.integers().between(1, 255))
                .as((at, bits) -> new int[] {at, bits});
    }

    @Provide
    Arbitrary<StunMessage> messages() {
        Arbitrary<StunTransaction> transactions =
                Combinators.combine(Arbitraries.integers(), Arbitraries.longs()).as(StunTransaction::new);
        return Combinators.combine(
                        Arbitraries.of(StunClass.class),
                        Arbitraries.integers().between(0, 0x0FFF),
                        transactions,
                        attributes().list().ofMaxSize(8))
                .as(StunMessage::new);
    }

    private static Arbitrary<StunAttribute> attributes() {
        Arbitrary<StunAttribute> usernames = text(513).map(StunAttribute.Username::new);
        Arbitrary<StunAttribute> errors = Combinators.combine(
                        Arbitraries.integers().between(300, 699), text(763))
                .as(StunAttribute.ErrorCode::new);
        Arbitrary<StunAttribute> unknown = Arbitraries.integers()
                .between(0, 0xFFFF)
                .list()
                .ofMaxSize(64)
                .map(StunAttribute.UnknownAttributes::new);
        Arbitrary<StunAttribute> addresses = Combinators.combine(
                        Arbitraries.of(4, 16)
                                .flatMap(bytes ->
                                        Arbitraries.bytes().array(byte[].class).ofSize(bytes)),
                        Arbitraries.integers().between(0, 65_535))
                .as((octets, port) -> new StunAttribute.XorMappedAddress(address(octets, port)));
        Arbitrary<StunAttribute> numbers = Arbitraries.longs()
                .flatMap(number -> Arbitraries.of(
                        new StunAttribute.Priority(number & 0xFFFF_FFFFL),
                        new StunAttribute.IceControlled(number),
                        new StunAttribute.IceControlling(number),
                        new StunAttribute.UseCandidate()));
        Arbitrary<StunAttribute> others = Arbitraries.integers()
                .between(0, 0xFFFF)
                .filter(type -> !StunDecoder.isOurs(type))
                .map(StunAttribute.Other::new);
        return Arbitraries.oneOf(usernames, errors, unknown, addresses, numbers, others);
    }

    /** Of at most {@code bytes} octets, and not often of so many, or messages grow beyond a packet. */
    private static Arbitrary<String> text(int bytes) {
        return Arbitraries.strings().withCharRange(' ', '~').withChars('é', '漢').ofMaxLength(Math.min(60, bytes / 3));
    }

    private static InetSocketAddress address(byte[] octets, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), port);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Optional<StunDatagram> decode(byte[] octets) {
        return StunDecoder.decode(octets, 0, octets.length);
    }
}
