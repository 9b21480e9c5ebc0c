package org.ringfort.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.stun.StunAttribute;
import org.ringfort.protocol.stun.StunClass;
import org.ringfort.protocol.stun.StunEncoder;
import org.ringfort.protocol.stun.StunMessage;

/**
 * A phone at home and on the move, strangers, and a restart.
 *
 * @rfc 7675 5.1
 * @rfc 8445 7.3
 * @rfc 8445 7.3.1.1
 * @rfc 8445 7.3.2
 * @rfc 8445 8.1.1
 * @rfc 8445 9
 * @rfc 8489 6.3.1
 * @rfc 8489 9.1.3
 */
class LiteAgentTest {
    private static final IceCredentials OURS = credentials("9uB6", "YH75Fviy6338Vbrhrlp8Yh");
    private static final IceCredentials OURS_ANEW = credentials("Zk1s", "QH75Fviy6338Vbrhrlp8Yh");
    private static final IceCredentials THEIRS = credentials("8hhY", "asd88fgpdd777uzjYhagZg");
    private static final IceCredentials THEIRS_ANEW = credentials("tq3R", "bsd88fgpdd777uzjYhagZg");
    private static final Peer PEER = Peer.of(OURS, THEIRS);
    private static final InetSocketAddress HOME = address("192.0.2.3", 45_664);
    private static final InetSocketAddress MOBILE = address("2001:db8::7", 40_000);
    private static final StunAttribute CHOSEN = new StunAttribute.UseCandidate();

    private final LiteAgent agent = new LiteAgent(OURS);
    private long now = 1_000;

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.3", "2001:db8::7"})
    void rfc8445_7_3_a_check_is_answered_with_where_it_was_seen_to_come_from(String literal) {
        InetSocketAddress from = address(literal, 45_664);
        agent.peer(THEIRS, now);

        StunMessage answer = PEER.read(receive(PEER.check(), from));

        assertThat(answer)
                .isEqualTo(StunMessage.binding(
                        StunClass.SUCCESS, Peer.TRANSACTION, List.of(new StunAttribute.XorMappedAddress(from))));
        assertThat(agent.checked(from)).isTrue();
        assertThat(agent.checked(address(literal, 45_665))).isFalse();
        assertThat(agent.nominated()).isNull();
    }

    @Test
    void rfc8445_7_3_the_same_request_again_gets_the_same_answer() {
        agent.peer(THEIRS, now);

        assertThat(receive(PEER.check(), HOME))
                .hasValueSatisfying(
                        answer -> assertThat(receive(PEER.check(), HOME)).contains(answer));
    }

    @Test
    void rfc8445_7_3_2_the_pair_that_the_peer_chose_last_is_nominated() {
        agent.peer(THEIRS, now);

        receive(PEER.check(CHOSEN), HOME);
        receive(PEER.check(), MOBILE);
        assertThat(agent.nominated()).isEqualTo(HOME);

        receive(PEER.check(CHOSEN), MOBILE);
        assertThat(agent.nominated()).isEqualTo(MOBILE);
        assertThat(agent.checked(HOME)).isTrue();
    }

    /** An answer of ours may overtake the checks that it leads to, or the other way round. */
    @Test
    void rfc8445_7_3_checks_may_come_before_the_peers_credentials() {
        receive(PEER.check(CHOSEN), HOME);
        agent.peer(THEIRS, now);

        assertThat(agent.checked(HOME)).isTrue();
        assertThat(agent.nominated()).isEqualTo(HOME);
    }

    @Test
    void checks_of_another_who_had_our_offer_are_forgotten_once_it_is_known_who_the_peer_is() {
        Peer another = Peer.of(OURS, THEIRS_ANEW);
        receive(another.check(CHOSEN), MOBILE);
        receive(PEER.check(), HOME);
        agent.peer(THEIRS, now);

        assertThat(agent.checked(MOBILE)).isFalse();
        assertThat(agent.nominated()).isNull();
        assertThat(agent.checked(HOME)).isTrue();
        assertThat(receive(another.check(CHOSEN), MOBILE)).isEmpty();
    }

