package org.ringfort.e2e.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.ringfort.e2e.bench.signalling.Ringfort;
import org.ringfort.e2e.bench.signalling.Server;
import org.ringfort.e2e.bench.signalling.Sipp;

/**
 * {@code make soak} ({@code MINUTES=60}): phones hold their registrations over TLS, others come and go, calls are made and ended, and
 * strangers throw what they have, all together. Heap, direct memory, threads and open files of each service have to stay flat from
 * the second quarter of the time to the last, and the good traffic has to succeed. Ends with 1 where they do not.
 */
public final class Soak {
    private static final int PEOPLE = 60;
    private static final int REGISTRATIONS_A_SECOND = 20;
    private static final int CALLS_A_SECOND = 4;
    private static final int ANSWERING_PORT = 25_090;
    private static final int MOST_SAMPLES = 40;
    private static final int SECONDS_BETWEEN_SAMPLES = 10;
    private static final Duration REFRESH = Duration.ofSeconds(20);

    private final Ringfort ringfort;
    private final Path scratch;
    private final double minutes;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong refreshed = new AtomicLong();
    private final AtomicLong notRefreshed = new AtomicLong();
    private final List<String> faults = new ArrayList<>();

    private Soak(Ringfort ringfort, Path scratch, double minutes) {
        this.ringfort = ringfort;
        this.scratch = scratch;
        this.minutes = minutes;
    }

    /** @param arguments the root of the checkout, and for how many minutes */
    public static void main(String[] arguments) throws Exception {
        Path repository = Path.of(arguments[0]).toAbsolutePath().normalize();
        double minutes = Double.parseDouble(arguments[1]);
        Path scratch = Files.createDirectories(repository.resolve("target/soak"));
        boolean flat;
        try (Ringfort ringfort = Ringfort.start(repository, scratch, PEOPLE)) {
            flat = new Soak(ringfort, scratch, minutes)
                    .run(new Sipp(repository.resolve("pbx-e2e/src/bench/signalling"), scratch));
        }
        System.exit(flat ? 0 : 1);
    }

    private boolean run(Sipp sipp) throws Exception {
        List<Server.Person> held = ringfort.people().subList(0, PEOPLE / 3);
        List<Server.Person> callers = ringfort.people().subList(PEOPLE / 3, 2 * PEOPLE / 3);
        List<Server.Person> callees = ringfort.people().subList(2 * PEOPLE / 3, PEOPLE);
        int seconds = (int) (minutes * 60);
        SSLContext trusting = ringfort.trusting();
        Path calling = sipp.people("callers.csv", callers, callees);
        Path called = sipp.people("callees.csv", callees, callees);

        sipp.run(load("register", called, 10), Math.ceilDiv(callees.size(), 10), ANSWERING_PORT);
        Process answering = sipp.answering(ANSWERING_PORT);
        var hostile = new Hostile(ringfort, trusting, over);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                var holdings = new Holdings(ringfort.face())) {
            held.forEach(person -> threads.submit(() -> hold(person, trusting)));
            threads.submit(hostile);
            Future<Sipp.Outcome> registers =
                    threads.submit(() -> sipp.run(load("register", calling, REGISTRATIONS_A_SECOND), seconds, 0));
            Future<Sipp.Outcome> calls = threads.submit(() -> sipp.run(load("call", calling, CALLS_A_SECOND), seconds, 0));
            List<Map<String, Map<Holdings.Kind, Double>>> samples = watch(holdings, seconds);
            over.set(true);
            good("registrations that come and go", registers);
            good("calls", calls);
            judge(holdings.services(), samples);
            Files.writeString(
                    scratch.resolve("soak.svg"),
                    Plot.svg("Ringfort, %.0f minutes of good and hostile traffic".formatted(minutes), minutes, holdings.services(), samples));
        } finally {
            over.set(true);
            answering.destroy();
            answering.waitFor();
        }
        say("held registrations: %d refreshed, %d not".formatted(refreshed.get(), notRefreshed.get()));
        if (refreshed.get() == 0 || notRefreshed.get() > refreshed.get() / 1000) {
            faults.add("held registrations were not refreshed");
        }
        say("hostile: %d blows".formatted(hostile.blows()));
        say("drawn in " + scratch.resolve("soak.svg"));
        faults.forEach(fault -> say("NOT SO: " + fault));
        say(faults.isEmpty() ? "flat, and all good traffic was served" : faults.size() + " faults");
        return faults.isEmpty();
    }

    private Sipp.Load load(String scenario, Path people, int rate) {
        return new Sipp.Load(scenario, "u1", "UDP", ringfort.port(), ringfort.domain(), people, rate);
    }

    private void hold(Server.Person person, SSLContext trusting) {
        try (var phone = HeldPhone.connect(ringfort, person, trusting)) {
            while (!over.get()) {
                (phone.register() ? refreshed : notRefreshed).incrementAndGet();
                long until = System.nanoTime() + REFRESH.toNanos();
                while (!over.get() && System.nanoTime() < until) {
                    Thread.sleep(100);
                }
            }
        } catch (IOException e) {
            notRefreshed.incrementAndGet();
            say("a held phone lost its connection: " + e);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Map<String, Map<Holdings.Kind, Double>>> watch(Holdings holdings, int seconds)
            throws IOException, InterruptedException {
        var samples = new ArrayList<Map<String, Map<Holdings.Kind, Double>>>();
        int count = Math.clamp(seconds / SECONDS_BETWEEN_SAMPLES, 4, MOST_SAMPLES); // each costs three full collections
        long begin = System.nanoTime();
        for (int n = 0; n <= count; n++) {
            long wait = begin + n * Duration.ofSeconds(seconds).toNanos() / count - System.nanoTime();
            Thread.sleep(Math.max(0, wait / 1_000_000));
            samples.add(holdings.now());
        }
        return samples;
    }

    private void good(String what, Future<Sipp.Outcome> load) throws InterruptedException, ExecutionException {
        Sipp.Outcome outcome = load.get();
        say("%s: %d done, %d failed, p50 %.1f ms, p99 %.1f ms"
                .formatted(what, outcome.done(), outcome.failed(), outcome.p50Millis(), outcome.p99Millis()));
        if (outcome.done() == 0 || outcome.failed() > outcome.done() / 1000) {
            faults.add(outcome.failed() + " of " + (outcome.done() + outcome.failed()) + " failed: " + what);
        }
    }

    /** The middle of the second quarter beside the middle of the last. */
    private void judge(List<String> services, List<Map<String, Map<Holdings.Kind, Double>>> samples) {
        int quarter = samples.size() / 4;
        say("%-14s %-24s %10s %10s".formatted("", "", "2nd quarter", "last quarter"));
        for (String service : services) {
            for (Holdings.Kind kind : Holdings.Kind.values()) {
                double early = median(samples.subList(quarter, 2 * quarter), service, kind);
                double late = median(samples.subList(samples.size() - quarter, samples.size()), service, kind);
                say("%-14s %-24s %10.1f %10.1f %s".formatted(service, kind.title, early, late, kind.unit));
                if (late > early * 1.1 + kind.slack) {
                    faults.add("%s of %s grew from %.1f to %.1f %s".formatted(kind.title, service, early, late, kind.unit));
                }
            }
        }
    }

    private static double median(
            List<Map<String, Map<Holdings.Kind, Double>>> samples, String service, Holdings.Kind kind) {
        double[] sorted = samples.stream()
                .mapToDouble(sample -> sample.getOrDefault(service, Map.of()).getOrDefault(kind, 0.0))
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
