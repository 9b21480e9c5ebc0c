package org.ringfort.edge.loop;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringfort.testkit.transcript.Transcript;
import org.ringfort.testkit.transcript.TranscriptPlayer;

/**
 * The conversations in src/test/resources/transcripts, each named for the section that it proves, on a fake clock.
 *
 * @rfc 3261 17.1.1.2
 * @rfc 3261 17.1.2.2
 * @rfc 3261 17.2.1
 * @rfc 3261 17.2.2
 * @rfc 6026 7.1
 * @rfc 6026 7.2
 */
class TranscriptTest {
    static List<Transcript> transcripts() {
        return Transcript.in(Path.of("src/test/resources/transcripts"));
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void goes_as_written(Transcript transcript) {
        try (var subject = new LoopSubject()) {
            TranscriptPlayer.play(transcript, subject);
        }
    }
}
