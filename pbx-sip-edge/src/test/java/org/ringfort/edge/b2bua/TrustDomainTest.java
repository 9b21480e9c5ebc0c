package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.HeaderNames;
import org.ringfort.contract.control.v1.Inward;
import org.ringfort.contract.control.v1.OnBehalf.Cause;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.RawHeader;

/**
 * Headers pass by name and from whom they are believed: alice stands for a carrier where the plan says that the call came in. What
 * each header of RFC 7315 means for us is tested here by its section.
 */
class TrustDomainTest extends CarrierScene {
    private static final String[] ALL = {
        "P-Asserted-Identity", "Diversion", "History-Info", "P-Charging-Vector", "P-Access-Network-Info", "X-Account"
    };
    private static final Header[] OF_A_CARRIER = {
        RawHeader.of("Diversion", "\"The Boss\" <sip:+4930901899@inner.carrier.example;user=phone>;reason=user-busy"),
        RawHeader.of("Diversion", "<tel:+4930901898>;reason=no-answer;privacy=full"),
        RawHeader.of("P-Charging-Vector", "icid-value=1234bc9876e;orig-ioi=carrier.example"),
        RawHeader.of("P-Access-Network-Info", "3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=2620100011234567"),
        RawHeader.of("P-Visited-Network-ID", "other.net"),
        RawHeader.of("P-Associated-URI", "<sip:boss@carrier.example>"),
        RawHeader.of("P-Charging-Function-Addresses", "ccf=192.1.1.1"),
        RawHeader.of("P-Called-Party-ID", "<sip:+4930901822@carrier.example>"),
        RawHeader.of("X-Account", "4711"),
        RawHeader.of("X-Smuggled", "secret-of-the-carrier"),
    };

    private void inward(List<String> believes, Step... steps) {
        edge.plan(
                Plan.newBuilder()
                        .setCaller(Party.newBuilder().setNumber("+4930901820"))
                        .setInward(Inward.newBuilder()
                                .setTrunkId("trunk-1")
                                .setTrunk("Carrier")
                                .addAllBelieves(believes)),
                steps);
    }

    /** A step by a trunk that may be sent these; by which {@code cause} the call came there. */
    private static Step sends(Cause cause, String... names) {
        Step step = dial(LONG_MS, ONE);
        return step.toBuilder()
                .setDial(step.getDial().toBuilder()
                        .setSentOn(cause)
                        .setSends(HeaderNames.newBuilder().addAllNames(Arrays.asList(names))))
                .build();
    }

    private static Step withheld(Step step) {
        return step.toBuilder()
                .setDial(step.getDial().toBuilder().setWithheld(true))
                .build();
    }

    private static List<String> values(SipRequest invite, String name) {
        return invite.headers().all(HeaderName.of(name)).stream()
                .map(header -> header.value().text())
                .toList();
    }

    /** What whoever is called hears; then it is busy. */
    private SipRequest heard(PhoneCall caller, Phone called) {
        PhoneCall callee = called.rings();
        SipRequest invite = callee.invite();
        callee.answers(486);
        callee.hears(Method.ACK);
        caller.hears(486);
        caller.acksFailure();
        edge.nothingLeft();
        return invite;
    }

    private SipRequest bobHears(List<String> believed, Header... brought) {
        inward(believed, ring(20, bob));
        return heard(alice.calls("+4930901822", OFFER, brought), bob);
    }

    @Test
    void rfc5806_7_who_diverted_is_told_to_a_phone_where_the_trunk_is_believed_and_who_is_private_is_not() {
        SipRequest invite = bobHears(List.of("Diversion"), OF_A_CARRIER);
        assertThat(values(invite, "Diversion"))
                .containsExactly(
                        "<sip:+4930901899@acme.example>;reason=user-busy;privacy=off",
                        "\"Anonymous\" <sip:anonymous@anonymous.invalid>;reason=no-answer;privacy=full");
        assertThat(wire(invite))
                .doesNotContain("carrier.example", "Boss", "901898", "\nP-", "\nX-", "icid", "secret-of", "other.net");
    }

    @Test
    void rfc7544_7_1_the_same_is_read_from_history_info_and_told_both_ways() {
        SipRequest invite = bobHears(
                List.of("History-Info", "Diversion"),
                RawHeader.of(
                        "History-Info",
                        "<sip:+4930901898@inner.carrier.example?Reason=SIP%3Bcause%3D302&Privacy=history>;index=1,"
                                + " <sip:+4930901899@inner.carrier.example;cause=302>;index=1.1;mp=1"),
                RawHeader.of("History-Info", "<sip:+4930901822@inner.carrier.example;cause=408>;index=1.1.1;mp=1.1"));
        assertThat(values(invite, "Diversion"))
                .containsExactly(
                        "<sip:+4930901899@acme.example>;reason=no-answer;privacy=off",
                        "\"Anonymous\" <sip:anonymous@anonymous.invalid>;reason=unconditional;privacy=full");
        assertThat(values(invite, "History-Info"))
                .containsExactly(
                        "<sip:anonymous@anonymous.invalid?Reason=SIP%3Bcause%3D302&Privacy=history>;index=1",
                        "<sip:+4930901899@acme.example;cause=302?Reason=SIP%3Bcause%3D408>;index=1.1;mp=1",
                        "<sip:102@acme.example;cause=408>;index=1.1.1;mp=1.1");
        assertThat(wire(invite)).doesNotContain("carrier.example", "901898");
    }

