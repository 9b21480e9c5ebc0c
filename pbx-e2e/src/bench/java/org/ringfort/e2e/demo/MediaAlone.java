package org.ringfort.e2e.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ringfort.process.tls.TlsFiles;

/** pbx-media without the others, as the demo runs it, on one core; and what an edge shows it. */
public final class MediaAlone implements AutoCloseable {
    private static final int CONTROL_PORT = 27_002;
    private static final int MANAGEMENT_PORT = 27_013;

    private final Process process;
    private final TlsFiles edge;

    private MediaAlone(Process process, TlsFiles edge) {
        this.process = process;
        this.edge = edge;
    }

    /** @param settings what is set beside the addresses and the certificates */
    public static MediaAlone start(Path repository, Path scratch, Map<String, String> settings)
            throws IOException, GeneralSecurityException, DemoFailure, InterruptedException {
        Path folder = Files.createDirectories(scratch.resolve("media"));
        var authority =
                CertificateAuthority.in(folder.resolve("tls"), "Ringfort bench CA", new SecureRandom(), Instant.now());
        TlsFiles media = files(authority, "pbx-media");
        var all = new LinkedHashMap<>(settings);
        all.put("media.bind", DemoSettings.LOOPBACK);
        all.put("control.listen", DemoSettings.LOOPBACK + ":" + CONTROL_PORT);
        all.put("management.listen", DemoSettings.LOOPBACK + ":" + MANAGEMENT_PORT);
        all.put("recordings.folder", Files.createDirectories(folder.resolve("recordings")).toString());
        all.put("tls.certificate", media.certificate().toString());
        all.put("tls.key", media.key().toString());
        all.put("tls.trust", media.trust().toString());
        Path configuration = Files.writeString(
                folder.resolve("pbx-media.properties"),
                all.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("\n")));
        var command = new ArrayList<>(List.of("taskset", "-c", "0"));
        command.addAll(new JavaProcess(repository, true).media(configuration).command());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pbx-media.log").toFile())
                .start();
        var started = new MediaAlone(process, files(authority, "pbx-sip-edge"));
        try (var probe = new ReadinessProbe()) {
            String health = "http://" + DemoSettings.LOOPBACK + ":" + MANAGEMENT_PORT + "/health/ready";
            for (int tries = 0; tries < 300 && process.isAlive(); tries++) {
                if (probe.ask(health).equals(ReadinessProbe.READY)) {
                    return started;
                }
                Thread.sleep(100);
            }
        }
        started.close();
        throw new IOException("pbx-media is not ready: see " + folder.resolve("pbx-media.log"));
    }

    private static TlsFiles files(CertificateAuthority authority, String name)
            throws IOException, GeneralSecurityException {
        var issued = authority.issue(name, List.of(name, "localhost"), List.of(DemoSettings.LOOPBACK));
        return new TlsFiles(issued.certificate(), issued.key(), authority.certificateFile());
    }

    public long pid() {
        return process.pid();
    }

    /** What an edge is known by, and trusts. */
    public TlsFiles edge() {
        return edge;
    }

    /** Where an edge asks. */
    public int controlPort() {
        return CONTROL_PORT;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
