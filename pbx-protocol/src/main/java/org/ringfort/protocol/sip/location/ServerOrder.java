package org.ringfort.protocol.sip.location;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The order in which servers are tried: by priority, and among equals by lot, a server of twice the weight being drawn first
 * twice as often. Pure.
 *
 * @rfc 2782 usage
 */
final class ServerOrder {
    private ServerOrder() {}

    static List<Dns.Srv> of(List<Dns.Srv> records, RandomGenerator random) {
        var byPriority = new TreeMap<Integer, List<Dns.Srv>>();
        records.forEach(record -> byPriority
                .computeIfAbsent(record.priority(), priority -> new ArrayList<>())
                .add(record));
        List<Dns.Srv> ordered = new ArrayList<>();
        byPriority.values().forEach(equals -> draw(equals, ordered, random));
        return ordered;
    }

    private static void draw(List<Dns.Srv> equals, List<Dns.Srv> ordered, RandomGenerator random) {
        // those without weight first, so that they have their small chance
        List<Dns.Srv> left = new ArrayList<>();
        equals.stream().filter(record -> record.weight() == 0).forEach(left::add);
        equals.stream().filter(record -> record.weight() != 0).forEach(left::add);
        while (!left.isEmpty()) {
            int sum = left.stream().mapToInt(Dns.Srv::weight).sum();
            int lot = random.nextInt(sum + 1);
            int drawn = 0;
            for (int run = left.get(0).weight();
                    run < lot;
                    run += left.get(drawn).weight()) {
                drawn++;
            }
            ordered.add(left.remove(drawn));
        }
    }
}
