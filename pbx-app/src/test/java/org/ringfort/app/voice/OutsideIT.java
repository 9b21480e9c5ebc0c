package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.numbers.Destination;
import org.ringfort.app.numbers.NumberDraft;
import org.ringfort.app.numbers.NumberFormat;
import org.ringfort.app.numbers.Numbers;
import org.ringfort.app.numbers.PublicNumber;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.trunks.CallerRule;
import org.ringfort.app.trunks.Capacity;
import org.ringfort.app.trunks.FailOver;
import org.ringfort.app.trunks.Gateway;
import org.ringfort.app.trunks.GatewayTransport;
import org.ringfort.app.trunks.IdentityRules;
import org.ringfort.app.trunks.NumberFormats;
import org.ringfort.app.trunks.NumberRules;
import org.ringfort.app.trunks.Outward;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.app.trunks.TrunkAccount;
import org.ringfort.app.trunks.TrunkDraft;
import org.ringfort.app.trunks.Trunks;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.ChallengeReply;
import org.ringfort.contract.control.v1.ChallengeRequest;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.GatewayChallenge;
import org.ringfort.contract.control.v1.HelpCalled;
import org.ringfort.contract.control.v1.HungUpBy;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.control.v1.TrunkLeft;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.digest.DigestResponse;
import org.springframework.beans.factory.annotation.Autowired;

/** Calls into the public network, as an edge is told of them. */
class OutsideIT extends VoiceIT {
    private static final String PASSWORD = "only the carrier and we know";

    @Autowired
    Trunks trunks;

    @Autowired
    Numbers numbers;

    @Autowired
    Audit audit;

    /** Numbers are one tenant's alone, and tests share a database. */
    private String own() {
        return "+49306018" + (7_000 + Integer.parseInt(tenant.domain().replaceAll("[^0-9]", "")));
    }

    /** A number of the tenant's, proved, that calls of extension 101 go out under. */
    private PublicNumber presented() {
        var plain = new NumberDraft(own(), new Destination(Destination.Kind.EXTENSION, "101"), "");
        var shown = new NumberDraft(plain.number(), plain.destination(), "", List.of("101"));
        return TenantScope.call(tenant.id(), () -> {
            PublicNumber written = numbers.create(plain);
            PublicNumber proved = numbers.prove(written.id(), written.version(), true);
            return numbers.change(proved.id(), proved.version(), shown);
        });
    }

    private Dial dialled(TestPhone phone, String number) {
        return phone.route(phone.call(number)).getPlan().getSteps(0).getDial();
    }

    private Trunk trunk(int calls) {
        return trunk(calls, false);
    }

    private Trunk trunk(int calls, boolean registers) {
        return trunk(calls, registers, Outward.USUAL);
    }

    private Trunk trunk(int calls, boolean registers, Outward outward) {
        return TenantScope.call(
                tenant.id(),
                () -> trunks.create(
                        new TrunkDraft(
                                "Carrier",
                                true,
                                1,
                                List.of(gateway("second.carrier.example", 20), gateway("first.carrier.example", 10)),
                                Optional.of(new TrunkAccount("acme", "carrier.example")),
                                Optional.empty(),
                                "",
                                "+493012345678",
                                new NumberRules("DE", List.of(), false),
                                new Capacity(calls, 100),
                                Optional.empty(),
                                60,
                                IdentityRules.NONE,
                                registers,
                                outward),
                        Optional.of(Secret.ofText(PASSWORD))));
    }

    private static Gateway gateway(String host, int priority) {
        return new Gateway(host, 5061, GatewayTransport.TLS, host, priority, 1, "");
    }