    @Test
    void rfc8445_7_3_1_1_who_takes_us_for_the_controlling_agent_is_told_its_part_and_not_remembered() {
        agent.peer(THEIRS, now);
        byte[] request = PEER.request(List.of(new StunAttribute.IceControlled(Long.MIN_VALUE)));

        StunMessage answer = PEER.read(receive(request, HOME));

        assertThat(answer.kind()).isEqualTo(StunClass.ERROR);
        assertThat(answer.attribute(StunAttribute.ErrorCode.class))
                .hasValueSatisfying(error -> assertThat(error.code()).isEqualTo(487));
        assertThat(agent.checked(HOME)).isFalse();
    }

    @Test
    void rfc8489_6_3_1_what_must_be_understood_and_is_not_is_named_with_420_and_not_remembered() {
        agent.peer(THEIRS, now);

        StunMessage answer = PEER.read(receive(PEER.check(CHOSEN, new StunAttribute.Other(0x7fff)), HOME));

        assertThat(answer.kind()).isEqualTo(StunClass.ERROR);
        assertThat(answer.attributes())
                .containsExactly(
                        new StunAttribute.ErrorCode(420, "Unknown Attribute"),
                        new StunAttribute.UnknownAttributes(List.of(0x7fff)));
        assertThat(agent.checked(HOME)).isFalse();
        assertThat(agent.nominated()).isNull();
    }

    @Test
    void rfc8489_9_1_3_who_does_not_have_our_password_meets_silence() {
        agent.peer(THEIRS, now);
        String username = PEER.username();

        assertSilence(new Peer(username, Secret.ofText("YH75Fviy6338Vbrhrlp8YH")).check(CHOSEN));
        assertSilence(new Peer(username, THEIRS.password()).check(CHOSEN));
        assertSilence(new Peer("8hhY:9uB6", OURS.password()).check(CHOSEN));
        assertSilence(new Peer("9uB6", OURS.password()).check(CHOSEN));
        assertSilence(new Peer("9uB6:8hhZ", OURS.password()).check(CHOSEN));
        assertSilence(new Peer("9uB6:8hhY:x", OURS.password()).check(CHOSEN));
        assertSilence(StunEncoder.encode(binding(StunClass.REQUEST, new StunAttribute.Username(username), CHOSEN)));
        assertSilence(StunEncoder.encode(binding(StunClass.REQUEST, CHOSEN), OURS.password()));
    }

    @Test
    void rfc8445_7_1_without_a_fingerprint_it_is_no_check() {
        byte[] check = PEER.check(CHOSEN);
        byte[] bare = Arrays.copyOf(check, check.length - 8);
        bare[3] = (byte) (bare[3] - 8); // the length

        agent.peer(THEIRS, now);
        assertSilence(bare);
    }

    @ParameterizedTest
    @EnumSource(names = "REQUEST", mode = EnumSource.Mode.EXCLUDE)
    void rfc8445_11_indications_and_answers_to_nothing_are_taken_in_silence(StunClass kind) {
        agent.peer(THEIRS, now);

        assertSilence(StunEncoder.encode(
                binding(kind, new StunAttribute.Username(PEER.username()), CHOSEN), OURS.password()));
    }

    @Test
    void rfc8489_5_another_method_than_binding_is_none_of_ours() {
        agent.peer(THEIRS, now);
        var allocate = new StunMessage(
                StunClass.REQUEST, 3, Peer.TRANSACTION, List.of(new StunAttribute.Username(PEER.username())));

        assertSilence(StunEncoder.encode(allocate, OURS.password()));
    }

    @Test
    void rfc7675_5_1_silence_is_counted_from_the_last_check_of_the_chosen_pair_that_authenticates() {
        agent.peer(THEIRS, 5_000);
        assertThat(agent.consentNanos()).isEqualTo(5_000);

        now = 5_500;
        receive(PEER.check(CHOSEN), HOME);
        now = 6_000;
        receive(PEER.check(), HOME);
        now = 7_000;
        receive(PEER.check(), MOBILE);
        receive(new Peer(PEER.username(), THEIRS.password()).check(), HOME);
        receive(PEER.request(List.of(new StunAttribute.IceControlled(1))), HOME);
        agent.peer(THEIRS, now);

        assertThat(agent.consentNanos()).isEqualTo(6_000);
    }

