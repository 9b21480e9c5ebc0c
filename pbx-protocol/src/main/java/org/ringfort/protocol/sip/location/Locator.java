package org.ringfort.protocol.sip.location;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * From a name to an ordered list of places to try: transport by NAPTR, servers by SRV, addresses by A and AAAA. The first that works is
 * taken; the rest is for the case that it does not (RFC 3263 4.3).
 *
 * <p>What names say is not trusted: questions, records and targets are bounded, nothing is remembered longer or shorter than the
 * limits say, and no address is told that the policy bars. Pure but for {@link Dns}; any thread.
 *
 * @rfc 3263 4
 */
public final class Locator {
    /**
     * @param mostQuestions asked for one name
     * @param mostRecords read of one answer
     * @param mostTargets told
     * @param shortest and {@code longest} that an answer holds, whatever it says
     */
    public record Limits(int mostQuestions, int mostRecords, int mostTargets, Duration shortest, Duration longest) {
        public static final Limits DEFAULT = new Limits(24, 32, 16, Duration.ofSeconds(5), Duration.ofMinutes(10));
    }

    private final Dns dns;
    private final Set<Transport> spoken;
    private final Predicate<InetAddress> allowed;
    private final RandomGenerator random;
    private final Limits limits;

    /**
     * @param spoken which ways we can go
     * @param allowed where we may go at all
     * @param random draws among servers of one priority
     */
    public Locator(
            Dns dns, Set<Transport> spoken, Predicate<InetAddress> allowed, RandomGenerator random, Limits limits) {
        this.dns = dns;
        this.spoken = Set.copyOf(spoken);
        this.allowed = allowed;
        this.random = random;
        this.limits = limits;
    }

    /** Where that one may be reached now; blocks for as long as {@link Dns} does, question by question. */
    public Located locate(Sought sought) {
        return new Search(sought).run();
    }

    /** One name being looked up. */
    private final class Search {
        private final Sought sought;
        private final String host;
        private final Set<Target> targets = new LinkedHashSet<>();
        private Duration life = limits.longest();
        private boolean whole = true;
        private int asked;

        Search(Sought sought) {
            this.sought = sought;
            this.host = withoutDot(Ascii.lower(sought.host()));
        }

        Located run() {
            Optional<InetAddress> literal = literal(host);
            if (literal.isPresent()) {
                add(way(), literal.get(), sought.port().orElse(way().defaultPort()));
            } else if (sought.port().isPresent()) {
                addresses(way(), host, sought.port().getAsInt());
            } else if (sought.transport().isPresent()) {
                byServers(way(), way().serverName(host), true);
            } else {
                byPolicyOfTheDomain();
            }
            Duration held = life.compareTo(limits.shortest()) < 0 ? limits.shortest() : life;
            return new Located(List.copyOf(targets), whole ? held : limits.shortest(), whole);
        }

        /** The way where DNS is not asked for one. */
        private Transport way() {
            return sought.transport().orElse(sought.secured() ? Transport.TLS : Transport.UDP);
        }

        /** @rfc 3263 4.1 */
        private void byPolicyOfTheDomain() {
            List<Dns.Naptr> ways = told(() -> dns.naptr(host)).stream()
                    .filter(record -> Ascii.same(record.flags(), "s"))
                    .filter(record -> way(record).isPresent())
                    .sorted(Comparator.comparingInt(Dns.Naptr::order).thenComparingInt(Dns.Naptr::preference))
                    .toList();
            for (Dns.Naptr record : ways) {
                byServers(way(record).orElseThrow(), withoutDot(record.replacement()), false);
            }
            if (!ways.isEmpty()) {
                return;
            }
            boolean served = false;
            for (Transport way : Transport.values()) {
                if (may(way)) {
                    served |= byServers(way, way.serverName(host), false);
                }
            }
            if (!served) {
                addresses(way(), host, way().defaultPort());
            }
        }

        private Optional<Transport> way(Dns.Naptr record) {
            return Arrays.stream(Transport.values())
                    .filter(way -> Ascii.same(way.service(), record.service()))
                    .filter(this::may)
                    .findFirst();
        }

        private boolean may(Transport way) {
            return spoken.contains(way) && (way.secured() || !sought.secured());
        }

        /**
         * @param plainly whether the name itself is tried where no server is named
         * @return whether servers were named
         * @rfc 3263 4.2
         */
        private boolean byServers(Transport way, String name, boolean plainly) {
            List<Dns.Srv> servers = told(() -> dns.srv(name));
            if (servers.isEmpty()) {
                if (plainly) {
                    addresses(way, host, way.defaultPort());
                }
                return false;
            }
            for (Dns.Srv server : ServerOrder.of(servers, random)) {
                String target = withoutDot(server.target());
                if (!target.isEmpty() && server.port() >= 1 && server.port() <= 65_535) {
                    addresses(way, target, server.port());
                }
            }
            return true;
        }

        private void addresses(Transport way, String name, int port) {
            if (targets.size() < limits.mostTargets()) {
                told(() -> dns.addresses(name)).forEach(address -> add(way, address, port));
            }
        }

        private void add(Transport way, InetAddress address, int port) {
            if (targets.size() < limits.mostTargets() && spoken.contains(way) && allowed.test(address)) {
                targets.add(new Target(way, new InetSocketAddress(address, port)));
            }
        }

        private <T> List<T> told(Supplier<Dns.Answer<T>> question) {
            if (asked == limits.mostQuestions()) {
                whole = false;
                return List.of();
            }
            asked++;
            return switch (question.get()) {
                case Dns.Answer.Told<T>(var records, var lives) -> {
                    life = lives.compareTo(life) < 0 ? lives : life;
                    yield new ArrayList<>(records.subList(0, Math.min(records.size(), limits.mostRecords())));
                }
                case Dns.Answer.Silent<T> silent -> {
                    whole = false;
                    yield List.of();
                }
            };
        }
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static Optional<InetAddress> literal(String host) {
        boolean numeric = host.contains(":") || isDotted(host);
        try {
            return numeric ? Optional.of(InetAddress.ofLiteral(host)) : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** Four numbers: never what a shorter form might be taken for. */
    private static boolean isDotted(String host) {
        return host.chars().allMatch(c -> c == '.' || Ascii.isDigit(c))
                && host.chars().filter(c -> c == '.').count() == 3;
    }
}