    @Test
    void a_number_of_the_public_network_is_dialled_by_the_trunk() {
        TestPhone phone = phone("101", false);
        trunk(10);
        Plan plan = phone.route(phone.call("030 9018 20".replace(" ", ""))).getPlan();
        assertThat(plan.getRule()).isEqualTo("outside");
        assertThat(plan.getWhy()).contains("by trunk Carrier");
        Dial dial = plan.getSteps(0).getDial();
        assertThat(dial.getNumber()).isEqualTo("+4930901820");
        assertThat(dial.getCallerNumber()).isEqualTo("+493012345678");
        assertThat(dial.getMedia().getKeyingsList()).containsExactly(Keying.KEYING_SDES);
        assertThat(dial.getGatewaysList())
                .extracting(org.ringfort.contract.control.v1.Gateway::getHost)
                .containsExactly("first.carrier.example", "second.carrier.example");
        assertThat(dial.getGateways(0).getTransport()).isEqualTo(Transport.TRANSPORT_TLS);
        assertThat(dial.getGateways(0).getTlsName()).isEqualTo("first.carrier.example");
        assertThat(dial.getProgressMs()).isEqualTo(3_000);
        assertThat(dial.getFailOver().getAnswersList()).containsExactly("408", "430", "5xx");
        assertThat(dial.getFailOver().getFailures()).isEqualTo(3);
        assertThat(dial.getFailOver().getWithinSeconds()).isEqualTo(60);
        assertThat(dial.toString()).doesNotContain(PASSWORD);
    }

    @Test
    void an_extension_calls_under_its_own_number_as_long_as_that_is_proved_and_others_under_the_trunks() {
        PublicNumber number = presented();
        trunk(10);
        TestPhone phone = phone("101", false);
        TestPhone other = phone("102", false);
        assertThat(dialled(phone, "030901820").getCallerNumber()).isEqualTo(own());
        assertThat(dialled(phone, "112").getCallerNumber()).isEqualTo(own());
        assertThat(dialled(other, "030901820").getCallerNumber()).isEqualTo("+493012345678");
        assertThat(dialled(phone, "030901820").getWithheld()).isFalse();
        TenantScope.call(tenant.id(), () -> numbers.prove(number.id(), number.version(), false));
        assertThat(dialled(phone, "030901820").getCallerNumber()).isEqualTo("+493012345678");
    }

    @Test
    void a_trunk_that_shows_its_own_number_or_none_does_so_whoever_calls() {
        presented();
        trunk(10, false, new Outward(FailOver.USUAL, CallerRule.TRUNK, NumberFormats.E164));
        TestPhone phone = phone("101", false);
        assertThat(dialled(phone, "030901820").getCallerNumber()).isEqualTo("+493012345678");
    }

    @Test
    void a_withheld_number_is_the_carriers_alone_but_emergency_services_see_it() {
        presented();
        trunk(10, false, new Outward(FailOver.USUAL, CallerRule.WITHHELD, NumberFormats.E164));
        TestPhone phone = phone("101", false);
        Dial dial = dialled(phone, "030901820");
        assertThat(dial.getCallerNumber()).isEqualTo(own());
        assertThat(dial.getWithheld()).isTrue();
        assertThat(dialled(phone, "112").getWithheld()).isFalse();
    }

    @Test
    void numbers_are_e164_inside_and_written_as_the_carrier_writes_them() {
        trunk(
                10,
                false,
                new Outward(
                        FailOver.USUAL,
                        CallerRule.TRUNK,
                        new NumberFormats(NumberFormat.NATIONAL, NumberFormat.DIGITS)));
        TestPhone phone = phone("101", false);
        Dial dial = dialled(phone, "0049 30 901820".replace(" ", ""));
        assertThat(dial.getNumber()).isEqualTo("+4930901820");
        assertThat(dial.getCalledAs()).isEqualTo("030901820");
        assertThat(dial.getCallingAs()).isEqualTo("493012345678");
        assertThat(dialled(phone, "112").getCalledAs()).isEqualTo("112");
    }

    private boolean audited(String event, String words) {
        return TenantScope.call(
                        tenant.id(), () -> audit.list(new Audit.Filter(event, null, null), Cursor.parse(null, 50)))
                .items()
                .stream()
                .anyMatch(row -> row.toString().contains(words));
    }

