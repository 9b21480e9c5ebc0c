package org.ringfort.edge.transport;

import java.net.InetAddress;
import java.util.List;
import org.ringfort.process.config.Network;

/**
 * Where phones are that know no TLS: UDP and TCP in clear are served there and nowhere else, and whatever comes from there is shown
 * under this name as weaker.
 *
 * @param name short, of small letters, digits and hyphens
 * @param networks that lie in it
 */
public record LegacyZone(String name, List<Network> networks) {
    public LegacyZone {
        networks = List.copyOf(networks);
    }

    boolean contains(InetAddress source) {
        return networks.stream().anyMatch(network -> network.contains(source));
    }
}
