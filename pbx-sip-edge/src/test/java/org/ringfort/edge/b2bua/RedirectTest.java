package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Application;
import org.ringfort.contract.control.v1.CallLeg;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.HeaderName;

/** Phones that answer 3xx: we go where they send, with their rights, and the caller never hears of it. */
class RedirectTest extends CallScene {
    private final Phone carol = edge.phone("103");

    private static Contact to(String uri) {
        return Contact.of(Uri.parse(uri).orElseThrow());
    }

    private static void redirects(PhoneCall callee, String uri) {
        callee.answers(callee.invite(), 302, "", to(uri));
        callee.hears(Method.ACK);
    }

    private static Step refuse(int status) {
        return Step.newBuilder()
                .setRefuse(Refused.newBuilder().setStatus(status))
                .build();
    }

    private static Step serve(String application) {
        return Step.newBuilder()
                .setApplication(Application.newBuilder().setName(application))
                .build();
    }

    private void talkAndEnd(PhoneCall caller, PhoneCall callee) {
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        caller.hangsUp();
        callee.answers(callee.hears(Method.BYE), 200, "");
    }

    @Test
    void rfc3261_8_1_3_4_a_302_is_followed_with_the_rights_of_the_phone_that_says_it() {
        edge.plan(ring(20, bob));
        edge.sentOn("103", ring(20, carol));
        PhoneCall caller = alice.calls("102", OFFER);
        redirects(bob.rings(), "sip:103@acme.example");
        PhoneCall there = carol.rings();
        assertThat(there.invite().headers().from().sipUri().orElseThrow().userText())
                .isEqualTo("101");
        talkAndEnd(caller, there);
        RouteRequest asked = edge.app.routes.getLast();
        assertThat(asked.getDialled()).isEqualTo("103");
        assertThat(asked.getOnBehalf())
                .isEqualTo(OnBehalf.newBuilder()
                        .setTenantId("tenant-1")
                        .setDeviceId("device-102")
                        .setNumber("102")
                        .setCause(OnBehalf.Cause.CAUSE_REDIRECT)
                        .setSentDeviceId("device-101")
                        .build());
        assertThat(asked.getRequester().getCredentialsCount()).isZero();
        CallRecord record = edge.record();
        assertThat(record.getWhy()).isEqualTo("extension 102; Redirected by 102 to 103");
        assertThat(record.getConnected()).isEqualTo("103");
        assertThat(record.getLegsList()).extracting(CallLeg::getStatus).containsExactly(200, 302, 200);
        assertThat(record.getLegs(2).getWhy()).isEqualTo("Redirected by 102 to 103");
        edge.nothingLeft();
    }

    @Test
    void the_best_contact_that_is_a_number_of_ours_is_taken() {
        edge.plan(ring(20, bob));
        edge.sentOn("103", ring(20, carol));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(
                callee.invite(),
                300,
                "",
                new Contact.At(
                        ((Contact.At) to("sip:104@acme.example")).address().withParameters(q("0.2"))),
                new Contact.At(
                        ((Contact.At) to("sip:900@evil.example")).address().withParameters(q("1.0"))),
                new Contact.At(
                        ((Contact.At) to("sip:103@acme.example")).address().withParameters(q("0.7"))));
        talkAndEnd(caller, carol.rings());
        assertThat(edge.app.routes).extracting(RouteRequest::getDialled).containsExactly("102", "103");
        edge.nothingLeft();
    }

    private static org.ringfort.protocol.sip.grammar.Parameters q(String q) {
        return org.ringfort.protocol.sip.grammar.Parameters.of("q", q);
    }

