package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.app.Eventually;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEvent;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.contract.control.v1.Source;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.annotation.Autowired;

/** What strangers try is in the audit trail of whom they tried it on. */
class AttemptsIT extends VoiceIT {
    @Autowired
    Audit audit;

    private List<AuditEvent> trail(TenantId of, String action) {
        return TenantScope.call(of, () -> audit.list(new Audit.Filter(action, null, null), Cursor.parse(null, 50)))
                .items();
    }

    private AuditEvent eventually(TenantId of, String action) throws InterruptedException {
        Eventually.holds(action + " is in the trail", () -> !trail(of, action).isEmpty());
        return trail(of, action).getFirst();
    }

    private void tell(SecurityEvent.Builder event) {
        edge.tell(FromEdge.newBuilder()
                .setSecurityEvent(event.setSource(
                        Source.newBuilder().setAddress("198.51.100.7").setTransport(Transport.TRANSPORT_TLS))));
    }

    @Test
    void a_wrong_password_names_the_extension_it_was_aimed_at_and_a_flood_is_one_row() throws Exception {
        TestPhone phone = phone("101", false);
        for (int i = 0; i < 30; i++) {
            phone.withPassword("wrong").bind(phone.register(300));
        }
        AuditEvent event = eventually(tenant.id(), "auth.failed");
        assertThat(event.actorKind()).isEqualTo("STRANGER");
        assertThat(event.sourceAddress()).isEqualTo("192.0.2.7");
        assertThat(event.targetKind()).isEqualTo("extension");
        assertThat(event.targetId()).isEqualTo("101");
        assertThat(event.after()).contains("\"reason\":\"wrong credentials\"");
        assertThat(trail(tenant.id(), "auth.failed")).hasSize(1);
    }

    @Test
    void an_unknown_user_is_written_down_without_the_name_that_was_claimed() throws Exception {
        TestPhone phone = phone("101", false);
        phone.withName("perhaps-a-password").bind(phone.register(300));
        AuditEvent event = eventually(tenant.id(), "auth.failed");
        assertThat(event.targetKind()).isEqualTo("source");
        assertThat(event.targetId()).isEqualTo("192.0.2.7");
        assertThat(event.toString()).doesNotContain("perhaps-a-password");
    }

    @Test
    void what_an_edge_refuses_is_in_the_trail_of_the_domain_it_was_aimed_at() throws Exception {
        tell(SecurityEvent.newBuilder()
                .setName("registration.refused")
                .setDomain("ALIAS." + tenant.domain())
                .setAccount("101")
                .setDetail("third-party registration")
                .setCount(7));
        AuditEvent event = eventually(tenant.id(), "registration.refused");
        assertThat(event.sourceAddress()).isEqualTo("198.51.100.7");
        assertThat(event.targetKind()).isEqualTo("account");
        assertThat(event.targetId()).isEqualTo("101");
        assertThat(event.after())
                .contains("\"count\":7")
                .contains("\"transport\":\"tls\"")
                .contains("\"edge\":\"" + edge.id + "\"");
    }

    @Test
    void what_is_aimed_at_nobody_is_in_the_trail_of_the_platform() throws Exception {
        tell(SecurityEvent.newBuilder().setName("tls.handshake_failed").setDetail("refused"));
        tell(SecurityEvent.newBuilder().setName("sip.refused").setDomain("nobody.example"));
        assertThat(eventually(TenantScope.PLATFORM, "tls.handshake_failed").targetId())
                .isEqualTo("198.51.100.7");
        assertThat(eventually(TenantScope.PLATFORM, "sip.refused").targetId()).isEqualTo("198.51.100.7");
    }

    @Test
    void a_recording_that_an_edge_could_not_have_made_names_its_call() throws Exception {
        edge.tell(FromEdge.newBuilder()
                .setSecurityEvent(SecurityEvent.newBuilder()
                        .setName("recording.missed")
                        .setTenantId(tenant.id().toString())
                        .setDetail("call-1")));
        AuditEvent event = eventually(tenant.id(), "recording.missed");
        assertThat(event.targetKind()).isEqualTo("call");
        assertThat(event.targetId()).isEqualTo("call-1");
    }

    @Test
    void an_edge_cannot_say_that_an_administrator_did_something() throws Exception {
        for (String done : List.of("recording.heard", "recording.deleted", "recording.paused", "call.hung_up")) {
            tell(SecurityEvent.newBuilder()
                    .setName(done)
                    .setTenantId(tenant.id().toString()));
        }
        tell(SecurityEvent.newBuilder().setName("extension.deleted").setDomain(tenant.domain()));
        tell(SecurityEvent.newBuilder()
                .setName("call.media_refused")
                .setTenantId(tenant.id().toString()));
        eventually(tenant.id(), "call.media_refused");
        assertThat(trail(tenant.id(), "extension.deleted")).isEmpty();
        assertThat(trail(tenant.id(), "recording.heard")).isEmpty();
        assertThat(trail(tenant.id(), "recording.deleted")).isEmpty();
        assertThat(trail(tenant.id(), "recording.paused")).isEmpty();
        assertThat(trail(tenant.id(), "call.hung_up")).isEmpty();
    }
}
