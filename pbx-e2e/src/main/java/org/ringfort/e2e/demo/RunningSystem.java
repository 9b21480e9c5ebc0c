package org.ringfort.e2e.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** PostgreSQL and the three services of one demo: started in order, minded, stopped in the opposite order. */
final class RunningSystem {
    private static final Duration READY_WITHIN = Duration.ofSeconds(150);
    private static final Duration KEPT_WITHIN = Duration.ofMinutes(3);
    private static final long FREE_MEBIBYTES = 300;

    private final DemoSettings settings;
    private final SecureRandom random;
    private final Clock clock;
    private final Consumer<String> tell;
    private final List<SupervisedProcess> started = new ArrayList<>();
    private final List<ServiceProcess> services = new ArrayList<>();
    private boolean stopped;

    RunningSystem(DemoSettings settings, SecureRandom random, Clock clock, Consumer<String> tell) {
        this.settings = settings;
        this.random = random;
        this.clock = clock;
        this.tell = tell;
    }

    /** A service and the two addresses that tell how it is. */
    private record ServiceProcess(SupervisedProcess process, String health, String metrics) {
        DemoFace.Service face() {
            return new DemoFace.Service(process.name(), process.pid(), health, metrics);
        }
    }

    /** What was made before anything is started. */
    private record Prepared(DemoSecrets secrets, Map<String, Path> files, DemoFace face) {}

    private Prepared prepare() throws DemoFailure, IOException, GeneralSecurityException, InterruptedException {
        long free = Files.getFileStore(settings.directory()).getUsableSpace() >> 20;
        if (free < FREE_MEBIBYTES) {
            throw new DemoFailure("the disk is full: " + free + " MiB free for " + settings.directory() + ", "
                    + FREE_MEBIBYTES + " MiB are needed; make room and start it again.");
        }
        Orphans.end(settings.file("children"), tell);
        FreePorts.demand(settings);

        DemoSecrets secrets = DemoSecrets.in(settings.file("secrets.json"), random);
        var configuration = new Configuration(settings, secrets, certificates());
        Map<String, Path> files = configuration.write();
        secrets.password(Postgres.SUPERUSER_SECRET);
        secrets.keep();
        return new Prepared(secrets, files, new DemoFace(settings, secrets, configuration.phonesTrust()));
    }

    void start() throws DemoFailure, IOException, GeneralSecurityException, InterruptedException {
        long begin = System.nanoTime();
        Prepared prepared = prepare();
        Map<String, Path> files = prepared.files();
        DemoFace face = prepared.face();
        SupervisedProcess database = startDatabase(prepared.secrets());
        startRelay(prepared.secrets());
        var java = new JavaProcess(settings.repository(), settings.longRun());
        startApp(java.app(files.get("pbx-app")));
        startService(
                java.media(files.get("pbx-media")), settings.ports().mediaManagement(), "/health/ready", "/metrics");
        startService(
                java.edge(files.get("pbx-sip-edge")), settings.ports().edgeManagement(), "/health/ready", "/metrics");
        awaitReady();

        writeFace(face);
        Runnable changed = () -> {
            try {
                noteChildren();
                writeFace(face);
            } catch (IOException e) {
                tell.accept("demo.json cannot be written: " + e.getMessage());
            }
        };
        database.minded(changed);
        services.forEach(service -> service.process().minded(changed));
        PrivateFile.write(settings.file("greeting"), face.greeting());
        tell.accept(face.greeting());
        tell.accept("(ready after %.1f s)".formatted((System.nanoTime() - begin) / 1e9));
    }

    /** Starts and stops the database and pbx-app once, so that the app keeps what its later starts need not find out again. */
    void train() throws DemoFailure, IOException, GeneralSecurityException, InterruptedException {
        Prepared prepared = prepare();
        startDatabase(prepared.secrets());
        startRelay(prepared.secrets());
        startApp(new JavaProcess(settings.repository(), settings.longRun())
                .appInTraining(prepared.files().get("pbx-app")));
        awaitReady();
        services.getFirst().process().stop(KEPT_WITHIN);
        stop();
    }

