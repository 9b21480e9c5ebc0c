package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.CallerIdentity;
import org.ringfort.contract.control.v1.Inward;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.RawHeader;

/** Calls that come in by a trunk; alice stands for the carrier. */
class InwardTest extends CallScene {
    private static final Header[] OF_THE_CARRIER = {
        RawHeader.of("P-Asserted-Identity", "\"The Boss\" <sip:+4930901821@carrier.example>, <tel:+4930901821>"),
        RawHeader.of("Diversion", "<sip:+4930901899@carrier.example>;reason=unconditional"),
        RawHeader.of("History-Info", "<sip:+4930901898@carrier.example>;index=1"),
        RawHeader.of("X-Smuggled", "secret-of-the-carrier"),
        RawHeader.of("Remote-Party-ID", "<sip:101@acme.example>;party=calling"),
        RawHeader.of("Identity", "signed.by.another;info=<https://cert.carrier.example/c.pem>;ppt=shaken"),
        RawHeader.of("y", "signed.twice.over;info=<https://cert.carrier.example/c.pem>"),
    };

    private void planInward() {
        edge.plan(
                Plan.newBuilder()
                        .setCaller(Party.newBuilder().setNumber("+4930901820").setDisplayName("Somebody"))
                        .setInward(Inward.newBuilder().setTrunkId("trunk-1").setTrunk("Carrier"))
                        .setIdentity(CallerIdentity.newBuilder()
                                .setVerstat("TN-Validation-Failed")
                                .setWhy("forged")),
                ring(20, bob));
    }

    private SipRequest rings(Plan.Builder plan, Header... more) {
        edge.plan(plan.setInward(Inward.newBuilder().setTrunkId("trunk-1").setTrunk("Carrier")), ring(20, bob));
        PhoneCall carrier = alice.calls("+4930901822", OFFER, more);
        PhoneCall callee = bob.rings();
        SipRequest invite = callee.invite();
        callee.answers(486);
        callee.hears(Method.ACK);
        carrier.hears(486);
        carrier.acksFailure();
        edge.nothingLeft();
        return invite;
    }

    private static Plan.Builder verified(String number, String verstat) {
        return Plan.newBuilder()
                .setCaller(Party.newBuilder().setNumber(number).setDisplayName("Somebody"))
                .setIdentity(CallerIdentity.newBuilder().setVerstat(verstat));
    }

    @Test
    void rfc8224_6_2_what_became_of_verifying_the_caller_is_told_to_the_phone_and_by_us_alone() {
        RawHeader forged = RawHeader.of("P-Asserted-Identity", "<tel:+4930901821;verstat=TN-Validation-Passed>");
        for (String verstat : new String[] {"TN-Validation-Passed", "TN-Validation-Failed", "No-TN-Validation"}) {
            SipRequest invite = rings(verified("+4930901820", verstat), forged);
            assertThat(invite.headers().all(HeaderName.P_ASSERTED_IDENTITY))
                    .extracting(header -> header.value().text())
                    .containsExactly("\"Somebody\" <tel:+4930901820;verstat=" + verstat + ">");
        }
        assertThat(wire(rings(verified("+4930901820", ""), forged))).doesNotContain("verstat", "Asserted");
        assertThat(wire(rings(verified("anonymous", "TN-Validation-Passed"), forged)))
                .doesNotContain("verstat", "Asserted");
        assertThat(wire(rings(verified("+4930901820", "TN-Validation-Passed"), RawHeader.of("Privacy", "id"), forged)))
                .doesNotContain("verstat", "Asserted", "4930901820");
    }

    private PhoneCall answered(PhoneCall carrier) {
        PhoneCall callee = bob.rings();
        callee.answers(180);
        carrier.hears(180);
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        carrier.hears(200);
        carrier.acks();
        return callee;
    }

    private void hangUp(PhoneCall carrier, PhoneCall callee) {
        carrier.hangsUp();
        carrier.hears(200);
        callee.answers(callee.hears(Method.BYE), 200, "");
    }

    @Test
    void of_what_the_carrier_writes_the_app_hears_claims_and_the_phone_nothing() {
        planInward();
        PhoneCall carrier = alice.calls("+4930901822", OFFER, OF_THE_CARRIER);
        PhoneCall callee = answered(carrier);
        SipRequest invite = callee.invite();
        assertThat(invite.headers().from().address().toString())
                .startsWith("\"Somebody\" <sip:+4930901820@acme.example>");
        assertThat(wire(invite))
                .doesNotContain("carrier.example", "Smuggled", "secret-of", "Diversion", "History", "Boss", "signed")
                .doesNotContain("Remote-Party-ID", "Privacy", "901821", "90189", "10.0.0.99", carrier.callId())
                .contains("4930901820");
        RouteRequest asked = edge.app.routes.getFirst();
        assertThat(asked.getAssertedUser()).isEqualTo("+4930901821");
        assertThat(asked.getWantsPrivacy()).isFalse();
        assertThat(asked.getIdentitiesList())
                .containsExactly(
                        "signed.by.another;info=<https://cert.carrier.example/c.pem>;ppt=shaken",
                        "signed.twice.over;info=<https://cert.carrier.example/c.pem>");
        hangUp(carrier, callee);
        CallRecord record = edge.record();
        assertThat(record.getCaller()).isEqualTo("+4930901820");
        assertThat(record.getIdentity().getVerstat()).isEqualTo("TN-Validation-Failed");
        assertThat(record.getLegs(0).getWhy()).isEqualTo("trunk Carrier");
        assertThat(record.getLegs(0).getDeviceId()).isEmpty();
        edge.nothingLeft();
    }

    @Test
    void who_wants_to_be_withheld_is_said_to_want_it_and_is_not_named() {
        planInward();
        PhoneCall carrier = alice.calls("+4930901822", OFFER, RawHeader.of("Privacy", "critical; id"));
        PhoneCall callee = answered(carrier);
        assertThat(edge.app.routes.getFirst().getWantsPrivacy()).isTrue();
        assertThat(wire(callee.invite())).doesNotContain("4930901820", "Somebody");
        hangUp(carrier, callee);
        edge.record();
        edge.nothingLeft();
    }

    @Test
    void a_carriers_flow_is_that_of_somebody_known_and_a_strangers_is_not() {
        planInward();
        PhoneCall carrier = alice.calls("+4930901822", OFFER);
        hangUp(carrier, answered(carrier));
        Until.holds("the carrier's flow", () -> edge.loop.proved.contains(alice.flow()));
        edge.record();
        edge.app.records.clear();
        edge.loop.proved.clear();
        edge.plan(ring(20, bob)); // as if somebody had come without proof
        PhoneCall stranger = alice.calls("102", OFFER);
        hangUp(stranger, answered(stranger));
        edge.record();
        assertThat(edge.loop.proved).isEmpty();
        edge.nothingLeft();
    }

    /** Who is outside has no rights with which to send anybody elsewhere: that would be the way to call out for our money. */
    @Test
    void a_carrier_transfers_nobody_and_takes_nobodys_place() {
        planInward();
        PhoneCall carrier = alice.calls("+4930901822", OFFER);
        PhoneCall callee = answered(carrier);
        carrier.refers("sip:0015105550100@acme.example");
        carrier.hears(603);
        PhoneCall second = alice.calls("+4930901822", OFFER, callee.replacesHeader());
        second.hears(603);
        second.acksFailure();
        hangUp(carrier, callee);
        Until.equal(2, edge.app.records::size);
        assertThat(edge.app.routes).hasSize(2).noneMatch(RouteRequest::hasOnBehalf);
        edge.nothingLeft();
    }
}
