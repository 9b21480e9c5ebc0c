package org.ringfort.e2e.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** What the three services hold at a moment, from {@code /metrics} and {@code /proc}. One thread. */
final class Holdings implements AutoCloseable {
    private static final double MEBI = 1024.0 * 1024.0;

    /** What is looked at; {@code slack} of its unit it may grow by, besides a tenth, and still count as flat. */
    enum Kind {
        HEAP("heap after a collection", "MiB", 10),
        DIRECT("direct memory", "MiB", 10),
        RESIDENT("resident memory", "MiB", 64),
        THREADS("threads", "", 12),
        DESCRIPTORS("open files", "", 60);

        final String title;
        final String unit;
        final double slack;

        Kind(String title, String unit, double slack) {
            this.title = title;
            this.unit = unit;
            this.slack = slack;
        }
    }

    /** One service. */
    private record Service(String name, long pid, URI metrics) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Service> services = new ArrayList<>();
    private final String jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();

    Holdings(JsonNode face) {
        for (JsonNode process : face.path("processes")) {
            services.add(new Service(
                    process.path("name").asString(),
                    process.path("pid").asLong(),
                    URI.create(process.path("metrics").asString())));
        }
    }

    List<String> services() {
        return services.stream().map(Service::name).toList();
    }

    /** By service and kind. A full collection comes first, so that the heap is what is really held. */
    Map<String, Map<Kind, Double>> now() throws IOException, InterruptedException {
        var all = new LinkedHashMap<String, Map<Kind, Double>>();
        for (Service service : services) {
            collect(service.pid());
            all.put(service.name(), of(service));
        }
        return all;
    }

    private void collect(long pid) throws IOException, InterruptedException {
        Process collecting = new ProcessBuilder(jcmd, String.valueOf(pid), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!collecting.waitFor(30, TimeUnit.SECONDS) || collecting.exitValue() != 0) {
            throw new IOException("process " + pid + " has died or does not listen to jcmd");
        }
    }

    private Map<Kind, Double> of(Service service) throws IOException, InterruptedException {
        List<String> lines = client.send(
                        HttpRequest.newBuilder(service.metrics()).build(), HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .toList();
        var held = new LinkedHashMap<Kind, Double>();
        held.put(Kind.HEAP, sum(lines, "jvm_memory_used_bytes{area=\"heap\"") / MEBI);
        held.put(
                Kind.DIRECT,
                (sum(lines, "jvm_buffer_memory_used_bytes{id=\"direct\"") + sum(lines, "ringfort_buffers_direct")) / MEBI);
        held.put(Kind.RESIDENT, resident(service.pid()) / 1024.0);
        held.put(Kind.THREADS, sum(lines, "jvm_threads_live_threads"));
        try (var descriptors = Files.list(Path.of("/proc", String.valueOf(service.pid()), "fd"))) {
            held.put(Kind.DESCRIPTORS, (double) descriptors.count());
        }
        return held;
    }

    private static double sum(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Kibibytes. */
    static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    @Override
    public void close() {
        client.close();
    }
}
