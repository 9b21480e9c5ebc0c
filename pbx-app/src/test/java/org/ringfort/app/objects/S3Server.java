package org.ringfort.app.objects;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server of S3 that is not ours (s3rver, which the console's packages bring), on a port of its own. It reads signatures and knows who
 * may ask, but does not recompute them: {@link BucketSignatureTest} does.
 */
public final class S3Server implements AutoCloseable {
    /** Both keys that it knows. */
    public static final String KEY = "S3RVER";

    /** The one bucket that it has. */
    public static final String BUCKET = "ringfort";

    private static final Path PROGRAM = Path.of("../pbx-admin-ui/node_modules/s3rver/bin/s3rver.js");

    private final Process process;
    private final int port;

    private S3Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Started; the test is skipped where the program is missing, and fails where nothing may be skipped.
     *
     * @param more of the command line
     */
    public static S3Server start(Path folder, String... more) throws IOException {
        assumeTrue(
                Files.exists(PROGRAM) || "1".equals(System.getenv("RINGFORT_NO_SKIP")),
                "the console's packages are not installed");
        List<String> command = new ArrayList<>(List.of(
                "node",
                PROGRAM.toString(),
                "--directory",
                folder.toString(),
                "--address",
                "127.0.0.1",
                "--port",
                "0",
                "--no-vhost-buckets"));
        command.addAll(List.of(more));
        command.addAll(List.of("--configure-bucket", BUCKET));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.startsWith("S3rver listening on ")) {
                Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {})); // or it would wait for us
                return new S3Server(process, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
            }
        }
        throw new IOException("s3rver does not start: " + all);
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** It takes connections and answers nobody any more. */
    public void pause() throws Exception {
        signal("STOP");
    }

    /** It goes on. */
    public void resume() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
