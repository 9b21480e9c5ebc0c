package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.ExtensionDraft;
import org.ringfort.app.extensions.VoicemailSettings;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.SubscribeRequest;

/** Phones that want to know of mailboxes and of others' calls: who may, and for how long. */
class WatchingIT extends VoiceIT {
    private SubscribeRequest.Builder asks(TestPhone phone, String event, String user, long expires) {
        return SubscribeRequest.newBuilder()
                .setRequester(phone.requester("SUBSCRIBE"))
                .setDomain(phone.domain())
                .setUser(user)
                .setEvent(event)
                .setExpiresSeconds(expires)
                .setEdgeId(edge.id);
    }

    private SubscribeReply answered(TestPhone phone, SubscribeRequest.Builder request) {
        SubscribeReply first = edge.subscribe(request.build());
        assertThat(first.hasChallenged()).isTrue();
        request.getRequesterBuilder().addCredentials(phone.answer(first.getChallenged(), 0, "SUBSCRIBE", 1));
        return edge.subscribe(request.build());
    }

    @Test
    void rfc4235_3_6_an_extension_is_watched_by_its_own_tenant() {
        TestPhone phone = phone("101", false);
        extension("102", false);
        SubscribeReply reply = answered(phone, asks(phone, "dialog", "102", 1800));
        assertThat(reply.getSubscribed().getTenantId()).isEqualTo(tenant.id().toString());
        assertThat(reply.getSubscribed().getExtension()).isEqualTo("102");
        assertThat(reply.getSubscribed().getDisplayName()).isEqualTo("Number 102");
        assertThat(reply.getSubscribed().getWatcher()).isEqualTo("101");
        assertThat(reply.getSubscribed().getExpiresSeconds()).isEqualTo(1800);
    }

    @Test
    void rfc3856_6_6_whether_a_colleague_can_be_reached_is_told_to_the_same() {
        TestPhone phone = phone("101", false);
        extension("102", false);
        assertThat(answered(phone, asks(phone, "presence", "102", 600))
                        .getSubscribed()
                        .getExtension())
                .isEqualTo("102");
        assertThat(answered(phone, asks(phone, "presence", "888", 600))
                        .getRefused()
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void rfc3680_4_5_which_phones_are_registered_is_told_to_the_same_and_which_device_to_the_extension() {
        TestPhone phone = phone("101", false);
        TestPhone colleague = phone("102", false);
        assertThat(colleague.bind(colleague.register(300)).hasBound()).isTrue();
        SubscribeReply reply = answered(phone, asks(phone, "reg", "102", 3600));
        assertThat(reply.getSubscribed().getExpiresSeconds()).isEqualTo(600);
        assertThat(reply.getSubscribed().getPhonesList()).hasSize(1);
        assertThat(reply.getSubscribed().getPhones(0).getInstanceId()).isEmpty();
        assertThat(answered(phone, asks(phone, "reg", "888", 600)).getRefused().getStatus())
                .isEqualTo(404);
    }

    @Test
    void rfc3903_6_everybody_publishes_for_himself_alone() {
        TestPhone phone = phone("101", false);
        extension("102", false);
        SubscribeReply own = published(phone, "101", 600);
        assertThat(own.getSubscribed().getExtension()).isEqualTo("101");
        assertThat(own.getSubscribed().getWatcher()).isEqualTo("101");
        assertThat(published(phone, "102", 600).getRefused().getStatus()).isEqualTo(403);
        assertThat(published(phone, "888", 600).getRefused().getStatus()).isEqualTo(403);
        assertThat(published(phone, "101", 10).getRefused().getStatus()).isEqualTo(423);
    }

    private SubscribeReply published(TestPhone phone, String user, long expires) {
        SubscribeRequest.Builder request = SubscribeRequest.newBuilder()
                .setRequester(phone.requester("PUBLISH"))
                .setDomain(phone.domain())
                .setUser(user)
                .setEvent("presence")
                .setExpiresSeconds(expires)
                .setEdgeId(edge.id);
        SubscribeReply first = edge.subscribe(request.build());
        request.getRequesterBuilder().addCredentials(phone.answer(first.getChallenged(), 0, "PUBLISH", 1));
        return edge.subscribe(request.build());
    }

    @Test
    void nobody_finds_out_by_watching_who_is_there() {
        TestPhone phone = phone("101", false);
        Extension off = extension("103", false);
        TenantScope.call(
                tenant.id(),
                () -> extensions.change(
                        off.id(),
                        off.version(),
                        new ExtensionDraft("103", "Number 103", false, new VoicemailSettings(false, 20))));
        SubscribeReply unknown = answered(phone, asks(phone, "dialog", "888", 600));
        SubscribeReply disabled = answered(phone, asks(phone, "dialog", "103", 600));
        assertThat(unknown.getRefused().getStatus()).isEqualTo(404);
        assertThat(disabled).isEqualTo(unknown);
    }

    @Test
    void nobody_watches_another_tenant() {
        TestPhone phone = phone("101", false);
        Tenant other = TenantScope.call(
                TenantScope.PLATFORM,
                () -> tenants.create("other-" + tenant.domain(), new TenantDraft("Another", List.of(), true, 10, 10)));
        TenantScope.call(
                other.id(),
                () -> extensions.create(new ExtensionDraft("102", "Theirs", true, new VoicemailSettings(false, 20))));
        for (String domain : List.of(other.domain(), "nowhere-" + tenant.domain())) {
            var request = asks(phone, "dialog", "102", 600).setDomain(domain);
            SubscribeReply first = edge.subscribe(request.build());
            request.getRequesterBuilder().addCredentials(phone.answer(first.getChallenged(), 0, "SUBSCRIBE", 1));
            SubscribeReply second = edge.subscribe(request.build());
            assertThat(second.hasChallenged()).as(domain).isTrue();
        }
    }

    @Test
    void a_mailbox_is_told_to_nobody_but_its_own() {
        TestPhone phone = phone(extension("101", true), DigestFloor.MD5);
        extension("104", true);
        assertThat(answered(phone, asks(phone, "message-summary", "101", -1))
                        .getSubscribed()
                        .getExpiresSeconds())
                .isEqualTo(3600);
        assertThat(answered(phone, asks(phone, "message-summary", "104", 600))
                        .getRefused()
                        .getStatus())
                .isEqualTo(403);
        assertThat(answered(phone, asks(phone, "conference", "101", 600))
                        .getRefused()
                        .getStatus())
                .isEqualTo(489);
    }

    /** @rfc 6665 4.2.1.1 */
    @Test
    void rfc6665_4_2_1_1_too_brief_is_refused_too_long_is_shortened_and_zero_is_an_end() {
        TestPhone phone = phone("101", false);
        SubscribeReply brief = answered(phone, asks(phone, "dialog", "101", 59));
        assertThat(brief.getRefused().getStatus()).isEqualTo(423);
        assertThat(brief.getRefused().getMinExpiresSeconds()).isEqualTo(60);
        assertThat(answered(phone, asks(phone, "dialog", "101", 86_400))
                        .getSubscribed()
                        .getExpiresSeconds())
                .isEqualTo(3600);
        assertThat(answered(phone, asks(phone, "dialog", "101", 0))
                        .getSubscribed()
                        .getExpiresSeconds())
                .isZero();
    }
}
