package org.ringfort.e2e.bench.media;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ringfort.e2e.bench.signalling.CpuTime;
import org.ringfort.media.srtp.SrtpProfile;
import org.slf4j.LoggerFactory;

/**
 * {@code make bench-media}: calls through pbx-media alone and, where it is installed, through rtpengine, in one run. The relay has
 * the first core, the phones the second. {@code QUICK=1}: fewer steps, each somewhat shorter.
 */
public final class MediaBench {
    private static final int FIRST_PHONE_PORT = 20_000;
    private static final int WARM_CALLS = 200;

    private final List<Integer> steps;
    private final int seconds;
    private final int warmSeconds;
    private final List<String> only;
    private final Path repository;
    private final Path scratch;
    private final Report report = new Report();

    private MediaBench(Path repository, boolean quick, List<String> only) throws IOException {
        this.steps = quick ? List.of(50, 500) : List.of(50, 200, 500, 800);
        this.seconds = quick ? 15 : 20; // at 50 calls 25,000 packets were fewer than one method compiled meanwhile could spoil
        this.warmSeconds = quick ? 40 : 60;
        this.only = only;
        this.repository = repository;
        this.scratch = Files.createDirectories(repository.resolve("target/bench-media"));
    }

    /** @param arguments the root of the checkout; then, perhaps, "quick"; then which relays, if not all */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments).subList(1, arguments.length);
        new MediaBench(
                        Path.of(arguments[0]).toAbsolutePath().normalize(),
                        words.contains("quick"),
                        words.stream().filter(word -> !word.equals("quick")).toList())
                .run();
    }

    private void run() throws Exception {
        onSecondCore();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        // one core, as rtpengine has: one loop, though the machine has more
        var own = Map.of("media.loops", "1", "media.ports", "10000-16999", "media.quarantine", "1s");
        var shared = Map.of("media.loops", "1", "media.shared-port", "10000", "media.ports", "10100-10200");
        if (wanted("range")) {
            try (Relay relay = Ringfort.start("Ringfort, ports for each leg", repository, scratch, own)) {
                measure(relay);
            }
        }
        if (wanted("shared")) {
            try (Relay relay = Ringfort.start("Ringfort, one port for all", repository, scratch, shared)) {
                measure(relay);
            }
        }
        if (!Rtpengine.installed()) {
            report.say("\nrtpengine is not installed (rtpengine-daemon): nothing to compare with.");
        } else if (wanted("rtpengine")) {
            try (Relay relay = Rtpengine.start(scratch)) {
                measure(relay);
                report.compare(relay.name());
            }
        }
        report.keep(scratch.resolve("report.md"));
    }

    private boolean wanted(String relay) {
        return only.isEmpty() || only.contains(relay);
    }

    private static void onSecondCore() throws IOException, InterruptedException {
        new ProcessBuilder(
                        "taskset", "-a", "-c", "-p", "1",
                        String.valueOf(ProcessHandle.current().pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void measure(Relay relay) throws Exception {
        report.relay(relay.name());
        step(relay, WARM_CALLS, warmSeconds); // compilers have their work done, theirs and ours; not counted
        long residentBefore = ProcessMemory.residentOctets(relay.pid());
        long liveBefore = relay.liveOctets();
        for (int calls : steps) {
            Step step = step(relay, calls, seconds);
            report.line(relay.name(), new Report.Line(
                    calls, step.heard(), step.cpu(), step.resident() - residentBefore, step.live() - liveBefore));
        }
    }

    private record Step(Heard heard, Duration cpu, long resident, long live) {}

    private Step step(Relay relay, int calls, int lasting) throws Exception {
        List<Phone> phones = new ArrayList<>();
        try {
            for (int call = 0; call < calls; call++) {
                // rtpengine hands the caller's key on where the callee takes the same suite: two that differ, and it opens and seals
                var caller = new Phone(FIRST_PHONE_PORT + 2 * call, SrtpProfile.AES_CM_128_HMAC_SHA1_80);
                var callee = new Phone(FIRST_PHONE_PORT + 2 * call + 1, SrtpProfile.AES_CM_128_HMAC_SHA1_32);
                phones.add(caller);
                phones.add(callee);
                relay.connect(calls + "-" + lasting + "-" + call, caller, callee);
            }
            try (var load = new Load(phones)) {
                load.talk(1); // every source is learned
                Duration before = spent(relay);
                Heard heard = load.talk(lasting);
                Duration cpu = spent(relay).minus(before);
                return new Step(heard, cpu, ProcessMemory.residentOctets(relay.pid()), relay.liveOctets());
            }
        } finally {
            for (int call = 0; call < phones.size() / 2; call++) {
                relay.disconnect(calls + "-" + lasting + "-" + call);
            }
            for (Phone phone : phones) {
                phone.close();
            }
        }
    }

    private static Duration spent(Relay relay) {
        return CpuTime.of(Map.of("relay", relay.pid())).values().iterator().next();
    }
}
