package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.EmergencyNumbers;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.loop.LoopSettings;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.address.Uri;

/** Calls for help find room where there is none for others, and are told to the app as what they are. */
class FullEdgeTest {
    private final EdgeBench edge = new EdgeBench(LoopSettings.DEFAULT, 2);
    private final Phone alice = edge.phone("101");
    private final Phone bob = edge.phone("102");

    @AfterEach
    void end() {
        edge.close();
    }

    @Test
    void a_full_edge_takes_a_call_for_help_and_no_other() {
        edge.plan(ring(20, bob));
        List<PhoneCall> up = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            PhoneCall caller = alice.calls("102", "offer");
            up.add(caller);
            up.add(bob.rings());
        }
        refused(alice.calls("102", "offer"));
        PhoneCall help = alice.calls("112", "offer");
        bob.rings();
        refused(alice.calls("112", "offer")); // the reserve is bounded
        assertThat(up).hasSize(4);
        assertThat(edge.conversations.calls().up()).isEqualTo(3);
        help.cancels();
        help.hears(487);
        help.acksFailure();
    }

    private static void refused(PhoneCall call) {
        assertThat(call.hears(503).headers().retryAfter()).isPresent();
        call.acksFailure();
    }

    @Test
    void the_app_says_which_numbers_call_for_help() {
        edge.plan(ring(20, bob));
        for (int i = 0; i < 2; i++) {
            alice.calls("102", "offer");
            bob.rings();
        }
        PhoneCall before = alice.calls("144", "offer");
        refused(before);
        edge.app.say(ToEdge.newBuilder()
                .setEmergencyNumbers(EmergencyNumbers.newBuilder().addNumbers("144"))
                .build());
        Until.holds("144 calls for help", () -> edge.emergencies.calledBy(before.invite()));
        alice.calls("144", "offer");
        bob.rings();
    }

    /** @rfc 5031 4.2 */
    @Test
    void help_that_is_called_by_its_name_is_told_to_the_app_as_such() {
        edge.plan(ring(20, bob));
        for (String name : List.of("urn:service:sos", "URN:Service:SOS.Fire", "tel:112")) {
            alice.calls(Uri.parse(name).orElseThrow(), "offer");
            bob.rings();
        }
        assertThat(edge.app.routes)
                .extracting(RouteRequest::getDialled)
                .containsExactly("urn:service:sos", "urn:service:sos.fire", "112");
        assertThat(edge.app.routes).extracting(RouteRequest::getDomain).containsOnly(EdgeBench.DOMAIN);
    }
}
