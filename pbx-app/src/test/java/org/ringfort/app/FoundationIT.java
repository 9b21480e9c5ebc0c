package org.ringfort.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.app.extensions.DeviceDraft;
import org.ringfort.app.extensions.DeviceFacts;
import org.ringfort.app.extensions.Devices;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.ExtensionDraft;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.extensions.VoicemailSettings;
import org.ringfort.app.keys.Envelope;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.app.tenants.Tenants;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
class FoundationIT {
    @Autowired
    Tenants tenants;

    @Autowired
    Extensions extensions;

    @Autowired
    Devices devices;

    @Autowired
    Envelope envelope;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    JdbcClient jdbc;

    Tenant acme;
    Tenant umbrella;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.register(registry);
    }

    @BeforeEach
    void twoTenants() {
        acme = tenant("acme.example");
        umbrella = tenant("umbrella.example");
    }

    private Tenant tenant(String domain) {
        return TenantScope.call(
                TenantScope.PLATFORM,
                () -> tenants.byDomain(domain)
                        .orElseGet(() -> tenants.create(
                                domain, new TenantDraft("A tenant", List.of("alias." + domain), true, 100, 10))));
    }

    private Extension extension(Tenant tenant, String number) {
        return TenantScope.call(
                tenant.id(),
                () -> extensions.create(new ExtensionDraft(number, "Somebody", true, new VoicemailSettings(true, 20))));
    }

    @Test
    void a_domain_and_its_alias_lead_to_the_tenant_whatever_their_case() {
        assertThat(tenants.byDomain("ACME.example")).map(Tenant::id).contains(acme.id());
        assertThat(tenants.byDomain("alias.acme.example")).map(Tenant::id).contains(acme.id());
        assertThat(tenants.byDomain("nobody.example")).isEmpty();
    }

    @Test
    void a_device_authenticates_by_what_was_generated_and_nothing_of_it_is_stored_readable() {
        Extension extension = extension(acme, "301");
        Devices.WithCredentials created = TenantScope.call(
                acme.id(),
                () -> devices.create(
                        extension.id(),
                        new DeviceDraft("Desk", DigestFloor.MD5, MediaKeying.SDES, Optional.empty(), true, true)));

        DeviceFacts facts = extensions
                .deviceByAuthUsername(acme.id(), created.device().authUsername())
                .orElseThrow();

        assertThat(facts.number()).isEqualTo("301");
        assertThat(facts.usable()).isTrue();
        assertThat(facts.ha1Md5().lengthBytes()).isEqualTo(32);
        assertThat(facts.ha1Sha256().lengthBytes()).isEqualTo(64);
        byte[] stored = transactions.in(
                acme.id(),
                () -> jdbc.sql("select ha1_md5 from extensions.device where id = ?")
                        .param(facts.id().value())
                        .query(byte[].class)
                        .single());
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(facts.ha1Md5().revealText());
        assertThat(extensions.deviceByAuthUsername(
                        umbrella.id(), created.device().authUsername()))
                .isEmpty();
    }

    @Test
    void a_disabled_extension_makes_its_devices_unusable_at_once() {
        Extension extension = extension(acme, "302");
        Devices.WithCredentials created = TenantScope.call(
                acme.id(),
                () -> devices.create(
                        extension.id(),
                        new DeviceDraft("Desk", DigestFloor.SHA_256, MediaKeying.SDES, Optional.empty(), true, true)));
        String name = created.device().authUsername();
        assertThat(extensions.deviceByAuthUsername(acme.id(), name)).isPresent();

        TenantScope.call(
                acme.id(),
                () -> extensions.change(
                        extension.id(),
                        extension.version(),
                        new ExtensionDraft("302", "Somebody", false, new VoicemailSettings(true, 20))));

        assertThat(extensions
                        .deviceByAuthUsername(acme.id(), name)
                        .orElseThrow()
                        .usable())
                .isFalse();
    }

    @Test
    void what_calls_remember_of_an_extension_is_forgotten_when_it_changes_or_goes() {
        Extension extension = extension(acme, "305");
        Devices.WithCredentials created = TenantScope.call(
                acme.id(),
                () -> devices.create(
                        extension.id(),
                        new DeviceDraft("Desk", DigestFloor.SHA_256, MediaKeying.SDES, Optional.empty(), true, true)));
        assertThat(extensions.knownByNumber(acme.id(), "305"))
                .map(Extension::enabled)
                .contains(true);
        assertThat(extensions.device(acme.id(), created.device().id()))
                .map(DeviceFacts::usable)
                .contains(true);
        assertThat(extensions.knownByNumber(umbrella.id(), "305")).isEmpty();

        Extension disabled = TenantScope.call(
                acme.id(),
                () -> extensions.change(
                        extension.id(),
                        extension.version(),
                        new ExtensionDraft("305", "Somebody", false, new VoicemailSettings(true, 20))));
        assertThat(extensions.knownByNumber(acme.id(), "305")).contains(disabled);
        assertThat(extensions.device(acme.id(), created.device().id()))
                .map(DeviceFacts::usable)
                .contains(false);

        TenantScope.call(acme.id(), () -> {
            extensions.delete(extension.id());
            return true;
        });
        assertThat(extensions.knownByNumber(acme.id(), "305")).isEmpty();
        assertThat(extensions.device(acme.id(), created.device().id())).isEmpty();
    }

    @Test
    void numbers_are_unique_within_a_tenant_only() {
        extension(acme, "303");
        extension(umbrella, "303");
        assertThatThrownBy(() -> extension(acme, "303")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(409);
            assertThat(problem.errors()).extracting(Problem.FieldError::field).containsExactly("number");
        });
    }

    @Test
    void a_sealed_value_opens_for_its_tenant_and_context_only() {
        byte[] sealed = envelope.seal(acme.id(), "a secret".getBytes(java.nio.charset.StandardCharsets.UTF_8), "here");

        assertThat(envelope.open(acme.id(), sealed, "here").revealText()).isEqualTo("a secret");
        assertThatThrownBy(() -> envelope.open(acme.id(), sealed, "there")).isInstanceOf(Envelope.Unreadable.class);
        assertThatThrownBy(() -> envelope.open(umbrella.id(), sealed, "here")).isInstanceOf(Envelope.Unreadable.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> envelope.open(acme.id(), sealed, "here")).isInstanceOf(Envelope.Unreadable.class);
    }
}
