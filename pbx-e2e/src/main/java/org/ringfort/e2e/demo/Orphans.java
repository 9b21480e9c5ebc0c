package org.ringfort.e2e.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Children of a launcher that was killed: noted as they start, by pid and start time, and ended before the next start, so
 * that a recycled pid is never taken for ours.
 */
final class Orphans {
    private Orphans() {}

    static void note(Path file, List<Long> pids) throws IOException {
        var text = new StringBuilder();
        for (long pid : pids) {
            ProcessHandle.of(pid)
                    .flatMap(Orphans::startTime)
                    .ifPresent(
                            start -> text.append(pid).append(' ').append(start).append('\n'));
        }
        PrivateFile.write(file, text.toString());
    }

    static void end(Path file, Consumer<String> tell) throws IOException, InterruptedException {
        if (!Files.exists(file)) {
            return;
        }
        for (String line : Files.readAllLines(file).reversed()) {
            String[] parts = line.split(" ", 2);
            Optional<ProcessHandle> orphan = ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(handle -> startTime(handle).equals(Optional.of(parts[1])));
            if (orphan.isPresent()) {
                tell.accept("ending process " + parts[0] + ", left over from a launcher that was killed");
                end(orphan.get());
            }
        }
        Files.deleteIfExists(file);
    }

    private static void end(ProcessHandle orphan) throws InterruptedException {
        orphan.destroy();
        try {
            orphan.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            orphan.destroyForcibly();
        }
    }

    private static Optional<String> startTime(ProcessHandle handle) {
        return handle.info().startInstant().map(Object::toString);
    }
}
