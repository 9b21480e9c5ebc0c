package org.ringfort.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.media.dtls.Mischief.Kind;
import org.ringfort.media.dtls.Mischief.Step;

/** What may still come when a call has its keys, and records as they leave us. */
class InCallHandshakesTest {
    private static final int EPOCH_AT = 3;
    private static final int LENGTH_AT = 11;
    private static final int HEADER_BYTES = 13;
    private static final int NONCE_BYTES = 8;

    /** Both have their keys, and have nothing more to say. */
    private static Meeting keyed(boolean weAsk) {
        Meeting meeting = new Meeting(new Mischief(weAsk, false, List.of())).run();
        assertThat(meeting.ours.keys).hasSize(1);
        assertThat(meeting.theirs.keys).hasSize(1);
        assertThat(meeting.ours.sent).isEmpty();
        return meeting;
    }

    private static void nothingCameOfIt(Meeting meeting) {
        assertThat(meeting.ours.sent).isEmpty();
        assertThat(meeting.ours.keys).hasSize(1);
        assertThat(meeting.ours.failures).isEmpty();
        assertThat(meeting.begun()).isEqualTo(1);
    }

    /**
     * Everything that the peer ever sent.
     *
     * @rfc 6347 4.1.2.6
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rfc6347_4_1_2_6_a_flight_that_comes_again_is_a_replay(boolean weAsk) {
        try (Meeting meeting = keyed(weAsk)) {
            List.copyOf(meeting.flight).forEach(meeting::fromPeer);
            nothingCameOfIt(meeting);
        }
    }

    /** Another handshake, from the peer's own address and from elsewhere. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void another_hello_in_a_call_begins_nothing_and_ends_nothing(boolean weAsk) {
        try (Meeting meeting = keyed(weAsk);
                Meeting another = keyed(false)) {
            another.flight.forEach(meeting::fromPeer);
            another.flight.forEach(meeting::fromElsewhere);
            nothingCameOfIt(meeting);
        }
    }

    /**
     * Alerts and handshakes in clear, of a later epoch, and under no key of the peer's.
     *
     * @rfc 6347 4.1.2.7
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rfc6347_4_1_2_7_what_does_not_authenticate_is_dropped_without_a_word(boolean weAsk) {
        try (Meeting meeting = keyed(weAsk)) {
            for (int type = 20; type <= 24; type++) {
                for (int epoch = 0; epoch <= 2; epoch++) {
                    meeting.fromPeer(RecordsTest.record(type, epoch, 1_000 + type, new byte[] {2, 40}));
                    meeting.fromPeer(RecordsTest.record(type, epoch, 2_000 + type, new byte[64]));
                }
            }
            nothingCameOfIt(meeting);
        }
    }

    /** To whom the end of an association would mean the end of its media. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_ends_says_nothing_to_the_peer(boolean weAsk) {
        Meeting meeting = keyed(weAsk);
        meeting.close();
        assertThat(meeting.ours.sent).isEmpty();
    }

    /**
     * Of the message that comes next there is a fragment first, of sixteen megabytes: it is as if it had never come.
     *
     * @rfc 6347 4.2.3
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rfc6347_4_2_3_a_fragment_of_a_message_without_bounds_stops_nobody(boolean weAsk) {
        List<Step> steps = new ArrayList<>();
        for (int sequence = 0; sequence < 16; sequence++) {
            byte[] fragment = RecordsTest.fragment(11, 0xff_ffff, sequence, 1);
            steps.add(new Step(Kind.PRECEDE, 2, 0, RecordsTest.record(22, 0, 100 + sequence, fragment)));
        }
        try (Meeting meeting = new Meeting(new Mischief(weAsk, false, steps)).run()) {
            assertThat(meeting.flight).hasSizeGreaterThan(2);
            assertThat(meeting.ours.keys).hasSize(1);
        }
    }

    /**
     * Whatever befalls the peer's datagrams: a record's nonce is its epoch and number, and no number comes twice under a key.
     *
     * @rfc 5288 3
     */
    @Property(tries = 150)
    void rfc5288_3_no_nonce_is_used_twice(@ForAll boolean weAsk, @ForAll @Size(max = 60) byte[] script) {
        Mischief any = Mischief.of(script);
        Meeting meeting = new Meeting(new Mischief(weAsk, any.checked(), any.steps()));
        meeting.run().close();
        noNonceTwice(meeting);
    }

    /** The last flight is lost, once and again: what is sealed for it is sealed anew. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rfc5288_3_a_flight_that_is_sent_again_is_sealed_under_another_nonce(boolean weAsk) {
        int last;
        try (Meeting whole = keyed(weAsk)) {
            last = whole.flight.size() - 1;
        }
        Meeting meeting = new Meeting(new Mischief(weAsk, false, List.of(new Step(Kind.DROP, last, 0, new byte[0]))));
        meeting.run();
        assertThat(meeting.ours.keys).isEmpty();
        meeting.untilSomebodyInsists();
        assertThat(meeting.ours.keys).hasSize(1);
        meeting.close();
        noNonceTwice(meeting);
    }

    private static void noNonceTwice(Meeting meeting) {
        Set<Long> nonces = new HashSet<>();
        List<Long> all = new ArrayList<>();
        for (byte[] datagram : meeting.said) {
            ByteBuffer in = ByteBuffer.wrap(datagram);
            for (int at = 0; at + HEADER_BYTES <= datagram.length; at += HEADER_BYTES + in.getShort(at + LENGTH_AT)) {
                if (in.getShort(at + EPOCH_AT) != 0) {
                    assertThat(in.getShort(at + LENGTH_AT)).isGreaterThan((short) NONCE_BYTES);
                    long nonce = in.getLong(at + HEADER_BYTES);
                    assertThat(nonce).as("epoch and number").isEqualTo(in.getLong(at + EPOCH_AT));
                    nonces.add(nonce);
                    all.add(nonce);
                }
            }
        }
        assertThat(nonces).hasSameSizeAs(all);
    }
}
