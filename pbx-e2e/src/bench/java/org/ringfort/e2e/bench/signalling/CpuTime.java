package org.ringfort.e2e.bench.signalling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Processor time of processes and all that descends from them, ended children included (proc(5), fields 14 to 17). */
final class CpuTime {
    private static final long TICKS_PER_SECOND = 100; // sysconf(_SC_CLK_TCK) on every Linux that runs this

    private CpuTime() {}

    static Duration of(List<Long> roots) {
        long ticks = 0;
        for (long root : roots) {
            ProcessHandle process = ProcessHandle.of(root).orElseThrow(() -> new IllegalStateException("ended: " + root));
            ticks += Stream.concat(Stream.of(process), process.descendants())
                    .mapToLong(each -> ticks(each.pid()))
                    .sum();
        }
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
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