    @Test
    void rfc7044_10_1_privacy_of_the_whole_request_hides_its_history() {
        SipRequest invite = bobHears(
                List.of("History-Info"),
                RawHeader.of("Privacy", "history"),
                RawHeader.of("History-Info", "<sip:+4930901899@c.example>;index=1, <sip:1@c.example>;index=1.1;mp=1"));
        assertThat(wire(invite)).contains("History-Info").doesNotContain("901899");
    }

    @Test
    void what_a_trunk_is_not_believed_and_what_is_malformed_is_not_there() {
        assertThat(wire(bobHears(List.of(), OF_A_CARRIER))).doesNotContain("Diversion", "History", "\nP-", "\nX-");
        SipRequest invite = bobHears(
                List.of("Diversion", "History-Info", "X-Account"),
                RawHeader.of("Diversion", "<sip:+4930901899@c.example"),
                RawHeader.of("History-Info", "nonsense;;index"),
                RawHeader.of("X-Account", "4711" + "1".repeat(300)));
        assertThat(wire(invite)).doesNotContain("Diversion", "History", "X-Account");
    }

    @Test
    void a_named_header_of_ones_own_goes_to_a_phone_and_others_do_not() {
        SipRequest invite = bobHears(List.of("X-Account"), OF_A_CARRIER);
        assertThat(values(invite, "X-Account")).containsExactly("4711");
        assertThat(wire(invite)).doesNotContain("Smuggled", "Diversion");
    }

    /** CVE-2020-28361: a space before the colon, or other letters, and a filter by name no longer saw the header. */
    @Test
    void a_space_before_the_colon_smuggles_nothing_past() {
        inward(List.of("X-Account"), ring(20, bob));
        PhoneCall caller = alice.calls("+4930901822", OFFER);
        String before = wire(caller.invite());
        heard(caller, bob);
        for (String smuggled : new String[] {"P-Asserted-Identity ", "X-Smuggled \t", "x-smuggled", "X-Account-2 "}) {
            String text = before.replace("CSeq:", smuggled + ": <sip:+49800111@bank.example>\r\nCSeq:")
                    .replace(caller.callId(), "smuggles-" + smuggled.strip())
                    .replace("-via", "-via" + smuggled.strip().hashCode());
            assertThat(text).contains(smuggled + ": ");
            edge.loop.receive(alice.flow(), text);
            PhoneCall callee = bob.rings();
            assertThat(wire(callee.invite())).doesNotContain("bank.example", "muggled", "Account");
            callee.answers(486);
            callee.hears(Method.ACK);
            alice.hears(486);
            boolean asserts = smuggled.startsWith("P-");
            assertThat(edge.app.routes.getLast().getAssertedUser()).isEqualTo(asserts ? "+49800111" : "");
        }
    }

    @Test
    void rfc7315_4_2_whom_a_carrier_called_before_it_called_our_contact_is_told_to_the_app_as_a_claim() {
        bobHears(List.of(), OF_A_CARRIER);
        assertThat(edge.app.routes.getFirst().getCalledParty()).isEqualTo("+4930901822");
    }

    @Test
    void of_what_a_phone_writes_nothing_goes_to_a_carrier_that_may_be_sent_all() {
        edge.plan(sends(Cause.CAUSE_UNSPECIFIED, ALL));
        SipRequest invite = heard(alice.calls("030901820", OFFER, OF_A_CARRIER), first);
        assertThat(values(invite, "P-Asserted-Identity")).containsExactly("<sip:+493012345678@203.0.113.1>");
        assertThat(wire(invite))
                .doesNotContain("Diversion", "History", "901899", "utran", "1234bc", "4711", "carrier.example")
                .doesNotContain("P-Associated", "P-Visited", "P-Called", "P-Charging-F");
    }

    @Test
    void rfc7315_4_6_a_call_is_given_a_charging_identity_where_it_has_none() {
        edge.plan(sends(Cause.CAUSE_UNSPECIFIED, "P-Charging-Vector"));
        SipRequest invite = heard(alice.calls("030901820", OFFER), first);
        assertThat(values(invite, "P-Charging-Vector"))
                .containsExactly("icid-value=" + edge.record().getCallId());
    }

