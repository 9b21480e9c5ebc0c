package org.ringfort.edge.controlplane;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringfort.process.config.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where carriers' calls may come from, as the app says; until it has said so, from anywhere. Any thread. */
final class CarrierSources {
    private static final Logger LOG = LoggerFactory.getLogger(CarrierSources.class);

    private volatile @Nullable Known known;

    /** @param lengths prefix lengths that occur, so that a look costs no more for many networks than for few */
    private record Known(Set<Network> networks, Set<Integer> lengths) {}

    /** These, and none of those before. */
    void told(Collection<String> networks) {
        try {
            Set<Network> read = networks.stream()
                    .map(Network::parse)
                    .map(network -> Network.around(network.address(), network.prefixBits()))
                    .collect(Collectors.toUnmodifiableSet());
            known = new Known(read, read.stream().map(Network::prefixBits).collect(Collectors.toUnmodifiableSet()));
        } catch (IllegalArgumentException malformed) {
            LOG.warn("Carriers may be anywhere, since the app names a network that is none", malformed);
            known = null;
        }
    }

    /** The app is another, perhaps. */
    void forget() {
        known = null;
    }

    /** Whether what comes from there may be a carrier's. */
    boolean covers(InetAddress source) {
        Known now = known;
        int bits = source.getAddress().length * 8;
        return now == null
                || now.lengths().stream()
                        .anyMatch(length -> length <= bits && now.networks().contains(Network.around(source, length)));
    }
}
