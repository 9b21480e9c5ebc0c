package org.ringfort.app.voice;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.ringfort.app.defence.BanExemption;
import org.ringfort.app.defence.BanExemptions;
import org.ringfort.app.extensions.DeviceCredentials;
import org.ringfort.app.extensions.DeviceDraft;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.Devices;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.ExtensionDraft;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.extensions.VoicemailSettings;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.grpc.GrpcDoor;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.app.tenants.Tenants;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A tenant of one's own for each test, and an edge that is attached; the application is the test's. */
abstract class VoiceScene {
    static final EdgePki PKI = new EdgePki();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Tenants tenants;

    @Autowired
    Extensions extensions;

    @Autowired
    Devices devices;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    GrpcDoor grpc;

    @Autowired
    BanExemptions exemptions;

    Tenant tenant;
    ScriptedEdge edge;

    /** The door for edges. */
    static void door(DynamicPropertyRegistry registry) {
        registry.add("ringfort.grpc.enabled", () -> true);
        registry.add("ringfort.grpc.port", () -> 0);
        registry.add("ringfort.grpc.certificate", () -> PKI.certificate("app").toString());
        registry.add("ringfort.grpc.key", () -> PKI.key("app").toString());
        registry.add("ringfort.grpc.trust", () -> PKI.trust().toString());
    }

    @BeforeEach
    void tenantAndEdge() throws Exception {
        String domain = "t" + NUMBER.incrementAndGet() + ".example";
        tenant = TenantScope.call(
                TenantScope.PLATFORM,
                () -> tenants.create(domain, new TenantDraft("A tenant", List.of("alias." + domain), true, 100, 10)));
        // All phones are at one address: what one test guesses wrongly must not silence the next one's.
        if (TenantScope.call(
                TenantScope.PLATFORM,
                () -> exemptions.list(Cursor.parse(null, 200)).items().stream()
                        .noneMatch(it -> it.network().toString().equals("192.0.2.0/24")))) {
            Actors.call(
                    Actor.system("tests", TenantScope.PLATFORM),
                    () -> exemptions.add("192.0.2.0/24", BanExemption.Kind.ACCOUNTS_ONLY, "tests"));
        }
        edge = new ScriptedEdge(grpc.port(), PKI, "edge-" + NUMBER.get(), "first");
        edge.attach();
    }

    @AfterEach
    void edgeLeaves() {
        edge.close();
    }

    Extension extension(String number, boolean voicemail) {
        return TenantScope.call(
                tenant.id(),
                () -> extensions.create(
                        new ExtensionDraft(number, "Number " + number, true, new VoicemailSettings(voicemail, 20))));
    }

    TestPhone phone(Extension extension, DigestFloor floor) {
        return phone(extension, floor, true);
    }

    TestPhone phone(Extension extension, DigestFloor floor, boolean mayCall) {
        return phone(extension, floor, mayCall, MediaKeying.SDES);
    }

    TestPhone phone(Extension extension, DigestFloor floor, boolean mayCall, MediaKeying keying) {
        Devices.WithCredentials created = TenantScope.call(
                tenant.id(),
                () -> devices.create(
                        extension.id(), new DeviceDraft("Desk", floor, keying, Optional.empty(), mayCall, true)));
        DeviceCredentials credentials = created.credentials();
        return phone(extension, created.device().id(), credentials);
    }

    private TestPhone phone(Extension extension, DeviceId id, DeviceCredentials credentials) {
        return new TestPhone(
                edge, tenant.domain(), extension.number(), id, credentials.authUsername(), credentials.password());
    }

    TestPhone phone(String number, boolean voicemail) {
        return phone(extension(number, voicemail), DigestFloor.MD5);
    }
}
