package org.ringfort.app.calls;

import java.util.List;
import org.ringfort.app.defence.Network;
import org.ringfort.app.trunks.TrunkChanged;
import org.ringfort.app.trunks.TrunkOrigins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells edges where carriers' calls may come from, so that they challenge callers from anywhere else without asking. Whether a
 * call is a carrier's is decided by {@link IncomingCalls} all the same.
 */
@Component
public class CarrierNetworks {
    private static final Logger LOG = LoggerFactory.getLogger(CarrierNetworks.class);
    private static final int MOST = 10_000;
    /** With more than are told, a call from anywhere may be a carrier's. */
    private static final List<String> ANYWHERE = List.of("0.0.0.0/0", "::/0");

    private final TrunkOrigins origins;
    private final Edges edges;
    private final Rounds<Class<?>> rounds;

    CarrierNetworks(TrunkOrigins origins, Edges edges) {
        this.origins = origins;
        this.edges = edges;
        this.rounds =
                new Rounds<>(work -> Thread.ofVirtual().name("carrier-news").start(work), _ -> tell());
    }

    /** All of them now; may block for the database. */
    public List<String> all() {
        List<Network> networks = origins.networks();
        return networks.size() > MOST
                ? ANYWHERE
                : networks.stream().map(Network::toString).toList();
    }

    /** In a thread of its own: nobody who changes a trunk waits for edges. */
    @TransactionalEventListener(fallbackExecution = true)
    void changed(TrunkChanged news) {
        rounds.wanted(CarrierNetworks.class);
    }

    private void tell() {
        try {
            edges.carrierNetworks(all());
        } catch (RuntimeException notNow) {
            LOG.warn("Edges could not be told where carriers are", notNow); // they are when they attach anew
        }
    }
}
