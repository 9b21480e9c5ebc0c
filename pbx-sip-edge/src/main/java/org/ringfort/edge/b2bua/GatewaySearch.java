package org.ringfort.edge.b2bua;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.edge.controlplane.GatewayWords;
import org.ringfort.edge.routing.Gateways;

/** Where a gateway is: looked up by a thread of its own, while who waits is attended to. */
final class GatewaySearch {
    private final Scene scene;
    private final Meanwhile meanwhile;

    GatewaySearch(Scene scene, Waiting waiting) {
        this.scene = scene;
        this.meanwhile = new Meanwhile(scene, waiting);
    }

    /** In the order in which they are tried; empty where there are none, or DNS did not say so within that time. */
    List<Gateways.Place> places(Gateway gateway, Duration within) throws Hangup, InterruptedException {
        var found = new CompletableFuture<List<Gateways.Place>>();
        Thread.ofVirtual().name("gateway-search").start(() -> search(gateway, found));
        return meanwhile.await(found, Scene.in(within)).orElse(List.of());
    }

    private void search(Gateway gateway, CompletableFuture<List<Gateways.Place>> found) {
        try {
            found.complete(GatewayWords.sought(gateway)
                    .map(sought -> scene.gateways().places(gateway.getGatewayId(), sought))
                    .orElse(List.of()));
        } catch (RuntimeException bug) {
            found.completeExceptionally(bug);
        }
    }
}