    private void untilAudited(String event, String words) throws InterruptedException {
        Instant until = Instant.now().plusSeconds(30);
        while (!audited(event, words)) {
            assertThat(Instant.now()).as(event).isBefore(until);
            Thread.sleep(20);
        }
    }

    @Test
    void who_calls_for_help_without_a_trunk_is_told_so_and_that_is_an_alarm() throws InterruptedException {
        TestPhone phone = phone("101", false);
        Plan plan = phone.route(phone.call("112")).getPlan();
        assertThat(plan.getRule()).isEqualTo("emergency-no-trunk");
        assertThat(plan.getSteps(0).getRefuse().getStatus()).isEqualTo(503);
        untilAudited("emergency.unreached", "no trunk");
    }

    @Test
    void that_help_is_called_is_written_down_and_that_it_was_not_reached_is_an_alarm() throws InterruptedException {
        TestPhone phone = phone("101", false);
        trunk(1);
        RouteRequest call = phone.call("112").build();
        assertThat(phone.route(call.toBuilder()).getPlan().getRule()).isEqualTo("emergency");
        assertThat(audited("emergency.called", "112")).isFalse();
        edge.tell(FromEdge.newBuilder()
                .setHelpCalled(HelpCalled.newBuilder()
                        .setTenantId(tenant.id().toString())
                        .setCallId(call.getCallId())
                        .setTrunk("Carrier")
                        .setNumber("112")
                        .setExtension("101")
                        .setDeviceId(phone.device().toString())
                        .setAtMs(1_700_000_000_000L)));
        untilAudited("emergency.called", "by trunk Carrier");
        edge.tell(FromEdge.newBuilder()
                .setCallRecord(CallRecord.newBuilder()
                        .setCallId(call.getCallId())
                        .setTenantId(tenant.id().toString())
                        .setCaller("101")
                        .setDialled("112")
                        .setRule("emergency")
                        .setStartedAtMs(1_700_000_000_000L)
                        .setEndedAtMs(1_700_000_001_000L)
                        .setStatus(503)
                        .setHungUpBy(HungUpBy.HUNG_UP_BY_SYSTEM)
                        .setEndReason("failed with 503")));
        untilAudited("emergency.unreached", "failed with 503");
    }

    @Test
    void a_call_that_goes_on_without_its_trunk_leaves_the_place_to_the_next() throws InterruptedException {
        TestPhone phone = phone("101", false);
        Trunk trunk = trunk(1);
        var first = phone.call("030901820");
        assertThat(phone.route(first).getPlan().getRule()).isEqualTo("outside");
        assertThat(phone.route(phone.call("030901820")).getPlan().getRule()).isEqualTo("trunk-limit");
        edge.tell(FromEdge.newBuilder()
                .setTrunkLeft(TrunkLeft.newBuilder()
                        .setCallId(first.getCallId())
                        .setTrunkId(trunk.id().toString())));
        Instant until = Instant.now().plusSeconds(30);
        while (!phone.route(phone.call("030901820")).getPlan().getRule().equals("outside")) {
            assertThat(Instant.now()).isBefore(until);
            Thread.sleep(20);
        }
    }

