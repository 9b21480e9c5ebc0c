package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.emergency;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.BoundContact;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.DropFlows;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.HelpChanged;
import org.ringfort.contract.control.v1.HelpReply;
import org.ringfort.contract.control.v1.HelpRequest;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.OtherUri;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Replaces;

/** A phone that is registered calls for help while the app is away, slow or broken; nobody else does, and it calls nobody else. */
class HelpWithoutAppTest extends CarrierScene {
    private int cseq;

    @BeforeEach
    void theAppKnowsTheWay() {
        edge.app.onBind = asked -> BindReply.newBuilder()
                .setBound(Bound.newBuilder()
                        .setTenantId("tenant-1")
                        .setExtension(asked.getUser())
                        .setDeviceId("device-" + asked.getUser())
                        .addContacts(BoundContact.newBuilder()
                                .setUri("sip:" + asked.getUser() + "@10.0.0.99")
                                .setExpiresSeconds(300)))
                .build();
        prepares(plan("112", emergency(dial(LONG_MS, ONE))), plan("urn:service:sos", emergency(dial(LONG_MS, ONE))));
    }

    private void prepares(Plan... plans) {
        edge.app.onHelp =
                asked -> HelpReply.newBuilder().addAllPlans(List.of(plans)).build();
    }

    private static Plan plan(String dialled, Step... steps) {
        return Plan.newBuilder()
                .setTenantId("tenant-1")
                .setDomain("acme.example")
                .setDialled(dialled)
                .setCaller(Party.newBuilder()
                        .setNumber("101")
                        .setDisplayName("Alice")
                        .setDeviceId("device-101"))
                .setRule("emergency")
                .setWhy("Dialled " + dialled + ": an emergency number, by trunk Carrier")
                .addAllSteps(Arrays.asList(steps))
                .build();
    }

    private void registers(Phone phone, int expires) {
        SipUri contact = SipUri.parse("sip:" + phone.number() + "@10.0.0.99").orElseThrow();
        phone.asks(
                Method.REGISTER,
                SipUri.parse("sip:acme.example").orElseThrow(),
                "reg-" + phone.number(),
                ++cseq,
                new Contact.At(NameAddress.of(contact)),
                new Expires(expires));
        phone.hears(200);
    }

    private void isPrepared(Phone phone) {
        int before = prepared();
        registers(phone, 300);
        Until.equal(before + 1, this::prepared);
    }

    private int prepared() {
        return edge.conversations.app().help().phones();
    }

    private void isTurnedAway(PhoneCall caller) {
        assertThat(caller.hears(503).headers().retryAfter()).isPresent();
        caller.acksFailure();
    }

    private void isHelped(PhoneCall caller) {
        hangUp(caller, answered(caller, first.rings()));
    }

    @Test
    void who_is_registered_is_helped_and_the_app_hears_of_it_when_it_is_back() {
        isPrepared(alice);
        assertThat(edge.app.helps)
                .containsExactly(HelpRequest.newBuilder()
                        .setTenantId("tenant-1")
                        .setDeviceId("device-101")
                        .build());
        edge.app.die();
        PhoneCall caller = alice.calls("112", OFFER);
        PhoneCall service = first.rings();
        assertThat(wire(service.invite())).contains("INVITE sip:112@", "Priority: emergency");
        answered(caller, service);
        assertThat(edge.media.offers.getFirst().getForHelp()).isTrue();
        edge.app.start();
        Until.holds(
                "the app hears that help was called",
                () -> edge.app.heard(FromEdge.EventCase.HELP_CALLED).size() == 1);
        assertThat(edge.app.heard(FromEdge.EventCase.HELP_CALLED).getFirst().getHelpCalled())
                .satisfies(told -> {
                    assertThat(told.getNumber()).isEqualTo("112");
                    assertThat(told.getDeviceId()).isEqualTo("device-101");
                });
        Until.holds(
                "and that they talk",
                () -> edge.app
                                .heard(FromEdge.EventCase.LIVE_CALLS)
                                .getLast()
                                .getLiveCalls()
                                .getCallsCount()
                        == 1);
        hangUp(caller, service);
        CallRecord record = edge.record();
        assertThat(record.getRule()).isEqualTo("emergency");
        assertThat(record.getStatus()).isEqualTo(200);
        assertThat(record.getWhy()).isEqualTo("Dialled 112: an emergency number, by trunk Carrier; the app was away");
        assertThat(edge.app.heard(FromEdge.EventCase.HELP_CALLED)).hasSize(1);
        edge.nothingLeft();
    }

    /** @rfc 5031 4.2 */
    @Test
    void every_kind_of_service_is_the_service() {
        isPrepared(alice);
        edge.app.die();
        Uri fire = Uri.parse("urn:service:sos.fire").orElseThrow();
        assertThat(fire).isInstanceOf(OtherUri.class);
        isHelped(alice.calls(fire, OFFER));
        edge.nothingLeft();
    }

    @Test
    void what_calls_nobody_for_help_waits_for_the_app() {
        isPrepared(alice);
        edge.app.die();
        for (String dialled : List.of("030901820", "1120", "0112", "102", "911", "*97")) {
            isTurnedAway(alice.calls(dialled, OFFER));
        }
        edge.nothingLeft();
    }

    /** What the app gives away in advance calls emergency services and nobody else, whatever it says. */
    @Test
    void a_plan_that_leads_elsewhere_is_not_kept() {
        isPrepared(alice);
        prepares(plan("112", emergency(dial(LONG_MS, ONE)), dial(LONG_MS, TWO)));
        changed("tenant-1");
        Until.equal(0, this::prepared);
        edge.app.die();
        isTurnedAway(alice.calls("112", OFFER));
        edge.nothingLeft();
    }

