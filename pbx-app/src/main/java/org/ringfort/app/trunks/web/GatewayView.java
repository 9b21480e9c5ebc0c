package org.ringfort.app.trunks.web;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.trunks.Gateway;
import org.ringfort.app.trunks.GatewayStates;
import org.ringfort.app.trunks.GatewayTransport;
import org.ringfort.app.trunks.Trunk;

/**
 * Whether a gateway answers, as one edge sees it.
 *
 * @param since of that state; null while it is not known
 * @param edge null while no edge has told of it
 */
record GatewayView(
        String host,
        int port,
        GatewayTransport transport,
        GatewayState state,
        String why,
        @Nullable Instant since,
        @Nullable String edge) {
    /** What is known. */
    enum GatewayState {
        UP,
        DOWN,
        UNKNOWN;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The trunk's account with its carrier, as one edge keeps it.
     *
     * @param gateway where it is, or was refused last
     * @param until null where it is not registered
     */
    record TrunkRegistrationView(
            String edge,
            String gateway,
            String why,
            @Nullable Instant until) {}

    /**
     * A gateway at which calls fail, as one edge sees it: others are tried first.
     *
     * @param gateway host, and port where it has one
     * @param why the last failure
     * @param until one call tries it then; where that fails too, it rests longer
     */
    record GatewayRestView(String edge, String gateway, String why, Instant until) {}

    /** All gateways of a trunk, each once for every edge that tells of it. */
    record GatewayList(
            List<GatewayView> items, List<TrunkRegistrationView> registrations, List<GatewayRestView> rests) {}

    static GatewayList of(Trunk trunk, GatewayStates states) {
        return new GatewayList(
                trunk.gateways().stream()
                        .flatMap(gateway -> of(gateway, states.of(trunk.id(), gateway)))
                        .toList(),
                states.registrations(trunk.id()).stream()
                        .map(one -> registration(trunk, one))
                        .toList(),
                trunk.gateways().stream()
                        .flatMap(gateway -> states.rests(trunk.id(), gateway).stream()
                                .map(rest ->
                                        new GatewayRestView(rest.edge(), label(gateway), rest.why(), rest.until())))
                        .toList());
    }

    private static String label(Gateway gateway) {
        return gateway.port() == 0 ? gateway.host() : gateway.host() + ":" + gateway.port();
    }

    private static TrunkRegistrationView registration(Trunk trunk, GatewayStates.Registration one) {
        String gateway = trunk.gateways().stream()
                .filter(known -> known.id(trunk.id()).equals(one.gateway()))
                .map(GatewayView::label)
                .findFirst()
                .orElse("");
        return new TrunkRegistrationView(
                one.edge(), gateway, one.why(), one.until().orElse(null));
    }

    private static Stream<GatewayView> of(Gateway gateway, List<GatewayStates.State> states) {
        return states.isEmpty()
                ? Stream.of(view(gateway, GatewayState.UNKNOWN, "", null, null))
                : states.stream()
                        .map(state -> view(
                                gateway,
                                state.up() ? GatewayState.UP : GatewayState.DOWN,
                                state.why(),
                                state.since(),
                                state.edge()));
    }

    private static GatewayView view(
            Gateway gateway, GatewayState state, String why, @Nullable Instant since, @Nullable String edge) {
        return new GatewayView(gateway.host(), gateway.port(), gateway.transport(), state, why, since, edge);
    }
}
