package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringfort.app.numbers.Destination;
import org.ringfort.app.numbers.Destination.Kind;
import org.ringfort.app.numbers.NumberDraft;
import org.ringfort.app.numbers.Numbers;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.policy.Policies;
import org.ringfort.app.policy.SecurityPolicy;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.app.trunks.Capacity;
import org.ringfort.app.trunks.ClearMedia;
import org.ringfort.app.trunks.Gateway;
import org.ringfort.app.trunks.GatewayTransport;
import org.ringfort.app.trunks.IdentityRules;
import org.ringfort.app.trunks.Inward;
import org.ringfort.app.trunks.NumberRules;
import org.ringfort.app.trunks.Outward;
import org.ringfort.app.trunks.TrunkAccount;
import org.ringfort.app.trunks.TrunkDraft;
import org.ringfort.app.trunks.Trunks;
import org.ringfort.contract.control.v1.ClientCertificate;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Requester;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.Source;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Calls of carriers, as an edge tells of them. Longer than a file of ours should be: every test stands in the same scene of trunks
 * and numbers, which takes a fifth of it.
 */
class InwardIT extends VoiceIT {
    private static final String NUMBER = "+4930901820";
    private static final String CARRIER = "198.51.100.7";
    private static final String NAME = "sip.carrier.example";

    @Autowired
    Trunks trunks;

    @Autowired
    Numbers numbers;

    @Autowired
    Policies policies;

    private void trunk(Tenant of, int calls, Inward inward) {
        trunk(of, "Carrier", calls, inward, Optional.empty());
    }

    private void trunk(Tenant of, String name, int calls, Inward inward, Optional<ClearMedia> exception) {
        trunk(of, name, calls, inward, exception, Optional.empty());
    }

    private void trunk(
            Tenant of,
            String name,
            int calls,
            Inward inward,
            Optional<ClearMedia> exception,
            Optional<TrunkAccount> registered) {
        TenantScope.call(
                of.id(),
                () -> trunks.create(
                        new TrunkDraft(
                                name,
                                true,
                                1,
                                List.of(new Gateway(
                                        "sip.carrier.example", 5061, GatewayTransport.TLS, NAME, 10, 1, "")),
                                registered,
                                exception,
                                "",
                                "",
                                new NumberRules("DE", List.of(), false),
                                new Capacity(calls, 100),
                                Optional.of(inward),
                                0,
                                IdentityRules.NONE,
                                registered.isPresent(),
                                Outward.USUAL),
                        registered.map(_ -> Secret.ofText("hunter2"))));
    }

    private void number(String number, Kind kind, String extension) {
        // Numbers are one tenant's alone, and tests share a database: each has those of its own tenant.
        TenantScope.call(
                tenant.id(), () -> numbers.create(new NumberDraft(own(number), new Destination(kind, extension), "")));
    }

    /** The number with the tenant's own last digits. */
    private String own(String number) {
        int serial = Integer.parseInt(tenant.domain().replaceAll("[^0-9]", ""));
        return number.substring(0, number.length() - 3) + (100 + serial);
    }

    /** An address that only this test's trunk has. */
    private String own(String address, int last) {
        int serial = Integer.parseInt(tenant.domain().replaceAll("[^0-9]", ""));
        return address.substring(0, address.lastIndexOf('.') + 1) + (serial % 60 * 4 + last);
    }

    private RouteRequest.Builder call(String from, String dialled) {
        return RouteRequest.newBuilder()
                .setRequester(Requester.newBuilder()
                        .setMethod("INVITE")
                        .setSource(Source.newBuilder()
                                .setTransport(Transport.TRANSPORT_TLS)
                                .setAddress(from)
                                .setPort(5061))
                        .setSipCallId("call@carrier.example")
                        .setCseq(1))
                .setCallId(CallId.next().toString())
                .setDomain("203.0.113.80")
                .setDialled(dialled)
                .setFromUser("030901821")
                .setFromDomain("carrier.example")
                .setFromDisplayName("Somebody")
                .setHasOffer(true);
    }

    private RouteReply route(RouteRequest.Builder request) {
        return edge.route(request.build());
    }

