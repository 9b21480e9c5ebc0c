package org.ringfort.edge.routing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.ringfort.protocol.sip.location.Dns;
import org.ringfort.protocol.sip.location.Dns.Answer;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;

/**
 * Asks name servers, by UDP, and by TCP where an answer is too long for that. No thread waits for an answer; each comes in
 * bounded time, be it that nobody answered. Of what a server says only what was asked for is taken. Names are whole: no search
 * list is applied. Any thread.
 *
 * @rfc 1035 7
 * @rfc 2308 5
 */
public final class NameServers {
    /** A packet is lost now and then, and a caller waits: two or three tries in the time that a gateway has for its first sign. */
    private static final Duration EACH = Duration.ofMillis(600);

    private static final int FEWEST_TRIES = 2;
    private static final int MOST_TRIES = 3;
    private static final int MOST_ALIASES = 4;
    /** How long that there is nothing holds where the zone does not say, and the longest whatever it says. */
    private static final long NOTHING_SECONDS = 30;

    private static final long LONGEST_NOTHING_SECONDS = 60;
    private static final Duration FILE = Duration.ofSeconds(10);

    private final List<Resolver> servers;
    private final int tries;
    private final HostsFileParser hosts = new HostsFileParser();
    private final Executor executor = task -> Thread.ofVirtual().name("dns").start(task);

    /** @param servers whom to ask, in this order; empty: those that this machine asks */
    public NameServers(List<InetSocketAddress> servers) {
        List<InetSocketAddress> asked =
                servers.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : servers;
        this.servers = asked.stream().map(NameServers::server).toList();
        this.tries = Math.clamp(this.servers.size(), FEWEST_TRIES, MOST_TRIES);
    }

    private static Resolver server(InetSocketAddress address) {
        var server = new SimpleResolver(address);
        server.setTimeout(EACH);
        return server;
    }

    CompletableFuture<Answer<Dns.Naptr>> naptr(String domain) {
        return ask(
                        domain,
                        Type.NAPTR,
                        NAPTRRecord.class,
                        record -> new Dns.Naptr(
                                record.getOrder(),
                                record.getPreference(),
                                record.getFlags(),
                                record.getService(),
                                record.getReplacement().toString()))
                .toCompletableFuture();
    }

    CompletableFuture<Answer<Dns.Srv>> srv(String name) {
        return ask(
                        name,
                        Type.SRV,
                        SRVRecord.class,
                        record -> new Dns.Srv(
                                record.getPriority(),
                                record.getWeight(),
                                record.getPort(),
                                record.getTarget().toString()))
                .toCompletableFuture();
    }

    /** IPv4 before IPv6: who has no way there learns it at once, not so who waits for a tunnel. */
    CompletableFuture<Answer<InetAddress>> addresses(String host) {
        List<InetAddress> local = inFile(host);
        if (!local.isEmpty()) {
            return CompletableFuture.completedFuture(new Answer.Told<>(local, FILE));
        }
        return ask(host, Type.A, ARecord.class, ARecord::getAddress)
                .thenCombine(ask(host, Type.AAAA, AAAARecord.class, AAAARecord::getAddress), NameServers::together)
                .toCompletableFuture();
    }

    private static Answer<InetAddress> together(Answer<InetAddress> one, Answer<InetAddress> other) {
        if (!(one instanceof Answer.Told<InetAddress>(var first, var life))) {
            return other;
        }
        if (!(other instanceof Answer.Told<InetAddress>(var second, var otherLife))) {
            return one;
        }
        List<InetAddress> both = new ArrayList<>(first);
        both.addAll(second);
        // That there is none of one kind says nothing about how long the other holds.
        boolean shorter = first.isEmpty() || (!second.isEmpty() && otherLife.compareTo(life) < 0);
        return new Answer.Told<>(both, shorter ? otherLife : life);
    }

