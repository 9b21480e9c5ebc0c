package org.ringfort.app.provisioning.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What strangers put into the body and the header. */
class EstBodiesTest {
    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** @rfc 8951 3.1 */
    @Property(tries = 200)
    void base64_is_read_with_line_ends_and_without(@ForAll @NotEmpty @Size(max = 300) byte[] der) {
        for (String text : List.of(
                Base64.getEncoder().encodeToString(der),
                Base64.getMimeEncoder().encodeToString(der),
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n")) {
            assertThat(EstBodies.decoded(octets(text)).orElseThrow()).isEqualTo(der);
        }
    }

    @Property(tries = 500)
    void no_octets_break_it(@ForAll @Size(max = 300) byte[] octets) {
        EstBodies.decoded(octets).ifPresent(der -> assertThat(der).isNotEmpty());
        Basic.read("Basic " + new String(octets, StandardCharsets.ISO_8859_1))
                .ifPresent(it -> assertThat(it.username()).isNotEmpty());
        Basic.read("Basic " + Base64.getEncoder().encodeToString(octets))
                .ifPresent(it -> assertThat(it.username())
                        .isNotEmpty()
                        .hasSizeLessThanOrEqualTo(64)
                        .doesNotContain(":"));
    }

    @Test
    void a_body_that_is_longer_is_none() throws Exception {
        assertThat(EstBodies.read(new ByteArrayInputStream(new byte[EstBodies.LONGEST])))
                .isPresent();
        assertThat(EstBodies.read(new ByteArrayInputStream(new byte[EstBodies.LONGEST + 1])))
                .isEmpty();
        assertThat(EstBodies.decoded(new byte[0])).isEmpty();
        assertThat(EstBodies.decoded(octets("-----BEGIN"))).isEmpty();
    }

    private static Optional<Basic> basic(String plain) {
        return Basic.read("Basic " + Base64.getEncoder().encodeToString(octets(plain)));
    }

    /** @rfc 7617 2 */
    @Test
    void name_and_password_are_read_and_nothing_like_them() {
        assertThat(basic("d8f3:pass:word").orElseThrow().username()).isEqualTo("d8f3");
        assertThat(basic("d8f3:pass:word").orElseThrow().password().revealText())
                .isEqualTo("pass:word");
        assertThat(Basic.read("basic " + Base64.getEncoder().encodeToString(octets("a:b"))))
                .isPresent();
        for (String none :
                List.of("", "d8f3", ":password", "a\u0000b:c", "n".repeat(65) + ":p", "n:" + "p".repeat(500))) {
            assertThat(basic(none)).as(none).isEmpty();
        }
        assertThat(Basic.read(null)).isEmpty();
        assertThat(Basic.read("Bearer rf_x")).isEmpty();
    }
}
