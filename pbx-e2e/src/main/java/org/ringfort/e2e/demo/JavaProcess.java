package org.ringfort.e2e.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How each service is run: the same JDK as the launcher, its jar, its configuration file. */
final class JavaProcess {
    private static final String VERSION = "0.1.0-SNAPSHOT";

    private final Path repository;
    private final String java =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    JavaProcess(Path repository) {
        this.repository = repository;
    }

    /** One service, ready to be started. */
    record Launch(String name, List<String> command) {}

    /** pbx-app starts once and then mostly waits: the quick compiler alone, a small heap. */
    Launch app(@Nullable Path configuration) throws DemoFailure {
        return new Launch(
                "pbx-app",
                command(
                        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx640m"),
                        "pbx-app/target/pbx-app-" + VERSION + "-boot.jar",
                        "--spring.config.additional-location=file:" + configuration));
    }

    /**
     * No packet of sound goes through the edge: a pause of some milliseconds is heard by nobody, and ZGC spent half of the
     * edge's time under load. All of the heap is touched at the start, so that the memory of the process stays as it is,
     * whatever strangers send.
     */
    Launch edge(@Nullable Path configuration) throws DemoFailure {
        return plain(
                "pbx-sip-edge",
                configuration,
                List.of("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20", "-Xms320m", "-Xmx320m", "-XX:+AlwaysPreTouch"));
    }

    /**
     * Media must not pause: ZGC. It would let the heap fill up to its limit before it collects; the soft limit, touched at
     * the start, keeps the memory of the process as it is.
     */
    Launch media(@Nullable Path configuration) throws DemoFailure {
        return plain(
                "pbx-media",
                configuration,
                List.of("-XX:+UseZGC", "-Xms128m", "-XX:SoftMaxHeapSize=128m", "-XX:+AlwaysPreTouch", "-Xmx384m"));
    }

    private Launch plain(String name, @Nullable Path configuration, List<String> options) throws DemoFailure {
        return new Launch(
                name,
                command(options, name + "/target/" + name + "-" + VERSION + ".jar", String.valueOf(configuration)));
    }

    private List<String> command(List<String> options, String jar, String... arguments) throws DemoFailure {
        Path file = repository.resolve(jar);
        if (!Files.exists(file)) {
            throw new DemoFailure(jar + " is missing: build it with `make package`.");
        }
        var command = new ArrayList<String>();
        command.add(java);
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(options);
        command.add("-jar");
        command.add(file.toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
