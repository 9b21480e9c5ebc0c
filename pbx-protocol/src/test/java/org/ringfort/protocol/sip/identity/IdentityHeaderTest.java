package org.ringfort.protocol.sip.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The header around a token.
 *
 * @rfc 8224 4
 */
class IdentityHeaderTest {
    @Provide
    Arbitrary<IdentityHeader> headers() {
        Arbitrary<String> token = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars("-_.")
                .ofMinLength(1)
                .ofMaxLength(80);
        Arbitrary<String> path = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("/.;=?&%,")
                .ofMaxLength(40);
        Arbitrary<Optional<String>> word =
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8).optional();
        return Combinators.combine(token, path, word, word)
                .as((signed, rest, alg, ppt) -> new IdentityHeader(signed, "https://c.example/" + rest, alg, ppt));
    }

    @Property(tries = 500)
    void what_is_written_reads_the_same(@ForAll("headers") IdentityHeader header) {
        assertThat(IdentityHeader.parse(header.text())).contains(header);
    }

    @Property(tries = 1000)
    void no_text_makes_a_throw(@ForAll String text) {
        assertThat(IdentityHeader.parse(text)).isNotNull();
        assertThat(IdentityHeader.parse("a.b.c;info=<" + text + ">")).isNotNull();
        assertThat(Token.read(text)).isNotNull();
        assertThat(Token.read(Tokens.base64(text) + '.' + Tokens.base64(text) + "." + "A".repeat(86)))
                .isNotNull();
    }

    @Example
    void rfc8224_4_1_2_both_ways_to_write_ppt_are_read() {
        var wanted = new IdentityHeader(
                "a.b.c", "https://cert.example.org/c.pem", Optional.of("ES256"), Optional.of("shaken"));
        assertThat(IdentityHeader.parse("a.b.c;info=<https://cert.example.org/c.pem>;alg=ES256;ppt=shaken"))
                .contains(wanted);
        assertThat(IdentityHeader.parse("a.b.c; info = <https://cert.example.org/c.pem> ; alg=ES256 ; ppt=\"shaken\""))
                .contains(wanted);
    }

    @Example
    void what_would_break_its_line_is_malformed() {
        for (String breaking : new String[] {"\r", "\n", "\\\r", "\r\nVia: x"}) {
            assertThat(IdentityHeader.parse("a.b.c;info=<https://c.example/c>;ppt=\"a" + breaking + "b\""))
                    .isEmpty();
        }
    }

    @Example
    void what_lacks_its_separators_is_malformed() {
        assertThat(IdentityHeader.parse("a.b.c")).isEmpty();
        assertThat(IdentityHeader.parse("a.b.c info=<https://c.example/c>")).isEmpty();
        assertThat(IdentityHeader.parse("a.b.c;info=https://c.example/c")).isEmpty();
        assertThat(IdentityHeader.parse("a.b.c;info=<https://c.example/c>alg=ES256"))
                .isEmpty();
        assertThat(IdentityHeader.parse("a.b.c;alg=ES256;info=<https://c.example/c>"))
                .isEmpty();
        assertThat(IdentityHeader.parse(";info=<https://c.example/c>")).isEmpty();
        assertThat(IdentityHeader.parse("a.b.c;info=<https://c.example/c>;ppt=a;ppt=b"))
                .isEmpty();
        assertThat(IdentityHeader.parse("a".repeat(5_000) + ";info=<https://c.example/c>"))
                .isEmpty();
    }
}
