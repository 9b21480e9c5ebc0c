package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ringfort.app.Eventually;
import org.ringfort.app.TestDatabase;
import org.ringfort.app.certificates.DeviceCertificate;
import org.ringfort.app.certificates.DeviceCertificates;
import org.ringfort.app.certificates.Requests;
import org.ringfort.app.extensions.Device;
import org.ringfort.app.extensions.DeviceDraft;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.registrar.Registrar;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.ShownCertificate;
import org.ringfort.contract.control.v1.SubscribeRequest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

/** Phones with certificates of their tenant instead of passwords, as an edge tells of them. */
@ExtendWith(OutputCaptureExtension.class)
class CertificateIT extends VoiceIT {
    @Autowired
    DeviceCertificates certificates;

    @Autowired
    Registrar registrar;

    @Autowired
    ApplicationContext beans;

    @Value("${ringfort.database.url}")
    String url;

    private TestPhone phone;

    @BeforeEach
    void aPhone() {
        phone = phone("101", false);
    }

    private <T> T asAdministrator(Supplier<T> work) {
        return TenantScope.call(tenant.id(), work::get);
    }

    private ExtensionId extensionOf(TestPhone of) {
        return asAdministrator(
                () -> devices.all(Optional.empty(), Optional.empty(), Cursor.parse(null, 50)).items().stream()
                        .filter(it -> it.device().id().equals(of.device()))
                        .map(it -> it.extension().id())
                        .findFirst()
                        .orElseThrow());
    }

    private DeviceCertificate enrol(TestPhone of) throws Exception {
        String request = Requests.of(Requests.curve("secp256r1"));
        ExtensionId extension = extensionOf(of);
        return asAdministrator(() -> certificates.enrol(extension, of.device(), request, Optional.empty()))
                .certificate();
    }

    private static ShownCertificate.Builder shown(DeviceCertificate certificate) {
        return ShownCertificate.newBuilder().setSha256(certificate.sha256()).addUris(certificate.uri());
    }

    private BindRequest.Builder register(TestPhone of, ShownCertificate.Builder shown) {
        BindRequest.Builder request = of.register(300);
        request.getRequesterBuilder()
                .setFromUser(of.number())
                .getSourceBuilder()
                .setShownCertificate(shown);
        return request;
    }

    private BindReply registers(TestPhone of, ShownCertificate.Builder shown) {
        return edge.bind(register(of, shown).build());
    }

    private void requireCertificate() {
        ExtensionId extension = extensionOf(phone);
        asAdministrator(() -> {
            Device device = devices.find(extension, phone.device()).orElseThrow();
            return devices.change(
                    extension,
                    device.id(),
                    device.version(),
                    new DeviceDraft(
                            device.name(),
                            device.digestFloor(),
                            device.keying(),
                            device.exception(),
                            device.mayCall(),
                            device.enabled(),
                            Optional.of(true),
                            Optional.empty()));
        });
    }

    private List<Binding> bound() {
        return registrar.of(tenant.id(), extensionOf(phone).value());
    }

    @Test
    void rfc5922_7_1_an_enrolled_phone_registers_calls_and_watches_without_a_password() throws Exception {
        phone("102", false);
        DeviceCertificate own = enrol(phone);
        assertThat(own.uri()).isEqualTo("sip:" + phone.authUsername() + "@" + phone.domain());
        BindReply reply = registers(phone, shown(own));
        assertThat(reply.getBound().getExtension()).as(reply.toString()).isEqualTo("101");
        assertThat(bound())
                .singleElement()
                .satisfies(binding -> assertThat(binding.place().tlsClient()).isEqualTo("CN=" + phone.authUsername()));

        RouteRequest.Builder call = phone.call("102").setFromUser("101");
        call.getRequesterBuilder().setFromUser("101").getSourceBuilder().setShownCertificate(shown(own));
        assertThat(edge.route(call.build()).getPlan().getCaller().getDeviceId())
                .isEqualTo(phone.device().toString());
        SubscribeRequest.Builder watch = SubscribeRequest.newBuilder()
                .setRequester(phone.requester("SUBSCRIBE").setFromUser("101"))
                .setDomain(phone.domain())
                .setUser("102")
                .setEvent("dialog")
                .setExpiresSeconds(600)
                .setEdgeId(edge.id);
        watch.getRequesterBuilder().getSourceBuilder().setShownCertificate(shown(own));
        assertThat(edge.subscribe(watch.build()).getSubscribed().getWatcher()).isEqualTo("101");
    }

    @Test
    void another_devices_another_tenants_and_nobodys_certificate_prove_nothing() throws Exception {
        TestPhone colleague = phone("102", false);
        DeviceCertificate theirs = enrol(colleague);
        assertThat(registers(phone, shown(theirs)).hasChallenged())
                .as("a colleague's, for oneself")
                .isTrue();
        assertThat(registers(
                                phone,
                                shown(theirs).clearUris().addUris("sip:" + phone.authUsername() + "@" + phone.domain()))
                        .hasChallenged())
                .as("a colleague's under one's own name: made anew, its fingerprint is another; here it is a lie")
                .isTrue();
        assertThat(registers(
                                phone,
                                ShownCertificate.newBuilder()
                                        .setSha256("0".repeat(64))
                                        .addUris("sip:" + phone.authUsername() + "@" + phone.domain()))
                        .hasChallenged())
                .as("self-signed")
                .isTrue();
        BindReply first = registers(phone, shown(theirs));
        assertThat(first.getChallenged().hasLicence())
                .as("not for others without certificate")
                .isFalse();

        TestPhone there = phone;
        tenantAndEdge();
        TestPhone here = phone("101", false);
        DeviceCertificate elsewhere = enrol(here);
        assertThat(there.edge().bind(register(there, shown(elsewhere)).build()).hasChallenged())
                .as("another tenant's")
                .isTrue();
        assertThat(registers(here, shown(elsewhere)).hasBound()).isTrue();
        there.edge().close();
    }