    @Test
    void a_stranger_who_knows_that_the_app_is_away_calls_nobody() {
        isPrepared(alice);
        edge.app.die();
        isTurnedAway(bob.calls("112", OFFER));
        Phone posing = edge.phone("101");
        isTurnedAway(posing.calls("112", OFFER));
        edge.nothingLeft();
    }

    @Test
    void an_app_that_does_not_answer_is_waited_for_and_then_done_without() {
        isPrepared(alice);
        edge.app.hangs = true;
        PhoneCall caller = alice.calls("112", OFFER);
        PhoneCall service = first.rings();
        edge.app.hangs = false;
        hangUp(caller, answered(caller, service));
        assertThat(edge.record().getWhy()).endsWith("; the app was away");
        edge.nothingLeft();
    }

    @Test
    void an_app_that_is_broken_is_done_without_and_one_that_refuses_is_obeyed() {
        isPrepared(alice);
        edge.app.broken = true;
        isHelped(alice.calls("112", OFFER));
        edge.app.broken = false;
        edge.app.onRoute = asked -> RouteReply.newBuilder()
                .setRefused(Refused.newBuilder().setStatus(403).setReason("No"))
                .build();
        PhoneCall refused = alice.calls("112", OFFER);
        refused.hears(403);
        refused.acksFailure();
        edge.nothingLeft();
    }

    /** Whoever has the address and port of a phone, and says that he is that phone, is believed for this alone. */
    @Test
    void over_udp_the_address_and_the_name_have_to_be_those_of_the_registration() {
        Phone carol = edge.phone("103", TransportKind.UDP);
        isPrepared(carol);
        edge.app.die();
        isHelped(carol.calls("112", OFFER));
        isTurnedAway(edge.phone("103", TransportKind.UDP).calls("112", OFFER));
        isTurnedAway(carol.babbles(HelpWithoutAppTest::asSomebodyElse).calls("112", OFFER));
        edge.nothingLeft();
    }

    /** Its connection says who it is. */
    @Test
    void on_its_own_connection_a_phone_may_say_that_it_is_somebody_else() {
        isPrepared(alice);
        edge.app.die();
        PhoneCall caller = alice.babbles(HelpWithoutAppTest::asSomebodyElse).calls("112", OFFER);
        PhoneCall service = first.rings();
        service.answers(486);
        service.hears(Method.ACK);
        caller.hears(486);
        caller.acksFailure();
        edge.nothingLeft();
    }

    private static SipMessage asSomebodyElse(SipMessage said) {
        SipUri other = SipUri.parse("sip:109@acme.example").orElseThrow();
        return said instanceof SipRequest request
                ? request.withHeaders(
                        request.headers().with(new From(NameAddress.of(other).withTag("phone-other"))))
                : said;
    }

    @Test
    void who_has_left_is_no_longer_known() {
        isPrepared(alice);
        registers(alice, 0);
        Until.equal(0, this::prepared);
        isPrepared(alice);
        edge.conversations.flowClosed(alice.flow());
        Until.equal(0, this::prepared);
        isPrepared(bob);
        edge.app.say(ToEdge.newBuilder()
                .setDropFlows(DropFlows.newBuilder().addFlows(bob.flow().token()))
                .build());
        Until.equal(0, this::prepared);
    }

    private void changed(String tenant) {
        edge.app.say(ToEdge.newBuilder()
                .setHelpChanged(HelpChanged.newBuilder().setTenantId(tenant))
                .build());
    }

    @Test
    void a_trunk_that_changes_is_known_before_the_app_goes_away() {
        isPrepared(alice);
        int before = edge.app.helps.size();
        prepares();
        changed("tenant-2");
        changed("tenant-1");
        Until.equal(0, this::prepared);
        prepares(plan("112", emergency(dial(LONG_MS, TWO))));
        changed("tenant-1");
        Until.equal(1, this::prepared);
        assertThat(edge.app.helps).as("nobody asks about another tenant").hasSize(before + 2);
        edge.app.die();
        PhoneCall caller = alice.calls("112", OFFER);
        hangUp(caller, answered(caller, second.rings()));
        edge.nothingLeft();
    }

    /** Nobody asks for a digest here, so nobody's call is taken on the word of who calls for help. */
    @Test
    void who_calls_for_help_takes_nobodys_place() {
        isPrepared(alice);
        edge.app.die();
        PhoneCall caller = alice.calls("112", OFFER, new Replaces("some-call", "to", "from", false));
        caller.hears(603);
        caller.acksFailure();
        edge.nothingLeft();
    }

    /** An app that hangs takes what it is told and loses it; what was not heard is said when it is back. */
    @Test
    void that_help_was_called_is_said_at_each_attachment_until_the_record_is_stored() {
        isPrepared(alice);
        edge.app.die();
        PhoneCall caller = alice.calls("112", OFFER);
        PhoneCall service = first.rings();
        answered(caller, service);
        edge.app.start();
        Until.equal(1, this::saysThatHelpWasCalled);
        edge.app.die();
        edge.app.start();
        Until.equal(2, this::saysThatHelpWasCalled);
        hangUp(caller, service);
        edge.record();
        edge.nothingLeft();
        edge.app.die();
        edge.app.start();
        Until.holds("attached", edge.conversations.app()::attached);
        isPrepared(bob);
        assertThat(saysThatHelpWasCalled()).isEqualTo(2);
    }

    private int saysThatHelpWasCalled() {
        return edge.app.heard(FromEdge.EventCase.HELP_CALLED).size();
    }
}
