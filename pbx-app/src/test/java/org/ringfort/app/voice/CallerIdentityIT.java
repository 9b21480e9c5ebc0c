package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.cdr.CallRecords;
import org.ringfort.app.numbers.NumberDraft;
import org.ringfort.app.numbers.PublicNumber;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.trunks.IdentityRules;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.CallerIdentity;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Requester;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.kernel.id.CallId;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Signed caller identity from end to end of the app: what one call signs, the next brings in again.
 *
 * @rfc 8224 6.2.2
 * @rfc 8588 4
 */
class CallerIdentityIT extends AttestationScene {
    @Autowired
    CallRecords records;

    private Plan outgoing(String dialled) {
        return outgoing(phone("101", false), dialled);
    }

    private static Plan outgoing(TestPhone phone, String dialled) {
        return phone.route(phone.call(dialled)).getPlan();
    }

    @Test
    void what_is_signed_for_a_number_of_the_tenant_is_believed_where_it_arrives() {
        trunk(true, IdentityRules.Check.REFUSE);
        proved(number(presented()));
        number(called());
        Plan out = outgoing(called());
        Dial dial = out.getSteps(0).getDial();
        assertThat(dial.getIdentity()).contains(";info=<https://localhost:", ";alg=ES256;ppt=shaken");
        assertThat(out.getIdentity().getAttestation()).isEqualTo("A");
        assertThat(out.getIdentity().getVerstat()).isEmpty();

        Plan in = incoming(presented(), dial.getIdentity());
        assertThat(in.getRule()).as(in.getWhy()).isEqualTo("inward-echo");
        assertThat(in.getIdentity().getVerstat()).isEqualTo("TN-Validation-Passed");
        assertThat(in.getIdentity().getAttestation()).isEqualTo("A");
        assertThat(in.getIdentity().getOriginId())
                .isEqualTo(out.getIdentity().getOriginId())
                .isNotEmpty();

        Plan tampered = incoming(own("+49307018"), dial.getIdentity());
        assertThat(tampered.getRule()).isEqualTo("inward-identity");
        assertThat(tampered.getSteps(0).getRefuse().getStatus()).isEqualTo(438);
        assertThat(tampered.getIdentity().getVerstat()).isEqualTo("TN-Validation-Failed");
        Plan silent = incoming(presented());
        assertThat(silent.getSteps(0).getRefuse().getStatus()).isEqualTo(428);
    }

    @Test
    void where_calls_are_marked_every_call_is_taken() {
        trunk(true, IdentityRules.Check.MARK);
        number(called());
        assertThat(incoming(presented()).getIdentity().getVerstat()).isEqualTo("No-TN-Validation");
        Plan forged = incoming(presented(), "a.b.c;info=<https://localhost/provider.pem>");
        assertThat(forged.getRule()).isEqualTo("inward-echo");
        assertThat(forged.getIdentity().getVerstat()).isEqualTo("TN-Validation-Failed");
    }

    @Test
    void a_number_that_is_none_of_the_tenants_is_signed_for_with_less_and_an_emergency_not_at_all() {
        trunk(true, IdentityRules.Check.OFF);
        Plan out = outgoing(called());
        assertThat(out.getIdentity().getAttestation()).isEqualTo("B");
        TestPhone another = phone("102", false);
        Plan help = another.route(another.call("112")).getPlan();
        assertThat(help.getSteps(0).getDial().getIdentity()).isEmpty();
        assertThat(help.hasIdentity()).isFalse();
    }

    /** Whoever administers a tenant may enter any number, and would have our key sign for a bank's. */
    @Test
    void a_number_that_a_tenant_only_wrote_down_is_not_vouched_for_and_none_put_in_the_place_of_one_that_was() {
        trunk(true, IdentityRules.Check.OFF);
        TestPhone phone = phone("101", false);
        PublicNumber written = number(presented());
        assertThat(outgoing(phone, called()).getIdentity().getAttestation()).isEqualTo("B");
        PublicNumber moved = TenantScope.call(tenant.id(), () -> {
            PublicNumber before = numbers.prove(written.id(), written.version(), true);
            return numbers.change(
                    before.id(),
                    before.version(),
                    new NumberDraft(own("+49307018"), before.destination(), before.label()));
        });
        assertThat(moved.proved()).isFalse();
        TenantScope.call(
                tenant.id(),
                () -> numbers.change(
                        moved.id(), moved.version(), new NumberDraft(presented(), moved.destination(), moved.label())));
        Plan out = outgoing(phone, called());
        assertThat(out.getIdentity().getAttestation()).isEqualTo("B");
        assertThat(out.getIdentity().getWhy()).contains("not proved");
    }

    @Test
    void a_caller_from_outside_who_is_sent_on_is_signed_for_with_least() {
        trunk(true, IdentityRules.Check.OFF);
        proved(number(presented()));
        TestPhone phone = phone("101", false);
        phone.bind(phone.register(300));
        Plan sentOn = edge.route(RouteRequest.newBuilder()
                        .setRequester(Requester.newBuilder().setMethod("INVITE"))
                        .setCallId(CallId.next().toString())
                        .setDomain(tenant.domain())
                        .setDialled(called())
                        .setHasOffer(true)
                        .setOnBehalf(OnBehalf.newBuilder()
                                .setTenantId(tenant.id().toString())
                                .setDeviceId(phone.device().toString())
                                .setNumber("101")
                                .setCause(OnBehalf.Cause.CAUSE_REDIRECT)
                                .setOutside(true))
                        .build())
                .getPlan();
        assertThat(sentOn.getSteps(0).getDial().getIdentity())
                .as(sentOn.getWhy())
                .isNotEmpty();
        assertThat(sentOn.getIdentity().getAttestation()).isEqualTo("C");
    }

    @Test
    void a_trunk_that_does_neither_changes_nothing() {
        trunk(false, IdentityRules.Check.OFF);
        number(called());
        assertThat(outgoing(called()).getSteps(0).getDial().getIdentity()).isEmpty();
        assertThat(incoming(presented(), "a.b.c;info=<https://localhost/provider.pem>")
                        .hasIdentity())
                .isFalse();
    }

    @Test
    void what_was_found_stands_in_the_record() throws InterruptedException {
        CallId id = CallId.next();
        edge.tell(FromEdge.newBuilder()
                .setCallRecord(CallRecord.newBuilder()
                        .setCallId(id.toString())
                        .setTenantId(tenant.id().toString())
                        .setCaller(presented())
                        .setDialled(called())
                        .setStartedAtMs(1_700_000_000_000L)
                        .setEndedAtMs(1_700_000_001_000L)
                        .setStatus(200)
                        .setIdentity(CallerIdentity.newBuilder()
                                .setVerstat("TN-Validation-Passed")
                                .setAttestation("A")
                                .setOriginId(new UUID(1, 2).toString())
                                .setWhy("signed by CN=SHAKEN 4711, diverted once")
                                .addDivertedBy("+4930222220"))));
        edge.hear(ToEdge.EventCase.RECORD_STORED);
        assertThat(TenantScope.call(tenant.id(), () -> records.find(UUID.fromString(id.toString()))))
                .hasValueSatisfying(record -> assertThat(record.call().identity())
                        .isEqualTo(new org.ringfort.app.calls.CallerIdentity(
                                "TN-Validation-Passed",
                                "A",
                                new UUID(1, 2).toString(),
                                "signed by CN=SHAKEN 4711, diverted once",
                                List.of("+4930222220"))));
    }
}
