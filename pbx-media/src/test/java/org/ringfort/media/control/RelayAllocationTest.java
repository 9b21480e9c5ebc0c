package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Socket to socket: what a relayed packet leaves for the collector on the relay's thread. */
class RelayAllocationTest {
    private static final String[] MUX = {"a=rtcp-mux"};
    private static final int PACKETS = 4_000;

    @TempDir
    Path folder;

    MediaHouse house;
    ScriptedPhone alice;
    ScriptedPhone bob;

    /** Whether all legs share a port. */
    boolean shares() {
        return false;
    }

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(22_400, 22_500, Duration.ZERO, folder, System::nanoTime, shares());
        alice = new ScriptedPhone();
        bob = new ScriptedPhone();
        house.call("s1", alice, MUX, bob, MUX);
    }

    @AfterEach
    void close() throws Exception {
        alice.close();
        bob.close();
        house.close();
    }

    @Test
    void a_relayed_packet_makes_no_garbage() throws Exception {
        withoutGarbage(0, new byte[160]);
    }

    /** Neither has agreed to be told of pauses: each packet becomes one of noise. */
    @Test
    void a_pause_that_is_filled_makes_no_garbage() throws Exception {
        withoutGarbage(13, new byte[] {40, 25, 127});
    }

    private void withoutGarbage(int payloadType, byte[] sound) throws Exception {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long relay = relayThread();
        talk(payloadType, sound); // classes load, addresses are cached, the compiler comes by

        long before = threads.getThreadAllocatedBytes(relay);
        talk(payloadType, sound);
        long bytes = threads.getThreadAllocatedBytes(relay) - before;

        assertThat(bytes / PACKETS).as("octets a packet").isLessThanOrEqualTo(16);
    }

    /** Both speak by turns, and hear each other. */
    private void talk(int payloadType, byte[] sound) throws Exception {
        for (int count = 0; count < PACKETS / 2; count++) {
            alice.say(payloadType, sound);
            bob.say(payloadType, sound);
            assertThat(bob.hear(10_000)).isPresent();
            assertThat(alice.hear(10_000)).isPresent();
        }
    }

    private static long relayThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("relay-test-0"))
                .findFirst()
                .orElseThrow()
                .threadId();
    }
}
