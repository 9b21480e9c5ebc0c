package org.ringfort.protocol.sip.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringfort.protocol.sdp.SdpDecoder;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.OtherUri;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.torture.WireText;

/**
 * The torture messages, each with the verdict its RFC gives; where the RFC leaves a choice, the remark in the file says
 * what we chose.
 *
 * @rfc 4475 3
 * @rfc 5118 4
 */
class TortureTest {
    private final SipDecoder decoder = new SipDecoder(Limits.DEFAULT);

    static List<WireText.Case> messages() {
        return WireText.torture();
    }

    @Test
    void none_is_left_out() {
        assertThat(messages()).filteredOn(c -> c.name().startsWith("rfc4475")).hasSize(49);
        assertThat(messages()).filteredOn(c -> c.name().startsWith("rfc5118")).hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void verdict_is_that_of_the_rfc(WireText.Case torture) {
        Decoded decoded = decoder.datagram(torture.octets());
        String verdict = switch (decoded) {
            case Decoded.Message message -> "valid";
            case Decoded.Refused refused -> "refused " + refused.status();
            case Decoded.Hopeless hopeless -> "hopeless";
            case Decoded.Incomplete incomplete -> "incomplete";
            case Decoded.KeepAlive keepAlive -> "keep-alive";
        };
        assertThat(verdict).as("%s", decoded).isEqualTo(torture.verdict());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void what_is_valid_survives_being_written(WireText.Case torture) {
        if (decoder.datagram(torture.octets()) instanceof Decoded.Message first) {
            byte[] written = new SipEncoder().encode(first.message());
            assertThat(decoder.datagram(written)).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void refusal_can_be_written_and_holds_nothing_injected(WireText.Case torture) {
        if (decoder.datagram(torture.octets()) instanceof Decoded.Refused refused) {
            String answer = new String(new SipEncoder().encode(refused, "t1"), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("SIP/2.0 " + refused.status() + " ").endsWith("\r\n\r\n");
            assertThat(answer.lines().filter(line -> line.startsWith("Via:"))).isNotEmpty();
        }
    }

    private WireText.Case named(String part) {
        return messages().stream()
                .filter(c -> c.name().endsWith(part))
                .findFirst()
                .orElseThrow();
    }

    private SipRequest request(String part) {
        return (SipRequest) ((Decoded.Message) decoder.datagram(named(part).octets())).message();
    }

    private SipResponse response(String part) {
        return (SipResponse) ((Decoded.Message) decoder.datagram(named(part).octets())).message();
    }

    @Test
    void wsinv() {
        SipRequest request = request("wsinv");
        assertThat(request.headers().from().address().displayName()).contains("J Rosenberg \\\"");
        assertThat(request.headers().to().tag()).contains("1918181833n");
        assertThat(request.headers().maxForwards()).hasValue(68);
        assertThat(request.headers().cseq().number()).isEqualTo(9);
        assertThat(request.headers().vias())
                .extracting(via ->
                        via.transport() + " " + via.host() + " " + via.branch().orElse(""))
                .containsExactly(
                        "UDP 192.0.2.2 390skdjuw",
                        "TCP spindle.example.com z9hG4bK9ikj8",
                        "UDP 192.168.255.111 z9hG4bK30239");
        assertThat(request.headers().text(HeaderName.of("NewFangledHeader")))
                .contains("newfangled value continued newfangled value");
        Contact.At contact = request.headers().contact().orElseThrow();
        assertThat(contact.address().displayName()).contains("Quoted string \"\"");
        assertThat(contact.q()).isEqualTo(330);
        assertThat(contact.address().parameters().get("newparam")).contains("newvalue");
        assertThat(contact.address().parameters().has("secondparam")).isTrue();
        assertThat(request.headers().routes().getFirst().sipUri().orElseThrow().isLooseRouter())
                .isTrue();
        assertThat(request.body().lengthBytes()).isEqualTo(150);
    }

    @Test
    void intmeth() {
        SipRequest request = request("intmeth");
        assertThat(request.method().name()).isEqualTo("!interesting-Method0123456789_*+`.%indeed'~");
        SipUri uri = (SipUri) request.requestUri();
        assertThat(uri.user()).contains("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
        assertThat(uri.password()).contains("&it+has=1,weird!*pas$wo~d_too.(doesn't-it)");
        assertThat(request.headers().to().address().displayName()).contains("BEL:\u0007 NUL:\u0000 DEL:\u007f");
        assertThat(request.headers().from().address().displayName()).contains("token1~` token2'+_ token3*%!.-");
        assertThat(request.headers().from().tag()).contains("_token~1'+`*%!-.");
        assertThat(request.headers().from().address().parameters().get("fromParam''~+*_!.-%"))
                .contains("работающий");
        assertThat(request.headers().callId()).isEqualTo("intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{");
    }

    @Test
    void escapes() {
        assertThat(((SipUri) request("esc01").requestUri()).userText()).isEqualTo("sips:user@example.com");
        assertThat(request("esc01").headers().to().sipUri().orElseThrow().userText())
                .isEqualTo("user");
        SipUri contact =
                request("esc01").headers().contact().orElseThrow().sipUri().orElseThrow();
        assertThat(contact.isLooseRouter()).isTrue();
        assertThat(contact.parameters().has("name")).isTrue();
        assertThat(request("escnull").headers().to().sipUri().orElseThrow().userText())
                .isEqualTo("null-\u0000-null");
        assertThat(request("escnull").headers().contacts()).hasSize(2);
        assertThat(request("esc02").method().isKnown()).isFalse();
        assertThat(request("esc02").headers().contacts()).hasSize(2);
        assertThat(request("esc02").headers().from().address().displayName()).contains("%Z%45");
    }

    @Test
    void addresses() {
        assertThat(request("semiuri").requestUri().toString()).isEqualTo("sip:user;par=u%40example.net@example.com");
        assertThat(request("baddn").headers().from().toString()).contains("Bell, Alexander");
        assertThat(request("unkscm").requestUri()).isInstanceOf(OtherUri.class);
        assertThat(request("unksm2").headers().to().uri().scheme()).isEqualTo("isbn");
        Contact.At plain = request("cparam01").headers().contact().orElseThrow();
        assertThat(plain.address().parameters().has("unknownparam")).isTrue();
        Contact.At inUri = request("cparam02").headers().contact().orElseThrow();
        assertThat(inUri.sipUri().orElseThrow().parameters().has("unknownparam"))
                .isTrue();
        assertThat(request("regescrt")
                        .headers()
                        .contact()
                        .orElseThrow()
                        .sipUri()
                        .orElseThrow()
                        .headers())
                .isPresent();
    }

    @Test
    void lengths() {
        assertThat(request("longreq").headers().vias()).hasSize(34);
        assertThat(request("dblreq").body().isEmpty()).isTrue();
        assertThat(request("badbranch").headers().topVia().hasUniqueBranch()).isFalse();
        assertThat(request("zeromf").headers().maxForwards()).hasValue(0);
    }

    @Test
    void responses() {
        assertThat(response("unreason").reason()).isEqualTo("= 2**3 * 5**2 но сто девяносто девять - простое");
        assertThat(response("noreason").reason()).isEmpty();
        assertThat(response("bcast").headers().vias().get(1).host().text()).isEqualTo("255.255.255.255");
    }

    @Test
    void unknown_scheme_is_no_digest() {
        assertThat(request("regaut01").headers().digestCredentials()).isEmpty();
        assertThat(request("regaut01").headers().authorizations()).first().isInstanceOf(Credentials.Unknown.class);
    }

    @Test
    void ipv6() {
        assertThat(((SipUri) request("4.3-port-ambiguous").requestUri()).port()).isEmpty();
        assertThat(((SipUri) request("4.4-port-unambiguous").requestUri()).port())
                .hasValue(5070);
        assertThat(request("without-delimiters").headers().topVia().received()).contains("2001:db8::9:255");
        assertThat(request("with-delimiters").headers().topVia().received()).contains("[2001:db8::9:255]");
        assertThat(request("ipv4-mapped").headers().topVia().host()).isEqualTo(new Host("[::ffff:192.0.2.10]"));
    }

    @Test
    void ipv6_beside_ipv4_in_a_session_description() {
        assertThat(streams("4.6-ipv6-in-sdp")).containsExactly("2001:db8::20", "2001:db8::20");
        assertThat(streams("4.8-mult-ip-in-sdp")).containsExactly("192.0.2.1", "2001:db8::1");
    }

    private List<String> streams(String name) {
        var session = ((org.ringfort.protocol.sdp.Decoded.Description) SdpDecoder.decode(
                        org.ringfort.protocol.sdp.Limits.DEFAULT,
                        request(name).body().text().getBytes(StandardCharsets.UTF_8)))
                .session();
        return session.media().stream()
                .map(stream -> stream.connection()
                        .or(session::connection)
                        .orElseThrow()
                        .address())
                .toList();
    }

    @Test
    void a_third_colon_is_read_as_two_and_never_written() {
        SipRequest tolerated = request("4.10-3-colons");
        assertThat(tolerated.requestUri()).isEqualTo(request("4.10-2-colons").requestUri());
        assertThat(new String(new SipEncoder().encode(tolerated), StandardCharsets.UTF_8))
                .startsWith("OPTIONS sip:user@[2001:db8::192.0.2.1] SIP/2.0");
        assertThat(Host.parse("[2001:db8:::1]")).isEmpty();
        assertThat(Host.parse("[2001:::db8::192.0.2.1]")).isEmpty();
    }

    @Test
    void cut_anywhere_it_is_still_an_answer_and_never_a_throw() {
        for (WireText.Case torture : messages()) {
            for (int length = 0; length < torture.octets().length; length++) {
                assertThat(decoder.datagram(Arrays.copyOf(torture.octets(), length)))
                        .isNotNull();
            }
        }
    }
}
