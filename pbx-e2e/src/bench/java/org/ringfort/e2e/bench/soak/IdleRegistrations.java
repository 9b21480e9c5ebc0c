package org.ringfort.e2e.bench.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.ringfort.e2e.bench.signalling.Ringfort;
import org.ringfort.e2e.bench.signalling.Server;

/** {@code make bench-idle}: what each of ten thousand registrations costs that is held over TLS and does nothing. */
public final class IdleRegistrations {
    private static final int PHONES = 10_000;
    private static final int PHONES_OF_ONE = 25; // a tenant may have 500 extensions

    private IdleRegistrations() {}

    /** @param arguments the root of the checkout */
    public static void main(String[] arguments) throws Exception {
        Path repository = Path.of(arguments[0]).toAbsolutePath().normalize();
        Path scratch = Files.createDirectories(repository.resolve("target/bench-idle"));
        Deque<HeldPhone> phones = new ArrayDeque<>();
        Map<String, String> settings = Ringfort.unlimited();
        settings.put("RINGFORT_REGISTRAR_CONTACTS", String.valueOf(PHONES_OF_ONE));
        try (Ringfort ringfort = Ringfort.start(
                        repository,
                        scratch,
                        PHONES / PHONES_OF_ONE,
                        settings);
                var holdings = new Holdings(ringfort.face())) {
            SSLContext trusting = ringfort.trusting();
            register(ringfort, trusting, phones, PHONES / 20); // what is made once for all, and not for each
            var before = holdings.now();
            int base = phones.size();
            register(ringfort, trusting, phones, PHONES);
            Thread.sleep(10_000);
            report(holdings.services(), before, holdings.now(), phones.size() - base);
        } finally {
            for (HeldPhone phone : phones) {
                phone.close();
            }
        }
    }

    private static void register(Ringfort ringfort, SSLContext trusting, Deque<HeldPhone> phones, int count)
            throws Exception {
        List<Server.Person> people = ringfort.people();
        while (phones.size() < count) {
            HeldPhone phone = HeldPhone.connect(ringfort, people.get(phones.size() % people.size()), trusting);
            phones.add(phone);
            if (!phone.register()) {
                throw new IllegalStateException("registration " + phones.size() + " was refused");
            }
        }
    }

    private static void report(
            List<String> services,
            Map<String, Map<Holdings.Kind, Double>> before,
            Map<String, Map<Holdings.Kind, Double>> after,
            int phones) {
        System.out.println("kB for each of " + phones + " idle registrations over TLS");
        for (String service : services) {
            for (Holdings.Kind kind : List.of(Holdings.Kind.HEAP, Holdings.Kind.DIRECT, Holdings.Kind.RESIDENT)) {
                double grown = after.getOrDefault(service, Map.of()).getOrDefault(kind, 0.0)
                        - before.getOrDefault(service, Map.of()).getOrDefault(kind, 0.0);
                System.out.printf("%-14s %-24s %8.1f%n", service, kind.title, grown * 1024 / phones);
            }
        }
    }
}
