package org.ringfort.app.trunks;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.ringfort.app.numbers.DialledNumber;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/** Finds the way into the public network: which of the tenant's trunks may call a number, by which gateways. */
@Service
public class Carriers {
    /** More are not tried: a caller does not wait for ever. */
    private static final int MOST_WAYS = 3;
    /** Who calls for help does. */
    private static final int MOST_WAYS_TO_HELP = 20;

    private final Trunks trunks;
    private final Clock clock;
    private final RandomGenerator random;

    @Autowired
    Carriers(Trunks trunks, Clock clock, SecureRandom random) {
        this(trunks, clock, (RandomGenerator) random);
    }

    private Carriers(Trunks trunks, Clock clock, RandomGenerator random) {
        this.trunks = trunks;
        this.clock = clock;
        this.random = random;
    }

    /** Where what was dialled leads to, for a caller of that tenant; may block for the database. */
    public Outside toward(TenantId tenant, String dialled) {
        return decide(trunks.of(tenant), dialled, clock.instant(), random);
    }

    /** What calls for help where the tenant's trunks lead, as it is dialled there; may block for the database. */
    public SortedSet<String> helpNumbers(TenantId tenant) {
        SortedSet<String> numbers = new TreeSet<>();
        trunks.of(tenant).stream()
                .map(trunk -> trunk.numbers().country())
                .distinct()
                .forEach(country -> numbers.addAll(DialledNumber.emergencyNumbers(country)));
        return numbers;
    }

    /** The decision, and nothing but it. */
    static Outside decide(List<Trunk> trunks, String dialled, Instant now, RandomGenerator random) {
        List<Outside.Way> ways = new ArrayList<>();
        boolean emergency = false;
        String barred = "";
        boolean helpWanted = DialledNumber.callsForHelp(dialled) && trunks.isEmpty();
        for (Trunk trunk : trunks) {
            if (!trunk.usableAt(now)) {
                helpWanted |= DialledNumber.read(dialled, trunk.numbers().country()) instanceof DialledNumber.Emergency;
                continue;
            }
            switch (DialledNumber.read(dialled, trunk.numbers().country())) {
                case DialledNumber.Emergency(String digits) -> {
                    emergency = true;
                    ways.add(new Outside.Way(trunk, digits, inOrder(trunk.gateways(), random)));
                }
                case DialledNumber.EmergencyTest(String digits) ->
                    ways.add(new Outside.Way(trunk, digits, inOrder(trunk.gateways(), random)));
                case DialledNumber.Subscriber subscriber -> {
                    Optional<String> no = trunk.numbers().bars(subscriber);
                    if (no.isPresent()) {
                        barred = barred.isEmpty() ? "trunk " + trunk.name() + " bars " + no.get() : barred;
                    } else {
                        ways.add(new Outside.Way(trunk, subscriber.e164(), inOrder(trunk.gateways(), random)));
                    }
                }
                case DialledNumber.Nobody() -> {}
            }
        }
        if (!ways.isEmpty()) {
            int most = emergency ? MOST_WAYS_TO_HELP : MOST_WAYS;
            return new Outside.Ways(ways.subList(0, Math.min(most, ways.size())), emergency);
        }
        if (helpWanted) {
            return new Outside.Helpless();
        }
        return barred.isEmpty() ? new Outside.Nowhere() : new Outside.Barred(barred);
    }

    /**
     * By priority, and those of the same by chance according to weight.
     *
     * @rfc 2782
     */
    static List<Gateway> inOrder(List<Gateway> gateways, RandomGenerator random) {
        Map<Integer, List<Gateway>> byPriority = new TreeMap<>();
        gateways.forEach(gateway -> byPriority
                .computeIfAbsent(gateway.priority(), _ -> new ArrayList<>())
                .add(gateway));
        List<Gateway> ordered = new ArrayList<>();
        byPriority.values().forEach(equals -> {
            while (!equals.isEmpty()) {
                int mark =
                        random.nextInt(equals.stream().mapToInt(Gateway::weight).sum());
                int at = 0;
                while (mark >= equals.get(at).weight()) {
                    mark -= equals.get(at++).weight();
                }
                ordered.add(equals.remove(at));
            }
        });
        return ordered;
    }
}