    @Test
    void abroad_is_barred_and_a_full_trunk_says_so() {
        TestPhone phone = phone("101", false);
        assertThat(phone.route(phone.call("0015105550100")).getPlan().getRule()).isEqualTo("unknown-number");
        trunk(1);
        Plan barred = phone.route(phone.call("0015105550100")).getPlan();
        assertThat(barred.getRule()).isEqualTo("barred-number");
        assertThat(barred.getSteps(0).getRefuse().getStatus()).isEqualTo(403);
        assertThat(phone.route(phone.call("030901820")).getPlan().getRule()).isEqualTo("outside");
        Plan full = phone.route(phone.call("030901820")).getPlan();
        assertThat(full.getRule()).isEqualTo("trunk-limit");
        assertThat(full.getSteps(0).getRefuse().getStatus()).isEqualTo(503);
        Plan help = phone.route(phone.call("112")).getPlan();
        assertThat(help.getRule()).isEqualTo("emergency");
        assertThat(help.getSteps(0).getDial().getNumber()).isEqualTo("112");
        assertThat(help.getSteps(0).getDial().getEmergency()).isTrue();
        Plan named = phone.route(phone.call("urn:service:sos")).getPlan();
        assertThat(named.getSteps(0).getDial().getNumber()).isEqualTo("112");
    }

    @Test
    void the_edge_is_told_which_numbers_call_for_help_where_trunks_lead() throws Exception {
        trunk(1);
        boolean german = false;
        while (!german) { // the first may have been said before there was a trunk; if none comes, hear fails
            german = edge.hear(ToEdge.EventCase.EMERGENCY_NUMBERS)
                    .getEmergencyNumbers()
                    .getNumbersList()
                    .containsAll(List.of("110", "112"));
        }
    }

    /** Who sends another party of a call on may send it where he may call, and nowhere else. */
    @Test
    void a_transfer_outside_goes_by_the_trunk_with_the_rights_of_who_transfers() {
        TestPhone sender = phone("102", false);
        trunk(2);
        Plan plan = transferred(sender, "030901820");
        assertThat(plan.getRule()).isEqualTo("outside");
        assertThat(plan.getWhy())
                .startsWith("Transferred by 102 to 030901820: ")
                .contains("by trunk Carrier");
        assertThat(plan.getSteps(0).getDial().getNumber()).isEqualTo("+4930901820");
        assertThat(plan.getSteps(0).getDial().getCallerNumber()).isEqualTo("+493012345678");
        Plan barred = transferred(sender, "0015105550100");
        assertThat(barred.getRule()).isEqualTo("barred-number");
        assertThat(barred.getSteps(0).getRefuse().getStatus()).isEqualTo(403);
        Plan registerOnly = transferred(phone(extension("110", false), DigestFloor.MD5, false), "030901820");
        assertThat(registerOnly.getRule()).isEqualTo("register-only");
        assertThat(transferred(sender, "030901820").getRule()).isEqualTo("outside");
        assertThat(transferred(sender, "030901820").getRule()).isEqualTo("trunk-limit");
    }

    private Plan transferred(TestPhone sender, String dialled) {
        return edge.ask()
                .route(RouteRequest.newBuilder()
                        .setCallId(CallId.next().toString())
                        .setDomain(sender.domain())
                        .setDialled(dialled)
                        .setOnBehalf(OnBehalf.newBuilder()
                                .setTenantId(tenant.id().toString())
                                .setDeviceId(sender.device().value().toString())
                                .setNumber(sender.number())
                                .setCause(OnBehalf.Cause.CAUSE_TRANSFER))
                        .build())
                .getPlan();
    }

    private ChallengeRequest.Builder challenge(Trunk trunk, String realm, DigestAlgorithm... algorithms) {
        ChallengeRequest.Builder asked = ChallengeRequest.newBuilder()
                .setTenantId(tenant.id().toString())
                .setTrunkId(trunk.id().toString())
                .setGatewayId(trunk.gateways().getFirst().id(trunk.id()).toString())
                .setMethod("INVITE")
                .setUri("sip:+4930901820@first.carrier.example");
        for (DigestAlgorithm algorithm : algorithms) {
            asked.addChallenges(GatewayChallenge.newBuilder()
                    .setAlgorithm(algorithm)
                    .setRealm(realm)
                    .setNonce("a nonce")
                    .setQopAuth(true));
        }
        return asked;
    }