    @Test
    void a_carrier_that_calls_the_registered_account_says_the_number_in_to() {
        trunk(
                tenant,
                "Registered",
                10,
                new Inward(List.of(own(CARRIER, 0)), List.of(), false),
                Optional.empty(),
                Optional.of(new TrunkAccount("acme-4711", "carrier.example")));
        number(NUMBER, Kind.ECHO, "");
        RouteRequest.Builder byAccount = call(own(CARRIER, 0), "acme-4711").setToUser(own(NUMBER));
        Plan plan = route(byAccount).getPlan();
        assertThat(plan.getDialled()).isEqualTo(own(NUMBER));
        assertThat(plan.getRule()).isEqualTo("inward-echo");
        // Whoever else names a number in To is not listened to.
        assertThat(route(call(own(CARRIER, 0), "someone").setToUser(own(NUMBER)))
                        .getPlan()
                        .getDialled())
                .isEqualTo("someone");
        assertThat(route(call("203.0.113.66", "acme-4711").setToUser(own(NUMBER)))
                        .hasChallenged())
                .isTrue();
    }

    @Test
    void rfc7315_4_2_whom_a_call_to_our_contact_was_for_is_read_where_the_trunk_is_believed_in_it() {
        trunk(tenant, 10, new Inward(List.of(own(CARRIER, 0)), List.of(), false, List.of("P-Called-Party-ID"), false));
        number(NUMBER, Kind.ECHO, "");
        RouteRequest.Builder toContact = call(own(CARRIER, 0), "our-contact").setCalledParty(own(NUMBER));
        Plan plan = route(toContact).getPlan();
        assertThat(plan.getRule()).isEqualTo("inward-echo");
        assertThat(plan.getDialled()).isEqualTo(own(NUMBER));
        assertThat(plan.getInward().getBelievesList()).containsExactly("P-Called-Party-ID");
        assertThat(route(call(own(CARRIER, 0), own(NUMBER))).getPlan().getRule())
                .isEqualTo("inward-echo");
        assertThat(route(call("203.0.113.66", "our-contact").setCalledParty(own(NUMBER)))
                        .hasPlan())
                .isFalse();
    }

    @Test
    void where_a_trunk_is_not_believed_in_it_nobody_reads_p_called_party_id() {
        trunk(tenant, 10, new Inward(List.of(own(CARRIER, 0)), List.of(), false));
        number(NUMBER, Kind.ECHO, "");
        assertThat(route(call(own(CARRIER, 0), "our-contact").setCalledParty(own(NUMBER)))
                        .getPlan()
                        .getDialled())
                .isEqualTo("our-contact");
    }

    @Test
    void a_number_rings_the_extension_that_it_leads_to() {
        TestPhone phone = phone("104", true);
        phone.bind(phone.register(300));
        trunk(tenant, 10, new Inward(List.of(own(CARRIER, 0)), List.of(), false));
        number(NUMBER, Kind.EXTENSION, "104");
        String national = own(NUMBER).replace("+49", "0");
        for (String dialled : List.of(
                own(NUMBER),
                national,
                own(NUMBER).substring(1),
                "00" + own(NUMBER).substring(1))) {
            Plan plan = route(call(own(CARRIER, 0), dialled)).getPlan();
            assertThat(plan.getRule()).as(dialled).isEqualTo("inward-extension");
            assertThat(plan.getTenantId()).isEqualTo(tenant.id().toString());
            assertThat(plan.getInward().getTrunk()).isEqualTo("Carrier");
            assertThat(plan.getCaller().getNumber()).isEqualTo("+4930901821");
            assertThat(plan.getCaller().getDisplayName()).isEqualTo("Somebody");
            assertThat(plan.getCaller().getDeviceId()).isEmpty();
            assertThat(plan.getDialled()).isEqualTo(own(NUMBER));
            assertThat(plan.getSteps(0).getRing().getTargetsList())
                    .singleElement()
                    .satisfies(target -> assertThat(target.getNumber()).isEqualTo("104"));
            assertThat(plan.getSteps(1).getApplication().getName()).isEqualTo("voicemail-deposit");
            assertThat(plan.getMedia().getKeyingsList()).containsExactly(Keying.KEYING_SDES);
            assertThat(plan.getWhy()).startsWith("Called by trunk Carrier at " + own(NUMBER) + ": an extension with");
        }
    }

    @Test
    void a_number_that_nobody_has_is_told_so_and_stands_on_record() {
        trunk(tenant, 10, new Inward(List.of(own(CARRIER, 0)), List.of(), false));
        Plan plan = route(call(own(CARRIER, 0), "+4930901999")).getPlan();
        assertThat(plan.getRule()).isEqualTo("inward-unassigned");
        assertThat(plan.getSteps(0).getRefuse().getStatus()).isEqualTo(404);
        // Neither an extension, nor a feature code, nor a number of the public network is reached from outside.
        extension("104", false);
        for (String dialled : List.of("104", "*97", "*43", "0015105550100", "112", "")) {
            assertThat(route(call(own(CARRIER, 0), dialled)).getPlan().getRule())
                    .as(dialled)
                    .isEqualTo("inward-unassigned");
        }
    }

