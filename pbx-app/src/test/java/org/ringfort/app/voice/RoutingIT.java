package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.policy.Policies;
import org.ringfort.app.policy.SecurityPolicy;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.annotation.Autowired;

class RoutingIT extends VoiceIT {
    @Autowired
    Policies policies;

    @Test
    void a_stranger_is_challenged() {
        TestPhone phone = phone("101", false);
        RouteReply reply = edge.route(phone.call("*43").build());
        assertThat(reply.getChallenged().getChallengesCount()).isEqualTo(2);
    }

    @Test
    void the_caller_is_who_was_proved_whatever_from_says() {
        TestPhone phone = phone("101", false);
        Plan plan = phone.route(phone.call("*43")).getPlan();
        assertThat(plan.getCaller().getNumber()).isEqualTo("101");
        assertThat(plan.getCaller().getDisplayName()).isEqualTo("Number 101");
        assertThat(plan.getRule()).isEqualTo("feature-echo");
        assertThat(plan.getSteps(0).getApplication().getName()).isEqualTo("echo");
        assertThat(plan.getMedia().getKeyingsList()).containsExactly(Keying.KEYING_SDES);
    }

    @Test
    void a_phone_is_held_to_its_name_where_its_tenant_wants_it() {
        TestPhone phone = phone("101", false);
        assertThat(phone.route(phone.call("*43")).getPlan().getRefusesFalseClaims())
                .isFalse();
        TenantScope.call(
                tenant.id(),
                () -> policies.change(policies.current().version(), new SecurityPolicy(true, false, 60, 300, true)));
        assertThat(phone.route(phone.call("*43")).getPlan().getRefusesFalseClaims())
                .isTrue();
    }

    @Test
    void all_devices_ring_then_voicemail() {
        TestPhone caller = phone("101", false);
        Extension called = extension("104", true);
        TestPhone desk = phone(called, DigestFloor.MD5);
        TestPhone mobile = phone(called, DigestFloor.MD5);
        desk.bind(desk.register(300));
        mobile.bind(mobile.register(300));

        Plan plan = caller.route(caller.call("104")).getPlan();
        assertThat(plan.getSteps(0).getRing().getSeconds()).isEqualTo(20);
        assertThat(plan.getSteps(0).getRing().getTargetsList())
                .extracting(Target::getFlow)
                .containsExactlyInAnyOrder("flow-of-" + desk.device(), "flow-of-" + mobile.device());
        assertThat(plan.getSteps(1).getApplication().getName()).isEqualTo("voicemail-deposit");
        assertThat(plan.getSteps(1).getApplication().getArgument().toStringUtf8())
                .isEqualTo("104");
        assertThat(plan.getWhy()).isEqualTo("Dialled 104: an extension with 2 phones to ring for 20 s, then voicemail");
    }

    @Test
    void nobody_there_and_no_voicemail_says_so() {
        TestPhone caller = phone("101", false);
        extension("103", false);
        Plan plan = caller.route(caller.call("103")).getPlan();
        assertThat(plan.getSteps(0).getRefuse().getStatus()).isEqualTo(480);
    }

    @Test
    void an_unknown_number_explains_itself() {
        TestPhone caller = phone("101", false);
        Plan plan = caller.route(caller.call("987654")).getPlan();
        assertThat(plan.getSteps(0).getRefuse().getStatus()).isEqualTo(404);
        assertThat(plan.getRule()).isEqualTo("unknown-number");
        assertThat(plan.getWhy()).contains("987654", "neither an extension");
    }

    @Test
    void a_register_only_device_is_rung_but_may_not_call() {
        Extension extension = extension("110", false);
        TestPhone phone = phone(extension, DigestFloor.MD5, false);
        assertThat(phone.bind(phone.register(300)).hasBound()).isTrue();
        Plan plan = phone.route(phone.call("*43")).getPlan();
        assertThat(plan.getSteps(0).getRefuse().getStatus()).isEqualTo(403);
        assertThat(plan.getRule()).isEqualTo("register-only");
        assertThat(plan.getTakesNothingOver()).isTrue();
    }

    private static RouteRequest onBehalf(TestPhone sender, String tenant, OnBehalf.Cause cause, String dialled) {
        return RouteRequest.newBuilder()
                .setCallId(CallId.next().toString())
                .setDomain(sender.domain())
                .setDialled(dialled)
                .setOnBehalf(OnBehalf.newBuilder()
                        .setTenantId(tenant)
                        .setDeviceId(sender.device().value().toString())
                        .setNumber(sender.number())
                        .setCause(cause))
                .build();
    }

    private RouteReply redirected(TestPhone sender, String dialled) {
        return edge.route(onBehalf(sender, tenant.id().toString(), OnBehalf.Cause.CAUSE_REDIRECT, dialled));
    }

    @Test
    void who_redirects_is_not_challenged_and_stands_in_the_decision() {
        TestPhone sender = phone("102", false);
        extension("103", true);
        Plan plan = redirected(sender, "103").getPlan();
        assertThat(plan.getWhy()).startsWith("Redirected by 102 to 103: Dialled 103");
        assertThat(plan.getSteps(0).getApplication().getName()).isEqualTo("voicemail-deposit");
        Plan transferred = edge.route(onBehalf(sender, tenant.id().toString(), OnBehalf.Cause.CAUSE_TRANSFER, "555"))
                .getPlan();
        assertThat(transferred.getWhy()).startsWith("Transferred by 102 to 555: ");
        assertThat(transferred.getSteps(0).getRefuse().getStatus()).isEqualTo(404);
    }

    @Test
    void a_register_only_device_sends_nobody_on() {
        TestPhone phone = phone(extension("110", false), DigestFloor.MD5, false);
        extension("103", true);
        Plan plan = redirected(phone, "103").getPlan();
        assertThat(plan.getRule()).isEqualTo("register-only");
        assertThat(plan.getSteps(0).getRefuse().getStatus()).isEqualTo(403);
    }

    @Test
    void who_is_not_of_the_tenant_or_not_that_number_sends_nobody_on() {
        TestPhone sender = phone("102", false);
        extension("103", true);
        RouteReply elsewhere =
                edge.route(onBehalf(sender, TenantId.next().toString(), OnBehalf.Cause.CAUSE_TRANSFER, "103"));
        assertThat(elsewhere.getRefused().getStatus()).isEqualTo(403);
        RouteRequest other = onBehalf(sender, tenant.id().toString(), OnBehalf.Cause.CAUSE_TRANSFER, "103");
        RouteReply another = edge.route(other.toBuilder()
                .setOnBehalf(other.getOnBehalf().toBuilder().setNumber("103"))
                .build());
        assertThat(another.getRefused().getStatus()).isEqualTo(403);
    }

    @Test
    void calls_asked_for_at_once_do_not_exceed_what_their_tenant_may_have() throws Exception {
        TestPhone phone = phone("101", false);
        Queue<String> reasons = new ConcurrentLinkedQueue<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 25; i++) {
                callers.execute(() ->
                        reasons.add(phone.route(phone.call("*43")).getPlan().getRule()));
            }
        }
        assertThat(reasons).hasSize(25);
        assertThat(reasons).filteredOn("feature-echo"::equals).hasSize(tenant.maxCalls());
        assertThat(reasons).filteredOn("tenant-limit"::equals).hasSize(25 - tenant.maxCalls());
    }
}
