package org.ringfort.e2e.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How each service is run: the same JDK as the launcher, its jar, its configuration file. */
final class JavaProcess {
    private static final String VERSION = "0.1.0-SNAPSHOT";

    private static final String APP = "pbx-app/target/pbx-app-" + VERSION + ".jar";

    private final Path repository;
    private final boolean longRun;
    private final String java =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** @param longRun whether a good compiler matters more than a quick start */
    JavaProcess(Path repository, boolean longRun) {
        this.repository = repository;
        this.longRun = longRun;
    }

    /** One service, ready to be started. */
    record Launch(String name, List<String> command) {}

    /** With what an earlier start of the same jars found out, where that was kept. */
    Launch app(@Nullable Path configuration) throws DemoFailure {
        Path known = whatIsKnown();
        return app(configuration, fits(known) ? "-XX:AOTCache=" + known : "-Xshare:auto");
    }

    /** The JVM would look as well; but where it finds another jar it starts without what the JDK itself has prepared, too. */
    private boolean fits(Path known) {
        Path app = repository.resolve(APP);
        try (Stream<Path> libraries = Files.list(app.resolveSibling("lib"))) {
            FileTime kept = Files.getLastModifiedTime(known);
            for (Path jar : Stream.concat(Stream.of(app), libraries).toList()) {
                if (Files.getLastModifiedTime(jar).compareTo(kept) > 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Keeps at its end what it has found out: which classes it wants, how they are linked, what is often run (JEP 514, 515). */
    Launch appInTraining(@Nullable Path configuration) throws DemoFailure {
        return app(configuration, "-XX:AOTCacheOutput=" + whatIsKnown());
    }

    private Path whatIsKnown() {
        return repository.resolve("pbx-app/target/pbx-app.aot");
    }

    /** A demo is started to be looked at: with both compilers pbx-app would need twice the time until it is ready. */
    private Launch app(@Nullable Path configuration, String knowledge) throws DemoFailure {
        var options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx640m"));
        if (!longRun) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        options.addAll(List.of(knowledge, "-Xlog:aot=off", "-Xlog:cds=off"));
        return new Launch(
                "pbx-app", command(options, APP, "--spring.config.additional-location=file:" + configuration));
    }

    /**
     * No packet of sound goes through the edge: a pause of some milliseconds is heard by nobody, and ZGC spent half of the
     * edge's time under load. Asked for shorter pauses, G1 makes the young generation so small that what lives for half a
     * minute, as transactions do, is copied a dozen times. All of the heap is touched at the start, so that the memory of the
     * process stays as it is, whatever strangers send. A hundred calls a second keep 150 MB alive: where half of a heap lives,
     * collecting takes a sixth of the edge's time, so a server that is to bear them has more.
     */
    Launch edge(@Nullable Path configuration) throws DemoFailure {
        String heap = longRun ? "1g" : "320m";
        return plain(
                "pbx-sip-edge",
                configuration,
                List.of(
                        "-XX:+UseG1GC",
                        "-XX:MaxGCPauseMillis=50",
                        "-XX:+UseCompactObjectHeaders",
                        "-Xms" + heap,
                        "-Xmx" + heap,
                        "-XX:+AlwaysPreTouch"));
    }

    /**
     * A packet makes no garbage, so there is next to nothing to collect while calls last; what costs is a collector that has a
     * part in each reference that is read, as ZGC has. A call that begins makes some: a pause of some milliseconds every few
     * hundred calls.
     */
    Launch media(@Nullable Path configuration) throws DemoFailure {
        return plain(
                "pbx-media",
                configuration,
                List.of(
                        "-XX:+UseG1GC",
                        "-XX:MaxGCPauseMillis=10",
                        "-XX:+UseCompactObjectHeaders",
                        "-Xms128m",
                        "-XX:+AlwaysPreTouch",
                        "-Xmx384m"));
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