    /** Whatever is written in it: who does not come from the carrier is a stranger. */
    @Test
    void no_source_no_trunk() {
        trunk(tenant, 10, new Inward(List.of(own(CARRIER, 0)), List.of(), true));
        number(NUMBER, Kind.ECHO, "");
        assertThat(route(call(own(CARRIER, 0), own(NUMBER))).getPlan().getRule())
                .isEqualTo("inward-echo");
        RouteReply phones = route(call("203.0.113.66", "104").setDomain(tenant.domain()));
        var random = new Random(12);
        List<String> words = List.of(
                own(CARRIER, 0),
                NAME,
                tenant.domain(),
                own(NUMBER),
                "carrier",
                "acme",
                "",
                "203.0.113.80",
                "anonymous");
        for (int i = 0; i < 300; i++) {
            RouteRequest.Builder request = call("203.0.113.66", own(NUMBER))
                    .setDomain(pick(words, random))
                    .setFromUser(pick(words, random))
                    .setFromDomain(pick(words, random))
                    .setFromDisplayName(pick(words, random))
                    .setAssertedUser(pick(words, random));
            request.getRequesterBuilder()
                    .setUserAgent(pick(words, random))
                    .setSipCallId(pick(words, random) + "@" + pick(words, random));
            RouteReply reply = route(request);
            assertThat(reply.hasPlan()).as(request.toString()).isFalse();
            assertThat(reply.getOutcomeCase()).isEqualTo(phones.getOutcomeCase());
        }
    }

    private static String pick(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }

    @Test
    void two_trunks_with_certificates_refuse_the_wrong_one_and_the_wrong_address() {
        String one = "one." + tenant.domain();
        String two = "two." + tenant.domain();
        trunk(tenant, "One", 10, new Inward(List.of(own(CARRIER, 0)), List.of(one), false), Optional.empty());
        trunk(tenant, "Two", 10, new Inward(List.of(own(CARRIER, 1)), List.of(two), false), Optional.empty());
        number(NUMBER, Kind.ECHO, "");
        assertThat(route(certified(own(CARRIER, 0), one)).getPlan().getInward().getTrunk())
                .isEqualTo("One");
        assertThat(route(certified(own(CARRIER, 1), two)).getPlan().getInward().getTrunk())
                .isEqualTo("Two");
        List<RouteRequest.Builder> half = List.of(
                certified(own(CARRIER, 0), two),
                certified(own(CARRIER, 1), one),
                certified("203.0.113.66", one),
                certified(own(CARRIER, 0), "other.carrier.example"));
        assertThat(half)
                .allSatisfy(request ->
                        assertThat(route(request).getRefused().getStatus()).isEqualTo(403));
        assertThat(route(call(own(CARRIER, 0), own(NUMBER))).hasChallenged()).isTrue();
        assertThat(route(certified("203.0.113.66", "other.carrier.example")).hasChallenged())
                .isTrue();
        // Under the tenant's own domain as well, where it is no phone's call.
        assertThat(half)
                .allSatisfy(request -> assertThat(route(request.setDomain(tenant.domain()))
                                .getRefused()
                                .getStatus())
                        .isEqualTo(403));
        assertThat(route(certified("203.0.113.66", one).setDialled("101").setDomain(tenant.domain()))
                        .getRefused()
                        .getStatus())
                .isEqualTo(403);
        assertThat(route(certified(own(CARRIER, 0), "phone.example")
                                .setDialled("101")
                                .setDomain(tenant.domain()))
                        .hasChallenged())
                .as("a phone with a certificate of its own, in the carrier's network")
                .isTrue();
    }

    private RouteRequest.Builder certified(String from, String name) {
        RouteRequest.Builder request = call(from, own(NUMBER));
        request.getRequesterBuilder()
                .getSourceBuilder()
                .setClientCertificate(
                        ClientCertificate.newBuilder().setSubject("CN=x").addDomains(name));
        return request;
    }

    @Test
    void over_udp_comes_a_trunk_that_is_an_exception_and_no_other() {
        number(NUMBER, Kind.ECHO, "");
        trunk(tenant, "Safe", 10, new Inward(List.of(own(CARRIER, 0)), List.of(), false), Optional.empty());
        assertThat(route(inClear(own(CARRIER, 0))).hasChallenged()).isTrue();
        allowClearMedia();
        var exception = new ClearMedia("an old carrier", Instant.now().plusSeconds(600));
        trunk(tenant, "Old", 10, new Inward(List.of(own(CARRIER, 1)), List.of(), false), Optional.of(exception));
        Plan plan = route(inClear(own(CARRIER, 1))).getPlan();
        assertThat(plan.getRule()).isEqualTo("inward-echo");
        assertThat(plan.getMedia().getKeyingsList()).containsExactly(Keying.KEYING_CLEAR);
        Plan secured = route(call(own(CARRIER, 1), own(NUMBER))).getPlan();
        assertThat(secured.getMedia().getKeyingsList()).containsExactly(Keying.KEYING_SDES, Keying.KEYING_CLEAR);
    }

