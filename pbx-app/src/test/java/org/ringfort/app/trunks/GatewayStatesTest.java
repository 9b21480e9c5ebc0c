package org.ringfort.app.trunks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GatewayStatesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    private final GatewayStates states = new GatewayStates();

    private static GatewayStates.Registration registration(String why) {
        return new GatewayStates.Registration("edge-1", new UUID(1, 1), why, Optional.empty());
    }

    private static GatewayStates.State state(boolean up) {
        return new GatewayStates.State("edge-1", up, up ? "200" : "no answer", NOW);
    }

    @Test
    void where_there_is_no_room_what_is_known_stays_up_to_date_and_nothing_is_added() {
        TrunkId first = TrunkId.next();
        Gateway gateway =
                new Gateway("sip.carrier.example", 5061, GatewayTransport.TLS, "sip.carrier.example", 10, 1, "");
        states.told(first, registration("200"));
        states.told(gateway.id(first), state(true));
        for (int i = 1; i < GatewayStates.MOST; i++) {
            states.told(TrunkId.next(), registration("200"));
            states.told(new UUID(2, i), state(true));
        }
        TrunkId late = TrunkId.next();
        states.told(late, registration("403"));
        states.told(gateway.id(late), state(false));
        assertThat(states.registrations(late)).isEmpty();
        assertThat(states.of(late, gateway)).isEmpty();

        states.told(first, registration("403"));
        states.told(gateway.id(first), state(false));
        assertThat(states.registrations(first)).isEqualTo(List.of(registration("403")));
        assertThat(states.of(first, gateway)).isEqualTo(List.of(state(false)));

        states.left("edge-1");
        states.told(late, registration("403"));
        assertThat(states.registrations(late)).hasSize(1);
    }
}
