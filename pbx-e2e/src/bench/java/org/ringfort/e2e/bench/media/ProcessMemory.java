package org.ringfort.e2e.bench.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of a process as the kernel sees it (proc(5), VmRSS). */
final class ProcessMemory {
    private ProcessMemory() {}

    static long residentOctets(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1_024)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
