package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.app.Eventually;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.numbers.Destination;
import org.ringfort.app.numbers.NumberDraft;
import org.ringfort.app.numbers.NumberFormat;
import org.ringfort.app.numbers.Numbers;
import org.ringfort.app.numbers.PublicNumber;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.trunks.CallerRule;
import org.ringfort.app.trunks.FailOver;
import org.ringfort.app.trunks.NumberFormats;
import org.ringfort.app.trunks.Outward;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.control.v1.TrunkLeft;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.kernel.id.CallId;
import org.springframework.beans.factory.annotation.Autowired;

/** Calls into the public network, as an edge is told of them. */
class OutsideIT extends OutwardScene {
    @Autowired
    Numbers numbers;

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

    @Test
    void what_a_carrier_may_be_sent_and_who_sends_a_call_there_is_told_to_the_edge() {
        TestPhone sender = phone("102", false);
        trunk(
                10,
                false,
                new Outward(FailOver.USUAL, CallerRule.TRUNK, NumberFormats.E164, List.of("Diversion", "X-Account")));
        Dial own = dialled(sender, "030901820");
        assertThat(own.getSends().getNamesList()).containsExactly("Diversion", "X-Account");
        assertThat(own.getSentOn()).isEqualTo(OnBehalf.Cause.CAUSE_UNSPECIFIED);
        Dial sent = transferred(sender, "030901820").getSteps(0).getDial();
        assertThat(sent.getSentOn()).isEqualTo(OnBehalf.Cause.CAUSE_TRANSFER);
        assertThat(sent.getCallerNumber()).isEqualTo("+493012345678");
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
        Eventually.holds(
                "a place is free",
                () -> phone.route(phone.call("030901820")).getPlan().getRule().equals("outside"));
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
        return edge.route(RouteRequest.newBuilder()
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
}
