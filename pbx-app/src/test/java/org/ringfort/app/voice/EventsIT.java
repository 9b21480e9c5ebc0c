package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ringfort.app.EventStream;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.identity.ApiKeys;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is pushed as it happens, to whom, and until when. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class EventsIT extends VoiceIT {
    private static final Set<Permission> ALL =
            Set.of(Permission.AUDIT_READ, Permission.REGISTRATIONS_READ, Permission.CALLS_READ);

    private static final AtomicInteger KEYS = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    ApiKeys apiKeys;

    private ApiKeys.WithSecret key(TenantId home, Set<Permission> permissions) {
        return TenantScope.call(
                home,
                () -> Actors.call(
                        Actor.system("test", home),
                        () -> apiKeys.create("events " + KEYS.incrementAndGet(), permissions, null)));
    }

    private EventStream follow(TenantId home, Set<Permission> permissions) {
        return EventStream.open(
                port,
                "Authorization",
                "Bearer " + key(home, permissions).secret().revealText());
    }

    @Test
    void an_audit_entry_and_a_registration_are_pushed_to_their_own_tenant_and_to_no_other() {
        String domain = "other-of-" + tenant.domain();
        Tenant other = TenantScope.call(
                TenantScope.PLATFORM,
                () -> tenants.create(domain, new TenantDraft("Another", List.of(), true, 100, 10)));
        TestPhone ours = phone(extension("101", false), DigestFloor.MD5);
        try (EventStream here = follow(tenant.id(), ALL);
                EventStream there = follow(other.id(), ALL);
                EventStream callsOnly = follow(tenant.id(), Set.of(Permission.CALLS_READ))) {
            assertThat(ours.bind(ours.register(300)).hasBound()).isTrue();
            extension("102", false);
            here.await("registration", "\"extension\":\"101\"");
            here.await("audit", "extension.created");

            // What comes later in the other tenant comes alone.
            Tenant ownTenant = tenant;
            tenant = other;
            TestPhone theirs = phone(extension("901", false), DigestFloor.MD5);
            assertThat(theirs.bind(theirs.register(300)).hasBound()).isTrue();
            there.await("registration", "\"extension\":\"901\"");
            there.await("audit", "device.created");
            tenant = ownTenant;

            assertThat(there.seen()).noneMatch(event -> event.contains("\"101\"") || event.contains("\"102\""));
            assertThat(here.seen()).noneMatch(event -> event.contains("\"901\""));
            assertThat(callsOnly.seen()).noneMatch(event -> event.contains("audit") || event.contains("registration"));
        }
    }

    @Test
    void a_revoked_key_hears_no_more() {
        ApiKeys.WithSecret key = key(tenant.id(), ALL);
        try (EventStream stream =
                EventStream.open(port, "Authorization", "Bearer " + key.secret().revealText())) {
            TenantScope.call(
                    tenant.id(),
                    () -> Actors.call(Actor.system("test", tenant.id()), () -> {
                        apiKeys.revoke(key.key().id());
                        return Optional.empty();
                    }));
            assertThat(stream.ends()).isTrue();
        }
    }

    @Test
    void a_tenant_that_is_switched_off_hears_no_more() {
        try (EventStream stream = follow(tenant.id(), ALL)) {
            TenantScope.call(
                    TenantScope.PLATFORM,
                    () -> tenants.change(
                            tenant.id(), tenant.version(), new TenantDraft(tenant.name(), List.of(), false, 100, 10)));
            assertThat(stream.ends()).isTrue();
        }
    }
}