    @Test
    void rfc3325_7_a_carrier_outside_the_trust_domain_is_not_told_who_calls_and_emergency_services_are() {
        edge.plan(sends(Cause.CAUSE_UNSPECIFIED));
        assertThat(wire(heard(alice.calls("030901820", OFFER, RawHeader.of("Privacy", "id")), first)))
                .doesNotContain("P-Asserted-Identity", "12345678");
        edge.plan(EdgeBench.emergency(sends(Cause.CAUSE_UNSPECIFIED)));
        PhoneCall caller = alice.calls("112", OFFER, RawHeader.of("Privacy", "id"));
        assertThat(wire(heard(caller, first))).contains("P-Asserted-Identity: <sip:+493012345678@203.0.113.1>");
    }

    /** Bob's phone sends the call outside. */
    private SipRequest redirected(Step outside, Header... brought) {
        edge.sentOn("030901820", outside);
        PhoneCall caller = alice.calls("102", OFFER, brought);
        PhoneCall callee = bob.rings();
        callee.answers(
                callee.invite(),
                302,
                "",
                Contact.of(Uri.parse("sip:030901820@acme.example").orElseThrow()));
        callee.hears(Method.ACK);
        return heard(caller, first);
    }

    @Test
    void rfc5806_5_a_302_that_leads_outside_is_a_diversion() {
        edge.plan(ring(20, bob));
        SipRequest invite = redirected(sends(Cause.CAUSE_REDIRECT, ALL));
        assertThat(values(invite, "Diversion"))
                .containsExactly("<sip:+493012345678@203.0.113.1>;reason=unconditional;privacy=off");
        assertThat(values(invite, "History-Info"))
                .containsExactly(
                        "<sip:+493012345678@203.0.113.1?Reason=SIP%3Bcause%3D302>;index=1",
                        "<sip:+4930901820@203.0.113.1;cause=302>;index=1.1;mp=1");
        assertThat(wire(invite)).doesNotContain("acme.example", "sip:102", "sip:101");
    }

    @Test
    void a_number_that_is_withheld_is_private_to_who_may_know_it_and_not_there_for_others() {
        edge.plan(ring(20, bob));
        SipRequest trusted = redirected(withheld(sends(Cause.CAUSE_REDIRECT, ALL)));
        assertThat(values(trusted, "Diversion"))
                .containsExactly("<sip:+493012345678@203.0.113.1>;reason=unconditional;privacy=full");
        assertThat(values(trusted, "History-Info").getFirst()).contains("Privacy=history");
        edge.app.records.clear();
        edge.plan(ring(20, bob));
        SipRequest other = redirected(withheld(sends(Cause.CAUSE_REDIRECT, "Diversion", "History-Info")));
        assertThat(wire(other)).contains("Diversion", "History-Info").doesNotContain("12345678");
    }

    @Test
    void where_a_trunk_may_be_sent_neither_a_diversion_is_not_told() {
        edge.plan(ring(20, bob));
        assertThat(wire(redirected(sends(Cause.CAUSE_REDIRECT, "P-Asserted-Identity"))))
                .doesNotContain("Diversion", "History-Info");
    }

    @Test
    void what_one_carrier_brings_goes_on_to_another_by_name_and_the_latest_diversion_comes_first() {
        inward(List.of("Diversion", "P-Charging-Vector", "P-Access-Network-Info", "X-Account"), ring(20, bob));
        SipRequest invite = redirected(sends(Cause.CAUSE_REDIRECT, ALL), OF_A_CARRIER);
        assertThat(values(invite, "Diversion"))
                .containsExactly(
                        "<sip:+493012345678@203.0.113.1>;reason=unconditional;privacy=off",
                        "<sip:+4930901899@203.0.113.1>;reason=user-busy;privacy=off",
                        "<sip:+4930901898@203.0.113.1>;reason=no-answer;privacy=full");
        assertThat(values(invite, "P-Charging-Vector"))
                .containsExactly("icid-value=1234bc9876e;orig-ioi=carrier.example");
        assertThat(values(invite, "P-Access-Network-Info")).hasSize(1);
        assertThat(values(invite, "X-Account")).containsExactly("4711");
        assertThat(wire(invite)).doesNotContain("Smuggled", "P-Visited", "P-Associated", "P-Called", "inner.");
    }

    @Test
    void a_blind_transfer_to_the_public_network_is_a_diversion_for_no_reason_that_has_a_name() {
        Talk talk = talk();
        edge.sentOn("030901820", sends(Cause.CAUSE_TRANSFER, ALL));
        talk.callee().refers("sip:030901820@acme.example");
        talk.callee().hears(202);
        SipRequest invite = first.rings().invite();
        assertThat(values(invite, "Diversion"))
                .containsExactly("<sip:+493012345678@203.0.113.1>;reason=unknown;privacy=off");
        assertThat(wire(invite)).doesNotContain("acme.example", "sip:102", "sip:101");
        talk.caller().hangsUp();
        talk.caller().hears(200);
    }
}
