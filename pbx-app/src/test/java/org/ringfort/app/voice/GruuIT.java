package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.BoundContact;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.kernel.id.CallId;
import org.ringfort.protocol.sip.address.SipUri;

/**
 * Addresses of single devices.
 *
 * @rfc 5627 5.4
 * @rfc 5627 6.1
 */
class GruuIT extends VoiceIT {
    private final String instance = "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6";

    private static BindRequest.Builder registers(TestPhone phone, String instance, int regId, String callId) {
        BindRequest.Builder request = phone.register(300).setGruu(true);
        request.getRequesterBuilder().setSipCallId(callId);
        request.getContactsBuilder()
                .getContactsBuilder(0)
                .setInstanceId(instance)
                .setRegId(regId);
        return request;
    }

    private static BoundContact told(TestPhone phone, BindRequest.Builder request) {
        BindReply reply = phone.bind(request);
        return reply.getBound().getContactsList().stream()
                .filter(contact -> contact.getInstanceId()
                        .equals(request.getContacts().getContacts(0).getInstanceId()))
                .findFirst()
                .orElseThrow();
    }

    private static Plan calls(TestPhone caller, String uri) {
        SipUri target = SipUri.parse(uri).orElseThrow();
        RouteRequest.Builder call = caller.call(target.userText());
        if (target.parameters().has("gr")) {
            call.setGr(target.parameters().get("gr").orElse(""));
        }
        return caller.route(call).getPlan();
    }

    private static List<String> rung(Plan plan) {
        return plan.getSteps(0).getRing().getTargetsList().stream()
                .map(Target::getFlow)
                .toList();
    }

    private static int refused(Plan plan) {
        return plan.getSteps(0).getRefuse().getStatus();
    }

    @Test
    void rfc5627_6_1_each_address_of_a_device_rings_that_one_alone_and_no_mailbox_answers() {
        TestPhone caller = phone("101", false);
        Extension called = extension("104", true);
        TestPhone desk = phone(called, DigestFloor.MD5);
        TestPhone mobile = phone(called, DigestFloor.MD5);
        BoundContact told = told(desk, registers(desk, instance, 0, "a"));
        told(mobile, registers(mobile, "urn:uuid:2", 0, "b"));
        assertThat(told.getPublicGruu()).isEqualTo("sip:104@" + tenant.domain() + ";gr=" + instance);
        assertThat(told.getTemporaryGruu())
                .startsWith("sip:tgruu.")
                .endsWith("@" + tenant.domain() + ";gr")
                .doesNotContain("104", instance);
        for (String uri : List.of(told.getPublicGruu(), told.getTemporaryGruu())) {
            Plan plan = calls(caller, uri);
            assertThat(rung(plan)).containsExactly("flow-of-" + desk.device());
            assertThat(plan.getStepsCount()).isEqualTo(1);
            assertThat(plan.getDialled()).isEqualTo("104");
        }
        assertThat(rung(calls(caller, "sip:104@" + tenant.domain()))).hasSize(2);
        desk.bind(registers(desk, instance, 0, "a").setRemoveAll(true));
        assertThat(refused(calls(caller, told.getPublicGruu()))).isEqualTo(480);
    }

    @Test
    void rfc5627_6_1_who_is_transferred_to_an_address_of_a_device_rings_that_one_alone() {
        TestPhone sender = phone("102", false);
        Extension called = extension("104", true);
        TestPhone desk = phone(called, DigestFloor.MD5);
        TestPhone mobile = phone(called, DigestFloor.MD5);
        BoundContact told = told(desk, registers(desk, instance, 0, "a"));
        told(mobile, registers(mobile, "urn:uuid:2", 0, "b"));
        for (String uri : List.of(told.getPublicGruu(), told.getTemporaryGruu())) {
            SipUri target = SipUri.parse(uri).orElseThrow();
            Plan plan = edge.route(RouteRequest.newBuilder()
                            .setCallId(CallId.next().toString())
                            .setDomain(tenant.domain())
                            .setDialled(target.userText())
                            .setGr(target.parameters().get("gr").orElse(""))
                            .setOnBehalf(OnBehalf.newBuilder()
                                    .setTenantId(tenant.id().toString())
                                    .setDeviceId(sender.device().value().toString())
                                    .setNumber(sender.number())
                                    .setCause(OnBehalf.Cause.CAUSE_TRANSFER))
                            .build())
                    .getPlan();
            assertThat(rung(plan)).containsExactly("flow-of-" + desk.device());
            assertThat(plan.getWhy()).startsWith("Transferred by 102 to 104");
        }
    }

    @Test
    void rfc5627_5_4_a_temporary_address_lasts_as_long_as_its_contact_is_registered_by_the_same_call_id() {
        TestPhone caller = phone("101", false);
        TestPhone desk = phone("104", true);
        String first = told(desk, registers(desk, instance, 0, "a")).getTemporaryGruu();
        String second = told(desk, registers(desk, instance, 0, "a")).getTemporaryGruu();
        assertThat(second).isNotEqualTo(first);
        assertThat(rung(calls(caller, first))).hasSize(1);
        assertThat(rung(calls(caller, second))).hasSize(1);
        String afterRestart =
                told(desk, registers(desk, instance, 0, "another call")).getTemporaryGruu();
        assertThat(refused(calls(caller, first))).isEqualTo(404);
        assertThat(refused(calls(caller, second))).isEqualTo(404);
        assertThat(rung(calls(caller, afterRestart))).hasSize(1);
        desk.bind(registers(desk, instance, 0, "another call").setRemoveAll(true));
        told(desk, registers(desk, instance, 0, "another call"));
        assertThat(refused(calls(caller, afterRestart))).isEqualTo(404);
    }

