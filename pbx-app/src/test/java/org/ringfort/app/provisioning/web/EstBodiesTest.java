package org.ringfort.app.provisioning.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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
        assertThat(EstBodies.read(new ByteArrayInputStream(new byte[EstBodies.LONGEST]), () -> 0))
                .hasValueSatisfying(read -> assertThat(read).hasSize(EstBodies.LONGEST));
        assertThat(EstBodies.read(new ByteArrayInputStream(new byte[EstBodies.LONGEST + 1]), () -> 0))
                .isEmpty();
        assertThat(EstBodies.decoded(new byte[0])).isEmpty();
        assertThat(EstBodies.decoded(octets("-----BEGIN"))).isEmpty();
    }

    @Test
    void a_body_that_drips_is_given_up_after_ten_seconds() throws Exception {
        InputStream drips = new FilterInputStream(new ByteArrayInputStream(new byte[100])) {
            @Override
            public int read(byte[] into, int at, int most) throws IOException {
                return super.read(into, at, 1);
            }
        };
        var seconds = new AtomicLong();
        assertThatThrownBy(() -> EstBodies.read(
                        drips,
                        () -> Duration.ofSeconds(seconds.getAndIncrement()).toNanos()))
                .isInstanceOf(IOException.class);
        assertThat(drips.available()).as("left unread").isEqualTo(89);
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
