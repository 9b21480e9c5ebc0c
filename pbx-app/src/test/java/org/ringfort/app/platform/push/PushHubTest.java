package org.ringfort.app.platform.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.TenantId;

/** Who is told what. */
class PushHubTest {
    private final PushHub hub = new PushHub();
    private final TenantId acme = TenantId.next();
    private final TenantId umbrella = TenantId.next();

    @BeforeEach
    void start() {
        hub.start();
    }

    private Actor actor(Optional<String> extension, Permission... permissions) {
        return new Actor(
                Actor.Kind.ADMINISTRATOR, UUID.randomUUID(), "somebody", acme, Set.of(permissions), extension, "");
    }

    private PushHub.Listener listener(Permission... permissions) {
        return hub.listen(acme, actor(Optional.empty(), permissions));
    }

    @Test
    void only_ones_own_tenant_and_only_what_one_may_know() throws Exception {
        try (PushHub.Listener operator = listener(Permission.CALLS_READ)) {
            hub.tell(Push.of(umbrella, "call", Permission.CALLS_READ, "theirs"));
            hub.tell(Push.of(acme, "audit", Permission.AUDIT_READ, "secret"));
            hub.tell(Push.of(acme, "call", Permission.CALLS_READ, "ours"));
            assertThat(operator.next(1)).map(Push::row).contains("ours");
            assertThat(operator.next(0)).isEmpty();
        }
    }

    @Test
    void the_owner_of_a_mailbox_hears_of_it_and_of_no_other() throws Exception {
        try (PushHub.Listener owner = hub.listen(acme, actor(Optional.of("104"), Permission.OWN_MESSAGES))) {
            Set<Permission> readers = Set.of(Permission.MAILBOXES_READ);
            hub.tell(new Push(acme, "mailbox", readers, Optional.of("105"), "another's"));
            hub.tell(new Push(acme, "mailbox", readers, Optional.of("104"), "mine"));
            assertThat(owner.next(1)).map(Push::row).contains("mine");
            assertThat(owner.next(0)).isEmpty();
        }
    }

    @Test
    void who_does_not_keep_up_is_sent_away_and_holds_nobody_up() {
        PushHub.Listener slow = listener(Permission.CALLS_READ);
        for (int i = 0; i < 2000; i++) {
            hub.tell(Push.of(acme, "call", Permission.CALLS_READ, i));
        }
        assertThat(slow.open()).isFalse();
        assertThat(hub.anybodyOf(acme)).isFalse();
    }

    @Test
    void one_actor_cannot_open_streams_without_end() {
        Actor greedy = actor(Optional.empty(), Permission.CALLS_READ);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        hub.listen(acme, greedy);
                    }
                })
                .isInstanceOf(Problem.class);
    }

    @Test
    void a_closing_process_ends_all_streams() {
        PushHub.Listener open = listener(Permission.CALLS_READ);
        hub.stop();
        assertThat(open.open()).isFalse();
    }
}