    private void startApp(JavaProcess.Launch app) throws IOException {
        startService(app, settings.ports().appManagement(), "/actuator/health/readiness", "/actuator/prometheus");
    }

    private Certificates certificates() throws IOException, GeneralSecurityException {
        return Certificates.in(settings, random, clock.instant());
    }

    private SupervisedProcess startDatabase(DemoSecrets secrets) throws DemoFailure, IOException, InterruptedException {
        tell.accept("starting PostgreSQL");
        Path home = PostgresBinaries.unpackedIn(settings.repository().resolve("pbx-e2e/target"));
        Path log = freshLog("postgres");
        var postgres =
                new Postgres(home, settings.file("postgres"), settings.ports().database(), secrets);
        postgres.initialise(log);
        var server = new SupervisedProcess("postgres", postgres.serverCommand(), log, tell);
        begin(server);
        postgres.prepare(server);
        return server;
    }

    /** For browsers; nobody waits for it, and nothing fails without it. */
    private void startRelay(DemoSecrets secrets) throws IOException {
        if (Coturn.installed()) {
            tell.accept("starting coturn");
            List<String> command = new Coturn(settings).command(secrets.password("turn"));
            begin(new SupervisedProcess("coturn", command, freshLog("coturn"), tell));
        }
    }

    private void startService(JavaProcess.Launch launch, int management, String health, String metrics)
            throws IOException {
        tell.accept("starting " + launch.name());
        var process = new SupervisedProcess(launch.name(), launch.command(), freshLog(launch.name()), tell);
        String base = "http://127.0.0.1:" + management;
        services.add(new ServiceProcess(process, base + health, base + metrics));
        begin(process);
    }

    private synchronized void begin(SupervisedProcess process) throws IOException {
        process.start();
        started.add(process);
        noteChildren();
    }

    private synchronized void noteChildren() throws IOException {
        Orphans.note(
                settings.file("children"),
                started.stream().map(SupervisedProcess::pid).toList());
    }

    private Path freshLog(String name) throws IOException {
        Path logs = settings.file("logs");
        Files.createDirectories(logs);
        Path log = logs.resolve(name + ".log");
        if (Files.exists(log)) {
            Files.move(log, logs.resolve(name + ".log.1"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    private void awaitReady() throws DemoFailure, InterruptedException {
        try (var probe = new ReadinessProbe()) {
            long deadline = System.nanoTime() + READY_WITHIN.toNanos();
            var waiting = new LinkedHashMap<ServiceProcess, String>();
            services.forEach(service -> waiting.put(service, "no answer yet"));
            while (!waiting.isEmpty()) {
                for (ServiceProcess service : List.copyOf(waiting.keySet())) {
                    service.process().failIfEnded();
                    String state = probe.ask(service.health());
                    if (state.equals(ReadinessProbe.READY)) {
                        waiting.remove(service);
                        tell.accept(service.process().name() + " is ready");
                    } else {
                        waiting.put(service, state);
                    }
                }
                if (!waiting.isEmpty() && System.nanoTime() > deadline) {
                    var late = waiting.entrySet().iterator().next();
                    throw new DemoFailure(late.getKey().process().name() + " is not ready after "
                            + READY_WITHIN.toSeconds() + " s (" + late.getValue() + "): see "
                            + late.getKey().process().log());
                }
                Thread.sleep(100);
            }
        }
    }

    private synchronized void writeFace(DemoFace face) throws IOException {
        if (!stopped) {
            face.write(services.stream().map(ServiceProcess::face).toList());
        }
    }

    /** Stops everything, last started first; a second call does nothing. */
    void stop() {
        List<SupervisedProcess> toStop;
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
            toStop = List.copyOf(started).reversed();
        }
        try {
            Files.deleteIfExists(settings.file("demo.json"));
            Files.deleteIfExists(settings.file("greeting"));
            for (SupervisedProcess process : toStop) {
                tell.accept("stopping " + process.name());
                process.stop();
            }
            Files.deleteIfExists(settings.file("children"));
        } catch (IOException e) {
            tell.accept("not everything was put away: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
