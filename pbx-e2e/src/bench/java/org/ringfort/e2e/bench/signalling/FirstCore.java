package org.ringfort.e2e.bench.signalling;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

/** The core that a server under load has for itself; SIPp has the other. */
public final class FirstCore {
    private FirstCore() {}

    /** Keeps these processes, all that descends from them and all their threads on it from now on. */
    public static void take(Map<String, Long> roots) throws IOException, InterruptedException {
        for (Map.Entry<String, Long> root : roots.entrySet()) {
            ProcessHandle process = ProcessHandle.of(root.getValue())
                    .orElseThrow(() -> new IOException(root.getKey() + " has ended"));
            for (ProcessHandle each : Stream.concat(Stream.of(process), process.descendants()).toList()) {
                new ProcessBuilder("taskset", "-a", "-c", "-p", "0", String.valueOf(each.pid()))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            }
        }
    }
}
