package org.ringfort.protocol.sip.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipUriTest {
    private static SipUri uri(String text) {
        return SipUri.parse(text).orElseThrow(() -> new AssertionError(text));
    }

    /** @rfc 3261 19.1.4 */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "sip:%61lice@atlanta.com;transport=TCP sip:alice@AtlanTa.CoM;Transport=tcp",
                "sip:carol@chicago.com sip:carol@chicago.com;newparam=5",
                "sip:carol@chicago.com sip:carol@chicago.com;security=on",
                "sip:carol@chicago.com;newparam=5 sip:carol@chicago.com;security=on",
                "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
                "sip:alice@atlanta.com?subject=project%20x&priority=urgent sip:alice@atlanta.com?priority=urgent&subject=project%20x",
                "sip:a@[2001:db8::1] sip:a@[2001:DB8:0:0::1]",
            })
    void mean_the_same(String left, String right) {
        assertThat(uri(left).sameAs(uri(right))).isTrue();
        assertThat(uri(right).sameAs(uri(left))).isTrue();
    }

    /** @rfc 3261 19.1.4 */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "SIP:ALICE@AtLanTa.CoM;Transport=udp sip:alice@AtLanTa.CoM;Transport=UDP",
                "sip:bob@biloxi.com sip:bob@biloxi.com:5060",
                "sip:bob@biloxi.com sip:bob@biloxi.com;transport=udp",
                "sip:bob@biloxi.com sip:bob@biloxi.com:6000;transport=tcp",
                "sip:carol@chicago.com sip:carol@chicago.com?Subject=next%20meeting",
                "sip:bob@phone21.boxesbybob.com sip:bob@192.0.2.4",
                "sip:carol@chicago.com;security=on sip:carol@chicago.com;security=off",
                "sip:a@b sips:a@b",
                "sip:a:x@b sip:a@b",
            })
    void mean_different_things(String left, String right) {
        assertThat(uri(left).sameAs(uri(right))).isFalse();
        assertThat(uri(right).sameAs(uri(left))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:",
                "sip:@host",
                "sip:a@",
                "sip:a@b@c",
                "sip:a b@c",
                "sip:a@b:",
                "sip:a@b:0",
                "sip:a@b:65536",
                "sip:a@b:5060x",
                "sip:a@b;",
                "sip:a@b;x=",
                "sip:a@b;x=1;X=2",
                "sip:a@b?",
                "sip:a@b;x=<",
                "sip:%zz@b",
                "sip:a%4@b",
                "sip:[::1",
                "sip:[::1]x",
                "sip:[1.2.3.4]",
                "sip:[::1::2]",
                "sip:[12345::]",
                "sip:..",
                "sip:a@b\r\nEvil: 1",
                "sips",
                "mailto:a@b"
            })
    void malformed(String text) {
        assertThat(SipUri.parse(text)).isEmpty();
    }

    @Test
    void parts() {
        SipUri uri = uri("sips:al%20ice:pw@[2001:DB8::1]:5061;transport=TLS;lr?a=b");
        assertThat(uri.secure()).isTrue();
        assertThat(uri.userText()).isEqualTo("al ice");
        assertThat(uri.host().withoutBrackets()).isEqualTo("2001:db8::1");
        assertThat(uri.port()).hasValue(5061);
        assertThat(uri.transport()).contains("tls");
        assertThat(uri.isLooseRouter()).isTrue();
        assertThat(uri).hasToString("sips:al%20ice:pw@[2001:db8::1]:5061;transport=TLS;lr?a=b");
        assertThat(uri("sip:x").portOrDefault()).isEqualTo(5060);
        assertThat(uri("sip:x;transport=tls").portOrDefault()).isEqualTo(5061);
    }

    @Test
    void what_we_make_is_escaped_or_refused() {
        assertThat(SipUri.of("a@b c\r\n", new Host("h"))).hasToString("sip:a%40b%20c%0D%0A@h");
        assertThatThrownBy(() -> uri("sip:a@b").withParameter("x", "1 2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Host("a b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void telephone_numbers() {
        TelUri tel = (TelUri) Uri.parse("tel:+1-201-555-0123;phone-context=x").orElseThrow();
        assertThat(tel.digits()).isEqualTo("+12015550123");
        assertThat(tel.isGlobal()).isTrue();
        assertThat(Uri.parse("tel:")).isEmpty();
        assertThat(Uri.parse("tel:..")).isEmpty();
        assertThat(Uri.parse("tel:12 34")).isEmpty();
        assertThat(Uri.parse("tel:+1201abc"))
                .as("a global number has digits alone")
                .isEmpty();
        assertThat(Uri.parse("tel:*43;phone-context=acme.example")).isPresent();
        assertThat(Uri.parse("tel:7;phone-context=+49a")).isEmpty();
        assertThat(Uri.parse("tel:7;phone-context=")).isEmpty();
        assertThat(Uri.parse("tel:7;phone-context=%0d%0aVia")).isEmpty();
        assertThat(Uri.parse("tel:+1-201;ext=12-34")).isPresent();
        assertThat(Uri.parse("tel:+1-201;ext=boss")).isEmpty();
    }

    @Test
    void rfc3966_5_1_5_a_local_number_is_one_in_its_context_alone() {
        assertThat(tel("tel:102;phone-context=ACME.example").isNumberIn("acme.example"))
                .isTrue();
        assertThat(tel("tel:102").isNumberIn("acme.example")).isTrue();
        assertThat(tel("tel:+49-30-1;phone-context=else.example").isNumberIn("acme.example"))
                .isTrue();
        assertThat(tel("tel:102;phone-context=else.example").isNumberIn("acme.example"))
                .isFalse();
        assertThat(tel("tel:301;phone-context=+49").isNumberIn("acme.example")).isFalse();
        assertThat(tel("tel:301;phone-context=+49").context()).contains("+49");
    }

    private static TelUri tel(String text) {
        return TelUri.parse(text).orElseThrow();
    }
}
