package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEvent;
import org.ringfort.app.defence.BanDraft;
import org.ringfort.app.defence.BanExemption;
import org.ringfort.app.defence.Bans;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.trunks.Capacity;
import org.ringfort.app.trunks.Gateway;
import org.ringfort.app.trunks.GatewayTransport;
import org.ringfort.app.trunks.IdentityRules;
import org.ringfort.app.trunks.Inward;
import org.ringfort.app.trunks.NumberRules;
import org.ringfort.app.trunks.Outward;
import org.ringfort.app.trunks.TrunkDraft;
import org.ringfort.app.trunks.Trunks;
import org.ringfort.contract.control.v1.Ban;
import org.ringfort.contract.control.v1.BanChange;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.annotation.Autowired;

/** Three wrong answers and out: what edges hear of it, and what phones get meanwhile. Each test has a network of its own. */
class BansIT extends VoiceIT {
    private static final Duration IN_TIME = Duration.ofSeconds(2);
    private static int networks;

    @Autowired
    Bans bans;

    @Autowired
    Audit audit;

    @Autowired
    Trunks trunks;

    private String network;

    @BeforeEach
    void network() {
        networks++;
        network = "10.77." + networks + ".";
    }

    private BindRequest.Builder from(String address, BindRequest.Builder request) {
        request.getRequesterBuilder().getSourceBuilder().setAddress(address);
        return request;
    }

    private BindReply register(TestPhone phone, int host) {
        return phone.bind(from(network + host, phone.register(300)));
    }

    private BindReply guess(TestPhone phone, int host, String password) {
        return register(phone.withPassword(password), host);
    }

    private void guessThrice(TestPhone phone, int host) {
        for (int i = 0; i < 3; i++) {
            assertThat(guess(phone, host, "guess " + i).hasChallenged()).isTrue();
        }
    }

    /** The next change about our network; what other tests left is passed over. */
    private BanChange change(ScriptedEdge at) throws InterruptedException {
        while (true) {
            BanChange change = at.hear(ToEdge.EventCase.BAN_CHANGE).getBanChange();
            if (change.getSetList().stream().anyMatch(this::ours) || change.getLiftedCount() > 0) {
                return change;
            }
        }
    }

    private boolean ours(Ban ban) {
        return ban.getNetwork().startsWith(network);
    }

    private Ban set(ScriptedEdge at) throws InterruptedException {
        return change(at).getSetList().stream().filter(this::ours).findFirst().orElseThrow();
    }

    private static <T> T asAdministrator(TenantId scope, ScopedValue.CallableOp<T, RuntimeException> work) {
        return Actors.call(Actor.system("a test", scope), () -> TenantScope.call(scope, work));
    }

    private void lift(Ban ban) {
        asAdministrator(TenantScope.PLATFORM, () -> {
            bans.lift(UUID.fromString(ban.getBanId()));
            return true;
        });
    }

    /** A carrier's calls would be silenced with whoever guesses there. */
    @Test
    void at_a_trunks_address_accounts_are_banned_and_never_everybody() throws Exception {
        TenantScope.call(
                tenant.id(),
                () -> trunks.create(
                        new TrunkDraft(
                                "Carrier",
                                true,
                                1,
                                List.of(new Gateway(
                                        "sip.carrier.example",
                                        5061,
                                        GatewayTransport.TLS,
                                        "sip.carrier.example",
                                        10,
                                        1,
                                        "")),
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                "",
                                new NumberRules("DE", List.of(), false),
                                new Capacity(1, 1),
                                Optional.of(new Inward(List.of(network + "0/24"), List.of(), false)),
                                0,
                                IdentityRules.NONE,
                                false,
                                Outward.USUAL),
                        Optional.empty()));
        TestPhone phone = phone("101", false);
        guessThrice(phone, 7);
        Ban ban = set(edge);
        assertThat(ban.getNetwork()).isEqualTo(network + 7);
        assertThat(ban.getUsername()).as("whom it is about").isNotEmpty();
        for (int i = 0; i < 20; i++) { // more than silence everybody elsewhere
            TestPhone another = phone("2" + (10 + i), false);
            guess(another, 7, "guess");
        }
        TestPhone good = phone("102", false);
        assertThat(register(good, 7).hasBound()).as("somebody else there").isTrue();
    }

