package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.ConferRequest;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.RecordRequest;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.sound.v1.ConferenceOrder;
import org.ringfort.contract.sound.v1.RecordingOrder;

/** A disk that is really full: a file system of a few kilobytes. Mounting it takes root; without, RecordingShelfTest is all. */
class FullDiskTest {
    private static final RecordingOrder.Builder ORDER = RecordingOrder.newBuilder()
            .setRecordingId(UUID.randomUUID().toString())
            .setDataKey(ByteString.copyFrom(new byte[32]))
            .setMaxSeconds(60);

    @TempDir
    Path folder;

    @Test
    void a_recording_is_refused_with_the_reason_and_the_call_goes_on() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small.toString()), "mounting takes root");
        try (var house = new MediaHouse(22_700, 22_720, Duration.ZERO, small);
                var alice = new ScriptedPhone();
                var bob = new ScriptedPhone()) {
            house.call("s1", alice, new String[] {"a=rtcp-mux"}, bob, new String[] {"a=rtcp-mux"});

            Done done = house.client.record(RecordRequest.newBuilder()
                    .setSessionId("s1")
                    .setLegId("a")
                    .setOrder(ORDER)
                    .build());
            assertThat(done.getRefused().getReason()).isEqualTo(Refused.Reason.REASON_EXHAUSTED);
            assertThat(done.getRefused().getDetail()).contains("the disk is full");

            assertThat(house.client
                            .confer(ConferRequest.newBuilder()
                                    .setSessionId("s1")
                                    .setLegId("b")
                                    .setOrder(ConferenceOrder.newBuilder()
                                            .setConferenceId("tenant/room")
                                            .setMost(10)
                                            .setRecording(ORDER))
                                    .build())
                            .getJoined())
                    .as("a conference goes on unrecorded")
                    .isTrue();
            assertThat(house.sessions.missedRecordings()).isEqualTo(1);

            alice.say(0, new byte[160]);
            assertThat(bob.hear(10_000)).isPresent();
            bob.say(0, new byte[160]);
            assertThat(alice.hear(10_000)).isPresent();
            try (var files = Files.list(small)) {
                assertThat(files).isEmpty();
            }
        } finally {
            run("umount", small.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
