package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.FirstCaller;
import org.ringfort.contract.control.v1.HeaderNames;
import org.ringfort.contract.control.v1.Inward;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.OnBehalf.Cause;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.RawHeader;

/**
 * A caller whom a carrier brings (alice stands for it) is sent on to another carrier, under its own number where the app says so.
 *
 * @rfc 8946 4.1
 */
class DivertedCallerTest extends CarrierScene {
    private static final String NUMBER = "030901820";
    private static final String TOKEN = "signed.by.another;info=<https://cert.carrier.example/c.pem>;ppt=shaken";
    private static final String OURS = "diverted.by.us;info=<https://us.example/c.pem>;alg=ES256;ppt=div";
    private static final Header IDENTITY = RawHeader.of("Identity", TOKEN);

    private static Plan.Builder inward(String caller) {
        return Plan.newBuilder()
                .setCaller(Party.newBuilder().setNumber(caller).setDisplayName("Somebody"))
                .setInward(Inward.newBuilder().setTrunkId("trunk-1").setTrunk("Carrier"));
    }

    /** What the app says of a trunk that passes the caller on. */
    private static Step passed(Cause cause) {
        Step step = dial(LONG_MS, ONE);
        Dial.Builder dial = step.getDial().toBuilder()
                .setCallerNumber("+4930555501")
                .setCallingAs("4930555501")
                .setDivertedAs("4930901822")
                .setSentOn(cause)
                .addPassedIdentities(TOKEN)
                .setIdentity(OURS)
                .setSends(HeaderNames.newBuilder()
                        .addAllNames(List.of("P-Asserted-Identity", "Diversion", "History-Info")));
        return step.toBuilder().setDial(dial).build();
    }

    private static List<String> values(SipRequest invite, String name) {
        return invite.headers().all(HeaderName.of(name)).stream()
                .map(header -> header.value().text())
                .toList();
    }

    private PhoneCall redirected(PhoneCall carrier) {
        PhoneCall callee = bob.rings();
        callee.answers(
                callee.invite(),
                302,
                "",
                Contact.of(Uri.parse("sip:" + NUMBER + "@acme.example").orElseThrow()));
        callee.hears(Method.ACK);
        return answered(carrier, first.rings());
    }

    private OnBehalf asked() {
        return edge.app.routes.getLast().getOnBehalf();
    }

    private static void nothingElse(SipRequest invite, PhoneCall carrier) {
        assertThat(wire(invite))
                .doesNotContain(
                        "acme.example", "Somebody", "Alice", "sip:102", "tenant-1", "10.0.0.99", carrier.callId())
                .doesNotContain("Smuggled", "secret-of");
    }

    @Test
    void rfc8946_4_1_a_caller_who_is_redirected_goes_out_as_who_it_is_with_its_token_and_ours() {
        edge.plan(inward("+4930555501"), ring(20, bob));
        edge.sentOn(NUMBER, passed(Cause.CAUSE_REDIRECT));
        PhoneCall carrier =
                alice.calls("+4930901822", OFFER, IDENTITY, RawHeader.of("X-Smuggled", "secret-of-the-carrier"));
        PhoneCall there = redirected(carrier);
        assertThat(asked().getFirstCaller())
                .isEqualTo(FirstCaller.newBuilder()
                        .setNumber("+4930555501")
                        .setCalled("102") // as the plan of the call says
                        .addIdentities(TOKEN)
                        .build());
        SipRequest invite = there.invite();
        assertThat(values(invite, "Identity")).containsExactly(TOKEN, OURS);
        assertThat(invite.headers().from().address().toString()).contains("sip:4930555501@203.0.113.1");
        assertThat(values(invite, "P-Asserted-Identity")).containsExactly("<sip:4930555501@203.0.113.1>");
        assertThat(values(invite, "Diversion"))
                .containsExactly("<sip:4930901822@203.0.113.1>;reason=unconditional;privacy=off");
        assertThat(values(invite, "History-Info").getFirst()).startsWith("<sip:4930901822@203.0.113.1");
        nothingElse(invite, carrier);
        hangUp(carrier, there);
        edge.nothingLeft();
    }