    private RouteRequest.Builder inClear(String from) {
        RouteRequest.Builder request = call(from, own(NUMBER));
        request.getRequesterBuilder().getSourceBuilder().setTransport(Transport.TRANSPORT_UDP);
        return request;
    }

    private void allowClearMedia() {
        TenantScope.call(tenant.id(), () -> {
            Policies.Versioned now = policies.current();
            return policies.change(
                    now.version(),
                    new SecurityPolicy(
                            now.policy().offerMd5(),
                            true,
                            now.policy().minRegistrationSeconds(),
                            now.policy().maxRegistrationSeconds(),
                            now.policy().refuseFalseClaims()));
        });
    }

    @Test
    void calls_in_count_with_calls_out_and_a_full_trunk_says_so() {
        trunk(tenant, 1, new Inward(List.of(own(CARRIER, 0)), List.of(), false));
        number(NUMBER, Kind.ECHO, "");
        assertThat(route(call(own(CARRIER, 0), own(NUMBER))).getPlan().getRule())
                .isEqualTo("inward-echo");
        Plan full = route(call(own(CARRIER, 0), own(NUMBER))).getPlan();
        assertThat(full.getRule()).isEqualTo("trunk-limit");
        assertThat(full.getSteps(0).getRefuse().getStatus()).isEqualTo(503);
        TestPhone phone = phone("101", false);
        assertThat(phone.route(phone.call("030901820")).getPlan().getRule()).isEqualTo("trunk-limit");
    }

    /** A tenant that names the network of another's phones as a carrier's gets nothing of theirs. */
    @Test
    void phones_at_a_carriers_address_prove_themselves_as_anywhere() {
        Tenant thief = TenantScope.call(
                TenantScope.PLATFORM,
                () -> tenants.create("thief." + tenant.domain(), new TenantDraft("Another", List.of(), true, 100, 10)));
        trunk(thief, 10, new Inward(List.of("192.0.2.0/24"), List.of(), false));
        TenantScope.call(
                thief.id(),
                () -> numbers.create(new NumberDraft(own(NUMBER), new Destination(Kind.ECHO, ""), "stolen")));
        TestPhone phone = phone("101", false);
        RouteReply first = route(phone.call(own(NUMBER)));
        assertThat(first.hasChallenged()).isTrue();
        Plan plan = phone.route(phone.call("*43")).getPlan();
        assertThat(plan.getRule()).isEqualTo("feature-echo");
        assertThat(plan.hasInward()).isFalse();
    }

    @Test
    void two_tenants_of_one_carrier_are_told_apart_by_the_number() {
        Tenant neighbour = TenantScope.call(
                TenantScope.PLATFORM,
                () -> tenants.create("next." + tenant.domain(), new TenantDraft("Another", List.of(), true, 100, 10)));
        var same = new Inward(List.of(own(CARRIER, 0)), List.of(), false);
        trunk(neighbour, 10, same);
        trunk(tenant, 10, same);
        number(NUMBER, Kind.ECHO, "");
        assertThat(route(call(own(CARRIER, 0), own(NUMBER))).getPlan().getTenantId())
                .isEqualTo(tenant.id().toString());
        assertThat(route(call(own(CARRIER, 0), "+4930901999")).getRefused().getStatus())
                .isEqualTo(404);
        assertThatThrownBy(() -> TenantScope.call(
                        neighbour.id(),
                        () -> numbers.create(new NumberDraft(own(NUMBER), new Destination(Kind.ECHO, ""), ""))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("leads elsewhere");
    }

    /** Who is outside has no rights with which to send anybody elsewhere. */
    @Test
    void a_carrier_sends_nobody_on() {
        trunk(tenant, 10, new Inward(List.of(own(CARRIER, 0)), List.of(), false));
        RouteRequest.Builder transfer = call(own(CARRIER, 0), "0015105550100")
                .setDomain(tenant.domain())
                .setOnBehalf(OnBehalf.newBuilder()
                        .setTenantId(tenant.id().toString())
                        .setNumber("+4930901821")
                        .setCause(OnBehalf.Cause.CAUSE_TRANSFER));
        assertThat(route(transfer).getRefused().getStatus()).isEqualTo(403);
    }
}