    @Test
    void a_revoked_one_counts_no_more_and_its_binding_ends_at_once() throws Exception {
        DeviceCertificate own = enrol(phone);
        assertThat(registers(phone, shown(own)).hasBound()).isTrue();
        ExtensionId extension = extensionOf(phone);
        asAdministrator(() -> {
            certificates.revoke(extension, phone.device(), own.id());
            return true;
        });
        assertThat(registers(phone, shown(own)).hasChallenged()).isTrue();
        Eventually.holds("cut off", () -> bound().isEmpty());
        assertThat(registers(phone, shown(enrol(phone))).hasBound())
                .as("enrolled again")
                .isTrue();
        assertThat(phone.bind(register(phone, shown(own))).hasBound())
                .as("a right password is one, whatever else is shown")
                .isTrue();
    }

    @Test
    void nothing_is_bound_for_longer_than_the_certificate_lasts_and_one_that_is_over_counts_for_nothing(
            CapturedOutput log) throws Exception {
        DeviceCertificate own = enrol(phone);
        ends(own, Instant.now().plusSeconds(100));
        assertThat(registers(phone, shown(own)).getBound().getContacts(0).getExpiresSeconds())
                .isBetween(60, 100);
        ReflectionTestUtils.invokeMethod(beans.getBean("expiryWatch"), "look");
        ReflectionTestUtils.invokeMethod(beans.getBean("expiryWatch"), "look");
        assertThat(log.getAll().split("device.certificate_expiring", -1))
                .as("told once")
                .hasSize(2);
        ends(own, Instant.now().minusSeconds(1));
        for (int i = 0; i < 5; i++) {
            assertThat(registers(phone, shown(own)).hasChallenged()).isTrue();
        }
        assertThat(phone.bind(phone.register(300)).hasBound())
                .as("nobody is silenced for it")
                .isTrue();
        assertThat(registers(phone, shown(enrol(phone))).hasBound()).isTrue();
    }

    /** Time is what the row says: the test is no authority. By the superuser, since the app may not. */
    private void ends(DeviceCertificate certificate, Instant when) {
        TestDatabase.asSuperuser(
                url,
                "update certificates.device_certificate set not_after = '" + when.atOffset(ZoneOffset.UTC)
                        + "' where id = '" + certificate.id() + "'");
    }

    @Test
    void where_it_is_required_a_password_alone_is_a_wrong_one() throws Exception {
        DeviceCertificate own = enrol(phone);
        assertThat(phone.bind(phone.register(300)).hasBound()).isTrue();
        requireCertificate();
        Eventually.holds("who came by a password is cut off", () -> bound().isEmpty());
        BindReply right = phone.bind(phone.register(300));
        BindReply wrong = phone.withPassword("another").bind(phone.register(300));
        assertThat(right.getChallenged().getChallengesCount()).isPositive();
        assertThat(right.getChallenged().getChallenges(0).toBuilder()
                        .clearNonce()
                        .build())
                .isEqualTo(wrong.getChallenged().getChallenges(0).toBuilder()
                        .clearNonce()
                        .build());
        assertThat(right.getChallenged().hasLicence()).isFalse();
        assertThat(registers(phone, shown(own)).hasBound()).isTrue();
    }

    @Test
    void three_certificates_of_somebodys_own_making_silence_him_and_one_shown_often_does_not() {
        var factory = ShownCertificate.newBuilder()
                .setSha256("f".repeat(64))
                .addUris("sip:" + phone.authUsername() + "@" + phone.domain());
        for (int again = 0; again < 5; again++) {
            assertThat(registers(phone, factory).hasChallenged()).isTrue();
        }
        assertThat(phone.bind(phone.register(300)).hasBound()).isTrue();
        for (int i = 1; i <= 3; i++) {
            var made = ShownCertificate.newBuilder()
                    .setSha256(String.valueOf(i).repeat(64))
                    .addUris("sip:" + phone.authUsername() + "@" + phone.domain());
            for (int again = 0; again < 3; again++) { // the same one is no second try
                assertThat(registers(phone, made).hasChallenged()).isTrue();
            }
        }
        assertThat(phone.bind(phone.register(300)).hasBound()).isFalse();
    }

    @Test
    void the_app_cannot_lengthen_a_certificate_nor_unmake_an_authority() {
        UUID none = UUID.randomUUID();
        for (String forbidden : List.of(
                "update certificates.device_certificate set not_after = now() where id = '" + none + "'",
                "delete from certificates.device_certificate",
                "update certificates.authority set created_at = now()",
                "delete from certificates.authority")) {
            assertThatThrownBy(() -> transactions.run(
                            tenant.id(), () -> jdbc.sql(forbidden).update()))
                    .hasStackTraceContaining("permission denied");
        }
    }
}