    @Test
    void elsewhere_than_the_tenants_domain_nobody_is_called_and_the_caller_hears_no_3xx() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        redirects(bob.rings(), "sip:00900123456@evil.example");
        assertThat(caller.hears(480).headers().has(HeaderName.CONTACT)).isFalse();
        caller.acksFailure();
        assertThat(edge.app.routes).hasSize(1);
        assertThat(edge.record().getLegs(1).getStatus()).isEqualTo(302);
        edge.nothingLeft();
    }

    @Test
    void what_the_app_refuses_the_phone_is_not_called_and_the_plan_goes_on() {
        edge.plan(ring(20, bob), ring(20, carol));
        edge.sentOn("00900", refuse(403));
        PhoneCall caller = alice.calls("102", OFFER);
        redirects(bob.rings(), "sip:00900@acme.example");
        talkAndEnd(caller, carol.rings());
        edge.nothingLeft();
    }

    @Test
    void one_branch_is_sent_elsewhere_the_others_ring_on() {
        Phone mobile = edge.phone("102");
        edge.plan(ring(20, bob, mobile));
        edge.sentOn("103", ring(20, carol), serve("voicemail-deposit"));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall pocket = mobile.rings();
        pocket.answers(180);
        caller.hears(180);
        redirects(bob.rings(), "sip:103@acme.example");
        PhoneCall there = carol.rings();
        there.answers(486);
        there.hears(Method.ACK);
        talkAndEnd(caller, pocket);
        assertThat(edge.record().getConnected()).isEqualTo("102");
        edge.nothingLeft();
    }

    @Test
    void nobody_there_either_so_what_the_app_planned_for_there_comes_next() {
        edge.plan(ring(20, bob), serve("voicemail-of-102"));
        edge.sentOn("103", ring(20, carol), serve("echo"));
        PhoneCall caller = alice.calls("102", OFFER);
        redirects(bob.rings(), "sip:103@acme.example");
        PhoneCall there = carol.rings();
        there.answers(486);
        there.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        caller.hangsUp();
        caller.hears(200);
        assertThat(edge.record().getConnected()).isEqualTo("echo");
        edge.nothingLeft();
    }

    @Test
    void a_circle_ends_at_once() {
        edge.plan(ring(20, bob));
        edge.sentOn("103", ring(20, carol));
        PhoneCall caller = alice.calls("102", OFFER);
        redirects(bob.rings(), "sip:103@acme.example");
        redirects(carol.rings(), "sip:102@acme.example");
        caller.hears(482);
        caller.acksFailure();
        assertThat(edge.app.routes).hasSize(2);
        edge.nothingLeft();
    }

    @Test
    void a_chain_ends_after_so_many_links() {
        List<Phone> chain = new ArrayList<>();
        edge.plan(ring(20, bob));
        for (int i = 0; i <= Redirections.MOST; i++) {
            Phone link = edge.phone("20" + i);
            chain.add(link);
            edge.sentOn("20" + i, ring(20, link));
        }
        PhoneCall caller = alice.calls("102", OFFER);
        redirects(bob.rings(), "sip:200@acme.example");
        for (int i = 0; i < Redirections.MOST; i++) {
            redirects(chain.get(i).rings(), "sip:20" + (i + 1) + "@acme.example");
        }
        caller.hears(483);
        caller.acksFailure();
        assertThat(edge.app.routes).hasSize(1 + Redirections.MOST);
        edge.nothingLeft();
    }

    @Test
    void nobody_is_sent_back_to_the_phone_that_calls() {
        edge.plan(ring(20, bob));
        edge.sentOn("101", ring(20, alice));
        PhoneCall caller = alice.calls("102", OFFER);
        redirects(bob.rings(), "sip:101@acme.example");
        caller.hears(480);
        caller.acksFailure();
        edge.nothingLeft();
    }

    @Test
    void a_302_that_meets_the_callers_cancel_calls_nobody() {
        edge.plan(ring(20, bob));
        edge.sentOn("103", ring(20, carol));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(180);
        caller.hears(180);
        caller.cancels();
        caller.hears(487);
        callee.hears(Method.CANCEL);
        callee.answers(
                callee.invite(),
                302,
                "",
                Contact.of(SipUri.parse("sip:103@acme.example").orElseThrow()));
        edge.record();
        edge.nothingLeft();
        assertThat(edge.app.routes).hasSize(1);
    }
}