    @Test
    void three_wrong_answers_from_where_nobody_proved_anything_silence_the_address_within_two_seconds()
            throws Exception {
        TestPhone phone = phone("101", false);
        guessThrice(phone, 7);
        long third = System.nanoTime();
        Ban ban = set(edge);
        assertThat(Duration.ofNanos(System.nanoTime() - third)).isLessThan(IN_TIME);
        assertThat(ban.getNetwork()).isEqualTo(network + 7);
        assertThat(ban.getUsername()).isEmpty();
        assertThat(ban.getSparedList()).isEmpty();
        assertThat(ban.getRemainingMs()).isBetween(14 * 60_000L, 15 * 60_000L);
        assertThat(register(phone, 7).hasChallenged())
                .as("the right password, meanwhile")
                .isTrue();
        assertThat(register(phone, 8).hasBound()).as("elsewhere").isTrue();
    }

    @Test
    void behind_one_address_one_bad_phone_costs_itself_alone() throws Exception {
        TestPhone good = phone("101", false);
        TestPhone bad = phone("102", false);
        assertThat(register(good, 7).hasBound()).isTrue();
        guessThrice(bad, 7);
        Ban ban = set(edge);
        assertThat(ban.getDomain()).isEqualTo(tenant.domain());
        assertThat(ban.getUsername()).isEqualTo(bad.authUsername());
        assertThat(register(good, 7).hasBound()).as("the other phone there").isTrue();
        assertThat(register(bad, 7).hasChallenged()).as("the right password").isTrue();
        assertThat(register(bad, 8).hasBound()).as("the same account elsewhere").isTrue();
    }

    @Test
    void the_answer_after_the_third_is_not_looked_at_however_soon_it_comes() {
        TestPhone good = phone("101", false);
        TestPhone bad = phone("102", false);
        assertThat(register(good, 7).hasBound()).isTrue();
        guessThrice(bad, 7);
        assertThat(register(bad, 7).hasChallenged()).isTrue();
    }

    @Test
    void a_name_that_nobody_has_is_counted_and_answered_like_any() throws Exception {
        TestPhone good = phone("101", false);
        assertThat(register(good, 7).hasBound()).isTrue();
        TestPhone nobody = good.withName("nobody");
        guessThrice(nobody, 7);
        assertThat(set(edge).getUsername()).isEqualTo("nobody");
    }

    @Test
    void ten_names_that_fail_cost_an_office_everybody_but_those_who_proved_themselves() throws Exception {
        TestPhone good = phone("101", false);
        assertThat(register(good, 7).hasBound()).isTrue();
        for (int i = 0; i < 10; i++) {
            guess(good.withName("name" + i), 7, "guess");
        }
        Ban ban = set(edge);
        assertThat(ban.getUsername()).isEmpty();
        assertThat(ban.getSparedList()).containsExactlyInAnyOrder(good.authUsername(), "101");
        assertThat(register(good, 7).hasBound()).isTrue();
    }

    @Test
    void a_request_sent_again_is_one_wrong_answer() throws Exception {
        TestPhone phone = phone("101", false);
        TestPhone wrong = phone.withPassword("wrong");
        BindRequest.Builder request = from(network + 7, wrong.register(300));
        BindReply challenged = edge.bind(request.build());
        request.getRequesterBuilder().addCredentials(wrong.answer(challenged.getChallenged(), 0, "REGISTER", 1));
        for (int i = 0; i < 5; i++) {
            assertThat(edge.bind(request.build()).hasChallenged()).isTrue();
        }
        guess(phone, 7, "another");
        assertThat(register(phone, 7).hasBound()).as("two wrong answers so far").isTrue();
    }

    @Test
    void plain_requests_that_are_challenged_never_count() {
        TestPhone phone = phone("101", false);
        for (int i = 0; i < 20; i++) {
            assertThat(edge.bind(from(network + 7, phone.register(300)).build()).hasChallenged())
                    .isTrue();
        }
        assertThat(register(phone, 7).hasBound()).isTrue();
    }

    @Test
    void an_edge_that_attaches_gets_the_whole_list_right_after_the_welcome() throws Exception {
        guessThrice(phone("101", false), 7);
        Ban ban = set(edge);
        try (ScriptedEdge late = new ScriptedEdge(grpc.port(), PKI, "late-" + networks, "first")) {
            late.attach();
            assertThat(late.order).startsWith(ToEdge.EventCase.WELCOME);
            List<Ban> list = late.hear(ToEdge.EventCase.BAN_LIST).getBanList().getBansList();
            assertThat(late.order).startsWith(ToEdge.EventCase.WELCOME, ToEdge.EventCase.BAN_LIST);
            assertThat(list).filteredOn(this::ours).singleElement().satisfies(again -> {
                assertThat(again.getBanId()).isEqualTo(ban.getBanId());
                assertThat(again.getRemainingMs()).isPositive().isLessThanOrEqualTo(ban.getRemainingMs());
            });
        }
    }

