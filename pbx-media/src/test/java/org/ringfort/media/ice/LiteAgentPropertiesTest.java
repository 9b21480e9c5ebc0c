package org.ringfort.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.stun.StunAttribute;
import org.ringfort.protocol.stun.StunClass;
import org.ringfort.protocol.stun.StunDecoder;

/** Whatever a stranger sends: no throw, no answer, nothing remembered. */
class LiteAgentPropertiesTest {
    private static final IceCredentials OURS = new IceCredentials("9uB6", Secret.ofText("YH75Fviy6338Vbrhrlp8Yh"));
    private static final IceCredentials THEIRS = new IceCredentials("8hhY", Secret.ofText("asd88fgpdd777uzjYhagZg"));
    private static final Peer PEER = Peer.of(OURS, THEIRS);
    private static final InetSocketAddress FROM =
            new InetSocketAddress(InetAddress.ofLiteral("2001:db8:ffff:ffff:ffff:ffff:ffff:7"), 45_664);

    @Property(tries = 2000)
    void any_octets_are_met_with_silence(@ForAll byte[] octets) {
        LiteAgent agent = agent();

        assertThat(receive(agent, octets)).isEmpty();
        assertThat(agent.checked(FROM)).isFalse();
    }

    @Property(tries = 2000)
    void a_check_that_was_changed_on_its_way_is_met_with_silence(
            @ForAll("attributes") List<StunAttribute> attributes, @ForAll("change") int[] change) {
        byte[] octets = PEER.request(attributes);
        octets[change[0] % octets.length] ^= (byte) change[1];
        LiteAgent agent = agent();

        assertThat(receive(agent, octets)).isEmpty();
        assertThat(agent.checked(FROM)).isFalse();
        assertThat(agent.nominated()).isNull();
    }

    @Property(tries = 1000)
    void an_answer_holds_under_our_password_and_is_never_twice_as_long_as_the_request(
            @ForAll("attributes") List<StunAttribute> attributes) {
        byte[] octets = PEER.request(attributes);
        LiteAgent agent = agent();

        Optional<byte[]> answer = receive(agent, octets);

        assertThat(answer.orElseThrow().length).isLessThanOrEqualTo(2 * octets.length);
        assertThat(agent.checked(FROM)).isEqualTo(PEER.read(answer).kind() == StunClass.SUCCESS);
        assertThat(StunDecoder.decode(answer.get(), 0, answer.get().length)
                        .filter(read -> read.authenticates(THEIRS.password())))
                .isEmpty();
    }

    @Provide
    Arbitrary<int[]> change() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.integers().between(1, 255))
                .as((at, bits) -> new int[] {at, bits});
    }

    @Provide
    Arbitrary<List<StunAttribute>> attributes() {
        Arbitrary<StunAttribute> others =
                Arbitraries.integers().between(0x7000, 0x8010).map(StunAttribute.Other::new);
        Arbitrary<StunAttribute> known = Arbitraries.of(
                new StunAttribute.UseCandidate(),
                new StunAttribute.IceControlling(1),
                new StunAttribute.IceControlled(1));
        return Arbitraries.oneOf(known, others).list().ofMaxSize(12);
    }

    private static LiteAgent agent() {
        var agent = new LiteAgent(OURS);
        agent.peer(THEIRS, 0);
        return agent;
    }

    private static Optional<byte[]> receive(LiteAgent agent, byte[] octets) {
        return agent.receive(octets, 0, octets.length, FROM, 0);
    }
}