    /** What this machine's own file says. */
    private List<InetAddress> inFile(String host) {
        List<InetAddress> found = new ArrayList<>();
        try {
            Name name = Name.fromString(host, Name.root);
            hosts.getAddressForHost(name, Type.A).ifPresent(found::add);
            hosts.getAddressForHost(name, Type.AAAA).ifPresent(found::add);
        } catch (IOException unreadable) {
            return List.of(); // as though there were none
        }
        return found;
    }

    private <R extends Record, T> CompletionStage<Answer<T>> ask(
            String text, int type, Class<R> kind, Function<R, T> read) {
        Name name;
        try {
            name = Name.fromString(text, Name.root);
        } catch (TextParseException noName) {
            return CompletableFuture.completedFuture(new Answer.Told<>(List.of(), Duration.ofSeconds(NOTHING_SECONDS)));
        }
        return follow(name, type, 0, Long.MAX_VALUE)
                .<Answer<T>>thenApply(found -> found.<Answer<T>>map(told -> new Answer.Told<>(
                                told.records().stream()
                                        .filter(kind::isInstance)
                                        .map(kind::cast)
                                        .map(read)
                                        .toList(),
                                Duration.ofSeconds(told.seconds())))
                        .orElseGet(Answer.Silent::new))
                .exceptionally(nobody -> new Answer.Silent<>());
    }

    private record Found(List<Record> records, long seconds) {}

    /** What is said of a name, and of whom it is an alias; empty where that is not to be believed. */
    private CompletionStage<Optional<Found>> follow(Name name, int type, int aliases, long seconds) {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        return send(query, 0).thenCompose(answer -> {
            Message relevant = answer.normalize(query);
            if (relevant == null || !isAnswer(answer)) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            List<Record> records = relevant.getSection(Section.ANSWER);
            long life = records.stream().mapToLong(Record::getTTL).reduce(seconds, Math::min);
            if (records.stream().anyMatch(record -> record.getType() == type)) {
                return CompletableFuture.completedFuture(Optional.of(new Found(records, life)));
            }
            Optional<SOARecord> authority = relevant.getSection(Section.AUTHORITY).stream()
                    .filter(SOARecord.class::isInstance)
                    .map(SOARecord.class::cast)
                    .findFirst();
            Name end = end(name, records);
            if (authority.isEmpty() && !end.equals(name) && aliases < MOST_ALIASES) {
                return follow(end, type, aliases + 1, life);
            }
            return CompletableFuture.completedFuture(Optional.of(new Found(List.of(), nothing(authority))));
        });
    }

    /** To one server after the other, until one knows whether there is something. */
    private CompletionStage<Message> send(Message query, int tried) {
        return servers.get(tried % servers.size())
                .sendAsync(query, executor)
                .toCompletableFuture()
                .orTimeout(EACH.toMillis(), TimeUnit.MILLISECONDS) // the library looks at its own once a second
                .handle((answer, failure) -> {
                    boolean good = failure == null && isAnswer(answer);
                    if (!good && tried + 1 < tries) {
                        return send(query, tried + 1);
                    }
                    return failure == null
                            ? CompletableFuture.completedStage(answer)
                            : CompletableFuture.<Message>failedStage(failure);
                })
                .thenCompose(Function.identity());
    }

    private static boolean isAnswer(Message answer) {
        return answer.getRcode() == Rcode.NOERROR || answer.getRcode() == Rcode.NXDOMAIN;
    }

    private static Name end(Name name, List<Record> chain) {
        Name end = name;
        for (Record record : chain) {
            if (record instanceof CNAMERecord alias && alias.getName().equals(end)) {
                end = alias.getTarget();
            }
        }
        return end;
    }

    private static long nothing(Optional<SOARecord> authority) {
        return authority
                .map(soa -> Math.min(LONGEST_NOTHING_SECONDS, Math.min(soa.getMinimum(), soa.getTTL())))
                .orElse(NOTHING_SECONDS);
    }
}