    @Test
    void one_that_is_lifted_is_over_at_every_edge_and_the_phone_starts_anew() throws Exception {
        TestPhone phone = phone("101", false);
        assertThat(register(phone(extension("102", false), DigestFloor.MD5), 7).hasBound())
                .isTrue();
        guessThrice(phone, 7);
        Ban ban = set(edge);
        lift(ban);
        assertThat(change(edge).getLiftedList()).containsExactly(ban.getBanId());
        guess(phone, 7, "mistyped once more");
        assertThat(register(phone, 7).hasBound()).isTrue();
    }

    @Test
    void one_that_is_set_by_hand_is_heard_by_edges_and_one_repeated_after_its_end_lasts_twice_as_long()
            throws Exception {
        TestPhone phone = phone("101", false);
        asAdministrator(
                TenantScope.PLATFORM, () -> bans.add(new BanDraft(network + "0/24", null, null, "a test", null)));
        Ban byHand = set(edge);
        assertThat(byHand.getRemainingMs()).as("until it is lifted").isZero();
        assertThat(register(phone, 9).hasChallenged()).isTrue();
        lift(byHand);
        change(edge);

        guessThrice(phone, 7);
        Ban first = set(edge);
        endNow(first);
        assertThat(change(edge).getLiftedList()).contains(first.getBanId());
        guessThrice(phone, 7);
        assertThat(set(edge).getRemainingMs()).isBetween(29 * 60_000L, 30 * 60_000L);
    }

    private void endNow(Ban ban) {
        transactions.run(TenantScope.PLATFORM, () -> {
            jdbc.sql("update defence.ban set ends_at = now() where id = ?::uuid")
                    .param(ban.getBanId())
                    .update();
            jdbc.sql("update defence.change set counter = counter + 1").update();
        });
    }

    @Test
    void an_exemption_lifts_what_stands_against_it_and_stops_what_would_follow() throws Exception {
        TestPhone phone = phone("101", false);
        guessThrice(phone, 7);
        Ban ban = set(edge);
        asAdministrator(
                TenantScope.PLATFORM, () -> exemptions.add(network + "0/24", BanExemption.Kind.NEVER, "a test"));
        assertThat(change(edge).getLiftedList()).containsExactly(ban.getBanId());
        for (int i = 0; i < 10; i++) {
            guess(phone, 7, "guess " + i);
        }
        assertThat(register(phone, 7).hasBound()).isTrue();
    }

    @Test
    void at_a_network_of_accounts_only_nobody_goes_with_another() throws Exception {
        asAdministrator(
                TenantScope.PLATFORM,
                () -> exemptions.add(network + "0/24", BanExemption.Kind.ACCOUNTS_ONLY, "a test"));
        TestPhone phone = phone("101", false);
        for (int i = 0; i < 12; i++) {
            guess(phone.withName("name" + i), 7, "guess");
        }
        assertThat(register(phone, 7).hasBound()).isTrue();
        guessThrice(phone, 7);
        assertThat(set(edge).getUsername()).isEqualTo(phone.authUsername());
    }

    @Test
    void the_audit_trail_tells_of_a_ban_without_the_name_that_was_claimed() throws Exception {
        TestPhone phone = phone("101", false);
        guessThrice(phone.withName("perhaps-a-password"), 7);
        set(edge);
        AuditEvent event = eventually("ban.set");
        assertThat(event.sourceAddress()).isEqualTo(network + 7);
        assertThat(event.actorKind()).isEqualTo("STRANGER");
        assertThat(event.toString()).contains("3 wrong answers").doesNotContain("perhaps-a-password");
    }

    private AuditEvent eventually(String action) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            List<AuditEvent> found = TenantScope.call(
                    tenant.id(),
                    () -> audit.list(new Audit.Filter(action, null, null), Cursor.parse(null, 50))
                            .items());
            if (!found.isEmpty()) {
                return found.getFirst();
            }
            assertThat(System.nanoTime()).as("no " + action + " in the trail").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