    @Test
    void a_gateway_is_answered_by_the_strongest_algorithm_it_names() {
        Trunk trunk = trunk(1);
        ChallengeReply reply = edge.ask()
                .answerChallenge(challenge(
                                trunk,
                                "carrier.example",
                                DigestAlgorithm.DIGEST_ALGORITHM_MD5,
                                DigestAlgorithm.DIGEST_ALGORITHM_SHA_256)
                        .build());
        var told = reply.getCredentials();
        assertThat(told.getAlgorithm()).isEqualTo(DigestAlgorithm.DIGEST_ALGORITHM_SHA_256);
        var algorithm = org.ringfort.protocol.sip.digest.DigestAlgorithm.SHA_256;
        var credentials = new Credentials.Digest(
                algorithm,
                told.getUsername(),
                told.getRealm(),
                told.getNonce(),
                told.getUri(),
                told.getResponse(),
                Optional.of(told.getQop()),
                Optional.of(told.getNc()),
                Optional.of(told.getCnonce()),
                Optional.empty());
        Secret ha1 = DigestResponse.ha1(algorithm, "acme", "carrier.example", Secret.ofText(PASSWORD));
        assertThat(DigestResponse.verify(credentials, ha1, "INVITE")).isTrue();
    }

    /** Whoever challenges with what belongs to another, learns nothing. */
    @Test
    void another_realm_another_gateway_and_another_tenant_are_told_nothing() {
        Trunk trunk = trunk(1);
        var md5 = DigestAlgorithm.DIGEST_ALGORITHM_MD5;
        ChallengeRequest right = challenge(trunk, "carrier.example", md5).build();
        assertThat(edge.ask().answerChallenge(right).hasCredentials()).isTrue();
        List<ChallengeRequest> wrong = List.of(
                challenge(trunk, "Carrier.example", md5).build(),
                challenge(trunk, "thief.example", md5).build(),
                challenge(trunk, tenant.domain(), md5).build(),
                right.toBuilder()
                        .setGatewayId("00000000-0000-0000-0000-000000000001")
                        .build(),
                right.toBuilder()
                        .setTenantId("00000000-0000-0000-0000-000000000001")
                        .build(),
                right.toBuilder()
                        .setTrunkId("00000000-0000-0000-0000-000000000001")
                        .build());
        assertThat(wrong).allSatisfy(one -> {
            ChallengeReply reply = edge.ask().answerChallenge(one);
            assertThat(reply.hasCredentials()).isFalse();
            assertThat(reply.getRefused()).isNotBlank();
        });
    }

    /** An edge takes the registration back then, and the carrier asks who says so. */
    @Test
    void a_trunk_that_is_deleted_can_still_be_deregistered_and_nothing_else() {
        var md5 = DigestAlgorithm.DIGEST_ALGORITHM_MD5;
        Trunk registered = trunk(1, true);
        TenantScope.call(tenant.id(), () -> {
            trunks.delete(registered.id());
            return true;
        });
        ChallengeRequest.Builder leaving = challenge(registered, "carrier.example", md5)
                .setMethod("REGISTER")
                .setUri("sip:first.carrier.example");
        assertThat(edge.ask().answerChallenge(leaving.build()).hasCredentials()).isTrue();
        assertThat(edge.ask()
                        .answerChallenge(challenge(registered, "thief.example", md5)
                                .setMethod("REGISTER")
                                .build())
                        .hasCredentials())
                .isFalse();
        assertThat(edge.ask()
                        .answerChallenge(
                                challenge(registered, "carrier.example", md5).build())
                        .hasCredentials())
                .as("for a call")
                .isFalse();

        Trunk silent = trunk(1, false);
        TenantScope.call(tenant.id(), () -> {
            trunks.delete(silent.id());
            return true;
        });
        assertThat(edge.ask()
                        .answerChallenge(challenge(silent, "carrier.example", md5)
                                .setMethod("REGISTER")
                                .build())
                        .hasCredentials())
                .as("a trunk that did not register")
                .isFalse();
    }
}
