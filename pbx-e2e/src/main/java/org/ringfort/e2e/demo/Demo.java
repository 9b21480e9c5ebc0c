package org.ringfort.e2e.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * The launcher. It runs in the foreground until SIGINT or SIGTERM; the shell script beside it ({@code src/main/shell/demo})
 * builds what is missing, puts it into the background and stops it.
 *
 * <p>Its words to that script are files in the demo's directory: {@code demo.json} and {@code greeting} once everything is
 * ready, {@code failure} (one line) where it gave up.
 */
public final class Demo {
    private Demo() {}

    /** @param arguments the root of the checkout; then, perhaps, "train": see {@link RunningSystem#train} */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean training = arguments.length == 2 && arguments[1].equals("train");
        if (arguments.length != 1 && !training) {
            out.println("usage: Demo <root of the checkout> [train]");
            System.exit(2);
        }
        Path repository = Path.of(arguments[0]);
        try {
            run(DemoSettings.from(repository, System.getenv()), training, out);
        } catch (DemoFailure e) {
            out.println("The demo cannot run: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(DemoSettings settings, boolean training, PrintStream out)
            throws DemoFailure, InterruptedException {
        try {
            PrivateFile.makeDirectory(settings.directory());
            Files.deleteIfExists(settings.file("failure"));
            try (FileChannel lockFile = FileChannel.open(
                            settings.file("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lockFile.tryLock()) {
                if (lock == null) {
                    throw new DemoFailure(
                            "it is running already in " + settings.directory() + ": `make demo-down` stops it.");
                }
                runLocked(settings, training, out);
            }
        } catch (FileSystemException e) {
            throw giveUp(settings, "the file " + e.getFile() + " cannot be written: " + reason(e) + ".");
        } catch (IOException e) {
            throw giveUp(settings, onDisk(e));
        } catch (GeneralSecurityException e) {
            throw giveUp(settings, "no certificates can be made: " + e.getMessage());
        } catch (DemoFailure e) {
            throw giveUp(settings, String.valueOf(e.getMessage()));
        }
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? "access denied (does it belong to another user?)" : e.getReason();
    }

    private static String onDisk(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("No space left")
                ? "the disk is full: make room and start it again."
                : message.replace('\n', ' ');
    }

    private static DemoFailure giveUp(DemoSettings settings, String oneLine) {
        try {
            Files.writeString(settings.file("failure"), oneLine + "\n");
        } catch (IOException alsoNoFile) {
            return new DemoFailure(oneLine);
        }
        return new DemoFailure(oneLine);
    }

    private static void runLocked(DemoSettings settings, boolean training, PrintStream out)
            throws DemoFailure, IOException, GeneralSecurityException, InterruptedException {
        var system = new RunningSystem(settings, new SecureRandom(), Clock.systemUTC(), out::println);
        Thread stop = Thread.ofPlatform().name("stop").unstarted(system::stop);
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            if (training) {
                system.train();
                return;
            }
            system.start();
        } catch (DemoFailure | IOException | GeneralSecurityException e) {
            system.stop();
            throw e;
        }
        Thread.currentThread().join();
    }
}
