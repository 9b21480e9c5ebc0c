package org.ringfort.app.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HttpAnswerTest {
    private static HttpAnswer answer(String text) throws IOException {
        return HttpAnswer.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String body(HttpAnswer answer) {
        return new String(answer.body(), StandardCharsets.ISO_8859_1);
    }

    @Example
    void a_body_ends_where_it_says() throws IOException {
        assertThat(body(answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabc")))
                .isEqualTo("ab");
        assertThat(body(answer(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n1\r\nc\r\n0\r\n\r\n")))
                .isEqualTo("abc");
        assertThat(body(answer("HTTP/1.0 200 OK\r\n\r\nabc"))).isEqualTo("abc");
        assertThat(answer("HTTP/1.1 302 Found\r\n\r\n").status()).isEqualTo(302);
    }

    @Example
    void it_is_kept_as_long_as_it_says() throws IOException {
        assertThat(answer("HTTP/1.1 200 OK\r\nCache-Control: public, max-age=600\r\n\r\n")
                        .keep())
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(answer("HTTP/1.1 200 OK\r\nCache-Control: no-store\r\n\r\n").keep())
                .isEqualTo(Duration.ZERO);
        assertThat(answer("HTTP/1.1 200 OK\r\n\r\n").keep()).isEqualTo(Duration.ofHours(1));
    }

    @Example
    void what_breaks_off_is_no_answer() {
        for (String broken : new String[] {
            "",
            "HTTP/1.1 200 OK\r\n",
            "SSH-2.0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab"
        }) {
            assertThatThrownBy(() -> answer(broken)).as(broken).isInstanceOf(IOException.class);
        }
    }

    @Property(tries = 2_000)
    void no_octets_make_anything_else_of_it(@ForAll byte[] octets, @ForAll boolean begun) {
        byte[] head = (begun ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" : "")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = java.util.Arrays.copyOf(head, head.length + octets.length);
        System.arraycopy(octets, 0, all, head.length, octets.length);
        try {
            HttpAnswer.parse(all);
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }
}
