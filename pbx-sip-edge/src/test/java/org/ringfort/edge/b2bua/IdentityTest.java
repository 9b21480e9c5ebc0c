package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Application;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.RawHeader;

/** Who is named to whom is called: the one whom the app knows, or nobody where that one wants it so. */
class IdentityTest extends CallScene {
    private static final RawHeader CLAIM =
            RawHeader.of("P-Asserted-Identity", "\"The Bank\" <sip:+49800111@bank.example>");
    private static final RawHeader PRIVATE = RawHeader.of("Privacy", "id");

    private SipRequest invites(Header... more) {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER, more);
        PhoneCall callee = bob.rings();
        SipRequest invite = callee.invite();
        callee.answers(486);
        callee.hears(Method.ACK);
        caller.hears(486);
        caller.acksFailure();
        edge.nothingLeft();
        return invite;
    }

    private long told() {
        return told(Events.CALL_IDENTITY_REPLACED);
    }

    private long told(String name) {
        return edge.app.heard(FromEdge.EventCase.SECURITY_EVENT).stream()
                .map(FromEdge::getSecurityEvent)
                .filter(event -> event.getName().equals(name))
                .count();
    }

    @Test
    void rfc3325_5_a_false_claim_is_replaced_and_told() {
        SipRequest invite = invites(CLAIM, RawHeader.of("Remote-Party-ID", "<sip:112@acme.example>;screen=yes"));
        assertThat(wire(invite))
                .contains("From: \"Alice\" <sip:101@acme.example>")
                .doesNotContain("+49800111", "The Bank", "bank.example", "112@");
        Until.equal(1L, this::told);
        SecurityEvent event =
                edge.app.heard(FromEdge.EventCase.SECURITY_EVENT).getLast().getSecurityEvent();
        assertThat(event.getTenantId()).isEqualTo("tenant-1");
        assertThat(event.getAccount()).isEqualTo("101");
        assertThat(event.getSource().getAddress()).isEqualTo("198.51.100.7");
        assertThat(event.getDetail()).doesNotContain("+49800111");
    }

    @Test
    void where_the_tenant_wants_it_a_false_claim_is_403_and_rings_nobody() {
        edge.plan(Plan.newBuilder().setRefusesFalseClaims(true), ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER, CLAIM);
        caller.hears(403);
        caller.acksFailure();
        Until.equal(1L, () -> told(Events.CALL_IDENTITY_REFUSED));
        assertThat(edge.record().getEndReason()).isEqualTo("a false claim of who calls");
        edge.nothingLeft();
        assertThat(bob.hasHeard(_ -> true)).isFalse();
        edge.plan(Plan.newBuilder().setRefusesFalseClaims(true), ring(20, bob));
        PhoneCall honest = alice.calls("102", OFFER, RawHeader.of("P-Preferred-Identity", "<sip:101@acme.example>"));
        PhoneCall callee = bob.rings();
        callee.answers(486);
        callee.hears(Method.ACK);
        honest.hears(486);
        honest.acksFailure();
        edge.nothingLeft();
    }

    @Test
    void who_calls_for_help_is_not_held_to_its_name() {
        var gateway = edge.gateway("203.0.113.1");
        edge.plan(Plan.newBuilder().setRefusesFalseClaims(true), EdgeBench.emergency(dial(9_000, "203.0.113.1")));
        PhoneCall caller = alice.calls("112", OFFER, CLAIM);
        PhoneCall callee = gateway.rings();
        callee.answers(486);
        callee.hears(Method.ACK);
        caller.hears(486);
        caller.acksFailure();
        assertThat(told(Events.CALL_IDENTITY_REFUSED)).isZero();
        edge.nothingLeft();
    }

    @Test
    void who_says_what_it_is_leaves_no_trace() {
        invites(RawHeader.of("P-Preferred-Identity", "<sip:101@acme.example>"));
        edge.record();
        assertThat(told()).isZero();
    }

    @Test
    void rfc3323_5_1_who_wants_no_name_to_be_seen_is_anonymous_to_a_phone_and_known_to_the_record() {
        SipRequest invite = invites(PRIVATE);
        assertThat(wire(invite))
                .contains("From: \"Anonymous\" <sip:anonymous@anonymous.invalid>")
                .doesNotContain("Alice", "sip:101@acme.example", "P-Asserted-Identity");
        assertThat(edge.record().getCaller()).isEqualTo("101");
    }

    @Test
    void rfc3325_7_a_carrier_learns_the_number_and_that_it_is_for_itself_alone() {
        edge.plan(dial(9_000, "203.0.113.1"));
        var gateway = edge.gateway("203.0.113.1");
        PhoneCall caller = alice.calls("030901820", OFFER, PRIVATE);
        PhoneCall callee = gateway.rings();
        assertThat(wire(callee.invite()))
                .contains("From: \"Anonymous\" <sip:anonymous@anonymous.invalid>")
                .contains("P-Asserted-Identity: <sip:+493012345678@203.0.113.1>")
                .contains("Privacy: id")
                .doesNotContain("acme.example", "Alice");
        callee.answers(486);
        callee.hears(Method.ACK);
        caller.hears(486);
        caller.acksFailure();
        edge.nothingLeft();
    }

    @Test
    void a_message_that_is_left_names_nobody_either() {
        edge.plan(Step.newBuilder()
                .setApplication(Application.newBuilder().setName("voicemail-deposit"))
                .build());
        PhoneCall caller = alice.calls("102", OFFER, PRIVATE);
        caller.hears(200);
        caller.acks();
        Until.holds(
                "opened",
                () -> edge.app.heard(FromEdge.EventCase.APPLICATION_OPENED).size() == 1);
        var opened =
                edge.app.heard(FromEdge.EventCase.APPLICATION_OPENED).getFirst().getApplicationOpened();
        assertThat(opened.getCaller().getNumber()).isEmpty();
        assertThat(opened.getCaller().getDisplayName()).isEqualTo("Anonymous");
        caller.hangsUp();
        caller.hears(200);
        edge.nothingLeft();
    }
}
