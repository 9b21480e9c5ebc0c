package org.ringfort.media.dtls;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringfort.media.dtls.Mischief.Kind;
import org.ringfort.media.dtls.Mischief.Step;

/**
 * Handshakes of DTLS in either role with a genuine peer, whose datagrams, and a stranger's, are as a fuzzer likes them. Fuzzed for some
 * seconds by each {@code make test}; in other runs the seeds and the kept inputs are replayed.
 *
 * @rfc 6347 4.1
 * @rfc 6347 4.2
 */
class AssociationFuzzTest {
    static {
        for (boolean weAsk : new boolean[] {false, true}) { // classes load, which is no input's fault
            try (var meeting = new Meeting(new Mischief(weAsk, false, List.of())).run()) {
                meeting.fromElsewhere(meeting.flight.getFirst());
            }
        }
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "12s")
    void whatever_comes_ends_and_costs_a_stranger_no_more_than_himself(byte[] octets) {
        try (var meeting = new Meeting(Mischief.of(octets))) {
            meeting.run();
        }
    }

    /** Each thing that can befall each datagram of a flight, in both roles, with a cookie and without; and a stranger's copies. */
    static Stream<byte[]> seeds() {
        return Stream.of(false, true)
                .flatMap(weAsk -> Stream.of(false, true)
                        .flatMap(checked -> steps(weAsk).map(steps -> new Mischief(weAsk, checked, steps).script())));
    }

    private static Stream<List<Step>> steps(boolean weAsk) {
        List<byte[]> flight = flight(weAsk);
        Function<byte[], Stream<List<Step>>> foreign = datagram -> Stream.of(
                List.of(new Step(Kind.STRANGER, 0, 0, datagram)), List.of(new Step(Kind.PRECEDE, 1, 0, datagram)));
        Stream<List<Step>> befallen = Stream.iterate(0, which -> which < flight.size(), which -> which + 1)
                .flatMap(which -> Stream.of(Kind.values())
                        .map(kind -> List.of(new Step(kind, which, 14 + which, new byte[] {(byte) 0xff, 0}))));
        return Stream.of(Stream.of(List.<Step>of()), flight.stream().flatMap(foreign), befallen)
                .flatMap(Function.identity());
    }

    /** What a peer sends where nobody disturbs it. */
    private static List<byte[]> flight(boolean weAsk) {
        try (var meeting = new Meeting(new Mischief(weAsk, false, List.of())).run()) {
            return meeting.flight;
        }
    }
}