    /** Guessed, changed in any place, or another tenant's: like a number that nobody has. */
    @Test
    void a_temporary_address_that_was_not_made_here_is_as_unknown_as_any_number() {
        TestPhone caller = phone("101", false);
        TestPhone desk = phone("104", true);
        String uri = told(desk, registers(desk, instance, 0, "a")).getTemporaryGruu();
        String user = SipUri.parse(uri).orElseThrow().userText();
        Plan unknown = calls(caller, "sip:987654@" + tenant.domain());
        for (int at = "tgruu.".length(); at < user.length(); at += 7) {
            char other = user.charAt(at) == 'A' ? 'B' : 'A';
            isUnknown(
                    unknown, calls(caller, uri.replace(user, user.substring(0, at) + other + user.substring(at + 1))));
        }
        for (String guess : List.of("tgruu.", "tgruu.4930901820", "tgruu." + "A".repeat(92), "tgruu.%20", "tgruu.é")) {
            RouteRequest.Builder call = caller.call(guess).setGr("");
            isUnknown(unknown, caller.route(call).getPlan());
        }
        Tenant another = TenantScope.call(
                TenantScope.PLATFORM,
                () -> tenants.create("other." + tenant.domain(), new TenantDraft("Another", List.of(), true, 100, 10)));
        tenant = another;
        TestPhone stranger = phone("101", false);
        isUnknown(unknown, calls(stranger, "sip:" + user + "@" + another.domain() + ";gr"));
    }

    private static void isUnknown(Plan unknown, Plan plan) {
        assertThat(plan.getSteps(0).getRefuse()).isEqualTo(unknown.getSteps(0).getRefuse());
        assertThat(plan.getRule()).isEqualTo(unknown.getRule());
    }

    @Test
    void a_phone_is_told_the_temporary_address_of_its_own_contact_alone() {
        Extension called = extension("104", true);
        TestPhone desk = phone(called, DigestFloor.MD5);
        TestPhone mobile = phone(called, DigestFloor.MD5);
        desk.bind(registers(desk, instance, 0, "a"));
        BindReply reply = mobile.bind(registers(mobile, "urn:uuid:2", 0, "b"));
        assertThat(reply.getBound().getContactsList()).allSatisfy(contact -> {
            assertThat(contact.getPublicGruu()).contains(";gr=urn:uuid:");
            assertThat(contact.getTemporaryGruu().isEmpty())
                    .isEqualTo(contact.getInstanceId().equals(instance));
        });
        BindReply plain = mobile.bind(registers(mobile, "urn:uuid:2", 0, "b").setGruu(false));
        assertThat(plain.getBound().getContactsList())
                .allMatch(contact -> contact.getPublicGruu().isEmpty()
                        && contact.getTemporaryGruu().isEmpty());
    }

    @Test
    void rfc5627_5_1_an_address_of_ours_is_no_contact() {
        TestPhone desk = phone("104", true);
        BindRequest.Builder circle = registers(desk, instance, 0, "a");
        circle.getContactsBuilder()
                .getContactsBuilder(0)
                .setUri("sip:101@" + tenant.domain().toUpperCase(java.util.Locale.ROOT) + ";gr=urn:uuid:9");
        assertThat(desk.bind(circle).getRefused().getStatus()).isEqualTo(403);
    }

    /** Two flows of an instance are one phone, the newest first. */
    @Test
    void rfc5626_7_flows_of_one_phone_bear_one_name_and_the_newest_comes_first() {
        TestPhone caller = phone("101", false);
        TestPhone desk = phone("104", false);
        desk.bind(registers(desk, instance, 1, "a").setFlow("flow-1"));
        desk.bind(registers(desk, instance, 2, "b").setFlow("flow-2"));
        assertThat(rung(calls(caller, "sip:104@" + tenant.domain()))).containsExactly("flow-2", "flow-1");
        desk.bind(registers(desk, instance, 1, "a").setFlow("flow-3"));
        List<Target> targets = calls(caller, "sip:104@" + tenant.domain() + ";gr=" + instance)
                .getSteps(0)
                .getRing()
                .getTargetsList();
        assertThat(calls(caller, "sip:104@" + tenant.domain()).getWhy()).contains("one phone to ring");
        assertThat(targets).extracting(Target::getFlow).containsExactly("flow-3", "flow-2");
        assertThat(targets.get(0).getPhone())
                .isNotEmpty()
                .isEqualTo(targets.get(1).getPhone());
    }

    /** Whatever it says of their preference: a phone does not ring again by another flow because nobody answers. */
    @Test
    void rfc5626_7_flows_of_one_phone_are_in_one_group() {
        TestPhone caller = phone("101", false);
        TestPhone desk = phone("104", false);
        desk.bind(registers(desk, instance, 1, "a").setFlow("flow-1"));
        BindRequest.Builder lesser = registers(desk, instance, 2, "b").setFlow("flow-2");
        lesser.getContactsBuilder().getContactsBuilder(0).setQ(100);
        desk.bind(lesser);
        Plan plan = calls(caller, "sip:104@" + tenant.domain());
        assertThat(plan.getStepsCount()).isEqualTo(1);
        assertThat(rung(plan)).containsExactly("flow-1", "flow-2");
    }
}
