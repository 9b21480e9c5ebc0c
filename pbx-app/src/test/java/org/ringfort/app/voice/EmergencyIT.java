package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.Eventually;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.emergency.GeoPoint;
import org.ringfort.app.emergency.Location;
import org.ringfort.app.emergency.LocationDraft;
import org.ringfort.app.emergency.Locations;
import org.ringfort.app.extensions.DeviceDraft;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.ExtensionDraft;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.trunks.CallerRule;
import org.ringfort.app.trunks.FailOver;
import org.ringfort.app.trunks.NumberFormats;
import org.ringfort.app.trunks.Outward;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.HelpCalled;
import org.ringfort.contract.control.v1.HungUpBy;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.kernel.id.CallId;
import org.springframework.beans.factory.annotation.Autowired;

/** Calls for help: which numbers they are, that they are written down, and that an alarm is raised where nobody is reached. */
class EmergencyIT extends OutwardScene {
    @Autowired
    Audit audit;

    @Autowired
    Locations locations;

    private boolean audited(String event, String words) {
        return TenantScope.call(
                        tenant.id(), () -> audit.list(new Audit.Filter(event, null, null), Cursor.parse(null, 50)))
                .items()
                .stream()
                .anyMatch(row -> row.toString().contains(words));
    }

    private void untilAudited(String event, String words) throws InterruptedException {
        Eventually.holds(event, () -> audited(event, words));
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
                        .setLocation("Third floor")
                        .setLocationSent(true)
                        .setAtMs(1_700_000_000_000L)));
        untilAudited("emergency.called", "by trunk Carrier, which is told the location");
        assertThat(audited("emergency.called", "Third floor")).isTrue();
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

    /** No carrier is the other end of what two phones seal for each other; nobody goes without help for that. */
    @Test
    void a_phone_that_agrees_on_keys_with_phones_alone_calls_those_so_and_for_help_in_clear() {
        trunk(1);
        TestPhone phone = phone(extension("101", false), DigestFloor.MD5, true, MediaKeying.ZRTP);
        TestPhone other = phone(extension("102", false), DigestFloor.MD5, true, MediaKeying.ZRTP);
        other.bind(other.register(300));
        Plan plan = phone.route(phone.call("102")).getPlan();
        assertThat(plan.getMedia().getKeyingsList()).containsExactly(Keying.KEYING_ZRTP);
        assertThat(plan.getSteps(0).getRing().getTargets(0).getMedia().getKeyingsList())
                .containsExactly(Keying.KEYING_ZRTP);
        Plan help = phone.route(phone.call("112")).getPlan();
        assertThat(help.getMedia().getKeyingsList()).containsExactly(Keying.KEYING_SDES, Keying.KEYING_CLEAR);
        assertThat(phone.route(phone.call("030901820")).getPlan().getMedia().getKeyingsList())
                .containsExactly(Keying.KEYING_ZRTP);
    }

    private List<Plan> prepared(TestPhone phone) {
        return edge.help(tenant.id().toString(), phone.device().toString()).getPlansList();
    }

    @Test
    void what_an_edge_is_told_in_advance_is_what_it_would_be_told_when_asked() {
        TestPhone phone = phone("101", false);
        assertThat(prepared(phone)).as("there is no trunk").isEmpty();
        trunk(1);
        located(true, "Berlin");
        assertThat(phone.bind(phone.register(300)).getBound().getDeviceId())
                .isEqualTo(phone.device().toString());
        assertThat(prepared(phone)).extracting(Plan::getDialled).containsExactly("110", "112", "urn:service:sos");
        for (Plan plan : prepared(phone)) {
            assertThat(plan)
                    .isEqualTo(phone.route(phone.call(plan.getDialled())).getPlan().toBuilder()
                            .clearHoldMusic()
                            .build());
            assertThat(plan.getStepsList())
                    .isNotEmpty()
                    .allMatch(step -> step.getDial().getEmergency());
        }
    }

    @Test
    void an_edge_is_told_of_nobody_who_may_not_be_there() {
        TestPhone phone = phone("101", false);
        trunk(1);
        assertThat(edge.help(UUID.randomUUID().toString(), phone.device().toString())
                        .getPlansList())
                .isEmpty();
        assertThat(edge.help(tenant.id().toString(), UUID.randomUUID().toString())
                        .getPlansList())
                .isEmpty();
    }

    @Test
    void an_edge_hears_that_what_it_was_told_in_advance_has_changed() throws InterruptedException {
        TestPhone phone = phone("101", false);
        trunk(1);
        assertThat(edge.hear(ToEdge.EventCase.HELP_CHANGED).getHelpChanged().getTenantId())
                .isEqualTo(tenant.id().toString());
        Location berlin = located(false, "Berlin");
        assertThat(edge.hear(ToEdge.EventCase.HELP_CHANGED).getHelpChanged().getDeviceId())
                .isEmpty();
        TenantScope.call(tenant.id(), () -> locations.place(phone.device(), Optional.of(berlin.id())));
        assertThat(edge.hear(ToEdge.EventCase.HELP_CHANGED).getHelpChanged().getDeviceId())
                .isEqualTo(phone.device().toString());
        assertThat(prepared(phone)
                        .getFirst()
                        .getSteps(0)
                        .getDial()
                        .getLocation()
                        .getName())
                .isEqualTo("Berlin");
    }

    private void untilToldToAskAbout(String device) throws InterruptedException {
        var told = edge.hear(ToEdge.EventCase.HELP_CHANGED).getHelpChanged();
        assertThat(told.getTenantId()).isEqualTo(tenant.id().toString());
        assertThat(told.getDeviceId()).isEqualTo(device);
    }

    /** An edge that is told asks again, and hears of no way. */
    @Test
    void an_edge_hears_that_somebody_may_no_longer_be_used_and_then_of_no_way_to_help() throws InterruptedException {
        Extension extension = extension("101", false);
        TestPhone phone = phone(extension, DigestFloor.MD5);
        String device = phone.device().toString();
        trunk(1);
        untilToldToAskAbout("");
        assertThat(prepared(phone)).isNotEmpty();

        change(extension, phone, false);
        untilToldToAskAbout(device);
        Eventually.holds("the phone is disabled", () -> prepared(phone).isEmpty());
        change(extension, phone, true);
        untilToldToAskAbout(device);
        Eventually.holds("the phone is enabled", () -> !prepared(phone).isEmpty());

        TenantScope.call(
                tenant.id(),
                () -> extensions.change(
                        extension.id(),
                        extension.version(),
                        new ExtensionDraft("101", "Number 101", false, extension.voicemail())));
        untilToldToAskAbout("");
        Eventually.holds("the extension is disabled", () -> prepared(phone).isEmpty());

        TenantScope.call(tenant.id(), () -> {
            devices.delete(extension.id(), phone.device());
            return true;
        });
        untilToldToAskAbout(device);
        TenantScope.call(tenant.id(), () -> {
            extensions.delete(extension.id());
            return true;
        });
        untilToldToAskAbout("");
    }

    private void change(Extension extension, TestPhone phone, boolean enabled) {
        TenantScope.call(
                tenant.id(),
                () -> devices.change(
                        extension.id(),
                        phone.device(),
                        devices.find(extension.id(), phone.device())
                                .orElseThrow()
                                .version(),
                        new DeviceDraft("Desk", DigestFloor.MD5, MediaKeying.SDES, Optional.empty(), true, enabled)));
    }

    @Test
    void an_edge_that_says_twice_that_help_is_called_is_written_down_once() throws InterruptedException {
        TestPhone phone = phone("101", false);
        trunk(1);
        FromEdge.Builder called = FromEdge.newBuilder()
                .setHelpCalled(HelpCalled.newBuilder()
                        .setTenantId(tenant.id().toString())
                        .setCallId(phone.call("112").getCallId())
                        .setTrunk("Carrier")
                        .setNumber("112")
                        .setExtension("101")
                        .setAtMs(1_700_000_000_000L));
        edge.tell(called);
        edge.tell(called);
        edge.tell(FromEdge.newBuilder()
                .setHelpCalled(
                        called.getHelpCalled().toBuilder().setTrunk("Another").setAtMs(1_700_000_001_000L)));
        untilAudited("emergency.called", "by trunk Another");
        untilAudited("emergency.called", "by trunk Carrier");
        assertThat(TenantScope.call(
                                tenant.id(),
                                () -> audit.list(
                                        new Audit.Filter("emergency.called", null, null), Cursor.parse(null, 50)))
                        .items())
                .hasSize(2);
    }

    private Location located(boolean isDefault, String town) {
        return TenantScope.call(
                tenant.id(),
                () -> locations.create(new LocationDraft(
                        town,
                        isDefault,
                        Map.of("country", "DE", "A3", town),
                        "de",
                        Optional.of(new GeoPoint(52.5, 13.25)))));
    }

    private Dial helpBy(TestPhone phone) {
        return phone.route(phone.call("112")).getPlan().getSteps(0).getDial();
    }

    @Test
    void the_edge_is_told_where_a_device_is_that_calls_for_help_and_whether_the_carrier_is() {
        TestPhone phone = phone("101", false);
        Trunk trunk = trunk(5);
        assertThat(helpBy(phone).hasLocation()).isFalse();
        located(true, "Berlin");
        Dial untold = helpBy(phone);
        assertThat(untold.getLocation().getName()).isEqualTo("Berlin");
        assertThat(untold.getSendsLocation()).isFalse();
        TenantScope.call(
                tenant.id(),
                () -> locations.place(
                        phone.device(), Optional.of(located(false, "Potsdam").id())));
        TenantScope.call(tenant.id(), () -> {
            trunks.delete(trunk.id());
            return true;
        });
        trunk(5, false, new Outward(FailOver.USUAL, CallerRule.EXTENSION, NumberFormats.E164, List.of(), true));
        Dial told = helpBy(phone);
        assertThat(told.getSendsLocation()).isTrue();
        assertThat(told.getLocation().getCivicList())
                .extracting(element -> element.getName() + "=" + element.getValue())
                .containsExactlyInAnyOrder("country=DE", "A3=Potsdam");
        assertThat(told.getLocation().getPoint().getLatitude()).isEqualTo(52.5);
        Dial ordinary =
                phone.route(phone.call("030901820")).getPlan().getSteps(0).getDial();
        assertThat(ordinary.hasLocation()).isFalse();
        assertThat(ordinary.getSendsLocation()).isFalse();
    }

    /** Bob was called, and sends who called him for help: it is the caller who needs it, where the caller is. */
    @Test
    void who_is_sent_on_to_help_is_where_his_own_device_is_and_nowhere_if_he_is_outside() {
        TestPhone caller = phone("101", false);
        TestPhone sender = phone("102", false);
        trunk(5);
        located(true, "Berlin");
        TenantScope.call(
                tenant.id(),
                () -> locations.place(
                        caller.device(), Optional.of(located(false, "Potsdam").id())));
        for (OnBehalf.Cause cause : List.of(OnBehalf.Cause.CAUSE_REDIRECT, OnBehalf.Cause.CAUSE_TRANSFER)) {
            assertThat(sentOn(sender, cause, caller.device().toString())
                            .getLocation()
                            .getName())
                    .isEqualTo("Potsdam");
            assertThat(sentOn(sender, cause, "").hasLocation()).isFalse();
        }
    }

    private Dial sentOn(TestPhone sender, OnBehalf.Cause cause, String sent) {
        return edge.route(RouteRequest.newBuilder()
                        .setCallId(CallId.next().toString())
                        .setDomain(sender.domain())
                        .setDialled("112")
                        .setOnBehalf(OnBehalf.newBuilder()
                                .setTenantId(tenant.id().toString())
                                .setDeviceId(sender.device().toString())
                                .setNumber(sender.number())
                                .setSentDeviceId(sent)
                                .setCause(cause))
                        .build())
                .getPlan()
                .getSteps(0)
                .getDial();
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
}
