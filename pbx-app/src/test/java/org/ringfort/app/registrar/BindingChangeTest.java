package org.ringfort.app.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.registrar.BindRequest.Change;
import org.ringfort.kernel.id.TenantId;

/** RFC 3261 §10.3 and RFC 5626 §6, without a database. */
class BindingChangeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Grants GRANTS =
            new Grants(Duration.ofSeconds(60), Duration.ofSeconds(300), Duration.ofSeconds(300), 2);
    private static final UUID DESK = UUID.randomUUID();
    private static final UUID MOBILE = UUID.randomUUID();

    private final TenantId tenant = TenantId.next();
    private final UUID extension = UUID.randomUUID();

    private BindingChange change(
            List<Binding> stored, UUID device, String callId, long cseq, Change change, String flow) {
        return change(stored, device, callId, cseq, change, flow, Instant.MAX);
    }

    private BindingChange change(
            List<Binding> stored, UUID device, String callId, long cseq, Change change, String flow, Instant until) {
        Requester requester = new Requester(
                "REGISTER",
                new Requester.Source(
                        Transport.TLS, "192.0.2.1", 5061, "TLSv1.3", "", false, List.of(), Optional.empty()),
                "Phone",
                List.of(),
                Optional.empty(),
                callId,
                cseq,
                "sip:acme.example",
                "",
                "");
        Place place = new Place(
                "e", "i", flow, Transport.TLS, "192.0.2.1", 5061, "TLSv1.3", "", "", "", "", "Phone", List.of());
        Account.Identity who =
                new Account.Identity(tenant, extension, "101", "Somebody", device, true, MediaKeying.SDES);
        return BindingChange.of(
                new BindingChange.Order(
                        who, new BindRequest(requester, "acme.example", "101", change, place, false), GRANTS, until),
                stored,
                NOW,
                new Random(1));
    }

    private static Change contact(String uri, long expires, String instance, int regId) {
        return new Change.Contacts(List.of(new ContactChange(
                uri, expires < 0 ? OptionalLong.empty() : OptionalLong.of(expires), 1000, instance, regId)));
    }

    private static Change contact(String uri, long expires) {
        return contact(uri, expires, "", 0);
    }

    @Test
    void a_refresh_by_the_same_flow_for_as_long_writes_no_flow() {
        BindingChange first = change(List.of(), DESK, "a", 1, contact("sip:x", 200), "f1");
        assertThat(first.placed()).isEqualTo(first.saved());
        List<Binding> stored = first.now();
        assertThat(change(stored, DESK, "a", 2, contact("sip:x", 200), "f1"))
                .satisfies(again -> assertThat(again.saved()).hasSize(1))
                .satisfies(again -> assertThat(again.placed()).isEmpty());
        assertThat(change(stored, DESK, "a", 2, contact("sip:x", 100), "f1").placed())
                .as("it ends earlier now")
                .hasSize(1);
        assertThat(change(stored, DESK, "a", 2, contact("sip:x", 200), "f2").placed())
                .as("another flow")
                .hasSize(1);
        assertThat(change(stored, MOBILE, "b", 1, contact("sip:y", 200), "f1").placed())
                .as("another contact, by a flow that is known")
                .isEmpty();
    }

    @Test
    void a_refresh_keeps_its_identity_and_moves_its_end() {
        Binding first = change(List.of(), DESK, "a", 1, contact("sip:x", 100), "f1")
                .now()
                .getFirst();
        BindingChange refreshed = change(List.of(first), DESK, "a", 2, contact("sip:x", 200), "f2");
        assertThat(refreshed.now()).hasSize(1);
        assertThat(refreshed.added()).isEmpty();
        Binding second = refreshed.now().getFirst();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.expiresAt()).isEqualTo(NOW.plusSeconds(200));
        assertThat(second.place().flow()).isEqualTo("f2");
    }

    @Test
    void long_wishes_are_cut_unevenly_and_missing_ones_are_the_usual() {
        for (long wish : new long[] {-1, 300, 3600, 86_400}) {
            Binding bound = change(List.of(), DESK, "a", 1, contact("sip:x", wish), "f")
                    .now()
                    .getFirst();
            assertThat(bound.expiresAt()).isBetween(NOW.plusSeconds(270), NOW.plusSeconds(300));
        }
    }

    @Test
    void nothing_is_bound_for_longer_than_its_proof_holds() {
        for (long left : new long[] {1, 59, 200}) {
            Binding bound = change(List.of(), DESK, "a", 1, contact("sip:x", 250), "f", NOW.plusSeconds(left))
                    .now()
                    .getFirst();
            assertThat(bound.expiresAt()).isEqualTo(NOW.plusSeconds(left));
        }
    }

    @Test
    void a_brief_wish_is_refused_and_nothing_changes() {
        Binding first = change(List.of(), DESK, "a", 1, contact("sip:x", 100), "f")
                .now()
                .getFirst();
        BindingChange brief = change(List.of(first), DESK, "a", 2, contact("sip:x", 59), "f");
        assertThat(brief.refusal().orElseThrow()).isEqualTo(new BindOutcome.Refused(423, "Interval Too Brief", 0, 60));
        assertThat(brief.saved()).isEmpty();
    }

    @Test
    void zero_removes_and_removing_what_is_not_there_is_no_error() {
        Binding first = change(List.of(), DESK, "a", 1, contact("sip:x", 100), "f")
                .now()
                .getFirst();
        BindingChange gone = change(List.of(first), DESK, "a", 2, contact("sip:x", 0), "f");
        assertThat(gone.removed()).containsExactly(first);
        assertThat(gone.now()).isEmpty();
        assertThat(change(List.of(), DESK, "a", 3, contact("sip:x", 0), "f").refusal())
                .isEmpty();
    }

    @Test
    void a_request_that_was_overtaken_does_not_undo_the_later_one() {
        Binding later = change(List.of(), DESK, "a", 9, contact("sip:x", 100), "f")
                .now()
                .getFirst();
        assertThat(change(List.of(later), DESK, "a", 8, contact("sip:x", 0), "f")
                        .refusal())
                .isPresent();
        assertThat(change(List.of(later), DESK, "a", 8, new Change.RemoveAll(), "f")
                        .refusal())
                .isPresent();
        assertThat(change(List.of(later), DESK, "another", 1, contact("sip:x", 0), "f")
                        .now())
                .as("a phone that was restarted counts anew")
                .isEmpty();
    }

    @Test
    void the_very_same_request_changes_nothing_and_answers_the_same() {
        Binding first = change(List.of(), DESK, "a", 1, contact("sip:x", 100), "f")
                .now()
                .getFirst();
        BindingChange again = change(List.of(first), DESK, "a", 1, contact("sip:x", 100), "f");
        assertThat(again.saved()).isEmpty();
        assertThat(again.now()).containsExactly(first);
    }

    @Test
    void the_same_instance_and_reg_id_replace_whatever_the_uri() {
        Binding first = change(List.of(), DESK, "a", 1, contact("sip:x", 100, "<urn:uuid:1>", 1), "f")
                .now()
                .getFirst();
        BindingChange moved = change(List.of(first), DESK, "b", 1, contact("sip:y", 100, "<urn:uuid:1>", 1), "g");
        assertThat(moved.now()).extracting(Binding::uri).containsExactly("sip:y");
        assertThat(moved.now().getFirst().id()).isEqualTo(first.id());
    }

    @Test
    void two_devices_behind_alike_addresses_do_not_replace_each_other() {
        Binding desk = change(List.of(), DESK, "a", 1, contact("sip:101@192.168.1.5", 100), "f")
                .now()
                .getFirst();
        BindingChange both = change(List.of(desk), MOBILE, "b", 1, contact("sip:101@192.168.1.5", 100), "g");
        assertThat(both.now()).hasSize(2);
    }

    @Test
    void contacts_are_bounded_but_those_that_are_bound_may_stay() {
        Binding one = change(List.of(), DESK, "a", 1, contact("sip:1", 100), "f")
                .now()
                .getFirst();
        Binding two = change(List.of(), DESK, "a", 2, contact("sip:2", 100), "f")
                .now()
                .getFirst();
        assertThat(change(List.of(one, two), DESK, "a", 3, contact("sip:3", 100), "f")
                        .refusal())
                .isPresent();
        assertThat(change(List.of(one, two), DESK, "a", 3, contact("sip:2", 100), "f")
                        .refusal())
                .isEmpty();
    }

    @Test
    void what_has_expired_is_no_longer_there() {
        Binding first = change(List.of(), DESK, "a", 1, contact("sip:x", 100), "f")
                .now()
                .getFirst();
        Binding expired = new Binding(
                first.id(),
                first.extensionId(),
                first.extension(),
                first.deviceId(),
                first.uri(),
                first.q(),
                first.instanceId(),
                first.regId(),
                first.sipCallId(),
                first.cseq(),
                first.registeredAt(),
                NOW,
                first.place());
        assertThat(change(List.of(expired), DESK, "a", 2, new Change.Query(), "f")
                        .now())
                .isEmpty();
    }
}
