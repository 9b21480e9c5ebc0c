package org.ringfort.e2e.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A child process that is started again whenever it ends by itself.
 *
 * <p>One virtual thread minds it. Until {@link #minded} an end counts as a failed start and nothing is repeated; after it
 * the process is started again at once, more slowly (up to {@link #SLOWEST_RESTART}) if it keeps ending. The child lives in
 * a session of its own, so that Ctrl-C reaches the launcher alone, which then stops the children in order.
 */
final class SupervisedProcess {
    private static final Duration FIRST_RESTART = Duration.ofMillis(200);
    private static final Duration SLOWEST_RESTART = Duration.ofSeconds(5);
    private static final Duration STABLE_AFTER = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final List<String> command;
    private final Path log;
    private final Consumer<String> tell;

    private final Object lock = new Object();
    private @Nullable Process process;
    private boolean stopping;

    SupervisedProcess(String name, List<String> command, Path log, Consumer<String> tell) {
        this.name = name;
        this.command = List.copyOf(command);
        this.log = log;
        this.tell = tell;
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    long pid() {
        synchronized (lock) {
            return process == null ? -1 : process.pid();
        }
    }

    void start() throws IOException {
        synchronized (lock) {
            process = launch();
        }
    }

    private Process launch() throws IOException {
        var whole = new ArrayList<String>();
        if (java.nio.file.Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            whole.add("/usr/bin/setsid");
        }
        whole.addAll(command);
        var builder = new ProcessBuilder(whole)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return builder.start();
    }

    /** Refuses to go on where the process has ended while it was being started. */
    void failIfEnded() throws DemoFailure {
        synchronized (lock) {
            if (process == null || !process.isAlive()) {
                String how = process == null ? "was not started" : "ended with " + process.exitValue();
                throw new DemoFailure(
                        name + " " + how + " while starting: " + Postgres.lastLine(log) + " (" + log + ")");
            }
        }
    }

    /** From now on it is started again when it ends; {@code changed} runs after each new start. */
    void minded(Runnable changed) {
        Thread.ofVirtual().name("minder-" + name).start(() -> mind(changed));
    }

    private void mind(Runnable changed) {
        Duration pause = FIRST_RESTART;
        try {
            while (true) {
                Process current = current();
                if (current == null) {
                    return;
                }
                long since = System.nanoTime();
                int code = current.waitFor();
                synchronized (lock) {
                    if (stopping) {
                        return;
                    }
                }
                if (System.nanoTime() - since > STABLE_AFTER.toNanos()) {
                    pause = FIRST_RESTART;
                }
                tell.accept(name + " ended with " + code + "; starting it again");
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(SLOWEST_RESTART) > 0 ? SLOWEST_RESTART : pause.multipliedBy(2);
                if (!restart()) {
                    return;
                }
                changed.run();
            }
        } catch (IOException e) {
            tell.accept(name + " cannot be started again: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Process current() {
        synchronized (lock) {
            return process;
        }
    }

    private boolean restart() throws IOException {
        synchronized (lock) {
            if (stopping) {
                return false;
            }
            process = launch();
            return true;
        }
    }

    /** Asks it to end, waits, and ends it by force where it does not. */
    void stop() throws InterruptedException {
        stop(PATIENCE);
    }

    void stop(Duration patience) throws InterruptedException {
        Process current;
        synchronized (lock) {
            stopping = true;
            current = process;
        }
        if (current == null || !current.isAlive()) {
            return;
        }
        current.destroy();
        if (!current.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            tell.accept(name + " did not end in " + patience.toSeconds() + " s and is ended by force");
            current.destroyForcibly().waitFor();
        }
    }
}
