package org.ringfort.e2e.bench.signalling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Processor time of processes and all that descends from them, ended children included (proc(5), fields 14 to 17). */
public final class CpuTime {
    private static final long TICKS_PER_SECOND = 100; // sysconf(_SC_CLK_TCK) on every Linux that runs this

    private CpuTime() {}

    /** What each has spent so far. */
    public static Map<String, Duration> of(Map<String, Long> roots) {
        var spent = new LinkedHashMap<String, Duration>();
        roots.forEach((name, root) -> {
            ProcessHandle process =
                    ProcessHandle.of(root).orElseThrow(() -> new IllegalStateException(name + " has ended"));
            long ticks = Stream.concat(Stream.of(process), process.descendants())
                    .mapToLong(each -> ticks(each.pid()))
                    .sum();
            spent.put(name, Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND));
        });
        return spent;
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int field = 11; field <= 14; field++) {
                ticks += Long.parseLong(afterName[field]);
            }
            return ticks;
        } catch (IOException ended) {
            return 0;
        }
    }
}