    @Test
    void rfc8445_9_after_a_restart_the_former_holds_until_a_check_under_the_new_came() {
        agent.peer(THEIRS, now);
        receive(PEER.check(CHOSEN), HOME);
        agent.restart(OURS_ANEW);
        agent.peer(THEIRS_ANEW, now);
        Peer anew = Peer.of(OURS_ANEW, THEIRS_ANEW);

        assertThat(receive(PEER.check(CHOSEN), HOME))
                .as("media goes on meanwhile")
                .isPresent();
        assertThat(agent.checked(HOME)).isTrue();

        assertThat(anew.read(receive(anew.check(), MOBILE)).kind()).isEqualTo(StunClass.SUCCESS);
        assertThat(agent.checked(HOME)).isFalse();
        assertThat(agent.checked(MOBILE)).isTrue();
        assertThat(agent.nominated()).as("until the peer nominates anew").isEqualTo(HOME);
        assertThat(receive(PEER.check(CHOSEN), HOME)).isEmpty();

        receive(anew.check(CHOSEN), MOBILE);
        assertThat(agent.nominated()).isEqualTo(MOBILE);
    }

    @Test
    void rfc8445_9_checks_of_a_restart_may_come_before_the_peers_credentials() {
        agent.peer(THEIRS, now);
        receive(PEER.check(CHOSEN), HOME);
        agent.restart(OURS_ANEW);
        Peer anew = Peer.of(OURS_ANEW, THEIRS_ANEW);

        receive(anew.check(), MOBILE);
        agent.peer(THEIRS_ANEW, now);

        assertThat(agent.checked(MOBILE)).isTrue();
        assertThat(agent.nominated()).isEqualTo(HOME);
    }

    @Test
    void other_credentials_of_the_peer_alone_are_a_restart_too() {
        agent.peer(THEIRS, now);
        receive(PEER.check(CHOSEN), HOME);
        agent.peer(THEIRS_ANEW, now);
        assertThat(receive(PEER.check(), HOME)).isPresent();

        receive(Peer.of(OURS, THEIRS_ANEW).check(CHOSEN), MOBILE);

        assertThat(agent.checked(HOME)).isFalse();
        assertThat(agent.nominated()).isEqualTo(MOBILE);
        assertThat(receive(PEER.check(), HOME)).isEmpty();
    }

    @Test
    void a_restart_that_is_given_up_for_another_keeps_what_was_checked_before_both() {
        agent.peer(THEIRS, now);
        receive(PEER.check(CHOSEN), HOME);
        agent.restart(OURS_ANEW);
        agent.restart(credentials("abcd", "cH75Fviy6338Vbrhrlp8Yh"));

        assertThat(agent.checked(HOME)).isTrue();
        assertThat(receive(PEER.check(), HOME)).isPresent();
        assertThat(receive(Peer.of(OURS_ANEW, THEIRS).check(), HOME)).isEmpty();
    }

    @Test
    void the_address_that_was_silent_longest_is_forgotten_first() {
        agent.peer(THEIRS, now);
        for (int port = 1; port <= LiteAgent.MOST_REMEMBERED; port++) {
            receive(PEER.check(), address("192.0.2.3", port));
        }
        receive(PEER.check(), address("192.0.2.3", 1));
        receive(PEER.check(), address("192.0.2.3", 9_999));

        assertThat(agent.checked(address("192.0.2.3", 1))).isTrue();
        assertThat(agent.checked(address("192.0.2.3", 2))).isFalse();
        assertThat(agent.checked(address("192.0.2.3", 3))).isTrue();
        assertThat(agent.checked(address("192.0.2.3", 9_999))).isTrue();
    }

    private void assertSilence(byte[] octets) {
        assertThat(receive(octets, HOME)).isEmpty();
        assertThat(agent.checked(HOME)).isFalse();
        assertThat(agent.nominated()).isNull();
    }

    /** The octets lie somewhere within a buffer of the loop. */
    private Optional<byte[]> receive(byte[] octets, InetSocketAddress from) {
        byte[] buffer = new byte[octets.length + 20];
        System.arraycopy(octets, 0, buffer, 12, octets.length);
        return agent.receive(buffer, 12, octets.length, from, now);
    }

    private static StunMessage binding(StunClass kind, StunAttribute... attributes) {
        return StunMessage.binding(kind, Peer.TRANSACTION, List.of(attributes));
    }

    private static IceCredentials credentials(String fragment, String password) {
        return new IceCredentials(fragment, Secret.ofText(password));
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }
}