    @Test
    void rfc8946_4_1_a_caller_who_is_transferred_goes_out_so_too() {
        edge.plan(inward("+4930555501"), ring(20, bob));
        edge.sentOn(NUMBER, passed(Cause.CAUSE_TRANSFER));
        PhoneCall carrier = alice.calls("+4930901822", OFFER, IDENTITY);
        PhoneCall callee = answered(carrier, bob.rings());
        callee.refers("sip:" + NUMBER + "@acme.example");
        callee.hears(202);
        PhoneCall there = first.rings();
        assertThat(asked().getFirstCaller().getIdentitiesList()).containsExactly(TOKEN);
        assertThat(values(there.invite(), "Identity")).containsExactly(TOKEN, OURS);
        assertThat(values(there.invite(), "Diversion"))
                .containsExactly("<sip:4930901822@203.0.113.1>;reason=unknown;privacy=off");
        nothingElse(there.invite(), carrier);
        there.answers(486);
        there.hears(Method.ACK);
        hangUp(carrier, callee);
        edge.nothingLeft();
    }

    @Test
    void without_that_word_of_the_app_nothing_of_the_caller_is_in_it() {
        edge.plan(inward("+4930555501"), ring(20, bob));
        edge.sentOn(NUMBER, dial(LONG_MS, ONE));
        PhoneCall carrier = alice.calls("+4930901822", OFFER, IDENTITY);
        PhoneCall there = redirected(carrier);
        assertThat(asked().hasFirstCaller()).isTrue();
        assertThat(there.invite().headers().all(HeaderName.IDENTITY)).isEmpty();
        assertThat(wire(there.invite())).doesNotContain("555501", "signed.by", "901822");
        hangUp(carrier, there);
        edge.nothingLeft();
    }

    /** Some of them may be of kinds that the app passes over. */
    @Test
    void of_many_identity_headers_the_app_is_told_the_first_eight() {
        edge.plan(inward("+4930555501"), ring(20, bob));
        edge.sentOn(NUMBER, dial(LONG_MS, ONE));
        Header[] many = IntStream.range(0, 10)
                .mapToObj(i -> RawHeader.of("Identity", i + TOKEN))
                .toArray(Header[]::new);
        PhoneCall carrier = alice.calls("+4930901822", OFFER, many);
        PhoneCall there = redirected(carrier);
        assertThat(asked().getFirstCaller().getIdentitiesList())
                .isEqualTo(IntStream.range(0, 8).mapToObj(i -> i + TOKEN).toList());
        hangUp(carrier, there);
        edge.nothingLeft();
    }

    /** A carrier may withhold a caller by From alone, and say to us by P-Asserted-Identity who it is. */
    @ParameterizedTest
    @CsvSource({
        "\"Anonymous\" <sip:anonymous@carrier.example>, false",
        "<sip:Anonymous@203.0.113.9>, false",
        "<sip:%61nonymous@carrier.example;user=phone>, false",
        "<sip:anonymous@anonymous.invalid>, false",
        "\"Anonymous\" <sip:+4930555501@carrier.example>, true"
    })
    void of_whom_from_does_not_name_the_app_is_told_nothing_without_any_privacy_too(String from, boolean told) {
        edge.plan(inward("+4930555501"), ring(20, bob));
        edge.sentOn(NUMBER, dial(LONG_MS, ONE));
        PhoneCall carrier = alice.calls(
                NameAddress.parse(from).orElseThrow(),
                Uri.parse("sip:+4930901822@acme.example").orElseThrow(),
                OFFER,
                IDENTITY,
                RawHeader.of("P-Asserted-Identity", "<tel:+4930555501>"));
        PhoneCall there = redirected(carrier);
        assertThat(asked().hasFirstCaller()).isEqualTo(told);
        hangUp(carrier, there);
        edge.nothingLeft();
    }

    /** It is not even asked for: what the app does not know it cannot pass on. */
    @Test
    void of_who_is_private_a_phone_or_unsigned_the_app_is_told_nothing() {
        RawHeader privately = RawHeader.of("Privacy", "id");
        for (Header[] brought : new Header[][] {{IDENTITY, privately}, {}}) {
            edge.plan(inward("+4930555501"), ring(20, bob));
            edge.sentOn(NUMBER, dial(LONG_MS, ONE));
            PhoneCall carrier = alice.calls("+4930901822", OFFER, brought);
            PhoneCall there = redirected(carrier);
            assertThat(asked().hasFirstCaller()).isFalse();
            hangUp(carrier, there);
            edge.nothingLeft();
        }
        edge.plan(ring(20, bob));
        edge.sentOn(NUMBER, dial(LONG_MS, ONE));
        PhoneCall phone = alice.calls("102", OFFER, IDENTITY);
        PhoneCall there = redirected(phone);
        assertThat(asked().hasFirstCaller()).isFalse();
        hangUp(phone, there);
        edge.nothingLeft();
    }
}
