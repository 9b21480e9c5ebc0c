package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.attestation.StiAuthority;
import org.ringfort.app.trunks.IdentityRules;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.FirstCaller;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Requester;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.kernel.id.CallId;
import org.ringfort.protocol.sip.identity.Attestation;
import org.ringfort.protocol.sip.identity.IdentityHeader;
import org.ringfort.protocol.sip.identity.Passport;
import org.ringfort.protocol.sip.identity.SignedPassport;

/**
 * Calls that were diverted, by others before they came here and by us when they are sent on.
 *
 * @rfc 8946 4.1
 * @rfc 8946 4.2
 */
class PassedCallerIT extends AttestationScene {
    private static final IdentityRules PASSES = new IdentityRules(true, IdentityRules.Check.REFUSE, true);
    private static final UUID ORIGIN = new UUID(4, 7);

    private String caller() {
        return own("+49307018");
    }

    /** Whom the call is sent to: a number of the same tenant, so that it comes in again. */
    private String next() {
        return own("+49305018");
    }

    private static String header(Passport passport, PrivateKey key) {
        try {
            return IdentityHeader.of(SignedPassport.sign(passport, key)).text();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(Passport passport) {
        return header(passport, PROVIDER.keys().getPrivate());
    }

    private static Passport shaken(Instant moment, String from, String to) {
        return Passport.shaken(certificate(), moment, from.substring(1), to.substring(1), Attestation.A, ORIGIN);
    }

    private static String signed(String from, String to) {
        return header(shaken(Instant.now(), from, to));
    }

    private static String diverted(String from, String before, String to) {
        return header(Passport.diverted(
                certificate(), Instant.now(), from.substring(1), before.substring(1), to.substring(1)));
    }

    private Plan sentOn(TestPhone phone, OnBehalf.Cause cause, String to, List<String> identities) {
        return sentOn(
                phone,
                OnBehalf.newBuilder()
                        .setCause(cause)
                        .setFirstCaller(FirstCaller.newBuilder()
                                .setNumber(caller())
                                .setCalled(called())
                                .addAllIdentities(identities)),
                to);
    }

    private Plan sentOn(TestPhone phone, OnBehalf.Builder by, String to) {
        return edge.route(RouteRequest.newBuilder()
                        .setRequester(Requester.newBuilder().setMethod("INVITE"))
                        .setCallId(CallId.next().toString())
                        .setDomain(tenant.domain())
                        .setDialled(to)
                        .setHasOffer(true)
                        .setOnBehalf(by.setTenantId(tenant.id().toString())
                                .setDeviceId(phone.device().toString())
                                .setNumber("101")
                                .setOutside(true))
                        .build())
                .getPlan();
    }

    private void underTheTrunksNumber(Plan plan, String why) {
        Dial dial = plan.getSteps(0).getDial();
        assertThat(dial.getCallerNumber()).as(plan.getWhy()).isEqualTo(presented());
        assertThat(dial.getPassedIdentitiesList()).isEmpty();
        assertThat(dial.getDivertedAs()).isEmpty();
        assertThat(dial.getIdentity()).contains("ppt=shaken");
        assertThat(plan.getIdentity().getAttestation()).isEqualTo("C");
        assertThat(plan.getWhy()).endsWith(why);
    }

    @Test
    void rfc8946_4_2_a_call_that_others_diverted_is_believed_by_its_chain_and_the_record_says_by_whom() {
        trunk(true, IdentityRules.Check.REFUSE);
        number(called());
        String first = signed(caller(), "+4930222220");
        String second = diverted(caller(), "+4930222220", "+4930222221");
        String third = diverted(caller(), "+4930222221", called());
        Plan in = incoming(caller(), third, first, second);
        assertThat(in.getRule()).as(in.getWhy()).isEqualTo("inward-echo");
        assertThat(in.getIdentity().getVerstat()).isEqualTo("TN-Validation-Passed");
        assertThat(in.getIdentity().getAttestation()).isEqualTo("A");
        assertThat(in.getIdentity().getOriginId()).isEqualTo(ORIGIN.toString());
        assertThat(in.getIdentity().getDivertedByList()).containsExactly("+4930222220", "+4930222221");

        Plan gap = incoming(caller(), third, first);
        assertThat(gap.getSteps(0).getRefuse().getStatus()).isEqualTo(438);
        assertThat(gap.getIdentity().getDivertedByList()).isEmpty();
        Plan straight = incoming(caller(), signed(caller(), called()));
        assertThat(straight.getIdentity().getDivertedByList()).isEmpty();
        assertThat(straight.getIdentity().getVerstat()).isEqualTo("TN-Validation-Passed");
    }

    @Test
    void rfc8946_4_1_who_is_sent_on_goes_out_as_who_it_is_and_is_believed_where_it_arrives() {
        trunk(PASSES);
        proved(number(called()));
        number(next());
        TestPhone phone = phone("101", false);
        String token = signed(caller(), called());
        for (OnBehalf.Cause cause : List.of(OnBehalf.Cause.CAUSE_REDIRECT, OnBehalf.Cause.CAUSE_TRANSFER)) {
            Plan plan = sentOn(phone, cause, next(), List.of(token));
            Dial dial = plan.getSteps(0).getDial();
            assertThat(dial.getCallerNumber()).as(plan.getWhy()).isEqualTo(caller());
            assertThat(dial.getCallingAs()).isEqualTo(caller());
            assertThat(dial.getDivertedAs()).isEqualTo(called());
            assertThat(dial.getSentOn()).isEqualTo(cause);
            assertThat(dial.getPassedIdentitiesList()).containsExactly(token);
            assertThat(dial.getIdentity()).contains(";ppt=div", certificate());
            assertThat(plan.getWhy()).endsWith("; by Carrier under its caller's number");

            List<String> sent = new ArrayList<>(dial.getPassedIdentitiesList());
            sent.add(dial.getIdentity());
            Plan there = incoming(next(), caller(), sent);
            assertThat(there.getIdentity().getVerstat())
                    .as(there.getIdentity().getWhy())
                    .isEqualTo("TN-Validation-Passed");
            assertThat(there.getIdentity().getAttestation()).isEqualTo("A");
            assertThat(there.getIdentity().getOriginId()).isEqualTo(ORIGIN.toString());
            assertThat(there.getIdentity().getDivertedByList()).containsExactly(called());
        }
        assertThat(sentOn(phone, OnBehalf.Cause.CAUSE_REDIRECT, "112", List.of(token))
                        .getSteps(0)
                        .getDial()
                        .getPassedIdentitiesList())
                .as("calls for help are not signed")
                .isEmpty();
    }

    @Test
    void the_record_names_the_trunks_that_pass_the_caller_on_and_no_other() {
        trunk(PASSES);
        outwardTrunk("Another", 2, new IdentityRules(true, IdentityRules.Check.OFF));
        outwardTrunk("Third", 3, PASSES);
        proved(number(called()));
        TestPhone phone = phone("101", false);
        Plan plan = sentOn(phone, OnBehalf.Cause.CAUSE_REDIRECT, next(), List.of(signed(caller(), called())));
        assertThat(plan.getStepsList().stream().map(step -> step.getDial().getCallerNumber()))
                .containsExactly(caller(), presented(), caller());
        assertThat(plan.getWhy()).endsWith("; by Carrier, Third under its caller's number");
    }

    @Test
    void rfc8946_4_1_a_call_that_was_diverted_before_takes_its_whole_chain_along() {
        trunk(PASSES);
        proved(number(called()));
        TestPhone phone = phone("101", false);
        List<String> two = List.of(signed(caller(), "+4930222220"), diverted(caller(), "+4930222220", called()));
        Dial dial = sentOn(phone, OnBehalf.Cause.CAUSE_REDIRECT, next(), two)
                .getSteps(0)
                .getDial();
        assertThat(dial.getPassedIdentitiesList()).isEqualTo(two);
        underTheTrunksNumber(
                sentOn(phone, OnBehalf.Cause.CAUSE_REDIRECT, "+4930222220", two),
                "not under its caller's number: it has been there");
        List<String> four = List.of(
                signed(caller(), "+4930222220"),
                diverted(caller(), "+4930222220", "+4930222221"),
                diverted(caller(), "+4930222221", "+4930222222"),
                diverted(caller(), "+4930222222", called()));
        underTheTrunksNumber(sentOn(phone, OnBehalf.Cause.CAUSE_REDIRECT, next(), four), "diverted too often");
    }

    @Test
    void nobody_goes_out_under_a_number_that_is_not_verified_now() {
        trunk(PASSES);
        proved(number(called()));
        TestPhone phone = phone("101", false);
        OnBehalf.Cause cause = OnBehalf.Cause.CAUSE_REDIRECT;
        String forged = header(
                shaken(Instant.now(), caller(), called()),
                new StiAuthority().provider().keys().getPrivate());
        underTheTrunksNumber(sentOn(phone, cause, next(), List.of(forged)), "the signature is wrong");
        underTheTrunksNumber(
                sentOn(phone, cause, next(), List.of(signed(own("+49304018"), called()))), "signed for another caller");
        underTheTrunksNumber(
                sentOn(phone, cause, next(), List.of(signed(caller(), next()))),
                "signed for another number that was called");
        String old = header(shaken(Instant.now().minusSeconds(65), caller(), called()));
        underTheTrunksNumber(sentOn(phone, cause, next(), List.of(old)), "signed too long ago, or in the future");
        underTheTrunksNumber(
                sentOn(phone, OnBehalf.newBuilder().setCause(cause), next()),
                "no caller from outside with a token and a number that may be seen");
    }

    /** Or whoever enters a bank's number would have our key say that the bank sent the call there. */
    @Test
    void our_key_speaks_for_no_number_that_a_tenant_only_wrote_down() {
        trunk(PASSES);
        number(called());
        TestPhone phone = phone("101", false);
        List<String> token = List.of(signed(caller(), called()));
        underTheTrunksNumber(
                sentOn(phone, OnBehalf.Cause.CAUSE_REDIRECT, next(), token),
                "the number that was called is not proved to be the tenant's");
    }

    @Test
    void without_the_option_nothing_changes() {
        trunk(true, IdentityRules.Check.REFUSE);
        proved(number(called()));
        TestPhone phone = phone("101", false);
        Plan plan = sentOn(phone, OnBehalf.Cause.CAUSE_REDIRECT, next(), List.of(signed(caller(), called())));
        underTheTrunksNumber(plan, "");
        assertThat(plan.getWhy()).doesNotContain("caller's number");
    }
}
