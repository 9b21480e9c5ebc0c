package org.ringfort.edge.trunking;

import java.util.List;
import org.ringfort.contract.control.v1.GatewayWatch;
import org.ringfort.contract.control.v1.WatchedTrunk;
import org.ringfort.edge.phone.Carrier;

/** What the app asks the edge to look after. */
final class Watched {
    private Watched() {}

    /** A trunk with gateways at these addresses; neither asked nor registered with yet. */
    static WatchedTrunk.Builder trunk(String... addresses) {
        var trunk = WatchedTrunk.newBuilder()
                .setTenantId("tenant-1")
                .setTrunkId("trunk-1")
                .setTrunk("Carrier");
        for (String address : addresses) {
            trunk.addGateways(Carrier.gateway(address));
        }
        return trunk;
    }

    /** These trunks and no others. */
    static GatewayWatch all(WatchedTrunk... trunks) {
        return GatewayWatch.newBuilder()
                .setAll(true)
                .addAllTrunks(List.of(trunks))
                .build();
    }
}
