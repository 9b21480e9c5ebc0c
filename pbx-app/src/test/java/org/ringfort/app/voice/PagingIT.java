package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.paging.PageGroup;
import org.ringfort.app.paging.PageGroupDraft;
import org.ringfort.app.paging.PageGroups;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Page;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.contract.policy.v1.Keying;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may page a group, and which phones are asked to hear it. */
class PagingIT extends VoiceIT {
    @Autowired
    PageGroups groups;

    private PageGroup group(List<String> members, String... pagers) {
        return TenantScope.call(
                tenant.id(),
                () -> groups.create(
                        new PageGroupDraft("880", "Shop", members, pagers.length == 0, List.of(pagers), 90)));
    }

    private static TestPhone registered(TestPhone phone) {
        assertThat(phone.bind(phone.register(600)).hasBound()).isTrue();
        return phone;
    }

    private static Plan plan(TestPhone phone) {
        return phone.route(phone.call("880")).getPlan();
    }

    @Test
    void all_phones_of_the_members_are_asked_but_none_of_who_pages_and_none_that_keys_end_to_end() {
        TestPhone pager = registered(phone("101", false));
        Extension shop = extension("102", true);
        TestPhone desk = registered(phone(shop, DigestFloor.MD5));
        TestPhone second = registered(phone(shop, DigestFloor.MD5, false, MediaKeying.DTLS));
        registered(phone(extension("103", false), DigestFloor.MD5, true, MediaKeying.ZRTP));
        extension("104", false);
        PageGroup group = group(List.of("101", "102", "103", "104"));

        Plan plan = plan(pager);
        assertThat(plan.getRule()).isEqualTo("page");
        assertThat(plan.getWhy()).isEqualTo("Dialled 880: page group Shop");
        assertThat(plan.getStepsCount()).as("no mailbox answers a page").isEqualTo(1);
        Page page = plan.getSteps(0).getPage();
        assertThat(page.getPageId()).isEqualTo(group.id().toString());
        assertThat(page.getSeconds()).isEqualTo(90);
        assertThat(page.getTargetsList())
                .extracting(Target::getDeviceId)
                .containsExactlyInAnyOrder(
                        desk.device().toString(), second.device().toString());
        assertThat(page.getTargetsList()).extracting(Target::getNumber).containsOnly("102");
        assertThat(page.getTargetsList())
                .filteredOn(
                        target -> target.getDeviceId().equals(second.device().toString()))
                .singleElement()
                .satisfies(
                        target -> assertThat(target.getMedia().getKeyingsList()).containsExactly(Keying.KEYING_DTLS));
    }

    @Test
    void who_is_not_named_hears_that_he_may_not_page() {
        TestPhone pager = phone("101", false);
        TestPhone other = phone("102", false);
        registered(phone("103", false));
        group(List.of("103"), "101");
        assertThat(plan(pager).getSteps(0).getKindCase()).isEqualTo(Step.KindCase.PAGE);
        Plan refused = plan(other);
        assertThat(refused.getSteps(0).getRefuse().getStatus()).isEqualTo(403);
        assertThat(refused.getWhy()).isEqualTo("Dialled 880: extension 102 may not page the group Shop");
        TestPhone rungOnly = phone(extension("104", false), DigestFloor.MD5, false);
        assertThat(plan(rungOnly).getRule()).isEqualTo("register-only");
    }

    @Test
    void where_no_member_has_a_phone_the_pager_is_told_so() {
        TestPhone pager = registered(phone("101", false));
        extension("102", true);
        group(List.of("102"));
        assertThat(plan(pager).getSteps(0).getRefuse().getStatus()).isEqualTo(480);
    }

    @Test
    void nobody_is_sent_into_a_page() {
        TestPhone sender = phone("101", false);
        registered(phone("102", false));
        group(List.of("102"));
        for (OnBehalf.Cause cause : List.of(OnBehalf.Cause.CAUSE_TRANSFER, OnBehalf.Cause.CAUSE_REDIRECT)) {
            Plan plan = edge.route(sender.call("880")
                            .setOnBehalf(OnBehalf.newBuilder()
                                    .setTenantId(tenant.id().toString())
                                    .setDeviceId(sender.device().toString())
                                    .setNumber("101")
                                    .setCause(cause))
                            .build())
                    .getPlan();
            assertThat(plan.getStepsList())
                    .singleElement()
                    .satisfies(step -> assertThat(step.getRefuse().getStatus()).isEqualTo(403));
        }
    }

    @Test
    void the_number_leads_there_for_the_tenant_and_nobody_else() {
        registered(phone("102", false));
        group(List.of("102"));
        tenant = TenantScope.call(
                TenantScope.PLATFORM,
                () -> tenants.create("other-" + tenant.domain(), new TenantDraft("Other", List.of(), true, 100, 10)));
        assertThat(plan(phone("101", false)).getRule()).isEqualTo("unknown-number");
    }

    @Test
    void who_gets_the_number_of_a_deleted_extension_gets_neither_its_place_nor_its_right() {
        Extension pager = extension("101", false);
        Extension member = extension("102", false);
        registered(phone("103", false));
        PageGroup before = group(List.of("102", "103"), "101");
        TenantScope.call(tenant.id(), () -> {
            extensions.delete(pager.id());
            extensions.delete(member.id());
            return true;
        });
        Optional<PageGroup> after = TenantScope.call(tenant.id(), () -> groups.find(before.id()));
        assertThat(after).hasValueSatisfying(group -> {
            assertThat(group.members()).containsExactly("103");
            assertThat(group.pagers()).isEmpty();
            assertThat(group.everybody()).as("nobody is left, not all").isFalse();
        });
        TestPhone heir = phone("101", false);
        assertThat(plan(heir).getSteps(0).getRefuse().getStatus()).isEqualTo(403);
    }
}
