package org.ringfort.edge.routing;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.ringfort.process.config.Network;
import org.ringfort.protocol.sip.location.Dns;
import org.ringfort.protocol.sip.location.Locator;
import org.ringfort.protocol.sip.location.Sought;
import org.ringfort.protocol.sip.location.Target;
import org.ringfort.protocol.sip.location.Transport;

/**
 * What an edge knows of the gateways that plans name: where their names lead, whether one may go there, and which failed of
 * late and is better tried last. Any thread.
 *
 * <p>Tenants name gateways, so a name may lead anywhere: into the cluster, to this machine itself, to a cloud's metadata. Only
 * public addresses are called, and networks that the operator has named.
 */
public final class Gateways {
    /**
     * Where a gateway is: one of perhaps several servers that its name leads to.
     *
     * @param id by which it rests, apart from the gateway's other places
     */
    public record Place(String id, Target target) {}

    /** More are not tried: a caller does not wait for ever. */
    private static final int MOST_PLACES = 8;

    private static final int MOST_RESTING = 10_000;
    private static final Duration FIRST_REST = Duration.ofSeconds(30);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final List<Network> NOT_PUBLIC = List.of(
            Network.parse("0.0.0.0/8"),
            Network.parse("100.64.0.0/10"),
            Network.parse("192.0.0.0/24"),
            Network.parse("198.18.0.0/15"),
            Network.parse("240.0.0.0/4"),
            Network.parse("fc00::/7"),
            Network.parse("64:ff9b::/96"),
            Network.parse("64:ff9b:1::/48"),
            Network.parse("2002::/16"));

    private final Locator locator;
    private final List<Network> allowed;
    private final LongSupplier clockNanos;
    private final Map<String, Rest> resting = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rest> eldest) {
            return size() > MOST_RESTING;
        }
    };

    private final Set<String> down = new HashSet<>();
    private final Breakers breakers;

    private record Rest(long untilNanos, Duration length) {}

    /**
     * @param dns blocks in bounded time
     * @param allowed networks that may be called although they are not public
     * @param random draws among servers of the same priority
     * @param clockNanos a clock that never jumps
     */
    public Gateways(Dns dns, List<Network> allowed, RandomGenerator random, LongSupplier clockNanos) {
        this.allowed = List.copyOf(allowed);
        this.clockNanos = clockNanos;
        this.breakers = new Breakers(clockNanos);
        this.locator = new Locator(dns, EnumSet.allOf(Transport.class), this::mayCall, random, Locator.Limits.DEFAULT);
    }

    /**
     * Where a gateway is, the first to be tried first, but those that failed of late last; empty where nobody knows it, or one
     * may not go there. Blocks for DNS.
     *
     * @rfc 3263 4.3
     */
    public List<Place> places(String gateway, Sought sought) {
        List<Place> found = locator.locate(sought).targets().stream()
                .map(target -> new Place(gateway + " " + target.transport() + " " + target.address(), target))
                .toList();
        return inOrder(found, Place::id).stream().limit(MOST_PLACES).toList();
    }

    private boolean mayCall(InetAddress address) {
        if (allowed.stream().anyMatch(network -> network.contains(address))) {
            return true;
        }
        return !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }

    /** What calls have learnt of gateways. */
    public Breakers breakers() {
        return breakers;
    }

    /** In the order given, but those that rest last: where all rest, they are tried nevertheless. */
    public <T> List<T> inOrder(List<T> gateways, Function<T, String> identity) {
        return gateways.stream()
                .sorted(Comparator.comparing((T gateway) -> rests(identity.apply(gateway))))
                .toList();
    }

    /**
     * The one to try next: the first that neither rests nor is down, else the first; of those whose rest is over it lets one
     * call through.
     *
     * @param remaining in the order wanted, at least one
     */
    public <T> T next(List<T> remaining, Function<T, String> identity) {
        return breakers.next(remaining, identity, this::isDown);
    }

    /** Whether it failed so lately that others are tried before it. */
    public synchronized boolean rests(String gateway) {
        if (down.contains(gateway) || breakers.rests(gateway)) {
            return true;
        }
        Rest rest = resting.get(gateway);
        return rest != null && rest.untilNanos() - clockNanos.getAsLong() > 0;
    }

    private synchronized boolean isDown(String gateway) {
        return down.contains(gateway);
    }

    /** A place did not do what it must; it rests, longer each time. */
    public synchronized void failed(String place) {
        Rest before = resting.get(place);
        Duration length = before == null ? FIRST_REST : shorter(before.length().multipliedBy(2), LONGEST_REST);
        resting.put(place, new Rest(clockNanos.getAsLong() + length.toNanos(), length));
    }

    /** A place does its work. */
    public synchronized void worked(String place) {
        resting.remove(place);
    }

    /** It is asked now and then, and does not answer: it is tried last until it does. */
    public synchronized void down(String gateway) {
        if (down.size() < MOST_RESTING) {
            down.add(gateway);
        }
    }

    /** It answers again. */
    public synchronized void up(String gateway) {
        down.remove(gateway);
    }

    /** It is no longer asked, or no longer there. */
    public void forget(String gateway) {
        up(gateway);
        breakers.forget(gateway);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
