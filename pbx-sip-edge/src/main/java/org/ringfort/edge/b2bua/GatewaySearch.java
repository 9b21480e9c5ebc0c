package org.ringfort.edge.b2bua;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.edge.controlplane.GatewayWords;
import org.ringfort.edge.routing.Gateways;

/** Where a gateway is: looked up by a thread of its own, while the caller is attended to. */
final class GatewaySearch {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Scene scene;
    private final EarlyChange changes;

    GatewaySearch(Scene scene) {
        this.scene = scene;
        this.changes = new EarlyChange(scene);
    }

    /** In the order in which they are tried; empty where there are none, or DNS did not say so within that time. */
    List<Gateways.Place> places(Gateway gateway, Duration within) throws Hangup, InterruptedException {
        var found = new CompletableFuture<List<Gateways.Place>>();
        Thread.ofVirtual().name("gateway-search").start(() -> search(gateway, found));
        long deadline = Scene.in(within);
        while (!found.isDone()) {
            if (System.nanoTime() - deadline >= 0) {
                return List.of();
            }
            CallEvent event = scene.inbox().next(Scene.in(LOOK));
            if (event != null) {
                attend(event);
            }
        }
        return found.isCompletedExceptionally() ? List.of() : found.join();
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

    private void attend(CallEvent event) throws Hangup {
        if (event instanceof CallEvent.Sip(var on, var happened) && on.equals(scene.callerLeg())) {
            scene.caller()
                    .whileWaiting(happened, request -> changes.asked(scene.callerLeg(), Optional.empty(), request));
        } else {
            Scene.stray(event);
        }
    }
}
